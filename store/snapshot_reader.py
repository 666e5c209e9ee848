"""Reading a snapshot folder. It may come from anywhere: every file is checked against the hash it was written with."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from oit.content import Content
from oit.errors import SnapshotError
from oit.snapshot import Resource, SiteSnapshot
from store import older_bodies
from store.archive import Archive
from store.layout import LAYOUT, MANIFEST, RESOURCES, RESPONSES, UNFETCHED, digest
from store.records import Fields, agency_from, facts_from, parse, resource_from, unfetched_from

Read = Callable[[bytes, Resource], Content | None]

# A body that came with another failure is an error page, a login page or a part of a file: kept as evidence, not read as content.


def load_snapshot(folder: Path, read: Read) -> SiteSnapshot:
    """The snapshot in a folder, resources in the order of the crawl, each address once.

    `read` makes content of the bytes of every resource that has a body and did not fail (or needed a browser that was not there): of the
    browser's HTML when there is one, else of the answer's. Bodies that are not read are checked too.
    SnapshotError names the file that is missing, damaged or of another layout.
    """
    manifest = Manifest.of(folder)
    resources = {r.url: r for r in map(resource_from, lines_of(folder, RESOURCES, manifest.files))}
    body = _bodies(folder, manifest)
    unfetched = {u.url: u for u in map(unfetched_from, lines_of(folder, UNFETCHED, manifest.files))}
    return SiteSnapshot(
        agency=agency_from(manifest.fields.part("agency")),
        facts=facts_from(manifest.fields.part("facts")),
        resources=tuple(_with_content(body, _with_screenshot(folder, r, manifest), read) for r in resources.values()),
        unfetched=tuple(unfetched.values()),
    )


def load_outline(folder: Path) -> SiteSnapshot:
    """The snapshot without contents; bodies and pictures are not looked at. SnapshotError as `load_snapshot`."""
    manifest = Manifest.of(folder)
    resources = {r.url: r for r in map(resource_from, lines_of(folder, RESOURCES, manifest.files))}
    unfetched = {u.url: u for u in map(unfetched_from, lines_of(folder, UNFETCHED, manifest.files))}
    agency, facts = agency_from(manifest.fields.part("agency")), facts_from(manifest.fields.part("facts"))
    return SiteSnapshot(agency, facts, tuple(resources.values()), tuple(unfetched.values()))


def body_of(folder: Path, sha256: str) -> bytes:
    """The bytes of a body, checked against their hash. SnapshotError names the file that is missing or damaged."""
    return _bodies(folder, Manifest.of(folder))(sha256)


def archive_of(folder: Path) -> Archive:
    """The answers of a finished snapshot. SnapshotError for one of before answers were kept whole."""
    manifest = Manifest.of(folder)
    if manifest.layout == older_bodies.LAYOUT:
        raise SnapshotError(f"{folder}: was written by an older version that kept no whole answers; crawl again")
    return Archive.of(folder, lines_of(folder, RESPONSES, manifest.files))


def asked_for(folder: Path, final_urls: Collection[str]) -> frozenset[str]:
    """The addresses that were asked for and led to these, redirects followed."""
    manifest = Manifest.of(folder)
    led = (resource_from(fields) for fields in lines_of(folder, RESOURCES, manifest.files))
    return frozenset(resource.url for resource in led if resource.final_url in final_urls)


def _bodies(folder: Path, manifest: "Manifest") -> Callable[[str], bytes]:
    if manifest.layout == older_bodies.LAYOUT:
        return partial(older_bodies.body_of, folder)
    return archive_of(folder).body


@dataclass(frozen=True, slots=True)
class Manifest:
    """The head of a snapshot folder, read and not yet trusted."""

    layout: int
    fields: Fields
    files: Fields
    screenshots: dict[str, str]  # address -> file

    @classmethod
    def of(cls, folder: Path) -> "Manifest":
        fields = parse(_manifest_bytes(folder), str(folder / MANIFEST))
        layout = fields.number("layout")
        if layout not in (LAYOUT, older_bodies.LAYOUT):
            reads = f"{older_bodies.LAYOUT} and {LAYOUT}"
            raise SnapshotError(f"{folder}: has snapshot layout {layout}, this version reads {reads}; use the version that wrote it")
        pictures = fields.part("screenshots")
        return cls(layout, fields, fields.part("files"), {url: pictures.part(url).text("file") for url in pictures.names()})


def _manifest_bytes(folder: Path) -> bytes:
    try:
        return (folder / MANIFEST).read_bytes()
    except FileNotFoundError:
        raise SnapshotError(f"{folder}: is no snapshot, {MANIFEST} is missing (the crawl did not finish); crawl again") from None
    except OSError as error:
        raise SnapshotError(f"{folder}: is no snapshot that can be read ({error.strerror}); name the folder of a snapshot") from error


def lines_of(folder: Path, name: str, files: Fields) -> Iterator[Fields]:
    """The records of one of the folder's files of JSON lines. SnapshotError where it is not what the manifest says."""
    path = folder / name
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SnapshotError(f"{path}: cannot be read ({error.strerror}); crawl again") from error
    if digest(data) != files.part(name).text("sha256"):
        raise SnapshotError(f"{path}: differs from what {MANIFEST} says; the snapshot is damaged, crawl again")
    return (parse(line, f"{path}:{number}") for number, line in enumerate(data.split(b"\n"), 1) if line)


def _with_content(body: Callable[[str], bytes], resource: Resource, read: Read) -> Resource:
    bodies = [body(sha256) for sha256 in (resource.render_sha256, resource.sha256) if sha256]
    if not bodies or (resource.failure is not None and not resource.failure.in_part):
        return resource
    return replace(resource, content=read(bodies[0], resource))


def _with_screenshot(folder: Path, resource: Resource, manifest: Manifest) -> Resource:
    """The picture's file name, "" when the file is gone or its name leads out of the folder: a verdict does not hang on a picture."""
    name = manifest.screenshots.get(resource.url, manifest.screenshots.get(resource.final_url, resource.screenshot))
    return replace(resource, screenshot=name if name and is_file_within(folder, name) else "")


def is_file_within(folder: Path, name: str) -> bool:
    """Is there a file of this name, within the folder?"""
    try:
        path = (folder / name).resolve()
        return path.is_relative_to(folder.resolve()) and path.is_file()
    except (OSError, ValueError):  # a name that no file can have
        return False
