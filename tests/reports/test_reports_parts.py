"""What the writers share: safe words and addresses, the order of repair, the table of writers."""

import io
import json
from dataclasses import replace

import pytest
from made_audit import SITE, made_audit, uncaptured_audit

from oit.audit import Outcome, Reason, ReasonCode
from reports import WRITERS, ReportOptions
from reports.priorities import FIXABLE, fix_first
from reports.safe_text import printable, short_address, web_address
from reports.where_to_look import address_to_open


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "//a.example", "/x", "", "https://",
        "http:///x", " https://a.example", "https://a.example/\n", "https://a.example/\u202ex", 'https://a.example/"', "https://a.example/<b>",
        "https://[::1", "https://a.example/" + "x" * 3000, "java\tscript:alert(1)", "https://a\ud800.example",
    ],
)  # fmt: skip
def test_addresses_that_may_not_be_links(url):
    assert web_address(url) == ""


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "http://a.example:8080/x?y=1&z=2#f", "HTTPS://a.example/ก", "https://a.example/%E0%B8%81", "https://[::1]/"],
)
def test_addresses_that_may(url):
    assert web_address(url) == url


def test_short_addresses_keep_the_end():
    assert short_address("https://www.a.example/") == "a.example"
    assert short_address("https://a.example/%E0%B8%82%E0%B9%89%E0%B8%AD") == "a.example/ข้อ"
    short = short_address("https://a.example/" + "x/" * 100 + "report-2566.pdf", 40)
    assert len(short) <= 40
    assert short.endswith("report-2566.pdf")
    assert "…" in short


def test_printable_keeps_markup_as_letters_and_drops_the_hidden():
    assert printable("[red]<b>\u202e\x1b]0;x\x07 a\r\n\tb") == "[red]<b>]0;x a b"


def test_the_most_points_come_first_then_the_least_work():
    audit = made_audit()
    first = fix_first(audit, 43)
    assert [item.code for item in first[:2]] == ["O42", "O43"]  # 5 points each; O43 waits for O42
    assert [item.points for item in first] == sorted((item.points for item in first), reverse=True)
    assert {item.outcome for item in first} <= FIXABLE
    assert len(fix_first(audit)) == 5
    of_92 = [item.code for item in first if item.indicator == "9.2"]
    assert of_92.index("O13") < of_92.index("O16")  # a broken link before a missing text


def test_what_was_not_checked_is_not_to_be_fixed():
    assert fix_first(uncaptured_audit()) == ()


def test_a_sure_loss_goes_before_an_unclear_one_of_the_same_work():
    audit = made_audit()
    item = replace(audit.items[0], points=9.0, reasons=(Reason(ReasonCode.NOTHING_FOUND),))
    unclear, missing = replace(item, code="U", outcome=Outcome.UNCLEAR), replace(item, code="M", outcome=Outcome.MISSING)
    assert [one.code for one in fix_first(replace(audit, items=(unclear, missing)))] == ["M", "U"]


def test_each_verdict_can_be_opened_where_an_address_is_known():
    items = {item.code: item for item in made_audit().items}
    assert address_to_open(items["O1"]) == f"{SITE}/files/1.pdf"
    assert address_to_open(items["O13"]) == f"{SITE}/files/manual.pdf"
    assert address_to_open(items["O3"]) == f"{SITE}/ita"
    assert address_to_open(items["O34"]) == ""


@pytest.mark.parametrize(("name", "start"), [("json", b"{"), ("html", b"<!doctype html>"), ("xlsx", b"PK")])
def test_every_writer_of_the_table_writes(name, start):
    out = io.BytesIO()
    WRITERS[name](made_audit(), out, ReportOptions("en", "9.9"))
    assert out.getvalue().lstrip().startswith(start)
    if name == "json":
        assert json.loads(out.getvalue())["tool"]["version"] == "9.9"


def test_the_table_names_every_writer():
    assert set(WRITERS) == {"json", "html", "xlsx"}


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("http://www.nacc.go.th@evil.example/x", "evil.example/x"),
        ("http://www.nacc.go.th%2F:443@evil.example/", "evil.example"),
        ("http://evil.example\\@www.nacc.go.th/", "evil.example\\@www.nacc.go.th"),
        ("http://www.\u0430pple.example/", "xn--pple-43d.example"),
        ("https://a.example/%E0%B9%81%E0%B8%9C%E0%B8%99%202566.pdf", "a.example/แผน%202566.pdf"),
        ("https://a.example/%D7%90%E2%80%AE%1B%2F%A1%D2", "a.example/%D7%90%E2%80%AE%1B%2F%A1%D2"),
        ("https://www.nacc.go.th." + "a" * 60 + ".evil.example/x", "…"),
    ],
)
def test_an_address_is_shown_with_the_host_it_leads_to(url, shown):
    text = short_address(url, 90)
    assert text.startswith(shown)
    assert shown != "…" or text.endswith(".evil.example/x")


def test_addresses_with_a_user_name_or_a_host_of_other_letters_are_no_links():
    assert web_address("http://www.nacc.go.th@evil.example/") == ""
    assert web_address("http://www.\u0430pple.example/") == ""
    assert web_address("http://a.example:99999999/") == ""
