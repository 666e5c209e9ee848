"""Reading in a process of its own: same answers, and neither a hung nor a killed process reaches the caller. JSON and back."""

# ruff: noqa: E501 - a case is easier to read in one line

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oit.content import Block, BlockKind, Content, Document, Form, FormField, Link, Page, Region, Table, TextLayer
from reading.documents import read_document
from reading.html import read_page
from reading.isolated import DocumentReader
from reading.serial import from_json, to_json

URL = "https://x.go.th/แผน.pdf"


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(timeout=60) as running:
        yield running


def test_same_answers_as_in_this_process(reader: DocumentReader, thai_pdf: bytes, scan_pdf: bytes) -> None:
    for body, label in (
        (thai_pdf, "application/pdf"),
        (scan_pdf, ""),
        ("แผน,ปี".encode("cp874"), "text/csv"),
        (b"", "application/pdf"),
        (b"\x00\x01", "ก"),
    ):
        assert reader.read(body, URL, label) == read_document(body, URL, label)


def test_a_killed_process_is_replaced(reader: DocumentReader, thai_pdf: bytes) -> None:
    assert reader.read(thai_pdf, URL).page_count == 3
    process = reader._process
    assert process is not None
    process.kill()
    process.wait()
    assert reader.read(thai_pdf, URL).page_count == 3
    assert reader._process is not process


@pytest.mark.skipif(not hasattr(os, "kill") or sys.platform == "win32", reason="needs signals that stop a process")
def test_a_stopped_process_is_a_timeout_and_is_replaced(thai_pdf: bytes) -> None:
    with DocumentReader(timeout=0.5) as reader:
        assert reader.read(thai_pdf, URL).page_count == 3
        process = reader._process
        assert process is not None
        os.kill(process.pid, signal.SIGSTOP)
        document = reader.read(thai_pdf, URL, "application/pdf")
        assert (document.kind, document.text_layer, document.problem) == ("pdf", TextLayer.UNREAD, "timeout")
        assert process.poll() is not None
        reader.timeout = 60
        assert reader.read(thai_pdf, URL).page_count == 3


@pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")
def test_too_much_memory_ends_as_a_problem_of_that_document(thai_pdf: bytes) -> None:
    with DocumentReader(timeout=60, memory_mb=64) as reader:
        swollen = b"{\\rtf1 " + b"x" * 90_000_000
        document = reader.read(swollen, URL, "application/msword")
        assert document.text_layer is TextLayer.UNREAD
        assert document.problem in ("crashed", "broken")
        assert reader.read(b"abc", "https://x.go.th/a.txt").text == "abc"


def test_the_main_of_the_caller_does_not_matter(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(
        "from reading.isolated import DocumentReader\n"
        "with DocumentReader() as reader:\n"
        "    print(reader.read('แผน'.encode(), 'https://x/a.txt', 'text/plain').text == 'แผน')\n",
        encoding="utf-8",
    )
    home = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, str(program)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(home)},
        check=True,
    )
    assert done.stdout == "True\n"


def test_the_process_ends_with_the_reader(thai_pdf: bytes) -> None:
    with DocumentReader() as reader:
        reader.read(b"x", URL)
        process = reader._process
    assert process is not None
    assert process.returncode is not None
    reader.close()  # a second time does no harm


TEXT = st.text(max_size=20)
LINKS = st.builds(
    Link,
    TEXT,
    st.none() | TEXT,
    TEXT,
    TEXT,
    TEXT,
    st.sampled_from(Region),
    st.sampled_from(["a", "frame"]),
    st.lists(TEXT, max_size=4).map(tuple),
)
BLOCKS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    TEXT,
    st.integers(0, 6),
    st.sampled_from(Region),
    st.lists(st.integers(0, 9), max_size=3).map(tuple),
    TEXT,
)
FIELDS = st.builds(FormField, TEXT, TEXT, TEXT)
FORMS = st.builds(Form, st.none() | TEXT, st.sampled_from(["get", "post"]), st.lists(FIELDS, max_size=2).map(tuple), st.booleans(), TEXT, TEXT,
                  st.sampled_from(Region), st.booleans())  # fmt: skip
TABLES = st.builds(Table, TEXT, st.lists(st.lists(TEXT, max_size=2).map(tuple), max_size=2).map(tuple))
PAGES = st.builds(Page, TEXT, TEXT, TEXT, st.lists(BLOCKS, max_size=3).map(tuple), st.lists(LINKS, max_size=3).map(tuple),
                  st.lists(FORMS, max_size=2).map(tuple), st.lists(TABLES, max_size=2).map(tuple), st.lists(TEXT, max_size=2).map(tuple),
                  st.lists(TEXT, max_size=2).map(tuple), TEXT, st.booleans(), TEXT)  # fmt: skip
DOCUMENTS = st.builds(Document, TEXT, TEXT, TEXT, st.lists(TEXT, max_size=3).map(tuple), st.integers(0, 9), st.sampled_from(TextLayer), TEXT,
                      st.lists(TEXT, max_size=2).map(tuple))  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.one_of(PAGES, DOCUMENTS))
def test_json_keeps_everything(content: Content) -> None:
    assert from_json(to_json(content)) == content


def test_json_of_a_read_page() -> None:
    page = read_page("<h1>แผน</h1><form action=#><input name=a></form><table><tr><td>1<td><a href=#>x</a></table>".encode(), URL)
    assert from_json(to_json(page)) == page
    assert "\n" not in to_json(page)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"type": "song"}', '{"type": "page"}', '{"type": "document", "url": 1}', "null"])
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"page or document|Expecting"):
        from_json(text)
