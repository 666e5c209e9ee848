"""Pages of a PDF that are pictures: scans keep no text, or only the line that a scanner's program stamps on each page."""

import re
from collections import Counter
from collections.abc import Sequence

import pypdfium2
import pypdfium2.raw as pdfium_c

FEWEST_LETTERS = 20  # a page with fewer of its own says nothing
_LEAST_SHARE = 0.4  # of the page, that its pictures cover
_MOST_OBJECTS = 300  # of a page that are looked at
_LETTER = re.compile(r"[^\W_]")
_STAMP = re.compile(r"^\W*(?:scanned\s+(?:with|by|using)\b.{0,40}|\w{0,12}scanner\b.{0,20})$", re.IGNORECASE)


def without_stamps(pages: Sequence[str]) -> tuple[str, ...]:
    """The pages without the lines that a scanner's program stamps on them, and without those that nearly all of several pages repeat."""
    lines = [[line.strip() for line in page.split("\n")] for page in pages]
    counts = Counter(line for page in lines for line in set(page))
    repeated = {line for line, count in counts.items() if count >= 3 and count * 4 >= 3 * len(pages)}
    return tuple("\n".join(line for line in page if line not in repeated and not _STAMP.match(line)) for page in lines)


def mostly_picture(document: pypdfium2.PdfDocument, number: int, own: str) -> bool:
    """Is this page a picture? `own` is its text without stamps. Call it with the library's lock held."""
    if len(_LETTER.findall(own)) >= FEWEST_LETTERS:
        return False
    try:
        page = document[number]
        try:
            return _covered(page) >= _LEAST_SHARE
        finally:
            page.close()
    except (pypdfium2.PdfiumError, ValueError):
        return False


def _covered(page: pypdfium2.PdfPage) -> float:
    """The share of the page that its pictures cover; overlapping ones count twice, which only makes it more."""
    width, height = page.get_size()
    area = 0.0
    for count, each in enumerate(page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3)):
        if count >= _MOST_OBJECTS:
            break
        left, bottom, right, top = each.get_bounds() if hasattr(each, "get_bounds") else each.get_pos()
        area += max(0.0, min(right, width) - max(left, 0)) * max(0.0, min(top, height) - max(bottom, 0))
    return area / (width * height) if width * height > 0 else 0.0
