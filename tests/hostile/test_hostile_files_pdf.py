"""PDF files made to hang, swell, crash or act, through the real reading process: each ends as a problem of that file alone."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from oit.content import TextLayer
from reading.isolated import DocumentReader
from tests.hostile.made_pdfs import HOSTILE, acting, locked, of_one_page, pages_of
from tests.hostile.net_server import ForbiddenListener

URL = "https://x.go.th/a.pdf"
WORDS = "Annual report of the office for the year"
# What holds the words in plain sight must still show them; the rest may end in any way that is said.
READABLE = {
    "nested_states", "nested_objects", "nested_dictionaries", "own_child", "parents_in_a_ring", "length_of_itself", "tables_in_a_ring",
    "hundred_million_objects", "huge_page", "name_of_a_megabyte",
}  # fmt: skip
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(timeout=3, memory_mb=400) as running:
        yield running


def is_alive(reader: DocumentReader) -> bool:
    return reader.read("แผน".encode(), "https://x.go.th/a.txt", "text/plain").text == "แผน"


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_each_ends_within_its_bounds(reader: DocumentReader, name: str) -> None:
    document = reader.read(HOSTILE[name](), URL, "application/pdf")
    assert document.kind == "pdf"
    if document.text_layer is TextLayer.UNREAD:
        assert document.problem in ("timeout", "crashed", "broken")
        assert (document.pages, document.page_count) == ((), 0)
    else:
        assert len(document.pages) <= 50
        assert len(document.text) <= 4_000_000
    if name in READABLE:
        assert WORDS in document.text
    assert is_alive(reader)


def test_a_password_of_the_reader_locks_a_file_and_one_of_the_owner_does_not(reader: DocumentReader) -> None:
    closed = reader.read(locked("owner", "user"), URL, "application/pdf")
    assert (closed.text_layer, closed.problem) == (TextLayer.UNREAD, "encrypted")
    guarded = reader.read(locked("owner", ""), URL, "application/pdf")
    assert (guarded.text_layer, guarded.problem, guarded.text.strip()) == (TextLayer.GOOD, "", WORDS)


def test_of_five_hundred_pages_the_first_are_read_and_it_is_said(reader: DocumentReader) -> None:
    document = reader.read(pages_of(500), URL, "application/pdf")
    assert (document.page_count, len(document.pages), document.text_layer, document.problem) == (500, 50, TextLayer.GOOD, "too_large")
    assert document.cut
    whole = reader.read(pages_of(50), URL, "application/pdf")
    assert (len(whole.pages), whole.problem, whole.cut) == (50, "", False)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.97, 0.995])
def test_a_file_cut_short_is_broken_or_shows_what_came(reader: DocumentReader, share: float) -> None:
    body = pages_of(30)
    document = reader.read(body[: int(len(body) * share)], URL, "application/pdf")
    if document.text_layer is TextLayer.GOOD:
        assert "Annual report" in document.text
    else:
        assert (document.text_layer, document.problem) == (TextLayer.UNREAD, "broken")


@pytest.mark.parametrize(
    "body", [b"%PDF-1.7", b"%PDF-1.7\n%%EOF", b"%PDF-" + b"\x00" * 5_000, b"%PDF-1.4\n" + b"1 0 obj " * 50_000, b"%PDF-" * 99_999]
)
def test_what_only_begins_like_a_pdf_is_broken(reader: DocumentReader, body: bytes) -> None:
    document = reader.read(body, URL, "application/pdf")
    assert (document.kind, document.text_layer, document.problem) == ("pdf", TextLayer.UNREAD, "broken")


def test_nothing_within_a_file_is_run_asked_for_or_taken_out(tmp_path: Path, forbidden: ForbiddenListener) -> None:
    """Scripts, programs to launch, forms to send, files within, streams kept elsewhere."""
    mark = tmp_path / "mark"
    with DocumentReader(timeout=10, memory_mb=400) as reader:
        assert forbidden.host == "127.0.0.2"
        document = reader.read(acting(str(mark), forbidden.port), URL, "application/pdf")
        assert document.text_layer is TextLayer.GOOD
        assert WORDS in document.text
        assert "inner" not in document.text
        assert forbidden.connections == 0
    assert list(tmp_path.iterdir()) == []


def test_after_a_crash_the_next_file_has_no_more_time_than_any_other() -> None:
    """The time that a new process needs for its libraries is not given to the file that waits for it."""
    with DocumentReader(timeout=1, memory_mb=2000) as reader:  # more than it can swell to in its time
        for _ in range(2):
            document = reader.read(HOSTILE["forms_without_end"](), URL, "application/pdf")
            assert document.problem == "timeout"
        assert reader.read(of_one_page(), URL).text.strip() == WORDS
