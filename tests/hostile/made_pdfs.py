"""PDF files made to hang, swell or act: each maker gives one whole file."""

# ruff: noqa: E501 - a case is easier to read in one line

import io
import zlib
from collections.abc import Callable

import pikepdf
from fpdf import FPDF

Objects = list[bytes]
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F1 12 Tf 50 700 Td (Annual report of the office for the year) Tj ET\n"
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"


def pdf(objects: Objects, trailer: bytes = b"") -> bytes:
    """A file of these objects, the first of which is its catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer\n<</Root 1 0 R/Size %d%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)


def stream(body: bytes, more: bytes = b"") -> bytes:
    return b"<</Length %d%b>>\nstream\n%b\nendstream" % (len(body), more, body)


def of_one_page(
    content: bytes = stream(WORDS), page: bytes = PAGE, font: bytes = FONT, *more: bytes, catalogue: bytes = CATALOGUE
) -> bytes:
    return pdf([catalogue, PAGES, page, content, font, *more])


def pages_of(count: int) -> bytes:
    document = FPDF()
    document.set_font("Helvetica", size=12)
    for number in range(count):
        document.add_page()
        document.cell(0, 10, f"Annual report of the office, page {number + 1}")
    return bytes(document.output())


def locked(owner: str, user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(of_one_page())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner=owner, user=user))
    return out.getvalue()


def flated(piece: bytes, times: int) -> bytes:
    """`piece` many times over, packed; it is packed once only."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return b"\x78\x9c" + (packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)) * times + b"\x03\x00" + b"\x00" * 4


def ten_gigabytes() -> bytes:
    """Ten thousand million blanks, packed twice over: some tens of kilobytes."""
    return of_one_page(stream(zlib.compress(flated(b" " * 1_000_000, 10_000), 9), b"/Filter[/FlateDecode/FlateDecode]"))


def three_gigabytes() -> bytes:
    return of_one_page(stream(flated(b" " * 1_000_000, 3_000), b"/Filter/FlateDecode"))


def million_operators() -> bytes:
    return of_one_page(stream(zlib.compress(b"0 0 m 9 9 l S\n" * 350_000 + WORDS), b"/Filter/FlateDecode"))


def nested_states() -> bytes:
    return of_one_page(stream(zlib.compress(b"q " * 1_000_000 + WORDS), b"/Filter/FlateDecode"))


def nested_arrays() -> bytes:
    return of_one_page(stream(b"[" * 500_000 + WORDS))


def nested_objects() -> bytes:
    return of_one_page(page=PAGE[:-2] + b"/X " + b"[" * 200_000 + b"]" * 200_000 + b">>")


def nested_dictionaries() -> bytes:
    return of_one_page(page=PAGE[:-2] + b"/X " + b"<</A " * 100_000 + b"1" + b">>" * 100_000 + b">>")


def own_child() -> bytes:
    return pdf([CATALOGUE, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 100000000>>", PAGE, stream(WORDS), FONT])


def children_in_a_ring() -> bytes:
    ring = [b"<</Type/Pages/Parent 2 0 R/Kids[%d 0 R]/Count 9>>" % number for number in (7, 8, 6)]
    return pdf([CATALOGUE, b"<</Type/Pages/Kids[3 0 R 6 0 R]/Count 2147483647>>", PAGE, stream(WORDS), FONT, *ring])


def parents_in_a_ring() -> bytes:
    page = b"<</Type/Page/Parent 6 0 R/Contents 4 0 R>>"  # its box and its fonts are its parents', who are each other's
    return pdf([CATALOGUE, PAGES, page, stream(WORDS), FONT, b"<</Type/Pages/Parent 7 0 R>>", b"<</Type/Pages/Parent 6 0 R>>"])


def deep_tree() -> bytes:
    """Ten thousand levels of pages below one another, one page at the ground."""
    levels = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in range(6, 10_005)]
    return pdf(
        [CATALOGUE, b"<</Type/Pages/Kids[6 0 R]/Count 1>>", PAGE, stream(WORDS), FONT, *levels, b"<</Type/Pages/Kids[3 0 R]/Count 1>>"]
    )


def wide_tree() -> bytes:
    """Pages that share their children: two to the power of forty pages of some hundred objects."""
    levels = [b"<</Type/Pages/Kids[%d 0 R %d 0 R]/Count 2>>" % (number, number) for number in range(7, 46)]
    first = b"<</Type/Pages/Kids[6 0 R 6 0 R]/Count 1099511627776>>"
    return pdf([CATALOGUE, first, PAGE, stream(WORDS), FONT, *levels, b"<</Type/Pages/Kids[3 0 R 3 0 R]/Count 2>>"])


def forms_without_end() -> bytes:
    """Forms that draw one another twice, forty deep."""
    page = PAGE.replace(b"<</Font", b"<</XObject<</X 6 0 R>>/Font")
    forms = [
        stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (n + 7)) for n in range(40)
    ]
    return of_one_page(stream(b"/X Do"), page, FONT, *forms, stream(WORDS, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]"))


def form_within_itself() -> bytes:
    form = stream(b"/X Do " * 100, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    return of_one_page(stream(WORDS + b"/X Do"), PAGE.replace(b"<</Font", b"<</XObject<</X 6 0 R>>/Font"), FONT, form)


def length_of_itself() -> bytes:
    return of_one_page(b"<</Length 4 0 R>>\nstream\n" + WORDS + b"\nendstream")


def contents_in_a_ring() -> bytes:
    return of_one_page(b"[4 0 R 4 0 R 6 0 R]", PAGE, FONT, b"[6 0 R 4 0 R]")


def object_streams_in_a_ring() -> bytes:
    """Object streams that extend each other and hold each other's place."""
    out = bytearray(b"%PDF-1.7\n")
    inner = b"1 0 2 40 " + CATALOGUE.ljust(40) + PAGES
    out += b"3 0 obj\n" + stream(inner, b"/Type/ObjStm/N 2/First 9/Extends 4 0 R") + b"\nendobj\n"
    second = len(out)
    out += b"4 0 obj\n" + stream(b"3 0 <<>>", b"/Type/ObjStm/N 1/First 4/Extends 3 0 R") + b"\nendobj\n"
    start = len(out)
    rows = [(0, 0, 255), (2, 3, 0), (2, 3, 1), (2, 4, 0), (1, second, 0), (1, start, 0)]
    table = b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    out += b"5 0 obj\n" + stream(table, b"/Type/XRef/Size 6/W[1 4 1]/Root 1 0 R/Prev %d" % start) + b"\nendobj\n"
    return bytes(out) + b"startxref\n%d\n%%%%EOF\n" % start


def tables_in_a_ring() -> bytes:
    made = of_one_page()
    start = made.rindex(b"xref\n0 ")
    return made.replace(b"/Size", b"/Prev %d/Size" % start)


def hundred_million_objects() -> bytes:
    return of_one_page().replace(b"/Size 6", b"/Size 2147483647").replace(b"xref\n0 6\n", b"xref\n0 100000000\n")


def lying_picture(how: bytes, body: bytes) -> bytes:
    """A picture of four thousand million dots by its own word."""
    page = PAGE.replace(b"<</Font", b"<</XObject<</X 6 0 R>>/Font")
    more = b"/Type/XObject/Subtype/Image/Width 65535/Height 65535/BitsPerComponent 8/ColorSpace/DeviceRGB" + how
    return of_one_page(stream(b"q 595 0 0 842 0 0 cm /X Do Q"), page, FONT, stream(body, more))


_JBIG2 = (
    bytes.fromhex("00000000300001000000137fffffff7fffffff000000000000000000" + "00000001260001ffffffff7fffffff7fffffff0000000000000000")
    + b"\x00" * 64
)


def jbig2() -> bytes:
    return lying_picture(b"/Filter/JBIG2Decode", _JBIG2)


def fax() -> bytes:
    return lying_picture(b"/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns 1000000000/Rows 1000000000>>", b"\x00\x10" * 5_000)


def flated_picture() -> bytes:
    return lying_picture(b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 32/Columns 1000000000>>", flated(b"\x00" * 1_000_000, 500))


def run_lengths() -> bytes:
    return of_one_page(stream(flated(b"\x81 " * 500_000, 200), b"/Filter[/FlateDecode/RunLengthDecode]"))


def mapped_font() -> bytes:
    """A font whose map to letters gives every code hundreds of letters, a hundred thousand times over."""
    row = b"<0000> <FFFF> <" + b"0E01" * 200 + b">\n"
    body = b"/CIDInit /ProcSet findresource begin begincmap\n" + (b"100 beginbfrange\n" + row * 100 + b"endbfrange\n") * 1_000 + b"endcmap"
    font = FONT[:-2] + b"/ToUnicode 6 0 R>>"
    return of_one_page(stream(WORDS), PAGE, font, stream(zlib.compress(body), b"/Filter/FlateDecode"))


def drawn_font() -> bytes:
    """A font whose letters are drawn with letters of the same font."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 0/LastChar 255/Widths[" + b"9 " * 256
        + b"]/Encoding<</Differences[65/A]>>/CharProcs<</A 6 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    )  # fmt: skip
    return of_one_page(stream(b"BT /F1 9 Tf (AAAA) Tj ET"), PAGE, font, stream(b"9 0 d0 BT /F1 9 Tf (AAAA) Tj ET"))


def broken_font_file() -> bytes:
    """A TrueType font whose tables lie about their places and sizes."""
    head = (
        b"\x00\x01\x00\x00\xff\xff"
        + b"\x00" * 6
        + b"".join(name + b"\xff" * 12 for name in (b"glyf", b"loca", b"head", b"maxp", b"cmap")) * 50
    )
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 2147483647/Widths[9]/FontDescriptor 6 0 R>>"
    descriptor = b"<</Type/FontDescriptor/FontName/A/Flags 4/FontBBox[0 0 9 9]/FontFile2 7 0 R>>"
    return of_one_page(stream(WORDS), PAGE, font, descriptor, stream(head * 200, b"/Length1 2147483647"))


def huge_page() -> bytes:
    return of_one_page(page=PAGE.replace(b"595 842", b"1e38 1e38"))


def one_long_word() -> bytes:
    return of_one_page(stream(b"BT /F1 9 Tf (" + b"A" * 5_000_000 + b") Tj ET"))


def name_of_a_megabyte() -> bytes:
    return of_one_page(page=PAGE[:-2] + b"/" + b"A" * 1_000_000 + b" 1>>")


HOSTILE: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        ten_gigabytes, three_gigabytes, million_operators, nested_states, nested_arrays, nested_objects, nested_dictionaries, own_child,
        children_in_a_ring, parents_in_a_ring, deep_tree, wide_tree, forms_without_end, form_within_itself, length_of_itself,
        contents_in_a_ring, object_streams_in_a_ring, tables_in_a_ring, hundred_million_objects, jbig2, fax, flated_picture, run_lengths,
        mapped_font, drawn_font, broken_font_file, huge_page, one_long_word, name_of_a_megabyte,
    )
}  # fmt: skip


def acting(mark: str, port: int) -> bytes:
    """Everything by which a file could act when it is opened: scripts, programs, addresses, files within."""
    address = b"http://127.0.0.2:%d/" % port
    script = b"<</S/JavaScript/JS(app.launchURL\\('%b',true\\); this.exportDataObject\\({cName:'a',nLaunch:2}\\);)>>" % address
    launch = b"<</S/Launch/F(/bin/touch)/Win<</F(/bin/touch)/P(%b)>>/Unix<</F(/bin/touch)/P(%b)>>/Next %b>>" % (
        mark.encode(),
        mark.encode(),
        script,
    )
    catalogue = (
        CATALOGUE[:-2] + b"/OpenAction " + launch + b"/AA<</WC " + script + b"/DS " + script + b">>/Names<</JavaScript<</Names[(a) " + script
        + b"]>>/EmbeddedFiles<</Names[(%b) 7 0 R]>>>>/AcroForm<</XFA 6 0 R/Fields[]>>>>" % mark.encode()
    )  # fmt: skip
    page = PAGE[:-2] + b"/AA<</O <</S/URI/URI(%b)>>/C <</S/SubmitForm/F(%b)>>>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A %b>>]>>" % (
        address, address, launch,
    )  # fmt: skip
    form = stream(
        b'<xdp xmlns="http://ns.adobe.com/xdp/"><!DOCTYPE a SYSTEM "%b"><script>xfa.host.gotoURL("%b")</script></xdp>' % (address, address)
    )
    spec = b"<</Type/Filespec/F(%b)/UF(%b)/EF<</F 8 0 R>>>>" % (mark.encode(), mark.encode())
    outside = b"<</Length 0/F<</FS/URL/F(%b)>>/FFilter/FlateDecode>>\nstream\n\nendstream" % address
    return pdf([catalogue, PAGES, page.replace(b"4 0 R", b"[4 0 R 9 0 R]"), stream(WORDS), FONT, form, spec, stream(b"inner"), outside])
