"""Hostile text in every text field of an audit and of a proof, through every report: harmless by parsers that do not know us."""

import io
import json
import re
from collections.abc import Iterator
from itertools import cycle

import pytest

from oit.audit import AgencyAudit
from oit.harmless import plain
from oit.proof import Proof
from reports import WRITERS, ReportOptions
from reports.proof_page import proof_record, render_proof
from reports.proof_text import print_proof
from reports.terminal import audit_text
from tests.hostile.output_checks import (
    calamine_values,
    html_faults,
    json_faults,
    terminal_faults,
    words_of,
    workbook_faults,
)
from tests.hostile.output_corpus import CORPUS, THAI, Poison, small_audit, small_proof, text_fields

AT_A_TIME = 5  # a report takes long to write and to read: some texts at a time, of which every kind of field sees several
_TEXTS = pytest.mark.parametrize("first", range(0, len(CORPUS), AT_A_TIME))


def texts_from(first: int) -> list[str]:
    return list(CORPUS.values())[first : first + AT_A_TIME]


def poisoned_audit(*texts: str) -> AgencyAudit:
    """Every text field has one of the texts, in turn, beginning with the agency's name."""
    turns = cycle(texts)
    audit: AgencyAudit = Poison(lambda: next(turns)).into(small_audit())
    return audit


def poisoned_proof(*texts: str) -> Proof:
    turns = cycle(texts)
    proof: Proof = Poison(lambda: next(turns)).into(small_proof())
    return proof


def written(kind: str, audit: AgencyAudit, lang: str) -> bytes:
    out = io.BytesIO()
    WRITERS[kind](audit, out, ReportOptions(lang, "1.0"))
    return out.getvalue()


def language(first: int) -> str:
    """Half of the texts in each."""
    return ("th", "en")[first % 2]


@pytest.mark.parametrize(("made", "kind"), [(small_audit, AgencyAudit), (small_proof, Proof)])
def test_the_corpus_reaches_every_text_field(made, kind) -> None:
    """A new text field must be given a value in the made-up audit or proof, else no hostile text was ever put into it."""
    poison = Poison(lambda: "x")
    poison.into(made())
    assert poison.fields == set(text_fields(kind))
    assert len(poison.fields) > 50


@_TEXTS
def test_html(first: int) -> None:
    texts = texts_from(first)
    page = written("html", poisoned_audit(*texts), language(first)).decode("utf-8")
    assert html_faults(page) == []
    assert_shown(texts, words_of(page), 30)


@_TEXTS
def test_the_page_of_a_proof(first: int) -> None:
    texts = texts_from(first)
    page = render_proof(poisoned_proof(*texts), "th", "1.0")
    beside = frozenset(re.findall(r'(?:href|src)="([A-Za-z0-9%._~-]+)"', page))
    assert html_faults(page, files=beside) == []
    assert_shown(texts, words_of(page), 30)
    assert not [file for file in beside if ":" in file or file.startswith(("/", "\\"))]


@_TEXTS
def test_workbook(first: int) -> None:
    texts = texts_from(first)
    data = written("xlsx", poisoned_audit(*texts), language(first))
    assert workbook_faults(data) == []
    values = [value.replace("_x005F_", "_") for value in calamine_values(data) if isinstance(value, str)]
    assert_shown(texts, "\n".join(values), 12)


@_TEXTS
def test_terminal(first: int) -> None:
    texts = texts_from(first)
    audit, lang = poisoned_audit(*texts), language(first)
    assert terminal_faults(audit_text(audit, lang, width=40)) == []
    assert terminal_faults(audit_text(audit, lang, width=160, color=True, lines=True), colour=True) == []
    lines: list[str] = []
    print_proof(poisoned_proof(*texts), lines.append, lang)
    assert terminal_faults("\n".join(lines)) == []


@_TEXTS
def test_json(first: int) -> None:
    texts = [text[:2000] for text in texts_from(first)]
    kept = [re.sub("[\ud800-\udfff]", "\ufffd", text) for text in texts]  # whole: it is data
    report = written("json", poisoned_audit(*texts), language(first)).decode("utf-8")
    assert json_faults(report) == []
    told = json.loads(report)
    assert {*kept} <= {*words_in(told)}
    for item in told["items"]:
        assert terminal_faults(item["explanation"] + "\n" + item["advice"]) == []
    record = proof_record(poisoned_proof(*texts), "1.0")
    assert json_faults(record) == []
    assert {*kept} <= {*words_in(json.loads(record))}


def assert_shown(texts: list[str], page: str, length: int) -> None:
    assert [text for text in texts if plain(text, length).rstrip("…") not in page] == []


def words_in(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from words_in(one)


def test_gaps_in_crawled_words_are_not_filled() -> None:
    page = words_of(written("html", poisoned_audit(CORPUS["own_gaps"]), "en").decode())
    assert "[[{url}]] {text} {where} [[{missing}]] {title}" in page
    assert "49" not in words_of(render_proof(poisoned_proof("{{7*7}}"), "en"))


def test_thai_arrives_as_it_is() -> None:
    audit = poisoned_audit(THAI)
    assert THAI in words_of(written("html", audit, "th").decode())
    assert THAI in calamine_values(written("xlsx", audit, "th"))
    assert THAI in audit_text(audit, "th", width=160)


# The checks themselves: each finds what it is there for.


@pytest.mark.parametrize(
    "text", ["\x1b[2J", "\x1b]52;c;eA==\x07", "\x1b]8;;javascript:x\x1b\\", "a\u202eb", "\u200b", "\r", "ก" + "\u0e49" * 4, "x" * 5000]
)
def test_the_check_of_terminals_can_fail(text: str) -> None:
    assert terminal_faults(text, colour=True)


POLICY = "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'\">"


@pytest.mark.parametrize(
    "body",
    ["<script>x</script>", "<img src=http://a.example/x>", "<p onclick=x>", "<a href=javascript:x>", "<a href='//a.example/'>",
     "<p style=x>", "<iframe>", "<form>", "<!-- x -->", "<p>\u202e", "<a href='file:///x'>", "<a href='http://a@b.example/'>"],
)  # fmt: skip
def test_the_check_of_pages_can_fail(body: str) -> None:
    assert html_faults(f"<html><head>{POLICY}</head><body><p>ok</p></body></html>") == []
    assert html_faults(f"<html><head>{POLICY}</head><body>{body}</body></html>")


def test_the_check_of_pages_misses_no_policy() -> None:
    assert html_faults("<html><head></head><body></body></html>")


@pytest.mark.parametrize("text", ['{"a": NaN}', '{"a": "</script><p>"}', '{"a": "\u2028"}', '{"a": "\x9b"}', '{"a": "\x01"}', "{"])
def test_the_check_of_json_can_fail(text: str) -> None:
    assert json_faults(text)


@pytest.mark.parametrize("spoil", ["formula", "link", "text", "name"])
def test_the_check_of_workbooks_can_fail(spoil: str) -> None:
    import openpyxl  # noqa: PLC0415
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415

    book = openpyxl.load_workbook(io.BytesIO(written("xlsx", small_audit(), "th")))
    sheet = book.worksheets[0]
    if spoil == "formula":
        sheet["A40"] = "=1+1"
    elif spoil == "link":
        sheet["A40"].hyperlink = "file://evil.example/x"
    elif spoil == "text":
        sheet["A40"] = "_x202E_gnp"
    else:
        book.defined_names["x"] = DefinedName("x", attr_text="Summary!$A$1")
    out = io.BytesIO()
    book.save(out)
    assert workbook_faults(out.getvalue())
