"""What people write in lists of agencies, and what each mistake in them is called."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oit.agency import AGENCY_TYPES
from oit.roster import ANY_TOPIC, Owner
from oit.roster_columns import column_of
from oit.roster_owners import read_owners, write_owners
from oit.roster_words import COLUMN_NAMES, TYPE_NAMES
from oit.wording_table import AGENCY_TYPES as LABELS
from tests.roster.made import HEADER, ITEMS, ROW, mistake, mistakes, one, read, topics


def test_every_column_is_read() -> None:
    entry = one(
        district="เมือง", province="สมมุติ", owners="กองแผน", contact="นายก, nayok@example.go.th", min_pages="๒๐", notes="ย้าย\nเว็บ",
        retired="30/6/2566",
    ).entry  # fmt: skip
    assert (entry.code, entry.urls) == ("4101", ("https://nongbua.example/",))
    assert (entry.name, entry.type, entry.district, entry.province) == (ROW[1], "sao", "เมือง", "สมมุติ")
    assert entry.owners == (Owner(ANY_TOPIC, "กองแผน"),)
    assert (entry.contact, entry.min_pages, entry.notes) == ("นายก, nayok@example.go.th", 20, "ย้าย เว็บ")
    assert entry.retired == date(2023, 6, 30)


def test_what_the_list_does_not_state_is_not_given() -> None:
    assert one().given == {"code", "name", "type", "urls"}
    assert one(owner__O12="กองคลัง", notes="").given == {"code", "name", "type", "urls", "owners", "notes"}


@pytest.mark.parametrize("names", [("รหัส", "ชื่อหน่วยงาน", "ประเภท", "เว็บไซต์"), ("Code", "Agency Name", "TYPE", "Web-Site"),
                                   ("รหัส หน่วยงาน:", "หน่วยงาน (ชื่อเต็ม)", "ประเภท*", "เว็บไซต์ (URL)")])  # fmt: skip
def test_columns_are_known_by_their_names_in_both_languages(names: tuple[str, ...]) -> None:
    assert read(names, ROW)[0].entry.code == "4101"


def test_no_name_stands_for_two_columns() -> None:
    for column, names in COLUMN_NAMES.items():
        assert {column_of(name) for name in names} == {column}


@pytest.mark.parametrize("kind", AGENCY_TYPES)
def test_each_type_is_known_by_every_name_of_it(kind: str) -> None:
    for name in (kind, kind.upper(), LABELS[kind].th, *TYPE_NAMES[kind]):
        assert one(type=name).entry.type == kind


@pytest.mark.parametrize(("name", "kind"), [("เทศบาลตำบลหนองบัว", "subdistrict_municipality"), ("อบต.หนองบัว", "sao"),
                                            ("องค์การบริหารส่วนจังหวัดสมมุติ", "pao"), ("เทศบาลนครสมมุติ", "city_municipality")])  # fmt: skip
def test_a_name_tells_the_type_where_the_list_does_not(name: str, kind: str) -> None:
    assert one(type="", name=name).entry.type == kind
    assert read(("code", "name", "url"), ("1", name, "a.example"))[0].entry.type == kind


@pytest.mark.parametrize(("written", "code"), [("๐๐๑๒", "0012"), ("0012", "0012"), ("12.0", "12"), ("อบต-7/2", "อบต-7/2"), (" 12 ", "12")])
def test_codes(written: str, code: str) -> None:
    assert one(code=written).entry.code == code


@pytest.mark.parametrize(
    ("written", "urls"),
    [
        ("www.a.go.th", ("https://www.a.go.th/", "http://www.a.go.th/")),
        ("http://a.example , b.example", ("http://a.example/", "https://b.example/", "http://b.example/")),
        ("http://a.example;http://b.example/x", ("http://a.example/", "http://b.example/x")),
        ("http://a.example/i.php?id=1,2\nb.example", ("http://a.example/i.php?id=1,2", "https://b.example/", "http://b.example/")),
        ("https://a.example/ https://a.example", ("https://a.example/",)),
        ("https://province.example/office/", ("https://province.example/office/",)),
    ],
)
def test_several_addresses_in_a_cell(written: str, urls: tuple[str, ...]) -> None:
    assert one(url=written).entry.urls == urls


@pytest.mark.parametrize(
    ("written", "owners"),
    [
        ("O12: กองคลัง <finance@example.go.th>", {("กองคลัง", "finance@example.go.th"): topics("O12")}),
        ("o12,O18-O20: กองคลัง; กองแผน", {("กองคลัง", ""): topics("O12", "O18", "O19", "O20"), ("กองแผน", ""): {ANY_TOPIC}}),
        ("ข้อมูล: เวร", {("ข้อมูล: เวร", ""): {ANY_TOPIC}}),
        ("๑ ถึง ๓: ปลัด\nทั้งหมด: เวร", {("ปลัด", ""): topics("O1", "O2", "O3"), ("เวร", ""): {ANY_TOPIC}}),
        ("annual_action_plan: กองแผน <โทร. 1234; ต่อ 5>", {("กองแผน", "โทร. 1234; ต่อ 5"): {"annual_action_plan"}}),
        ("<a@b.go.th>", {("a@b.go.th", "a@b.go.th"): {ANY_TOPIC}}),
        ("", {}),
    ],
)
def test_owners_in_one_cell(written: str, owners: dict[tuple[str, str], set[str]]) -> None:
    found: dict[tuple[str, str], set[str]] = {}
    for owner in one(owners=written).entry.owners:
        found.setdefault((owner.name, owner.contact), set()).add(owner.topic)
    assert found == owners


def test_owners_in_columns_of_their_own() -> None:
    entry = one(owner__O12="กองคลัง <a@b.go.th>", **{"ผู้รับผิดชอบ__๑๘-O20": "พัสดุ", "owner__all": ""}).entry
    assert {owner.topic for owner in entry.owners if owner.name == "พัสดุ"} == topics("O18", "O19", "O20")
    assert {(owner.topic, owner.contact) for owner in entry.owners if owner.name == "กองคลัง"} == {(*topics("O12"), "a@b.go.th")}


TOPICS = st.sampled_from([ANY_TOPIC, *sorted(ITEMS.slugs)])
PEOPLE = st.tuples(st.sampled_from("กขค:"), st.sampled_from(["", "a@b.co"]))


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(TOPICS, PEOPLE))
def test_owners_are_read_back_as_they_are_written(by_topic: dict[str, tuple[str, str]]) -> None:
    owners = tuple(Owner(topic, f"O1: {name}", contact) for topic, (name, contact) in sorted(by_topic.items()))
    assert read_owners(write_owners(owners, ITEMS), ITEMS) == owners


@pytest.mark.parametrize(
    ("column", "text", "told"),
    [
        ("code", "", "list.csv:2: code: is empty; give each agency a code of its own"),
        ("code", "12 3", '"12 3": a code has 1 to 40 letters and digits'),
        ("code", "1.2E+11", "Excel made a date or a rounded number of the code; format the column as text"),
        ("code", "2023-03-15", "Excel made a date"),
        ("code", "x" * 41, "1 to 40 letters"),
        ("name", "", "list.csv:2: name: is empty"),
        ("name", "ก" * 301, "has 301 characters; at most 300"),
        ("type", "อบตต.", '"อบตต." is no type; allowed: province, provincial_office'),
        ("url", "", "list.csv:2: url: is empty; give the agency's web address"),
        ("url", "ftp://a.example", "ftp:// cannot be crawled"),
        ("url", "หนองบัว", "is no host name of a website"),
        ("url", "http://a.example admin@a.example", "is an e-mail address"),
        ("url", " ".join(f"a{n}.example" for n in range(11)), "11 addresses; at most 10"),
        ("owners", "O99: x", "O99 is no item of the form o01_o43; allowed: O1 to O43"),
        ("owners", "no_such_topic: x", "no_such_topic is no topic"),
        ("owners", "O20-O18: x", "runs backwards"),
        ("owners", "O12: a; O12: b", "O12: a and b both answer for it"),
        ("owners", "a; b", "all other items: a and b both answer for it"),
        ("owners", "O12:", "names nobody"),
        ("owners", "O12: a <b> c", "write one owner as: name <contact>"),
        ("owners", "O12: a <a@@b>", '"a@@b" is no e-mail address; write it as name@example.go.th'),
        ("owner__O12", "a; b", "write one owner as"),
        ("owner__O99", "a", "O99 is no item"),
        ("contact", "a@b", '"a@b" is no e-mail address'),
        ("min_pages", "0", "allowed: a whole number from 1 to 100000, or nothing"),
        ("min_pages", "-3", "is no number of pages"),
        ("min_pages", "9" * 5000, "is no number of pages"),
        ("retired", "31/2/2566", "is no day; write it as 2023-06-30 or 30/6/2566"),
        ("notes", "=", "holds a formula whose value was never worked out"),
        ("webside", "x", 'webside: is no column; did you mean "website"? allowed: code, name, type, url'),
        ("ผู้ประสานงาม", "x", 'did you mean "ผู้ประสานงาน"?'),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place_and_what_is_allowed(column: str, text: str, told: str) -> None:
    line = mistake(**{column: text})
    assert line.startswith("list.csv:1:" if "is no column" in line else "list.csv:2:")
    assert told in line


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    told = mistakes((*HEADER, "min_pages"), ("1", "", "x", "", "0"), (*ROW, ""), ("2", "อบต.ก", "sao", "a b", ""))
    assert [line.split(": ")[0] + line.split(": ")[1] for line in told] == [
        "list.csv:2name", "list.csv:2type", "list.csv:2url", "list.csv:2min_pages", "list.csv:4url",
    ]  # fmt: skip


def test_doubles_in_the_list_are_named_with_the_other_line() -> None:
    told = mistakes(HEADER, ROW, ("4101", "ข", "sao", "b.example"), ("4102", "ค", "sao", "http://www.nongbua.example"))
    assert told[0].startswith("list.csv:3: code: 4101 stands on line 2 too")
    assert told[1].startswith(f"list.csv:4: url: http://www.nongbua.example/ is the address of 4101 {ROW[1]} (line 2) too")


def test_missing_and_double_columns_and_an_empty_list() -> None:
    assert [line.partition(";")[0] for line in mistakes(("code", "name"), ("1", "อบต.ก"))] == [
        "list.csv:1: url: the column is missing",
    ]  # fmt: skip
    assert "stands twice" in mistakes((*HEADER, "เว็บไซต์"), (*ROW, "b.example"))[0]
    assert "no agency stands in the file" in mistakes(HEADER)[0]


def test_columns_that_only_count_the_lines_are_left_aside() -> None:
    assert read(("ลำดับ", *HEADER), ("1", *ROW))[0].entry.code == "4101"
    assert "under no column" in mistakes(("", *HEADER), ("1", *ROW))[0]
