"""One item's proof: what it holds, that it stands by itself, and that hostile words and names in it do no harm."""

import hashlib
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from commands import in_process as run
from kept_sites import FACTS, HOST
from warcio.archiveiterator import ArchiveIterator

from app.judging import judge_folder, terms
from oit.agency import Agency
from oit.content import Region
from oit.exchange import Exchange
from oit.snapshot import Resource, Sighting
from store.database import open_database
from store.snapshots import SnapshotWriter

NAME = "องค์การบริหารส่วนตำบลบ้านสวน"
TITLE = "แผนดำเนินงานประจำปี 2566"
PLAN = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>โครงการ งบประมาณ ระยะเวลาดำเนินการ</p></body></html>".encode()


def kept(folder: Path, day: str, plan: bytes = PLAN, name: str = "/plan.html") -> Path:
    """A site of two pages as a crawl of that day leaves it; the plan is behind a redirect."""
    at = f"{day}T09:00:00+07:00"
    front = f"<html><head><title>{NAME}</title></head><body><a href='/old{name}'>{TITLE}</a></body></html>".encode()
    html = (("Content-Type", "text/html; charset=utf-8"),)
    writer = SnapshotWriter(folder)
    sha_front = writer.answer(Exchange(HOST + "/", at, (), 200, html, front))
    writer.answer(Exchange(HOST + "/old" + name, at, (), 302, (("Location", HOST + name),), b""))
    sha_plan = writer.answer(Exchange(HOST + name, at, (), 200, html, plan))
    seen = (Sighting(TITLE, "", HOST + "/", Region.CONTENT),)
    writer.resource(Resource(HOST + "/", HOST + "/", 200, None, html[0][1], sha_front, len(front), at))
    writer.resource(Resource(HOST + "/old" + name, HOST + name, 200, None, html[0][1], sha_plan, len(plan), at, seen))
    writer.finish(Agency(HOST + "/", NAME, "sao"), FACTS.__class__(**{f: getattr(FACTS, f) for f in FACTS.__slots__} | {"started": at}))
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def audited(home: Path, *days: str, plan: Callable[[str], bytes] = lambda day: PLAN) -> Path:
    """Checks of these days in the database of the data folder."""
    with open_database(str(home / "oit.db")) as database:
        for day in days:
            folder = kept(home / "snapshots" / "www.agency.example" / day.replace("-", ""), day, plan(day))
            audit, snapshot = judge_folder(folder, terms("o01_o43", 2566, None), "never")
            database.save_audit(audit, snapshot, str(folder), "0.1.0")
    return home


def proof_in(folder: Path) -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "proof.json").read_text(encoding="utf-8"))
    return found


def test_a_folder_that_stands_by_itself(home: Path, tmp_path: Path) -> None:
    audited(home, "2023-03-15")
    done = run("evidence", "www.agency.example", "o10", "--out", str(tmp_path / "proof"))
    assert done.code == 0, done.out
    folder = tmp_path / "proof"
    assert (folder / "1-plan.html.txt").read_bytes() == PLAN
    page = (folder / "index.html").read_text(encoding="utf-8")
    assert "O10" in page
    assert TITLE in page
    assert hashlib.sha256(PLAN).hexdigest() in page
    assert 'href="1-plan.html.txt"' in page
    sums = dict(line.split("  ")[::-1] for line in (folder / "SHA256SUMS").read_text().splitlines())
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.name != "SHA256SUMS"}
    assert sums == files
    with (folder / "responses.warc.gz").open("rb") as file:
        answers = [(r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read(), r.http_headers.get_statuscode())
                   for r in ArchiveIterator(file, check_digests="raise") if r.rec_type == "response"]  # fmt: skip
    paths = [(url.removeprefix(HOST), status) for url, _, status in answers]
    assert paths == [("/", "200"), ("/old/plan.html", "302"), ("/plan.html", "200")]
    assert answers[2][1] == PLAN


def test_a_zip_and_json(home: Path, tmp_path: Path) -> None:
    audited(home, "2023-03-15")
    done = run("evidence", NAME, "O10", "--out", str(tmp_path / "o10.zip"), "--json")
    record = json.loads(done.out)
    assert (record["schema_version"], record["finding"]["code"], record["agency"]["url"]) == (1, "O10", HOST + "/")
    with zipfile.ZipFile(tmp_path / "o10.zip") as packed:
        assert sorted(packed.namelist()) == [f"o10/{name}" for name in sorted(
            ("1-plan.html.txt", "SHA256SUMS", "index.html", "proof.json", "responses.warc.gz"))]  # fmt: skip


def test_days_that_showed_the_same_share_a_row_and_a_change_begins_another(home: Path, tmp_path: Path) -> None:
    changed = PLAN.replace("โครงการ".encode(), "โครงการใหม่".encode())
    audited(home, "2023-03-15", "2023-03-16", "2023-03-17", plan=lambda day: changed if day == "2023-03-17" else PLAN)
    run("evidence", HOST, "O10", "--out", str(tmp_path / "proof"))
    spans = proof_in(tmp_path / "proof")["spans"]
    assert [(span["first"]["at"][:10], span["last"]["at"][:10], span["checks"], span["last"]["sha256"]) for span in spans] == [  # type: ignore[attr-defined]
        ("2023-03-17", "2023-03-17", 1, hashlib.sha256(changed).hexdigest()),
        ("2023-03-15", "2023-03-16", 2, hashlib.sha256(PLAN).hexdigest()),
    ]
    run("evidence", HOST, "O10", "--on", "2023-03-16", "--out", str(tmp_path / "then"))
    assert (tmp_path / "then" / "1-plan.html.txt").read_bytes() == PLAN


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("evidence", "https://other.example/", "O10"), "is no agency of the database"),
        (("evidence", HOST, "O99"), "is no item of the form o01_o43; its items are O1 to O43"),
        (("evidence", HOST, "O10", "--on", "2020-01-01"), "the first check was on 2023-03-15"),
        (("evidence", HOST, "O10", "--form", "2566"), "was not checked by the form 2566"),
        (("evidence", HOST, "O10", "--by", "x"), "belong to --hold"),
        (("evidence", HOST, "O10", "--hold", "appeal"), "--by: is empty"),
    ],
)
def test_what_cannot_be_shown_is_one_line(home: Path, arguments: tuple[str, ...], said: str) -> None:
    audited(home, "2023-03-15")
    done = run(*arguments)
    assert done.code == 2
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_place_with_something_else_in_it_is_left_alone(home: Path, tmp_path: Path) -> None:
    audited(home, "2023-03-15")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("x")
    assert run("evidence", HOST, "O10", "--out", str(tmp_path / "mine")).code == 2
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]
    for _ in range(2):  # an earlier proof may be written anew
        assert run("evidence", HOST, "O10", "--out", str(tmp_path / "proof")).code == 0
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".proof")]


def test_hostile_words_stay_words(home: Path, tmp_path: Path) -> None:
    hostile = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE} &lt;script&gt;alert(1)&lt;/script&gt; \u202etxt.exe</h1>" \
              "<p>โครงการ งบประมาณ &lt;img src=x onerror=alert(1)&gt;</p><script>alert(2)</script></body></html>"  # fmt: skip
    folder = kept(home / "snapshots" / "a" / "1", "2023-03-15", hostile.encode(), "/..%2f..%2fevil%00.html.exe")
    with open_database(str(home / "oit.db")) as database:
        audit, snapshot = judge_folder(folder, terms("o01_o43", 2566, None), "never")
        database.save_audit(audit, snapshot, str(folder), "0.1.0")
    assert run("evidence", HOST, "O10", "--out", str(tmp_path / "proof")).code == 0
    page = (tmp_path / "proof" / "index.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "<img src=x" not in page
    assert "\u202e" not in page
    names = sorted(path.name for path in (tmp_path / "proof").iterdir())
    assert names[0].startswith("1-")
    assert names[0].endswith(".html.txt")
    assert ".." not in names[0]


def test_evidence_that_was_given_up_is_said_and_the_days_that_are_kept(home: Path, tmp_path: Path) -> None:
    audited(home, "2023-03-15", "2023-03-16", "2023-03-17")
    assert run("prune", "--keep-days", "0", "--keep-last", "1").code == 0
    done = run("evidence", HOST, "O10", "--on", "2023-03-15")
    assert done.code == 2
    assert "the evidence of 2023-03-15 was given up on" in done.err
    assert "kept is that of 2023-03-17 (--on)" in done.err
