"""File names and addresses made ready for reading: percent-decoded, cleaned, digits Arabic."""

import re
from urllib.parse import unquote_to_bytes

from oit.thai import arabic_digits, clean

MAX_LENGTH = 200_000  # letters read of one text: some 60 dense pages; bounds the work on hostile input
_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_HOST = re.compile(r"^(?:[A-Za-z][A-Za-z0-9+.-]{0,20}:)?//[^/?#]*")
# Ids of shared drives and the like: long, of both cases with digits, no separator but - and _.
_OPAQUE_NAME = re.compile(
    r"(?<![A-Za-z0-9_-])(?=[A-Za-z0-9_-]{0,60}[A-Z])(?=[A-Za-z0-9_-]{0,60}[a-z])(?=[A-Za-z0-9_-]{0,60}\d)[A-Za-z0-9_-]{20,}"
)
LOOKS_LIKE_O = dict.fromkeys(map(ord, "ОоΟοՕօ"), "O")


def decoded(text: str) -> str:
    """`text` with its percent escapes resolved: UTF-8, else the Thai code page of old sites."""
    if not _PERCENT.search(text):
        return text
    raw = unquote_to_bytes(text.encode("utf-8", "replace"))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp874", errors="replace")


def shown(text: str, place: str) -> str:
    """`text` as it is read and quoted: at most MAX_LENGTH letters, cleaned; files and addresses percent-decoded."""
    text = text[:MAX_LENGTH]
    return clean(decoded(text) if place in ("filename", "url") else text)


def prepared(text: str, place: str) -> str:
    """What codes are read from: as long as `shown(text, place)`, with Arabic digits, look-alikes of O folded, and no host or opaque id."""
    read = arabic_digits(shown(text, place)).translate(LOOKS_LIKE_O)
    if place == "url":
        read = _HOST.sub(lambda host: " " * len(host.group()), read)
        read = _OPAQUE_NAME.sub(lambda name: " " * len(name.group()), read)
    return read
