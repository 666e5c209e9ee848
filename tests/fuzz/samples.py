"""Real files of each kind, small, made once: what the fuzz tests change."""

# ruff: noqa: E501 - a case is easier to read in one line

import io
import zipfile
from functools import cache

import docx
import openpyxl
from PIL import Image

from tests.hostile.made_archives import SLIDE, SOUND, root_of, zipped
from tests.hostile.made_old_office import sound, sound_workbook
from tests.hostile.made_pdfs import acting, locked, of_one_page, pages_of

PAGES = (
    "<!doctype html><html lang=th><head><meta charset=utf-8><title>เทศบาลตำบล</title><base href=/a/><script src=x.js></script></head><body>"
    "<nav><ul><li><a href='/ita'>ITA 2566</a><ul><li><a href=o1.pdf>O1</a></ul></ul></nav><main><h1>แผน</h1><table><tr><th>ที่<th>เรื่อง"
    "<tr><td rowspan=2>1<td><a href='?id=1&amp;x=2'>ดาวน์โหลด</a></table><form action=s method=post><input name=q><select onchange='location=this.value'>"
    "<option value=/y>2566</select><button>ส่ง</button></form></main><footer>© 2566</footer></body></html>",
    "<a data-toggle=tab href=#t>ปี 2566</a><div id=t role=tabpanel><p>x<br>y<b>z</b></div><details><summary>O2</summary><a href=# onclick=\"window.open('b.pdf')\">b</a>"
    "</details><iframe src='https://docs.google.com/viewer?url=http%3A%2F%2Fx%2Fa.pdf'></iframe><svg><title>t</title><path></svg><noscript>เปิด JavaScript</noscript>",
    "<?xml version='1.0' encoding='tis-620'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0//EN'><html><head><meta http-equiv=refresh content='0;url=index.php'></head>"
    "<frameset><frame src=a.html><noframes><a href=b>c</a></noframes></frameset><!-- x --><![CDATA[y]]><script>location.href='/z';var a='<p>'</script><template><p>t</template>",
)  # fmt: skip
HTML = (
    PAGES[0].encode(),
    PAGES[0].encode("cp874", "replace"),
    PAGES[1].encode(),
    PAGES[2].encode("cp874"),
    b"\xff\xfe" + PAGES[1].encode("utf-16-le"),
)
HTML_WORDS = tuple(
    word.encode()
    for word in (
        "<", ">", "</", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<a href=", "<select>", "<option>", "<form>", "<svg>", "<math>", "<style>", "</style>",
        "<script>", "</script>", "<template>", "<frameset>", "<plaintext>", "<title>", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "&#", "&#x110000;", "&amp", "\"", "'", "=",
        "<b>", "<p>", "</p>", "<li>", "<textarea>", "<noscript>", "<base href='//[", "charset=utf-16", "colspan=99999", "role=tab", "hidden", "<h1>", "javascript:", "{{", "\u202e",
    )
)  # fmt: skip
PDF_WORDS = (
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"/Kids[2 0 R]", b"/Count 999999999", b"/Length 99999999", b"/Prev 0", b"/Filter/FlateDecode",
    b"<<", b">>", b"[", b"]", b"(", b")", b"2 0 R", b"/Type/ObjStm", b"/Size 2147483647", b"q ", b"BT", b"Tj", b"/Encrypt 4 0 R", b"/W[9 9 9]", b"-1", b"1e38",
)  # fmt: skip


@cache
def pdfs() -> tuple[bytes, ...]:
    return of_one_page(), pages_of(3), locked("o", ""), acting("mark", 9)


def docx_file() -> bytes:
    document = docx.Document()
    document.core_properties.title = "แผน"
    document.add_heading("แผนงาน", 1)
    document.add_paragraph("รายละเอียด 2566")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "ที่", "เรื่อง"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx_file() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["ที่", "เรื่อง", 2566, 1.5, True])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def stored(body: bytes) -> bytes:
    """The same archive without packing, so that a change of one byte is a change of its text."""
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return zipped([(name, archive.read(name)) for name in archive.namelist()], zipfile.ZIP_STORED)


@cache
def office() -> tuple[bytes, ...]:
    odt = b'<office:document-content xmlns:office="o" xmlns:text="t"><text:p>\xe0\xb9\x81\xe0\xb8\x9c\xe0\xb8\x99<text:s/>x</text:p></office:document-content>'
    slide = b'<p:sld xmlns:p="p" xmlns:a="a"><a:p><a:r><a:t>x</a:t></a:r></a:p></p:sld>'
    return (
        docx_file(), zipped([("word/document.xml", SOUND)], zipfile.ZIP_STORED), zipped([root_of("content.xml"), ("content.xml", odt)], zipfile.ZIP_STORED),
        zipped([(SLIDE, slide)], zipfile.ZIP_STORED), sound(), b"{\\rtf1\\ansi {\\fonttbl{\\f0 A;}}\\'e1\\u3585?\\par x\\cell }",
    )  # fmt: skip


@cache
def workbooks() -> tuple[bytes, ...]:
    return xlsx_file(), stored(xlsx_file()), sound_workbook()


@cache
def pictures() -> tuple[bytes, ...]:
    made = []
    for kind in ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"):
        out = io.BytesIO()
        Image.effect_noise((260, 260), 60).convert("L").resize((300, 260)).save(out, kind)
        made.append(out.getvalue())
    return tuple(made)
