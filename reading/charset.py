"""Bytes to text, by what the bytes are and not by what their label says: Thai sites label pages wrongly as a habit."""

import codecs
import re
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

NEAR_UTF8_DAMAGE = 0.02  # share of the high bytes that may break UTF-8: cut pages, one foreign include
THAI_SHARE = 0.60  # share of the high bytes that must become Thai letters to believe in cp874
IN_RUNS = 0.50  # share of the high bytes that must stand beside another

_HIGH_RUNS = re.compile(rb"[\x80-\xff]{2,}")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
_HEADER_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([^\s\"';,>]+)", re.IGNORECASE)
_META_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_THAI_LABELS = frozenset({
    "tis620", "tis6200", "tis62025330", "tis62025331", "windows874", "xwindows874", "cp874", "ms874", "iso885911", "iso8859110",
})  # fmt: skip
_THAI = re.compile("[\u0e01-\u0e5b]")
_NEVER_SEEN = re.compile("[\u0800-\u0dff\u1000-\u1fff\u2800-\u2fff\u3400-\u4dbf]")
_LABEL_SIGNS = re.compile(r"[^a-z0-9]+")
# cp874 with its gaps filled, so that every byte is a letter, a sign or U+FFFD and decoding never stops.
_CP874 = "".join(bytes([byte]).decode("cp874", "replace") for byte in range(256))
_NOT_HIGH = bytes(range(128))
_THAI_BYTES = bytes(byte for byte in range(128, 256) if "\u0e01" <= _CP874[byte] <= "\u0e5b")


@dataclass(frozen=True, slots=True)
class Decoded:
    """`charset` is the one that was used; `doubtful` says that none fitted and signs were replaced."""

    text: str
    charset: str
    doubtful: bool = False


def decode(body: bytes, declared: str | None = None) -> Decoded:
    """The text of `body`: byte order mark, strict UTF-8, UTF-8 with slight damage, cp874 by its share of Thai, `declared`, UTF-8 with
    replacement. Never raises; null bytes stay, a mark at the front goes."""
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return Decoded(body.decode(charset, "replace").removeprefix("\ufeff"), charset.removesuffix("-sig"))
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return Decoded(_as_cp874(body), "cp874") if not text.isascii() and _by_chance_utf8(body, text, declared) else Decoded(text, "utf-8")
    high = len(body.translate(None, _NOT_HIGH))
    near = body.decode("utf-8", "replace")
    damage = near.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    near_enough = damage < NEAR_UTF8_DAMAGE * high or (high > damage and _broken_only_at_end(body))
    if near_enough and (_THAI.search(near) or not _is_thai_label(declared)):
        return Decoded(near, "utf-8")
    if high and _looks_thai(body, high):
        return Decoded(_as_cp874(body), "cp874")
    return _by_label(body, declared) or Decoded(near, "utf-8", doubtful=True)


def decode_cp874(body: bytes) -> str:
    """Each byte by the Thai code page; bytes without a letter become U+FFFD."""
    return _as_cp874(body)


def declared_charset(body: bytes, content_type: str = "") -> str | None:
    """The label: of the header, else of a meta element or XML declaration in the first 2,048 bytes, else None."""
    named = _HEADER_CHARSET.search(content_type)
    if named:
        return named.group(1).lower()
    meta = _META_CHARSET.search(body[:2048])
    return meta.group(1).decode("ascii", "replace").lower() if meta else None


def readable_url(url: str) -> str:
    """`url` with its percent-encoded bytes as letters (UTF-8 or cp874), for showing and for matching file names. Control characters and
    blanks stay encoded, so that it is one line and can be copied."""
    if "%" not in url:
        return url
    text = decode(unquote_to_bytes(url.encode("utf-8", "replace"))).text
    return "".join(f"%{ord(char):02X}" if char <= " " or char == "\x7f" else char for char in text)


def _by_chance_utf8(body: bytes, text: str, declared: str | None) -> bool:
    """True for a few words of cp874 whose bytes happen to be UTF-8 for signs that no site uses ("แผน" is one Greek letter), or for any
    other signs where the label says Thai."""
    if _THAI.search(text) or body.translate(None, _NOT_HIGH + _THAI_BYTES):
        return False
    return _is_thai_label(declared) or all(char < "\x80" or _NEVER_SEEN.match(char) for char in text)


def _is_thai_label(declared: str | None) -> bool:
    return declared is not None and _LABEL_SIGNS.sub("", declared.lower()) in _THAI_LABELS


def _looks_thai(body: bytes, high: int) -> bool:
    """Thai letters stand in rows; the accented letters of western languages, the same bytes, stand alone."""
    thai = high - len(body.translate(None, _NOT_HIGH + _THAI_BYTES))
    return thai > THAI_SHARE * high and sum(map(len, _HIGH_RUNS.findall(body))) >= IN_RUNS * high


def _as_cp874(body: bytes) -> str:
    return body.decode("latin-1").translate(_FROM_LATIN1)


_FROM_LATIN1 = {code: char for code, char in enumerate(_CP874) if code >= 128}


def _broken_only_at_end(body: bytes) -> bool:
    """True if nothing but a letter cut off at the very end breaks UTF-8, as when a page was cut."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(body, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _by_label(body: bytes, declared: str | None) -> Decoded | None:
    if not declared:
        return None
    if _is_thai_label(declared):
        return Decoded(_as_cp874(body), "cp874")
    try:
        charset = codecs.lookup(declared.strip())
        if charset.name in ("utf-8", "utf-7") or not charset._is_text_encoding:
            return None
        return Decoded(body.decode(charset.name), charset.name)
    except (LookupError, ValueError):  # an unknown label, or bytes that it does not have (UnicodeError is a ValueError)
        return None
