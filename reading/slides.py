"""Text out of presentations (pptx, odp), one page for each slide."""

import re
import zipfile

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.archives import ZIP_ERRORS, UnsafeArchive, open_zip
from reading.pdf import proper_title
from reading.word import LONGEST_TEXT, XML_ERRORS, lines_of, parsed, title_of

MOST_SLIDES = 200
_SLIDE = re.compile(r"ppt/slides/slide(\d{1,5})\.xml")


def read_slides(body: bytes, url: str) -> Document:
    """Never raises for bad input: problem is too_large, broken, or unsupported for a zip that is no presentation."""
    try:
        with open_zip(body) as archive:
            names = set(archive.namelist())
            found = sorted((int(match[1]), name) for name in names if (match := _SLIDE.fullmatch(name)))
            parts = [name for _, name in found] or (["content.xml"] if "content.xml" in names else [])
            if not parts:
                return _unread(url, "unsupported")
            title = title_of(archive, "docProps/core.xml" if found else "meta.xml", names)
            raw = _slides(archive, parts)
            pages = tuple(map(clean, raw))
    except UnsafeArchive:
        return _unread(url, "too_large")
    except (*ZIP_ERRORS, *XML_ERRORS):
        return _unread(url, "broken")
    if not any(pages):
        return Document(url, "other", proper_title(title), pages, len(parts), TextLayer.NONE)
    cut = len(pages) < len(parts) or sum(map(len, raw)) >= LONGEST_TEXT
    return Document(url, "other", proper_title(title), pages, len(parts), TextLayer.GOOD, "too_large" if cut else "")


def _slides(archive: zipfile.ZipFile, parts: list[str]) -> list[str]:
    """The text of the slides, until there are MOST_SLIDES or LONGEST_TEXT characters of it."""
    found: list[str] = []
    left = LONGEST_TEXT
    for name in parts[:MOST_SLIDES]:
        found.append("\n".join(lines_of(parsed(archive, name)))[:left])
        left -= len(found[-1])
        if left <= 0:
            break
    return found


def _unread(url: str, problem: str) -> Document:
    return Document(url, "other", "", (), 0, TextLayer.UNREAD, problem)
