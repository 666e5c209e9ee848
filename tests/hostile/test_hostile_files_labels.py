"""Files under every wrong label, files that are two things at once, pictures that swell, and wrong names of encodings."""

# ruff: noqa: E501 - a case is easier to read in one line

import io
import struct
import sys
import zlib
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from oit.content import Document, Page, TextLayer
from reading.charset import declared_charset, decode
from reading.documents import read_document
from reading.html import read_page
from reading.isolated import DocumentReader
from reading.kinds import sniff
from reading.ocr_pictures import NotOpened, pages_of_picture
from tests.hostile.bounded import bounded
from tests.hostile.made_archives import SOUND, WORD, zipped
from tests.hostile.made_old_office import sound, sound_workbook
from tests.hostile.made_pdfs import of_one_page

URL = "https://x.go.th/"
HTML = "<!doctype html><html><head><title>แผน</title></head><body><p>แผนงาน</p></body></html>".encode()
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>fetch("http://127.0.0.2/")</script><text>x</text></svg>'


def png(width: int, height: int, rows: bytes) -> bytes:
    """A picture of so many grey dots by its own word."""
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", rows), (b"IEND", b""))
    made = b"".join(struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks)
    return b"\x89PNG\r\n\x1a\n" + made


PNG = png(2, 1, zlib.compress(b"\x00ab"))
BODIES = {
    "html": HTML, "pdf": of_one_page(), "word": zipped([(WORD, SOUND)]), "old_word": sound(), "old_excel": sound_workbook(), "png": PNG, "svg": SVG,
    "rtf": b"{\\rtf1 office}", "text": "แผนงาน".encode(), "archive": zipped([("a.txt", b"a")]), "nothing": b"", "nulls": b"\x00" * 500,
}  # fmt: skip
KINDS = {
    "html": "html", "pdf": "pdf", "word": "word", "old_word": "word", "old_excel": "excel", "png": "image", "svg": "image", "rtf": "word",
    "archive": "archive",
}  # fmt: skip
LABELS = (
    "text/html", "text/html; charset=tis-620", "application/pdf", "application/msword", "application/vnd.ms-excel", "image/png", "image/svg+xml",
    "text/plain", "application/zip", "application/octet-stream", "", "/", ";;;;", "\x00", "text/html\r\nX: y", "a" * 10_000, "application/json",
)  # fmt: skip
NAMES = ("a.html", "a.pdf", "a.docx", "a.xls", "a.png", "a.php", "a", "", "%00.pdf", "a.pdf%00.html", "..%2f..%2fa.pdf", "a." + "x" * 1_000)


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_the_bytes_say_what_a_file_is_whatever_its_label_says(kind: str) -> None:
    for label in LABELS:
        for name in NAMES:
            assert sniff(BODIES[kind], label, URL + name) == KINDS[kind], (label, name)


def test_every_file_under_every_label_is_read_or_says_why_not() -> None:
    for body in BODIES.values():
        expected = read_document(body, URL + "a", "").text
        for label in LABELS:
            document = read_document(body, URL + "a", label)
            assert isinstance(document, Document)
            assert (document.text_layer is TextLayer.UNREAD) <= (document.problem != "")
            assert document.text in (expected, ""), label
            assert document.problem in ("", "not_what_it_says", "unsupported", "empty", "broken")


def test_a_page_under_the_label_of_a_paper_says_so_and_a_paper_labelled_as_a_page_is_read() -> None:
    page = read_document(HTML, URL + "a.pdf", "application/pdf")
    assert (page.kind, page.problem, page.text) == ("text", "not_what_it_says", "แผนงาน")
    paper = read_document(of_one_page(), URL + "a.html", "text/html")
    assert (paper.kind, paper.text_layer) == ("pdf", TextLayer.GOOD)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (HTML + of_one_page(), "html"),
        (b"<!-- " + of_one_page() + b" -->" + HTML, "pdf"),
        (b"%PDF-1.7\n" + HTML, "pdf"),
        (b"GIF89a" + HTML, "image"),
        (b"\x89PNG\r\n\x1a\n" + HTML, "image"),
        (b"PK\x03\x04" + HTML, "archive"),
        (b"\xef\xbb\xbf" + HTML, "html"),
        (b"\x00\x00" + HTML, "html"),
        (b"<?xml version='1.0'?>" + HTML, "html"),
        (SVG + HTML, "html"),
        (b"RIFF\x00\x00\x00\x00WEBP" + HTML, "image"),
        (zipped([(WORD, SOUND)]) + HTML, "word"),
        (HTML + zipped([(WORD, SOUND)]), "html"),
    ],
)
def test_what_is_two_things_at_once_is_one_of_them(body: bytes, kind: str) -> None:
    found = sniff(body, "text/html", URL)
    assert found == kind
    document = read_document(body, URL, "text/html")
    assert "fetch" not in document.text
    assert sniff(body, "text/html", URL) == found


def test_a_drawing_with_a_script_shows_nothing_and_is_no_page() -> None:
    document = read_document(SVG, URL + "a.svg", "image/svg+xml")
    assert (document.kind, document.text, document.text_layer) == ("image", "", TextLayer.NONE)


# -- pictures -------------------------------------------------------------------------------------------------------------------------


def opened(body: bytes) -> str:
    """ "" or the problem."""
    try:
        pages_of_picture(body)
    except NotOpened as trouble:
        return trouble.problem
    return ""


def tiff(entries: int, following: int) -> bytes:
    """A picture whose next directory stands at `following`."""
    tags = ((256, 400), (257, 400), (258, 8), (259, 1), (262, 1), (273, 8), (277, 1), (278, 400), (279, 160_000))
    rows = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in tags)
    return b"II*\x00" + struct.pack("<IH", 8, entries or len(tags)) + rows + struct.pack("<I", following) + b"\x80" * 160_000


def gif(frames: int) -> bytes:
    out = io.BytesIO()
    first, *rest = (Image.new("L", (400, 400), number) for number in range(frames))
    first.save(out, "GIF", save_all=True, append_images=rest)
    return out.getvalue()


@pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")
@pytest.mark.parametrize(
    ("body", "problems"),
    [
        (lambda: png(50_000, 50_000, zlib.compress(b"\x00" * 1_000_000)), ("too_large",)),
        (lambda: png(10_000, 8_000, zlib.compress(b"\x00" * 8_000 * 10_001, 1)), ("too_large",)),
        (png(2**31 - 1, 2**31 - 1, b""), ("too_large", "broken")),
        (lambda: png(7_000, 7_000, zlib.compress(b"\x00" * 7_001 * 7_000, 1)), ("",)),
        (lambda: png(400, 400, zlib.compress(b"\x00" * 100_000_000, 9)), ("", "broken")),
        (png(0, 0, b""), ("", "broken")),
        (lambda: tiff(0, 8), ("", "broken")),
        (lambda: tiff(0, 4), ("", "broken")),
        (lambda: tiff(65_535, 0), ("", "broken")),
        (lambda: gif(60), ("",)),
        (b"II*\x00" + b"\xff" * 4_000, ("broken",)),
        (b"GIF89a" + b"\xff" * 4_000, ("broken", "too_large")),
        (b"\xff\xd8\xff\xe0" + b"\xff\xda" * 100_000, ("broken",)),
        (b"RIFF\xff\xff\xff\xffWEBPVP8X" + b"\xff" * 4_000, ("broken", "too_large")),
        (PNG, ("",)),
    ],
    ids=[
        "dots",
        "many_dots",
        "most_dots",
        "large",
        "data",
        "none",
        "ring",
        "ring_of_head",
        "entries",
        "frames",
        "tiff",
        "gif",
        "jpeg",
        "webp",
        "small",
    ],
)
def test_a_picture_that_swells_is_not_opened(body: bytes | Callable[[], bytes], problems: tuple[str, ...]) -> None:
    done = bounded(opened, body if isinstance(body, bytes) else body(), megabytes=500, seconds=20)
    assert done.value in problems


def test_the_recogniser_is_given_nothing_that_swells() -> None:
    with DocumentReader(timeout=3, memory_mb=400) as reader:
        document = reader.recognise(png(50_000, 50_000, zlib.compress(b"\x00" * 1_000_000)), URL, "image/png")
        assert (document.text_layer, document.problem) == (TextLayer.UNREAD, "unsupported")  # there is no recogniser
        assert reader.read(PNG, URL).kind == "image"


# -- wrong names of encodings -----------------------------------------------------------------------------------------------------------

TEXT = "ประกาศเทศบาลตำบล เรื่อง แผนงาน ประจำปี 2566"
WRONG = (
    "utf-7", "utf-16", "utf-16le", "utf-32", "tis-620", "windows-874", "iso-8859-11", "x-user-defined", "unicode", "", "x" * 3_000, "idna", "base64",
    "iso-8859-1", "shift_jis", "gb18030", "big5", "utf-8;utf-8", "hz", "punycode", "rot13", "unicode_escape", "mbcs", "undefined", "zlib", "\x00", "utf8mb4",
)  # fmt: skip


def pages() -> Iterator[tuple[str, bytes]]:
    for name in ("utf-8", "cp874"):
        yield name, f"<html><head><title>{TEXT}</title></head><body><p>{TEXT}</p></body></html>".encode(name)


@pytest.mark.parametrize("label", WRONG, ids=lambda label: label[:20] or "none")
def test_a_wrong_name_of_the_encoding_changes_nothing(label: str) -> None:
    for name, body in pages():
        meta = f'<meta charset="{label}">'.encode()
        for labelled, header in ((body, f"text/html; charset={label}"), (body.replace(b"<head>", b"<head>" + meta), "text/html"),
                                 (body.replace(b"<head>", b"<head>" + meta), "text/html; charset=utf-8")):  # fmt: skip
            page = read_page(labelled, URL, header)
            assert (page.title, page.text, page.doubtful_charset) == (TEXT, TEXT, False), (name, header[:60])


@pytest.mark.parametrize(
    ("mark", "name"),
    [(b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xff\xfe\x00\x00", "utf-32-le")],
)
def test_a_mark_at_the_front_outweighs_every_name(mark: bytes, name: str) -> None:
    body = mark + f"<html><head><meta charset=tis-620><title>{TEXT}</title></head><p>{TEXT}".encode(name)
    for header in ("text/html; charset=windows-874", "text/html; charset=iso-8859-1", ""):
        page = read_page(body, URL, header)
        assert (page.title, page.text) == (TEXT, TEXT)


def test_a_mark_that_lies_is_read_as_something() -> None:
    for mark in (b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"+/v8-"):
        for _, body in pages():
            page = read_page(mark + body, URL, "text/html; charset=utf-8")
            assert isinstance(page, Page)
            page.text.encode("utf-8")  # no half characters


def test_letters_by_seven_bits_are_never_believed() -> None:
    """UTF-7 turns harmless text into tags; no browser reads it any more."""
    page = read_page(b"<meta charset=utf-7><p>+ADw-a href=/secret+AD4-x+ADw-/a+AD4-</p>", URL, "text/html; charset=utf-7")
    assert page.links == ()


def test_half_characters_nulls_and_signs_of_control_do_not_come_through() -> None:
    raw = "a\ud800b\udc00c".encode("utf-16-le", "surrogatepass")
    for body in (b"\xff\xfe" + raw, b"<p>a\xed\xa0\x80b", "<p>a&#xD800;b&#0;c&#x202E;d&#1;e\u202e\u2066\x1b[31mf\u2028g\x00h".encode()):
        page = read_page(body, URL)
        page.text.encode("utf-8")
        assert not any(char < " " and char != "\n" for char in page.text)
        assert not any("\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069" or char == "\x7f" for char in page.text)


def test_the_name_of_an_encoding_is_looked_for_near_the_front_only() -> None:
    assert declared_charset(b"<meta " + b"x" * 5_000 + b"charset=tis-620>") is None
    for body in (b"<meta " * 300, b"<meta charset=" * 200, b"<meta" + b" " * 2_000, b"<?xml " + b"encoding" * 250):
        bounded(declared_charset, body, seconds=5)
    assert decode(b"\x80" * 100).text == "\ufffd" * 100 or decode(b"\x80" * 100).charset == "cp874"
