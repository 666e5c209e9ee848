"""Whose paper is it? An agency is judged by its own papers; a ministry's or a neighbour's may be the wrong one."""

import re
from functools import lru_cache

from oit.content import Document
from oit.document_title import title_lines
from oit.thai import key
from oit.words import ISSUED

TITLE_PART = 3  # lines of the opening in which the issuer of a paper stands
OPENING = 6000  # letters in which an agency's own paper names the agency


def other_agency(document: Document, agency_name: str, kinds: tuple[str, ...]) -> str:
    """The agency that the paper's first lines name, if the assessed one is named nowhere in its opening; else "".

    `kinds` are the words that agency names begin with. Without the assessed agency's name nothing can be said."""
    own = proper_name(agency_name, kinds)
    if len(own) < 3 or own in key("\n".join(document.pages[:3])[:OPENING]):
        return ""
    for line in list(title_lines(document))[: TITLE_PART * 2]:
        found = _naming(kinds).search(line)
        if found and own not in key(found.group(1)):
            return found.group(1)[:60]
    return ""


def proper_name(agency_name: str, kinds: tuple[str, ...]) -> str:
    """The match key of what follows the kind: "องค์การบริหารส่วนตำบลบึงนา" -> that of "บึงนา"."""
    name = " ".join(agency_name.split())
    for kind in sorted(kinds, key=len, reverse=True):
        before, sign, after = name.rpartition(kind)
        if sign and len(after.strip()) >= 2 and not before.strip().endswith("ที่"):
            name = after.strip()
    return key(name.split(" ")[0])


@lru_cache(maxsize=8)
def _naming(kinds: tuple[str, ...]) -> re.Pattern[str]:
    words = "|".join(re.escape(kind) for kind in sorted(kinds, key=len, reverse=True))
    # A name begins a line or word or follows what issues a paper; "school" inside the name of a project is no agency.
    return re.compile(rf"(?:^|[\s(]|{'|'.join(ISSUED)})((?:{words}) ?[\u0E01-\u0E4E]{{2,40}})")
