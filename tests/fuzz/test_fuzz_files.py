"""Changed files through the readers of files: a document or a problem, never an exception, never without end."""

# ruff: noqa: PT017 - a case is easier to read in one line; what an error says is checked where it may come

from collections.abc import Iterator

import pytest
from hypothesis import given

from oit.content import Document, TextLayer
from reading.documents import read_document
from reading.isolated import DocumentReader
from reading.kinds import sniff
from reading.ocr_pictures import NotOpened, pages_of_picture
from reading.serial import from_json, to_json
from tests.fuzz.fuzzing import few, in_time, mutated
from tests.fuzz.samples import HTML, PDF_WORDS, office, pdfs, pictures, workbooks

URL = "https://x.go.th/a"
KINDS = ("html", "pdf", "word", "excel", "text", "image", "archive", "other")
PROBLEMS = ("", "encrypted", "broken", "too_large", "unsupported", "empty", "not_what_it_says")
XML_WORDS = (
    b"<w:p>",
    b"</w:p>",
    b"<",
    b">",
    b"&",
    b"&lt;",
    b"<!DOCTYPE a>",
    b"<!ENTITY a 'b'>",
    b"]]>",
    b"<w:t>",
    b"PK\x01\x02",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"../",
)


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(timeout=10, memory_mb=500) as running:
        yield running


def assert_promised(document: Document, problems: tuple[str, ...] = PROBLEMS) -> None:
    assert document.kind in KINDS
    assert document.problem in problems
    assert (document.text_layer is TextLayer.UNREAD) <= (document.problem != "")
    assert len(document.text) < 4_000_000
    assert len(document.pages) <= max(200, document.page_count)
    assert 0 <= document.picture_pages <= max(document.page_count, len(document.pages))
    assert from_json(to_json(document)) == document


@few(60)
@given(body=mutated(office(), XML_WORDS))
def test_office_files(body: bytes) -> None:
    with in_time():
        assert_promised(read_document(body, URL))


@few(20)
@given(body=mutated(pdfs(), PDF_WORDS))
def test_pdf_files(reader: DocumentReader, body: bytes) -> None:
    assert_promised(reader.read(body, URL), (*PROBLEMS, "timeout", "crashed"))


@few(20)
@given(body=mutated(workbooks(), (*XML_WORDS, b'r="XFD9999999"', b't="s"', b"<c>", b"<row>")))
def test_workbooks(reader: DocumentReader, body: bytes) -> None:
    assert_promised(reader.read(body, URL), (*PROBLEMS, "timeout", "crashed"))


@few(30)
@given(body=mutated(pictures()))
def test_pictures(body: bytes) -> None:
    with in_time():
        try:
            count, pages = pages_of_picture(body)
        except NotOpened as trouble:
            assert trouble.problem in ("broken", "too_large", "unsupported")
        else:
            assert count >= 1
            assert len(pages) <= 3
            assert all(page.startswith(b"P5") and len(page) < 9_100_000 for page in pages)


@few(60)
@given(body=mutated((*HTML, *office(), *workbooks(), *pdfs(), *pictures())))
def test_kinds(body: bytes) -> None:
    with in_time():
        assert sniff(body) in KINDS
        assert sniff(body, "text/html", URL + ".pdf") in KINDS
