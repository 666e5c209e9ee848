"""A proof as a folder or zip that stands by itself: the page that explains it, the kept files, the WARC file, the list of hashes."""

import datetime as dt
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256 as hashed
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.version import tool_version
from oit.agency import Agency
from oit.audit import Evidence, FormUsed, ItemFinding
from oit.errors import BadInput, NotFit, SnapshotError
from oit.proof import Answer, Proof, ProofPiece, Span
from oit.retention import Hold
from reading.kinds import sniff
from reports.proof_page import proof_record, render_proof
from store.extract import answers_for, extract
from store.places import default_data_folder
from store.snapshot_reader import is_file_within
from store.snapshots import Archive, archive_of, asked_for, body_of

PAGE, RECORD, SUMS, ARCHIVE = "index.html", "proof.json", "SHA256SUMS", "responses.warc.gz"
_WHOLE_DAY = (1980, 1, 1, 0, 0, 0)  # of files in a zip: the same proof makes the same bytes
# By what the bytes are, never by what the site calls them: nothing kept becomes a program by its name. Pages are shown as text.
_ENDINGS = {"html": ".html.txt", "pdf": ".pdf", "image": ".img", "text": ".txt", "archive": ".zip", "word": ".doc", "excel": ".xls"}
_ZIP = {"word": ".docx", "excel": ".xlsx"}
_PICTURES = ((b"\x89PNG", ".png"), (b"\xff\xd8\xff", ".jpg"), (b"GIF8", ".gif"), (b"RIFF", ".webp"))


@dataclass(frozen=True, slots=True)
class Prepared:
    """A proof whose files are still in the snapshot."""

    agency: Agency
    form: FormUsed
    judged_on: str
    run_id: int
    finding: ItemFinding
    snapshot: Path
    spans: tuple[Span, ...]
    holds: tuple[Hold, ...]
    day: dt.date


@dataclass(frozen=True, slots=True)
class Written:
    place: Path  # the folder or the zip
    page: Path | None  # to open, None for a zip
    proof: Proof


def write_proof(prepared: Prepared, out: Path | None, lang: str) -> Written:
    """Whole or not at all. Raises BadInput for a place that holds something else, NotFit when the disk refuses."""
    place = (out or _usual_place(prepared)).absolute()
    _check(place)
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=place.parent, prefix=".proof-") as made:
            folder = Path(made) / "proof"
            folder.mkdir()
            proof = _fill(prepared, folder, lang)
            if place.suffix.lower() == ".zip":
                _pack(folder, place)
                return Written(place, None, proof)
            if place.exists():
                shutil.rmtree(place)
            folder.replace(place)
    except OSError as error:
        raise NotFit(f"{place}: the proof cannot be written ({error.strerror or error}); choose another place with --out") from error
    return Written(place, place / PAGE, proof)


def _usual_place(prepared: Prepared) -> Path:
    host, code = _name(urlsplit(prepared.agency.url).netloc), _name(prepared.finding.code)
    return default_data_folder() / "evidence" / host / f"{code}-{prepared.day:%Y%m%d}"


def _name(text: str) -> str:
    """A folder's name: it leads nowhere else, and is short enough for every disk."""
    return re.sub(r"[^\w.-]+", "_", text).strip("._")[:80] or "agency"


def _check(place: Path) -> None:
    """What stands there may only be an earlier proof."""
    if place.suffix.lower() == ".zip":
        if place.is_dir() or (place.exists() and not zipfile.is_zipfile(place)):
            raise BadInput(f"{place}: is no zip of ours; choose another --out")
    elif place.exists() and (not place.is_dir() or (any(place.iterdir()) and not (place / RECORD).is_file())):
        raise BadInput(f"{place}: holds something else; choose an empty or a new folder as --out")


def _fill(prepared: Prepared, folder: Path, lang: str) -> Proof:
    archive = _archive(prepared.snapshot)
    pieces = tuple(_piece(one, number, prepared.snapshot, folder) for number, one in enumerate(prepared.finding.evidence, 1))
    answers = tuple(_answers(archive, prepared, folder)) if archive else ()
    proof = Proof(
        prepared.agency, prepared.form, prepared.judged_on, prepared.run_id, prepared.finding, pieces, answers, prepared.spans,
        prepared.holds, ARCHIVE if archive else "",
    )  # fmt: skip
    (folder / RECORD).write_text(proof_record(proof, tool_version()), encoding="utf-8")
    hashes = tuple((name, hashed((folder / name).read_bytes()).hexdigest()) for name in sorted(path.name for path in folder.iterdir()))
    proof = Proof(**{name: getattr(proof, name) for name in Proof.__slots__} | {"hashes": hashes})
    (folder / PAGE).write_text(render_proof(proof, lang, tool_version()), encoding="utf-8")
    page = (PAGE, hashed((folder / PAGE).read_bytes()).hexdigest())
    (folder / SUMS).write_text("".join(f"{digest}  {name}\n" for name, digest in (*hashes, page)), encoding="utf-8")
    return proof


def _archive(snapshot: Path) -> Archive | None:
    """None for a snapshot of before answers were kept whole."""
    try:
        return archive_of(snapshot)
    except SnapshotError:
        return None


def _answers(archive: Archive, prepared: Prepared, folder: Path) -> Iterator[Answer]:
    records = answers_for(archive, _addresses(archive, prepared.finding))
    extract(archive, records, folder / ARCHIVE)
    return (Answer(one.url, one.at, one.status, one.sha256, one.size) for one in records)


def _addresses(archive: Archive, finding: ItemFinding) -> frozenset[str]:
    """What the finding names, the pages on which the links stand, and those that redirect to them or gave the same bytes."""
    named = {url for one in finding.evidence for url in (one.url, one.found_on)}
    named |= {value for reason in finding.reasons for name, value in reason.facts.items() if name in ("url", "page")}
    named |= {finding.best_url or ""}
    bodies = {one.sha256 for one in finding.evidence} - {""}
    named |= {kept.url for kept in archive.records if kept.sha256 in bodies and kept.status}
    return frozenset(named | asked_for(archive.path.parent, named)) - {""}


def _piece(one: Evidence, number: int, snapshot: Path, folder: Path) -> ProofPiece:
    file = picture = ""
    if one.sha256:
        body = body_of(snapshot, one.sha256)
        file = f"{number}-{_slug(one.url)}{_ending(body, one)}"
        (folder / file).write_bytes(body)
    if one.screenshot and is_file_within(snapshot, one.screenshot):
        shown = snapshot / one.screenshot
        picture = f"{number}-screenshot{'.png' if shown.suffix.lower() == '.png' else '.jpg'}"
        shutil.copyfile(shown, folder / picture)
    return ProofPiece(one, file, picture)


def _slug(url: str) -> str:
    """The last part of the address as a file name that is harmless everywhere."""
    last = unquote(urlsplit(url).path.rstrip("/").rsplit("/", 1)[-1])
    return re.sub(r"[^A-Za-z0-9-]+", "_", last.rsplit(".", 1)[0]).strip("_-")[:40] or "page"


def _ending(body: bytes, one: Evidence) -> str:
    kind = sniff(body, one.content_type, one.url)
    if kind == "image":
        return next((ending for magic, ending in _PICTURES if body.startswith(magic)), ".bin")
    return _ZIP.get(kind, _ENDINGS.get(kind, ".bin")) if body.startswith(b"PK") else _ENDINGS.get(kind, ".bin")


def _pack(folder: Path, place: Path) -> None:
    part = folder.with_suffix(".zip")
    with zipfile.ZipFile(part, "w") as packed:
        for path in sorted(folder.iterdir()):
            entry = zipfile.ZipInfo(f"{place.stem}/{path.name}", _WHOLE_DAY)
            entry.external_attr = 0o644 << 16
            packed.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    part.replace(place)
