"""What a body is: bytes first, then the type, then the name."""

import io
import zipfile

import pytest

from reading.kinds import extension, sniff


def _zip(*names: str, mimetype: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if mimetype:
            archive.writestr("mimetype", mimetype)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


DOCX, XLSX, PPTX = _zip("[Content_Types].xml", "word/document.xml"), _zip("xl/workbook.xml"), _zip("ppt/presentation.xml")
ODT, ODS = (_zip("content.xml", mimetype=b"application/vnd.oasis.opendocument." + kind) for kind in (b"text", b"spreadsheet"))
HTML = b"\xef\xbb\xbf\r\n <!DOCTYPE html><html><body>x</body></html>"


@pytest.mark.parametrize(
    ("body", "content_type", "url", "kind"),
    [
        (b"%PDF-1.4 ...", "text/html", "https://x/31.html", "pdf"),
        (b"junk before\r\n%PDF-1.7", "", "https://x/a", "pdf"),
        (HTML, "application/pdf", "https://x/a.pdf", "html"),
        (b"<html><body>mentions %PDF-1.4</body></html>", "application/pdf", "https://x/a.pdf", "html"),
        (b"<!-- made by x --><html>", "", "https://x/a.doc", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html>', "", "https://x/a", "html"),
        ("<html><p>ก".encode("utf-16"), "", "https://x/a", "html"),
        (b"Warning: mysql_connect()<br><html><body>", "text/plain", "https://x/a.php", "html"),
        (b"plain words", "text/html; charset=utf-8", "https://x/a.pdf", "html"),
        (DOCX, "application/zip", "https://x/a.zip", "word"),
        (DOCX[:110], "", "https://x/a", "word"),
        (XLSX, "application/octet-stream", "https://x/a", "excel"),
        (PPTX, "application/msword", "https://x/a.doc", "other"),
        (ODT, "", "https://x/a", "word"),
        (ODS, "", "https://x/a", "excel"),
        (_zip("a.txt"), "", "https://x/a.docx", "archive"),
        (b"Rar!\x1a\x07\x00", "", "https://x/a", "archive"),
        (b"7z\xbc\xaf\x27\x1c", "", "https://x/a", "archive"),
        (b"{\\rtf1 x}", "application/msword", "https://x/a.doc", "word"),
        (b"\x89PNG\r\n\x1a\n", "text/html", "https://x/a.pdf", "image"),
        (b"\xff\xd8\xff\xe0", "", "https://x/a", "image"),
        (b"BM is the start of a text", "text/plain", "https://x/a.txt", "text"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "", "https://x/a", "image"),
        (b'<?xml version="1.0"?><rss/>', "application/rss+xml", "https://x/feed", "text"),
        ("ก,ข\n1,2".encode("cp874"), "application/octet-stream", "https://x/a.csv", "text"),
        (b"{}", "application/json", "https://x/api", "text"),
        (b"\x00\x01\x02\x03", "", "https://x/a", "other"),
        (b"\x00\x01\x02\x03", "video/mp4", "https://x/a.mp4", "other"),
        (b"", "application/pdf", "https://x/a", "pdf"),
        (b"", "", "https://x/a.XLSX?d=1", "excel"),
        (b"", "", "https://x/a.php", "html"),
        (b"  \n", "", "https://x/", "other"),
        (b"", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "", "excel"),
        (b"PK\x03\x04broken", "", "https://x/a", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "", "https://x/a.xls", "other"),
    ],
)
def test_kinds(body: bytes, content_type: str, url: str, kind: str) -> None:
    assert sniff(body, content_type, url) == kind


def test_extension_is_that_of_the_path() -> None:
    assert extension("https://x.go.th/a.b/c.PDF?x=y.doc") == "pdf"
    assert extension("https://x.go.th/a.b/c") == ""
    assert extension("http://[") == ""
