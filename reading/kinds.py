"""What a body is, by its own bytes first: names and labels of files on agency sites are often wrong."""

import io
import re
import zipfile
import zlib
from urllib.parse import urlsplit

import olefile

from reading.archives import is_crowded

_HTML_START = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|title|meta|script|style|link|div|table|frameset|center|h[1-6]|p|a|br|form|span|font|iframe|nav|ul|main)[\s>/]",
    re.IGNORECASE,
)
_HTML_ANYWHERE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.IGNORECASE)
_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image"), (b"GIF87a", "image"), (b"GIF89a", "image"), (b"\xff\xd8\xff", "image"), (b"BM", "bitmap"),
    (b"II*\x00", "image"), (b"MM\x00*", "image"), (b"RIFF", "riff"), (b"{\\rtf", "word"), (b"Rar!\x1a\x07", "archive"),
    (b"7z\xbc\xaf\x27\x1c", "archive"), (b"\x1f\x8b\x08", "archive"), (b"%!PS", "other"),
)  # fmt: skip
_TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf", "application/x-pdf": "pdf",
    "application/msword": "word", "application/rtf": "word", "text/rtf": "word", "application/vnd.ms-excel": "excel",
    "text/csv": "text", "text/plain": "text", "application/json": "text", "application/xml": "text", "text/xml": "text",
    "application/zip": "archive", "application/x-zip-compressed": "archive", "application/x-rar-compressed": "archive",
    "application/vnd.rar": "archive", "application/x-7z-compressed": "archive", "application/vnd.oasis.opendocument.text": "word",
    "application/vnd.oasis.opendocument.spreadsheet": "excel",
}  # fmt: skip
_EXTENSIONS = {
    **dict.fromkeys(("html", "htm", "xhtml", "shtml", "php", "php3", "php5", "asp", "aspx", "jsp", "jspx", "do", "cfm", "cgi"), "html"),
    **dict.fromkeys(("doc", "docx", "docm", "dot", "dotx", "odt", "rtf"), "word"),
    **dict.fromkeys(("xls", "xlsx", "xlsm", "xlsb", "ods"), "excel"),
    **dict.fromkeys(("txt", "csv", "tsv", "json", "xml", "md", "log"), "text"),
    **dict.fromkeys(("jpg", "jpeg", "jfif", "png", "gif", "bmp", "webp", "tif", "tiff", "svg", "ico", "heic", "avif"), "image"),
    **dict.fromkeys(("zip", "rar", "7z", "gz", "tar", "tgz"), "archive"),
    "pdf": "pdf",
}
_WEAK_TYPES = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download", "application/download",
                         "application/x-download", "application/x-octet-stream", "unknown/unknown", "text/plain"})  # fmt: skip


def sniff(body: bytes, content_type: str = "", url: str = "") -> str:
    """One of html, pdf, word, excel, text, image, archive, other: by the bytes, the type, the extension of `url`. Never raises."""
    return _by_bytes(body) or _by_label(body, content_type, url)


def extension(url: str) -> str:
    """Lower-case extension of the path of `url`, without the dot; "" when there is none."""
    try:
        name = urlsplit(url).path.rsplit("/", 1)[-1]
    except ValueError:
        return ""
    return name.rsplit(".", 1)[-1].strip().lower() if "." in name else ""


def label_kind(content_type: str, url: str) -> str:
    """What the type says, or the extension where the type says nothing; "" when neither does."""
    media = content_type.split(";", 1)[0].strip().lower()
    if media not in _WEAK_TYPES:
        return _media_kind(media)
    return _EXTENSIONS.get(extension(url), "text" if media == "text/plain" else "")


def _media_kind(media: str) -> str:
    if media in _TYPES:
        return _TYPES[media]
    if media.startswith("application/vnd.openxmlformats-officedocument."):
        return {"w": "word", "s": "excel"}.get(media.rsplit("document.", 1)[1][:1], "other")
    if media.startswith("image/"):
        return "image"
    return "text" if media.startswith("text/") else "other"


def _by_bytes(body: bytes) -> str:
    head = body[:1024]
    if not head.strip():
        return ""
    if b"%PDF-" in head and not _HTML_START.match(head.lstrip()):
        return "pdf"
    if head.startswith(b"PK\x03\x04") or head.startswith(b"PK\x05\x06"):
        return _zip_kind(body)
    if head.startswith(olefile.MAGIC):
        return _ole_kind(body)
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return _checked(kind, head)
    return _markup_kind(body[:4096])


def _checked(kind: str, head: bytes) -> str:
    """Short magics are no proof: a text may begin with BM, a RIFF may be film or sound."""
    if kind == "bitmap":
        return "image" if len(head) > 14 and head[6:10] == b"\x00\x00\x00\x00" else ""
    if kind == "riff":
        return "image" if head[8:12] == b"WEBP" else "other"
    return kind


def _markup_kind(head: bytes) -> str:
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.replace(b"\x00", b"")[2:]
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n\x00")
    if start.startswith((b"<?xml", b"<!--", b"<svg")):
        if _HTML_ANYWHERE.search(start):
            return "html"
        return "image" if b"<svg" in start else ("text" if start.startswith(b"<?xml") else "")
    return "html" if _HTML_START.match(start) else ""


def _by_label(body: bytes, content_type: str, url: str) -> str:
    said = label_kind(content_type, url)
    if not body.strip():
        return said or "other"
    binary = b"\x00" in body[:1024] and body[:2] not in (b"\xff\xfe", b"\xfe\xff")
    if said in ("html", "text"):
        return "html" if said == "html" or _HTML_ANYWHERE.search(body[:4096]) else ("other" if binary else "text")
    if _HTML_ANYWHERE.search(body[:4096]):
        return "html"
    return said or ("other" if binary else "text")


def _zip_kind(body: bytes) -> str:
    try:
        if is_crowded(body):
            raise zipfile.BadZipFile("too many members")
        with zipfile.ZipFile(io.BytesIO(body)) as members:
            names = members.namelist()
            media = members.open("mimetype").read(100) if "mimetype" in names else b""
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError, EOFError, KeyError, zlib.error):
        names, media = _names_in(body), b""
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in media:
        return "word"
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in media:
        return "excel"
    return "other" if any(name.startswith("ppt/") for name in names) or b"opendocument" in media else "archive"


def _names_in(body: bytes) -> list[str]:
    """Member folders of a zip whose directory cannot be read (cut files)."""
    return [name for name in ("word/", "xl/", "ppt/") if name.encode() in body[:65536]]


def _ole_kind(body: bytes) -> str:
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as ole:
            names = {entry[0].lower() for entry in ole.listdir()}
    except (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, MemoryError, RecursionError):
        return "word" if b"W\x00o\x00r\x00d\x00D\x00o\x00c" in body else "other"
    if "worddocument" in names:
        return "word"
    if names & {"workbook", "book"}:
        return "excel"
    return "" if "encryptedpackage" in names else "other"  # locked: the label says what it would be
