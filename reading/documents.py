"""Any file that is no page -> Document. What kind of file it is, its bytes decide."""

import re
from collections.abc import Callable

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.charset import declared_charset, decode
from reading.excel import read_excel
from reading.html import read_page
from reading.kinds import label_kind, sniff
from reading.pdf import read_pdf
from reading.slides import read_slides
from reading.text_quality import text_layer
from reading.word import read_word

_READERS: dict[str, Callable[[bytes, str], Document]] = {"pdf": read_pdf, "word": read_word, "excel": read_excel}
_LONGEST_TEXT = 2_000_000  # bytes of a text file that are read


def read_document(body: bytes, url: str, content_type: str = "") -> Document:
    """What `body` holds. Never raises for bad input; `problem` then says why nothing was read. A file whose label says pdf, word or excel
    and that is a web page has the problem not_what_it_says and the page's text."""
    kind = sniff(body, content_type, url)
    if not body.strip(b"\x00 \t\r\n"):
        return Document(url, kind, "", (), 0, TextLayer.NONE, "empty")
    if kind in _READERS:
        return _READERS[kind](body, url)
    if kind in ("text", "html"):
        return _text_document(body, url, content_type, kind)
    if kind == "image":
        return Document(url, "image", "", (), 1, TextLayer.NONE)
    if kind == "other" and body.startswith(b"PK"):
        return read_slides(body, url)
    return Document(url, kind, "", (), 0, TextLayer.UNREAD, "unsupported")


def _text_document(body: bytes, url: str, content_type: str, kind: str) -> Document:
    if kind == "html":
        page = read_page(body, url, content_type)
        title, text, cut = page.title, page.text, page.cut
    else:
        title, text = "", clean(decode(body[:_LONGEST_TEXT], declared_charset(body, content_type)).text)
        cut = len(body) > _LONGEST_TEXT
    text = re.sub(r"\n{3,}", "\n\n", text)
    said = label_kind(content_type, url)
    problem = "not_what_it_says" if said in ("pdf", "word", "excel", "image", "archive") else ""
    problem = "too_large" if cut and text else problem
    garbled = text_layer((text,)) is TextLayer.GARBLED
    layer = TextLayer.GARBLED if garbled else TextLayer.GOOD if text else TextLayer.NONE
    return Document(url, "text", title, (text,) if text else (), 1, layer, problem)
