"""Text out of pictures: a scan, a photograph of a paper, a picture file -> Document. What comes out is less sure than typed text, and its
Thai digits are not to be believed at all (docs/benchmarks.md, OCR)."""

import re
import time
from collections.abc import Iterable

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.kinds import sniff
from reading.ocr_pictures import NotOpened, pages_of_pdf, pages_of_picture
from reading.pdf import Locked
from reading.tesseract import Failed, Tesseract, letters_of
from reading.text_quality import recognised_layer

SECONDS = 120.0  # for one file, all its pages
_LONGEST_PAGE = 100_000  # letters


def recognise_document(body: bytes, url: str, program: Tesseract, content_type: str = "") -> Document:
    """The text recognised on the first pages of a PDF or picture: GOOD with `ocr` set, or NONE where it shows no language (`pages` is then
    empty). Never raises for bad input: UNREAD with a problem (timeout, crashed, broken, encrypted, too_large, unsupported)."""
    kind = sniff(body, content_type, url)
    pictures: Iterable[bytes]
    try:
        if kind == "pdf":
            count, pictures = pages_of_pdf(body)
        elif kind == "image":
            count, pictures = pages_of_picture(body)
        else:
            return unread(url, "other", "unsupported")
        pages = _recognised(pictures, program)
    except Locked:
        return unread(url, kind, "encrypted")
    except (NotOpened, Failed) as trouble:
        return unread(url, kind, trouble.problem)
    layer = recognised_layer(pages)
    if layer is not TextLayer.GOOD:
        return Document(url, kind, "", (), count, TextLayer.NONE, ocr=True)
    return Document(url, kind, "", pages, count, layer, ocr=True)


def _recognised(pictures: Iterable[bytes], program: Tesseract) -> tuple[str, ...]:
    """One text a page. Raises Failed when the time of the file is up: what part of a paper was read must not depend on the machine."""
    deadline = time.monotonic() + SECONDS
    pages: list[str] = []
    for picture in pictures:
        left = deadline - time.monotonic()
        if left <= 0:
            raise Failed("timeout")
        raw = letters_of(picture, program, left)[:_LONGEST_PAGE] if picture else ""
        pages.append(_tidied(raw))
    return tuple(pages)


def _tidied(raw: str) -> str:
    """Without form feeds and without lines that hold no letter: specks, rules, frames of tables."""
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in raw.replace("\f", "\n").split("\n"))
    return clean("\n".join(line for line in lines if re.search(r"\w", line)))


def unread(url: str, kind: str, problem: str) -> Document:
    """A file that was not recognised, and why."""
    return Document(url, kind if kind in ("pdf", "image") else "other", "", (), 0, TextLayer.UNREAD, problem)
