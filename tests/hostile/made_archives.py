"""Zip files and what stands in them, made to hang, swell or reach outside."""

# ruff: noqa: E501 - a case is easier to read in one line

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable

from tests.hostile.made_pdfs import flated

WORD, SHEET, SLIDE, OPEN = "word/document.xml", "xl/workbook.xml", "ppt/slides/slide1.xml", "content.xml"
PARTS = (WORD, SHEET, SLIDE, OPEN)
_BODY = '<w:document xmlns:w="w">{}</w:document>'
SOUND = _BODY.format("<w:p><w:r><w:t>แผนงาน</w:t></w:r></w:p>").encode()
BLANK = b" " * 1_000_000


def zipped(members: Iterable[tuple[str, bytes]], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, body in members:
            archive.writestr(zipfile.ZipInfo(name), body, how)
    return out.getvalue()


def raw_zip(members: list[tuple[bytes, bytes, int]], shared: bool = False) -> bytes:
    """A zip written by hand: name, packed bytes (without the header of zlib), size by its own word. `shared`: every entry of the directory
    leads to the first member's bytes."""
    out, directory = bytearray(), bytearray()
    for name, packed, size in members:
        crc = zlib.crc32(zlib.decompress(packed, -15)) if len(packed) < 1_000 else 0
        place = 0 if shared else len(out)
        if not shared or not out:
            out += struct.pack("<4s5H3I2H", b"PK\x03\x04", 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0) + name + packed
        directory += (
            struct.pack("<4s6H3I5H2I", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, crc, len(packed), size, len(name), 0, 0, 0, 0, 0, place) + name
        )
    total = len(members) & 0xFFFF
    return bytes(out + directory) + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, total, total, len(directory), len(out), 0)


def _deflated(body: bytes, times: int = 1) -> bytes:
    return flated(body, times)[2:-4]


def huge_ratio(part: str) -> bytes:
    return raw_zip([(part.encode(), _deflated(BLANK, 150), 150_000_000), *_root(part)])


def lying_size(part: str) -> bytes:
    """Two thousand million bytes behind a member of a hundred."""
    return raw_zip([(part.encode(), _deflated(BLANK, 2_000), 100), *_root(part)])


def overlapping(part: str) -> bytes:
    """Four thousand entries, all of them the same ten megabytes."""
    packed = _deflated(BLANK, 10)
    return raw_zip(
        [(part.encode(), packed, 10_000_000)] + [(b"%d.xml" % n, packed, 10_000_000) for n in range(4_000)] + _root(part), shared=True
    )


def hundred_thousand_entries(part: str) -> bytes:
    nothing = _deflated(b"")
    return raw_zip([(part.encode(), nothing, 0)] + [(b"%d" % n, nothing, 0) for n in range(100_000)] + _root(part))


def zips_in_zips(part: str) -> bytes:
    """Ten levels of sixteen each; the innermost would unpack to a megabyte."""
    inner = zipped([(part, BLANK)])
    for _ in range(10):
        inner = zipped([(part, SOUND), *((f"{n}.zip", inner) for n in range(16))])[:2_000_000]
    return zipped([root_of(part), (part, SOUND), ("inner.zip", inner)])


def _root(part: str) -> list[tuple[bytes, bytes, int]]:
    name, body = root_of(part)
    return [(name.encode(), zlib.compress(body)[2:-4], len(body))]


def root_of(part: str) -> tuple[str, bytes]:
    """The member by which a program knows what the file is."""
    return ("mimetype", b"application/vnd.oasis.opendocument.text") if part == OPEN else ("[Content_Types].xml", b"<Types/>")


BOMBS: dict[str, Callable[[str], bytes]] = {
    made.__name__: made for made in (huge_ratio, lying_size, overlapping, hundred_thousand_entries, zips_in_zips)
}

_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 30))


def xml_with(prologue: str, text: str) -> bytes:
    """A part of any of these files, as far as entities go."""
    return f'<?xml version="1.0"?>{prologue}<w:document xmlns:w="w"><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:document>'.encode()


def entities(port: int) -> dict[str, bytes]:
    """XML that swells, or asks for what lies elsewhere; the address is one that no test may reach."""
    out = f"http://127.0.0.2:{port}/a.dtd"
    return {
        "laughs": xml_with(f'<!DOCTYPE a [<!ENTITY l0 "ฮา">{_LAUGHS}]>', "&l29;"),
        "laughs_in_attribute": xml_with(f'<!DOCTYPE a [<!ENTITY l0 "ฮา">{_LAUGHS}<!ATTLIST w:t a CDATA "&l29;">]>', "x"),
        "blow_up": xml_with(f'<!DOCTYPE a [<!ENTITY b "{"x" * 100_000}">]>', "&b;" * 100_000),
        "own_entity": xml_with('<!DOCTYPE a [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
        "file": xml_with('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        "address": xml_with(f'<!DOCTYPE a [<!ENTITY x SYSTEM "{out}">]>', "&x;"),
        "parameter": xml_with(f'<!DOCTYPE a [<!ENTITY % x SYSTEM "{out}"> %x;]>', "x"),
        "document_type": xml_with(f'<!DOCTYPE a SYSTEM "{out}">', "x"),
        "include": xml_with("", f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{out}"/>'),
        "stylesheet": xml_with(f'<?xml-stylesheet href="{out}"?>', "x"),
        "schema": xml_with("", f'<a xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="a {out}"/>'),
    }


def deep() -> bytes:
    return _BODY.format("<w:p>" * 100_000 + "<w:t>x</w:t>" + "</w:p>" * 100_000).encode()


def deep_rows() -> bytes:
    return _BODY.format("<w:tbl><w:tr><w:tc>" * 30_000 + "<w:p><w:t>x</w:t></w:p>" + "</w:tc></w:tr></w:tbl>" * 30_000).encode()


def many_attributes() -> bytes:
    return _BODY.format("<w:t " + " ".join(f'a{n}="1"' for n in range(60_000)) + ">x</w:t>").encode()


def many_names() -> bytes:
    return _BODY.format("".join(f"<w:a{n}/>" for n in range(60_000))).encode()


def many_elements() -> bytes:
    return _BODY.format("<w:p/>" * 1_000_000).encode()


def many_prefixes() -> bytes:
    return _BODY.format("".join(f'<x xmlns:p{n}="{n}">' for n in range(5_000)) + "</x>" * 5_000).encode()


XML: dict[str, Callable[[], bytes]] = {
    made.__name__: made for made in (deep, deep_rows, many_attributes, many_names, many_elements, many_prefixes)
}

NAMES = (
    "../../mark", "/mark", "..\\..\\mark", "C:\\mark", "word/../../mark", "mark\x00.xml", "a" * 65_000, "../" * 20_000, "\u202exml.mark", "", ".", "/",
    "file:///mark", "con", "a\nb", "word/document.xml/../../../mark",
)  # fmt: skip


def badly_named(mark: str) -> bytes:
    packed = zlib.compress(SOUND)[2:-4]
    names = [name.replace("mark", mark.lstrip("/")).encode()[:65_000] for name in NAMES]
    return raw_zip([(name, packed, len(SOUND)) for name in (*names, WORD.encode())])
