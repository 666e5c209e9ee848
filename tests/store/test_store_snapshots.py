import json
from dataclasses import replace
from pathlib import Path

import pytest
from store_made import AGENCY, FACTS, FRONT, PLAN, PLAN_RENDERED, RESOURCES, SITE, UNFETCHED, resource, sha

from oit.content import Page
from oit.errors import BadInput, NotFit, SnapshotError
from oit.snapshot import FetchFailure, Resource
from store.snapshots import ReadingCache, SnapshotWriter, load_snapshot


def as_page(data: bytes, resource: Resource) -> Page:
    """Stands for reading: a page that shows which bytes came in and for which address."""
    return Page(url=resource.url, title=data.decode(), heading="", blocks=(), links=())


def nothing(data: bytes, resource: Resource) -> None:
    return None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A finished snapshot."""
    writer = SnapshotWriter(tmp_path / "snapshot")
    for body in (FRONT, PLAN, PLAN_RENDERED):
        assert writer.body(body) == sha(body)
    for made in RESOURCES:
        writer.resource(made)
    for link in UNFETCHED:
        writer.unfetched(link)
    writer.finish(AGENCY, FACTS)
    return writer.folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_what_was_kept_comes_back(folder: Path) -> None:
    loaded = load_snapshot(folder, nothing)
    assert (loaded.agency, loaded.facts, loaded.resources, loaded.unfetched) == (AGENCY, FACTS, RESOURCES, UNFETCHED)


def test_content_is_read_from_the_bytes_and_from_the_browsers_html_where_there_is_one(folder: Path) -> None:
    front, plan, gone = load_snapshot(folder, as_page).resources
    assert isinstance(front.content, Page)
    assert isinstance(plan.content, Page)
    assert (front.content.title, plan.content.title, gone.content) == (FRONT.decode(), PLAN_RENDERED.decode(), None)
    assert plan.content.url == SITE + "plan"


@pytest.mark.parametrize(
    ("failure", "is_read"), [(FetchFailure.NEEDS_BROWSER, True), (FetchFailure.NOT_FOUND, False), (FetchFailure.LOGIN, False)]
)
def test_an_error_page_is_evidence_and_no_content(tmp_path: Path, failure: FetchFailure, is_read: bool) -> None:
    writer = SnapshotWriter(tmp_path)
    writer.body(FRONT)
    writer.resource(resource(failure=failure))
    writer.finish(AGENCY, FACTS)
    assert (load_snapshot(tmp_path, as_page).resources[0].content is not None) == is_read


def test_the_same_crawl_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    again = SnapshotWriter(tmp_path / "again")
    for body in (PLAN_RENDERED, PLAN, FRONT, FRONT):
        again.body(body, "x", "2023-04-18T09:00:00+07:00")
    for made in RESOURCES:
        again.resource(made)
    again.unfetched(UNFETCHED[0])
    again.finish(AGENCY, FACTS)
    apart = {"responses.warc.gz", "responses.jsonl", "manifest.json"}  # they tell when, and in which order
    assert {name: data for name, data in files(again.folder).items() if name not in apart} == {
        name: data for name, data in files(folder).items() if name not in apart
    }
    assert load_snapshot(again.folder, nothing) == load_snapshot(folder, nothing)


def test_the_last_record_of_an_address_counts_and_keeps_the_first_place(tmp_path: Path) -> None:
    writer = SnapshotWriter(tmp_path)
    writer.body(PLAN)
    for made in (resource(SITE, b""), resource(SITE + "b", b""), resource(SITE, PLAN, rendered=True)):
        writer.resource(made)
    writer.finish(AGENCY, FACTS)
    assert [(r.url, r.rendered) for r in load_snapshot(tmp_path, nothing).resources] == [(SITE, True), (SITE + "b", False)]


def test_a_folder_without_manifest_is_no_snapshot_and_may_be_written_anew(tmp_path: Path) -> None:
    broken_off = SnapshotWriter(tmp_path)
    broken_off.resource(resource())
    broken_off.unfetched(UNFETCHED[0])
    del broken_off
    with pytest.raises(SnapshotError, match=r"manifest\.json is missing"):
        load_snapshot(tmp_path, nothing)
    SnapshotWriter(tmp_path).finish(AGENCY, FACTS)
    loaded = load_snapshot(tmp_path, nothing)
    assert (loaded.resources, loaded.unfetched) == ((), ())


def test_a_finished_snapshot_stays_as_it_is(folder: Path) -> None:
    before = files(folder)
    writer = SnapshotWriter(folder)
    for write in (lambda: writer.body(b"new"), lambda: writer.resource(resource()), lambda: writer.finish(AGENCY, FACTS)):
        with pytest.raises(SnapshotError, match="finished snapshot"):
            write()
    assert files(folder) == before


@pytest.mark.parametrize("name", ["resources.jsonl", "unfetched.jsonl", "responses.jsonl"])
def test_a_changed_record_file_is_named(folder: Path, name: str) -> None:
    with (folder / name).open("ab") as file:
        file.write(b"\n")
    with pytest.raises(SnapshotError, match=f"{name}: differs"):
        load_snapshot(folder, nothing)
    (folder / name).unlink()
    with pytest.raises(SnapshotError, match=f"{name}: cannot be read"):
        load_snapshot(folder, nothing)


def change_manifest(folder: Path, **values: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | values))


def test_another_layout_is_refused_in_words(folder: Path) -> None:
    change_manifest(folder, layout=3)
    with pytest.raises(SnapshotError, match="layout 3, this version reads 1 and 2"):
        load_snapshot(folder, nothing)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"layout": "1"}', '{"layout": 1}', '{"layout": true}'])
def test_a_manifest_that_is_none_is_one_line(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(SnapshotError, match=r"manifest\.json") as told:
        load_snapshot(folder, nothing)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("url", None, "url: expected text"),
        ("size", "1", "size: expected a whole number"),
        ("rendered", 1, "rendered: expected true or false"),
        ("failure", "tired", "failure: expected one of no_such_host"),
        ("seen", "x", "seen: expected a list"),
        ("seen", [1], "seen: is no JSON object"),
        ("sha256", "../../../etc/passwd", "holds no body"),
        ("sha256", "A" * 64, "holds no body"),
    ],
)
def test_a_wrong_record_is_named_by_its_field(folder: Path, field: str, value: object, expected: str) -> None:
    lines = (folder / "resources.jsonl").read_bytes().splitlines()
    lines[0] = json.dumps(json.loads(lines[0]) | {field: value}).encode()
    data = b"\n".join(lines) + b"\n"
    (folder / "resources.jsonl").write_bytes(data)
    hashes = {name: {"sha256": sha((folder / name).read_bytes())} for name in ("resources.jsonl", "unfetched.jsonl", "responses.jsonl")}
    change_manifest(folder, files=hashes)
    with pytest.raises(SnapshotError, match=expected):
        load_snapshot(folder, nothing)


def test_hostile_texts_come_back_as_they_were(tmp_path: Path) -> None:
    odd = resource(SITE, b"", detail="half \ud83d, zero \0, line \u2028 \x85 break\r\n", content_type='"\\</script>')
    writer = SnapshotWriter(tmp_path)
    writer.resource(odd)
    writer.finish(AGENCY, FACTS)
    assert load_snapshot(tmp_path, nothing).resources == (odd,)


def test_screenshots_before_and_after_the_end(folder: Path, tmp_path: Path) -> None:
    (folder / "shots").mkdir()
    (folder / "shots" / "front.png").write_bytes(b"front")
    (tmp_path / "elsewhere.png").write_bytes(b"plan")
    writer = SnapshotWriter(folder)
    writer.add_screenshots({SITE: "shots/front.png"})
    SnapshotWriter(folder).add_screenshots({SITE + "plan": tmp_path / "elsewhere.png"})
    front, plan, gone = load_snapshot(folder, nothing).resources
    assert (front.screenshot, gone.screenshot) == ("shots/front.png", "")
    assert (folder / plan.screenshot).read_bytes() == b"plan"
    with pytest.raises(SnapshotError, match=r"no such screenshot"):
        writer.add_screenshots({SITE: "shots/none.png"})


def test_screenshots_noted_during_the_crawl_are_in_the_manifest(tmp_path: Path) -> None:
    writer = SnapshotWriter(tmp_path)
    (tmp_path / "a.png").write_bytes(b"a")
    writer.add_screenshots({SITE: "a.png"})
    writer.resource(resource(SITE, b""))
    writer.finish(AGENCY, FACTS)
    assert load_snapshot(tmp_path, nothing).resources[0].screenshot == "a.png"


@pytest.mark.parametrize("name", ["../outside.png", "/etc/hostname", "a\0b", "x" * 5000, "link.png", "read"])
def test_a_screenshot_outside_of_the_folder_is_none(folder: Path, name: str) -> None:
    (folder.parent / "outside.png").write_bytes(b"x")
    (folder / "link.png").symlink_to(folder.parent / "outside.png")
    change_manifest(folder, screenshots={SITE: {"file": name, "sha256": "x"}})
    assert load_snapshot(folder, nothing).resources[0].screenshot == ""


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(NotFit, match="cannot write the snapshot"):
        SnapshotWriter(tmp_path / "file" / "snapshot")


def test_what_is_no_folder_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for place in (tmp_path / "none", tmp_path / "file", tmp_path):
        with pytest.raises(BadInput, match="is no snapshot"):
            load_snapshot(place, nothing)


def test_no_half_files_are_left(folder: Path) -> None:
    assert not [name for name in files(folder) if name.endswith(".part")]


def test_reading_cache_keeps_by_version_and_forgives_damage(folder: Path) -> None:
    cache = ReadingCache(folder)
    assert cache.get(sha(PLAN), 1) is None
    cache.put(sha(PLAN), 1, '{"ก": "\ud83d"}')
    assert ReadingCache(folder).get(sha(PLAN), 1) == '{"ก": "\ud83d"}'
    assert cache.get(sha(PLAN), 2) is None
    (kept,) = (folder / "read").rglob("*.gz")
    kept.write_bytes(kept.read_bytes()[:-4])
    assert cache.get(sha(PLAN), 1) is None
    cache.put("../../x", "../v", "text")
    assert cache.get("../../x", "../v") == "text"
    assert not [path for path in folder.parent.rglob("*") if path.is_file() and not path.is_relative_to(folder)]


def test_reading_cache_that_cannot_be_written_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "read").write_text("in the way")
    cache = ReadingCache(tmp_path)
    cache.put("a", 1, "text")
    assert cache.get("a", 1) is None
    assert load_snapshot_is_not_disturbed(tmp_path)


def load_snapshot_is_not_disturbed(folder: Path) -> bool:
    SnapshotWriter(folder).finish(AGENCY, replace(FACTS, requests=0))
    return load_snapshot(folder, nothing).facts.requests == 0
