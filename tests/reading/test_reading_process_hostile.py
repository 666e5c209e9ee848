"""Real hostile files through the reading process: each ends as a problem of that file, and the next one is read."""

import io
import sys
import zipfile
import zlib
from collections.abc import Iterator

import pytest

from oit.content import TextLayer
from reading.documents import read_document
from reading.isolated import DocumentReader

URL = "https://x.go.th/file"


@pytest.fixture(scope="module")
def reader() -> Iterator[DocumentReader]:
    with DocumentReader(timeout=4, memory_mb=400) as running:
        assert running.read("แผน".encode(), URL, "text/plain").text == "แผน"
        yield running


def zipped(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return out.getvalue()


def pdf(objects: list[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer\n<</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def stream(body: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(body), more, body)


FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
FRAME = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]


def swelling_pdf() -> bytes:
    """A page whose words unpack from some hundred kilobytes to 240 megabytes, and never seem to end."""
    packer = zlib.compressobj(9)
    piece = b"BT /F1 9 Tf (abc def) Tj ET\n" * 100_000
    packed = b"".join(packer.compress(piece) for _ in range(85)) + packer.flush()
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
    return pdf([*FRAME, page, stream(packed, b"/Filter/FlateDecode"), FONT])


def looping_pdf() -> bytes:
    """Forms that draw one another twice, thirty deep: two to the power of thirty words."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 6 0 R>>>>>>"
    forms = []
    for number in range(30):
        after = b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 7) if number < 29 else b"/Resources<</Font<</F1 5 0 R>>>>"
        body = b"/X Do /X Do" if number < 29 else b"BT /F1 9 Tf (a) Tj ET"
        forms.append(stream(body, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + after))
    return pdf([*FRAME, page, stream(b"/X Do"), FONT, *forms])


def endless_tree_pdf() -> bytes:
    """Pages that are their own children, a hundred million of them by their own word."""
    return pdf([FRAME[0], b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 100000000>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 99999999>>"])


@pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")
@pytest.mark.parametrize("made", [swelling_pdf, looping_pdf, endless_tree_pdf])
def test_a_pdf_without_end_ends(reader: DocumentReader, made) -> None:  # type: ignore[no-untyped-def]
    document = reader.read(made(), URL, "application/pdf")
    assert document.kind == "pdf"
    assert document.problem in ("timeout", "crashed", "broken") or len(document.text) <= 200_000
    assert reader.read("แผน".encode(), URL, "text/plain").text == "แผน"


BOMB = b" " * 120_000_000


@pytest.mark.parametrize("name", ["word/document.xml", "xl/workbook.xml", "ppt/slides/slide1.xml"])
def test_a_zip_bomb_is_not_unpacked(reader: DocumentReader, name: str) -> None:
    document = reader.read(zipped({name: BOMB}), URL)
    assert (document.text_layer, document.problem) == (TextLayer.UNREAD, "too_large")


SLIDE = '<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>{0}</a:t></a:r></a:p><a:tbl><a:tr><a:tc><a:p><a:r><a:t>ปี</a:t></a:r></a:p></a:tc><a:tc/></a:tr></a:tbl></p:sld>'  # noqa: E501


def test_slides_are_pages_in_their_order() -> None:
    body = zipped({f"ppt/slides/slide{number}.xml": SLIDE.format(f"แผ่นที่ {number}").encode() for number in (10, 2, 1)})
    document = read_document(body, "https://x.go.th/a.pptx")
    assert (document.kind, document.text_layer, document.page_count) == ("other", TextLayer.GOOD, 3)
    assert document.pages == ("แผ่นที่ 1\nปี", "แผ่นที่ 2\nปี", "แผ่นที่ 10\nปี")
    assert read_document(zipped({"ppt/slides/slide1.xml": b"<a"}), URL).problem == "broken"
    assert read_document(zipped({"ppt/nothing.xml": b"<a/>"}), URL).problem == "unsupported"
