"""Text out of PDF files."""

import io
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium_c

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.page_pictures import mostly_picture, without_stamps
from reading.text_quality import repair_doubled, text_layer
from reading.words import TEMPLATE_TITLES

MOST_PAGES = 50
_LONGEST_PAGE = 200_000  # characters
_LONGEST_TEXT = 3_000_000  # of all pages
PDFIUM = threading.Lock()  # the library has global state
_TEMPLATE_TITLE = re.compile(
    r"^(?:microsoft \w+ - .*|.*\.(?:docx?|xlsx?|pptx?|pdf|tmp|jpe?g|indd|cdr|ai)|[\W\d_]*|scan[\W\d_]*|img[\W\d_]*)$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Reading:
    title: str
    pages: tuple[str, ...]
    page_count: int
    pictures: tuple[bool, ...]  # of each page of `pages`: it is a picture with next to no letters of its own

    @property
    def cut(self) -> bool:
        return self.page_count > len(self.pages)


class Locked(Exception):
    """The file asks for a password."""


def read_pdf(body: bytes, url: str) -> Document:
    """The text of at most 50 pages; `page_count` is the number the file has, and problem too_large says that there were more. A file that
    does not open is repaired once. Never raises for bad input: problem is encrypted, broken or empty, with the layer UNREAD."""
    try:
        reading = _read(body)
    except Locked:
        return _unread(url, "encrypted")
    if reading is None:
        return _unread(url, "broken" if body.strip() else "empty")
    layer = text_layer(reading.pages)
    picture_pages = sum(reading.pictures)
    if picture_pages and picture_pages == len(reading.pages):
        layer = TextLayer.NONE  # what letters there are is the stamp of the scanner's program
    if layer is TextLayer.NONE and b"%%EOF" not in body[-2048:]:  # cut off: what is missing may have been its text
        return _unread(url, "broken")
    cut = layer is TextLayer.GOOD and reading.cut
    problem = "too_large" if cut else ""
    return Document(url, "pdf", reading.title, reading.pages, reading.page_count, layer, problem, picture_pages=picture_pages)


def proper_title(title: str) -> str:
    """A title from a file's properties, "" when a program and not a person wrote it."""
    title = clean(re.sub(r"\s+", " ", title))[:500]
    return "" if title.lower().strip(" .") in TEMPLATE_TITLES or _TEMPLATE_TITLE.match(title) else title


def _unread(url: str, problem: str) -> Document:
    return Document(url, "pdf", "", (), 0, TextLayer.UNREAD, problem)


def open_pdf(body: bytes) -> pypdfium2.PdfDocument | None:
    """The file opened, repaired once where it has to be; None where that does not help. Raises Locked. Close it under PDFIUM."""
    document = _opened_file(body)
    if document is not None and len(document) > 0:
        return document
    repaired = _opened_file(_repaired(body))
    return repaired if repaired is not None else document


def _opened_file(body: bytes) -> pypdfium2.PdfDocument | None:
    if not body:
        return None
    with PDFIUM:
        try:
            return pypdfium2.PdfDocument(body)
        except pypdfium2.PdfiumError as error:
            if "password" in str(error).lower() or "security" in str(error).lower():
                raise Locked from error
            return None


def _read(body: bytes) -> _Reading | None:
    """None if the file does not open. Raises Locked."""
    document = open_pdf(body)
    if document is None:
        return None
    with PDFIUM:
        try:
            count = len(document)
            title = _title(document) if count else ""
            pages = _texts(document, count)
            own = without_stamps(pages)
            return _Reading(proper_title(title), pages, count, tuple(mostly_picture(document, n, text) for n, text in enumerate(own)))
        finally:
            document.close()


def _texts(document: pypdfium2.PdfDocument, count: int) -> tuple[str, ...]:
    """The text of the first pages, until there are MOST_PAGES of them or their text is long enough."""
    pages: list[str] = []
    while len(pages) < min(count, MOST_PAGES) and sum(map(len, pages)) < _LONGEST_TEXT:
        pages.append(_page_text(document, len(pages)))
    return tuple(pages)


def _title(document: pypdfium2.PdfDocument) -> str:
    try:
        return str(document.get_metadata_value("Title"))
    except (pypdfium2.PdfiumError, ValueError):  # bytes that are no letters
        return ""


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    """The text of one page, "" when the page itself is broken."""
    try:
        with _opened(document, number) as text:
            length = min(pdfium_c.FPDFText_CountChars(text), _LONGEST_PAGE)
            raw = text.get_text_range(0, length) if length > 0 else ""
    except (pypdfium2.PdfiumError, ValueError):
        return ""
    lines = raw.replace("\r\n", "\n").replace("\r", "\n").replace("\ufffe", "").replace("\x02", "")
    return clean(repair_doubled(lines))


@contextmanager
def _opened(document: pypdfium2.PdfDocument, number: int) -> Iterator[pypdfium2.PdfTextPage]:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            yield text
        finally:
            text.close()
    finally:
        page.close()


def _repaired(body: bytes) -> bytes:
    """The file written anew from what its objects say; b"" when that cannot be done. Raises Locked."""
    try:
        with pikepdf.open(io.BytesIO(body), suppress_warnings=True) as document:
            out = io.BytesIO()
            document.save(out)
            return out.getvalue()
    except pikepdf.PasswordError as error:
        raise Locked from error
    except (pikepdf.PdfError, ValueError, RuntimeError, OSError, KeyError, TypeError, RecursionError):
        return b""
