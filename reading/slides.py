"""Text out of presentations (pptx, odp), one page for each slide."""

import re

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
            pages = tuple(clean("\n".join(lines_of(parsed(archive, name)))[:LONGEST_TEXT]) for name in parts[:MOST_SLIDES])
    except UnsafeArchive:
        return _unread(url, "too_large")
    except (*ZIP_ERRORS, *XML_ERRORS):
        return _unread(url, "broken")
    return Document(url, "other", proper_title(title), pages, len(parts), TextLayer.GOOD if any(pages) else TextLayer.NONE)


def _unread(url: str, problem: str) -> Document:
    return Document(url, "other", "", (), 0, TextLayer.UNREAD, problem)
