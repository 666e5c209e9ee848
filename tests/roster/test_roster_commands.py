"""`oit agencies` as its user runs it, with a real database and real files."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from app.roster_sample import sample_drafts
from oit.agency import Agency
from oit.roster import ANY_TOPIC, Owner, RosterEntry
from store.database import open_database
from tests.app.commands import Ran, in_process, oit
from tests.roster.doors import door
from tests.store.store_made import audit, snapshot

LIST = """code,name,type,url,district,owners,min_pages,notes
4101,องค์การบริหารส่วนตำบลหนองบัว,sao,https://nongbua.example/,เมือง,O12: กองคลัง <a@b.go.th>; เวร,20,เดิม
4102,เทศบาลตำบลห้วยใหญ่,,https://huaiyai.example/,บ้านนา,,,
"""
NASTY = '=1+1|\'x"; <b>, -2_x202E_ "q"'


@pytest.fixture(autouse=True)
def data(empty_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copy(empty_database, tmp_path / "oit.db")
    monkeypatch.setenv("OIT_DATA", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.csv").write_text(LIST, encoding="utf-8")
    return tmp_path


def agencies(*words: str) -> Ran:
    return in_process("agencies", *words)


def entries(folder: Path) -> list[RosterEntry]:
    with open_database(str(folder / "oit.db")) as opened:
        return opened.roster(retired=True)


def test_a_list_is_imported_and_imported_again(data: Path) -> None:
    assert agencies("import", "list.csv", "--lang", "en").out.splitlines()[-1] == "2 added, 0 changed, 0 retired, 0 unchanged"
    assert agencies("import", "list.csv", "--lang", "en").out == "0 added, 0 changed, 0 retired, 2 unchanged\n"
    (data / "list.csv").write_text(LIST.replace("เดิม", "ใหม่"), encoding="utf-8")
    before = entries(data)
    ran = agencies("import", "list.csv", "--lang", "en", "--dry-run")
    assert "~ 4101 องค์การบริหารส่วนตำบลหนองบัว: notes\n(nothing was written)" in ran.out
    assert entries(data) == before
    assert agencies("import", "list.csv").code == 0
    assert entries(data) == [replace(before[0], notes="ใหม่"), before[1]]


def test_a_mistake_is_told_and_nothing_is_imported(data: Path) -> None:
    (data / "list.csv").write_text(LIST + "4103,X,sao,no address,,,,\n" * 25, encoding="utf-8")
    ran = agencies("import", "list.csv")
    lines = ran.err.splitlines()
    assert (ran.code, ran.out, len(lines)) == (2, "", 22)
    assert lines[0].startswith("list.csv:4: url: ")
    assert lines[-2:] == ["... 5 more", "oit: list.csv: 25 mistakes; nothing was imported, correct the file and import it again"]
    assert entries(data) == []


def test_an_address_of_the_roster_under_another_code_is_a_mistake_of_its_row(data: Path) -> None:
    agencies("import", "list.csv")
    (data / "more.csv").write_text("code,name,type,url\n1,อบต.ก,sao,a.example\n9,อบต.ข,sao,http://www.nongbua.example\n", encoding="utf-8")
    ran = agencies("import", "more.csv")
    assert ran.err.startswith("more.csv:3: url: http://www.nongbua.example/ is the address of 4101 องค์การบริหารส่วนตำบลหนองบัว on the roster")
    assert [entry.code for entry in entries(data)] == ["4101", "4102"]


def test_columns_that_the_list_lacks_stay_as_they_are(data: Path) -> None:
    agencies("import", "list.csv")
    before = entries(data)[0]
    (data / "less.csv").write_text("code,name,url,min_pages\n4101,อบต.หนองบัวใหม่,https://nongbua.example,\n", encoding="utf-8")
    assert agencies("import", "less.csv").code == 0
    assert entries(data)[0] == replace(before, name="อบต.หนองบัวใหม่", min_pages=None)


def test_missing_ones_stay_unless_they_are_to_retire(data: Path) -> None:
    agencies("import", "list.csv")
    (data / "less.csv").write_text("\n".join(LIST.splitlines()[:2]), encoding="utf-8")
    assert "1 agencies of the roster are not in the file and stay watched" in agencies("import", "less.csv", "--lang", "en").out
    assert "- 4102 เทศบาลตำบลห้วยใหญ่: retired" in agencies("import", "less.csv", "--retire-missing", "--lang", "en").out
    assert [bool(entry.retired) for entry in entries(data)] == [False, True]
    assert "was retired" in agencies("import", "list.csv", "--lang", "en").out
    assert [bool(entry.retired) for entry in entries(data)] == [False, True]


def test_an_agency_under_a_new_code_goes_on_with_its_row(data: Path) -> None:
    agencies("import", "list.csv")
    with open_database(str(data / "oit.db")) as opened:
        row = opened.agency_id("4101")
    (data / "new.csv").write_text("code,name,url\n5101,เทศบาลตำบลหนองบัว,nongbua.example\n4102,เทศบาลตำบลห้วยใหญ่,huaiyai.example\n", "utf-8")
    assert agencies("import", "new.csv").code == 2
    ran = agencies("import", "new.csv", "--retire-missing", "--lang", "en")
    assert "~ 5101 เทศบาลตำบลหนองบัว: was 4101, name, type" in ran.out
    with open_database(str(data / "oit.db")) as opened:
        assert opened.agency_id("5101") == row
    assert [(entry.code, entry.min_pages, entry.retired) for entry in entries(data)] == [("4102", None, None), ("5101", 20, None)]


@pytest.mark.parametrize("ending", ["csv", "xlsx", "yaml"])
def test_what_is_exported_is_imported_without_a_change(empty_database: Path, data: Path, ending: str) -> None:
    agencies("import", "list.csv")
    owned = {draft.entry.owners for draft in sample_drafts()}
    urls = ("https://a.example/?a=1,2;b=3", "http://a.example/?a=1,2;b=3", "http://b.example/", "https://b.example/")
    nasty = RosterEntry("0012", NASTY, "other", urls, "-ก", "+ข",
                        (Owner(ANY_TOPIC, "O1: ใคร", "@x 1; 2"), Owner("org_structure", "'เวร")), "=cmd()", 1, "''" + NASTY)  # fmt: skip
    with open_database(str(data / "oit.db")) as opened:
        others = (replace(nasty, code=f"x{n}", urls=(f"https://x{n}.example/",), owners=own) for n, own in enumerate(owned))
        opened.put_roster([nasty, *others])
    before = entries(data)
    assert agencies("export", f"out.{ending}").code == 0
    ran = agencies("import", f"out.{ending}", "--json")
    assert (json.loads(ran.out)["steps"], json.loads(ran.out)["unchanged"]) == ([], len(before))
    shutil.copy(empty_database, data / "oit.db")
    agencies("import", f"out.{ending}")
    assert entries(data) == before


def test_no_exported_cell_is_a_formula(data: Path) -> None:
    from openpyxl import load_workbook  # noqa: PLC0415

    with open_database(str(data / "oit.db")) as opened:
        opened.put_roster([RosterEntry("-1", "=HYPERLINK(1)", "other", ("https://a.example/",), "@SUM", "+1", contact="\t=1", notes="|x")])
    agencies("export", "out.xlsx")
    agencies("export", "out.csv")
    cells = [cell for row in load_workbook("out.xlsx").active.iter_rows(min_row=2) for cell in row if cell.value]
    assert {cell.data_type for cell in cells} == {"s"}
    line = (data / "out.csv").read_text("utf-8-sig").splitlines()[1]
    assert [word for word in line.split(",") if word[:1] in set("=+-@|\t")] == []


def test_standard_input_and_output(data: Path) -> None:
    ran = oit("agencies", "import", "-", "--lang", "en", data=data, stdin=LIST)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "2 added, 0 changed, 0 retired, 0 unchanged"
    shown = oit("agencies", "export", "--format", "yaml", data=data)
    assert shown.out.startswith('- code: "4101"\n')
    assert agencies("export", "x.unknown").code == 2


def test_add_change_and_retire(data: Path) -> None:
    words = ("--name", "อบต.ใหม่", "--url", "new.example", "--url", "https://old.example", "--owners", "O12: กองคลัง", "--owners", "เวร",
             "--min-pages", "5")  # fmt: skip
    assert agencies("add", "77", *words).out == "+ 77 อบต.ใหม่: เพิ่ม\nเพิ่ม 1 แก้ไข 0 เลิกติดตาม 0 ไม่เปลี่ยนแปลง 0 หน่วยงาน\n"
    (entry,) = entries(data)
    assert entry.urls == ("https://new.example/", "http://new.example/", "https://old.example/")
    assert (entry.type, entry.min_pages, len(entry.owners)) == ("sao", 5, 2)
    assert "is on the roster" in agencies("add", "77", *words).err
    assert "--update" in agencies("add", "78", "--update", "--notes", "x").err
    assert agencies("add", "77", "--update", "--notes", "ก").code == 0
    assert entries(data) == [replace(entry, notes="ก")]
    assert agencies("add", "79", "--name", "x", "--url", "x y").err.splitlines()[0].startswith("agencies add:1: url: ")
    assert "agencies add:1: url: is missing" in agencies("add", "79", "--name", "อบต.ก").err
    ran = agencies("retire", "77", "--on", "2023-06-30", "--lang", "en")
    assert ran.out == "77 อบต.ใหม่: not watched from 30 June 2023 on; what was seen of it stays\n"
    assert agencies("retire", "nobody").code == 2
    assert "watched again" in agencies("retire", "77", "--undo", "--lang", "en").out
    assert entries(data)[0].retired is None


def saved(folder: Path, started: str, **crawl: object) -> None:
    made = audit(agency=Agency("https://nongbua.example/", "", "other"), started=started, **crawl)
    with open_database(str(folder / "oit.db")) as opened:
        opened.save_audit(made, snapshot(), f"folder {started}", "0.1")


def test_a_failed_night_leaves_the_result_of_the_day_before_with_its_date(data: Path) -> None:
    (data / "list.csv").write_text(LIST.replace(",20,", ",2,"), encoding="utf-8")
    agencies("import", "list.csv")
    saved(data, "2023-03-15T02:00:00+07:00")
    saved(data, "2023-03-16T02:00:00+07:00", stopped_by="not_captured", pages=0)
    saved(data, "2023-03-17T02:00:00+07:00", pages=1)
    first, second = json.loads(agencies("list", "--json").out)
    assert (first["result"]["day"], first["not_captured_on"], first["result"]["outcomes"]["pass"]) == ("2023-03-15", "2023-03-17", 1)
    assert first["result"]["score"] == {"lowest": 50.0, "highest": 62.5}
    assert second["result"] is None
    line = agencies("list", "--lang", "en").out.splitlines()[1]
    assert "15 March 2023" in line
    assert "not captured 17 March 2023" in line
    assert "50-62" in line
    assert "1/2" in line


def test_the_list_is_filtered(data: Path) -> None:
    agencies("import", "list.csv")
    saved(data, "2023-03-15T02:00:00+07:00", pages=99)
    agencies("retire", "4102")

    def codes(*words: str) -> list[str]:
        return [row["code"] for row in json.loads(agencies("list", "--json", *words).out)]

    assert codes() == ["4101"]
    assert codes("--retired") == ["4101", "4102"]
    assert codes("--retired", "--type", "sao") == ["4101"]
    assert codes("--retired", "--district", "บ้านนา") == ["4102"]
    assert codes("--stale", "30") == ["4101"]
    assert codes("--stale", "9999", "--retired") == ["4102"]
    assert "retired" in agencies("list", "--retired", "--lang", "en").out


def test_the_sample_says_the_same_in_each_format() -> None:
    for name in ("province.csv", "province.xlsx", "province.yaml"):
        assert agencies("sample", name).code == 0
        assert agencies("import", name, "--lang", "en").out.endswith(", 109 unchanged\n") is (name != "province.csv")
    assert agencies("sample", "province.txt").code == 2


def test_the_sample_is_a_whole_province(data: Path) -> None:
    assert agencies("sample", "province.yaml").code == 0
    assert agencies("import", "province.yaml").code == 0
    found = entries(data)
    kinds = [entry.type for entry in found]
    assert kinds.count("provincial_office") >= 35
    assert sum(kind in ("pao", "town_municipality", "subdistrict_municipality", "sao") for kind in kinds) >= 60
    assert len({entry.district for entry in found}) >= 8
    hosts = {url.split("/")[2].partition(":")[0] for entry in found for url in entry.urls}
    assert {host.rpartition(".")[2] for host in hosts} == {"example"}
    assert any(len(entry.urls) > 1 for entry in found)
    assert any(len(entry.owners) > 2 for entry in found)
    assert all(entry.contact for entry in found)


def test_check_tells_what_needs_attention_and_how_it_ends(data: Path) -> None:
    with door("127.0.0.1") as one, door("127.0.0.2") as two:
        one.page()
        two.leads("/", one.url)
        for code, url in (("1", one.url), ("2", two.url), ("3", two.url + "gone/")):
            agencies("add", code, "--name", f"อบต.{code}", "--url", url)
        allowed = ("--allow-private-hosts", "127.0.0.1,127.0.0.2", "--delay", "0", "--lang", "en")
        ran = agencies("check", *allowed)
        assert ran.code == 1
        assert f"2 อบต.2: {two.url}: another agency's (leads to the address of 1" in ran.out
        assert f"3 อบต.3: {two.url}gone/: dead (" in ran.out
        assert "HTTP 404" in ran.out
        assert ran.out.splitlines()[-1] == "3 addresses of 3 agencies: 2 need attention"
        alone = agencies("check", "1", *allowed, "--json")
        assert (alone.code, [row["state"] for row in json.loads(alone.out)]) == (0, ["answers"])
        refused = agencies("check", "1", "--lang", "en")
        assert (refused.code, one.asked.count("/")) == (1, 3)
    assert agencies("check", "nobody").code == 2
