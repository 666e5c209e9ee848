"""Which kind of place an address on another host is, at which address it can be read, and what the crawl does with it: cases as a table."""

import pickle
from pathlib import Path

import pytest

import rules
from crawler.outside import OutsidePolicy
from crawler.scope import Scope
from oit.errors import RulePackError
from oit.outside import OutsideRules, Reach, Relation, Sign

DATA = Path(__file__).parent.parent / "data" / "outside_cases.tsv"
RULES = rules.load_outside()


def cases() -> list[tuple[str, str, str, str, str]]:
    """(address, own site, "own" or the kind, reach, address to read; "=" for the address itself)."""
    lines = [line for line in DATA.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(a, b, c, d, e) for a, b, c, d, e in (line.split("\t") for line in lines)]


@pytest.mark.parametrize(("address", "site", "kind", "reach", "read"), cases())
def test_an_address_is_of_its_kind(address: str, site: str, kind: str, reach: str, read: str) -> None:
    scope = Scope.of(site)
    if kind == "own":
        assert scope.owns(address)
        return
    assert not scope.owns(address)
    plan = OutsidePolicy(RULES).plan(address, scope)
    assert (plan.kind, plan.reach.value, plan.address) == ("" if kind == "wraps_own" else kind, reach, address if read == "=" else read)


def test_the_table_has_cases_of_every_kind_and_enough_of_them() -> None:
    kinds = {kind for _, _, kind, _, _ in cases()}
    wrapping = {kind.name for kind in RULES.kinds if kind.unwrap}
    assert {kind.name for kind in RULES.kinds} - wrapping <= kinds
    assert len(cases()) >= 150


@pytest.mark.parametrize("setting", ["never", "check"])
def test_the_setting_limits_every_kind(setting: str) -> None:
    allowed = {"never": {Reach.LEAVE}, "check": {Reach.LEAVE, Reach.CHECK}}[setting]
    policy = OutsidePolicy(RULES, setting)  # type: ignore[arg-type]
    plans = [policy.plan(address, Scope.of(site)) for address, site, kind, _, _ in cases() if kind not in ("own", "wraps_own")]
    assert {plan.reach for plan in plans} == allowed
    assert not any(plan.keeps for plan in plans)


@pytest.mark.parametrize(
    "address",
    ["", "#", "http://", "http://[::1", "mailto:a@b.go.th", "javascript:void(0)", "ftp://x.go.th/a", "http://x:99999/", "//x.go.th/a",
     "https://" + "a" * 90_000, "https://x.go.th/" + "a" * 90_000],
)  # fmt: skip
def test_what_cannot_be_asked_for_is_left_alone(address: str) -> None:
    assert not OutsidePolicy(RULES).plan(address, Scope.of("https://www.abt-x.go.th/")).opens
    assert RULES.opened_as(address) == address


@pytest.mark.parametrize(
    "address",
    ["http://\x00/a", "https://drive.google.com/file/d/" + "%" * 500, "https://ก" + "า" * 300 + ".com/a",
     "https://x.go.th/?" + "a=1&" * 400],
)  # fmt: skip
def test_odd_addresses_have_a_plan(address: str) -> None:
    assert OutsidePolicy(RULES).plan(address, Scope.of("https://www.abt-x.go.th/")).url == address


def test_an_address_wrapped_in_itself_ends() -> None:
    inner = "https://www.google.com/url?q=https://x.go.th/a"
    for _ in range(30):
        inner = "https://www.google.com/url?q=" + inner.replace("&", "%26").replace("?", "%3F").replace("=", "%3D")
    assert RULES.kind_of(inner[:3000]) is not None


def test_what_people_open_is_the_link_not_the_address_that_was_read() -> None:
    file = "https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/view"
    assert RULES.opened_as(RULES.address_to_read("https://drive.google.com/file/d/1AbCdEfGhIjKlMnOp/preview")) == file
    assert RULES.opened_as("https://www.abt-x.go.th/a.pdf") == "https://www.abt-x.go.th/a.pdf"
    for address, _, kind, _, _ in cases():
        if kind != "own" and (of := RULES.kind_of(address)).open_at:
            assert RULES.kind_of(RULES.opened_as(address)).name == of.name


def test_rules_without_kinds_open_nothing_and_survive_the_way_to_another_process() -> None:
    plan = OutsidePolicy(OutsideRules()).plan("https://drive.google.com/file/d/1AbCdEfGhIjKl/view", Scope.of("https://x.go.th/"))
    assert plan.reach is Reach.LEAVE
    copied = pickle.loads(pickle.dumps(RULES))
    assert copied.kind_of("https://bit.ly/x").name == "short_link"


# -- notices


def notices() -> list[tuple[str, str, str, Sign]]:
    lines = (DATA.parent / "outside_notices.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return [(url, title, text, Sign(sign)) for url, title, text, sign in rows]


@pytest.mark.parametrize(("url", "title", "text", "sign"), notices())
def test_a_notice_is_recognised_whatever_its_status(url: str, title: str, text: str, sign: Sign) -> None:
    assert RULES.sign(url, title, text) is sign


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("แผนปฏิบัติราชการประจำปี พ.ศ. 2566", "องค์การบริหารส่วนตำบลบึงนาเพลิน"),
        ("คู่มือการใช้งานระบบ", "ขั้นตอนที่ 1 เข้าสู่ระบบ " + "แล้วกรอกข้อมูลให้ครบถ้วน " * 100 + " กรุณาเข้าสู่ระบบก่อน"),
        ("ระบบสารบรรณ", "ผู้ใช้งานเข้าสู่ระบบ"),
        ("", ""),
    ],
)
def test_content_is_no_notice(title: str, text: str) -> None:
    assert RULES.sign("https://sites.google.com/view/abtx/plan", title, text) is None


# -- mistakes in the data

GOOD = """version: "1"
suffixes: [go.th]
shared: []
kinds:
  landlord: {th: ก, en: a, reach: leave, counts: none, relation: landlord}
  sister_host: {th: ก, en: a, reach: leave, counts: none, relation: sister_host}
  front_page: {th: ก, en: a, reach: leave, counts: none, relation: front_page}
  other: {th: ก, en: a, reach: leave, counts: none, relation: other}
  drive:
    th: ก
    en: a
    reach: fetch
    counts: content
    places: [{hosts: [d.example], path: '/f/(?P<id>\\w+)'}]
    read_at: ['https://d.example/get?id={id}']
signs: {}
"""


def read(folder: Path, text: str) -> OutsideRules:
    (folder / "outside.yaml").write_text(text, encoding="utf-8")
    return rules.load_outside(folder)


def test_a_folder_may_have_rules_of_its_own_or_none(tmp_path: Path) -> None:
    assert rules.load_outside(tmp_path) == RULES
    own = read(tmp_path, GOOD)
    assert own.address_to_read("https://d.example/f/7") == "https://d.example/get?id=7"
    assert {kind.relation for kind in own.kinds} == {None, *Relation}


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("reach: fetch", "reach: open"), 12, "none of follow, fetch, check, leave"),
        (("counts: content", "count: content"), 13, "unknown key"),
        (("hosts: [d.example]", "hosts: ['http://d.example/']"), 14, "is no host"),
        (("hosts: [d.example]", "hosts: []"), 14, "is empty"),
        (("(?P<id>\\w+)'}", "(?P<id>\\w+'}"), 14, "no regular expression"),
        (("get?id={id}", "get?id={file}"), 15, "{file} is not given by every place"),
        (("get?id={id}", "get?id={id"), 15, "is no template"),
        (("'https://d.example/get?id={id}'", "'d.example/get?id={id}'"), 15, "makes no http or https address"),
        (("reach: fetch", "reach: follow"), 12, "needs steps"),
        (("reach: fetch", "reach: fetch\n    steps: 9"), 13, "not between 0 and 5"),
        (("reach: fetch", "reach: fetch\n    onward: [nothing]"), 13, '"nothing" is no kind'),
        (("relation: landlord", "relation: other"), 4, "exactly one is wanted"),
        (("th: ก\n    en: a\n    reach: fetch", "th: ก\n    reach: fetch"), 9, "a text is wanted"),
        (("signs: {}", "signs: {odd: {words: [aaaaaaa]}}"), 16, "is none of login"),
        (("signs: {}", "signs: {login: {words: [log]}}"), 16, "too short"),
        (("  drive:", "  Drive 1:"), 9, "is no name"),
        (("suffixes: [go.th]", "suffixes: go.th"), 2, "a list of texts is wanted"),
        (('version: "1"', "version: ["), 0, "no YAML"),
    ],
)
def test_a_mistake_is_told_by_file_line_and_field(tmp_path: Path, change: tuple[str, str], line: int, said: str) -> None:
    assert change[0] in GOOD
    with pytest.raises(RulePackError) as told:
        read(tmp_path, GOOD.replace(*change, 1))
    assert said in str(told.value)
    assert "outside.yaml" in str(told.value)
    assert not line or f"{line}" in str(told.value).partition(said)[0], str(told.value)
