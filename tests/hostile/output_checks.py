"""What is wrong with an output, by parsers that know nothing of how it was made. Each gives the faults that it finds; none is no fault."""

import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import lxml.html
import openpyxl
import python_calamine
from selectolax.lexbor import LexborHTMLParser

# By the standard (DerivedCoreProperties, Default_Ignorable_Code_Point), beside what the category tells.
_IGNORABLE = {
    0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, 0x2800, *range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0000, 0xE1000),
}  # fmt: skip
_HIDING = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_OUR_ESCAPES = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;id=\d+;https?://[!-~]+\x1b\\|\x1b\]8;;\x1b\\")
_TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "header", "section", "article", "footer", "p", "h1", "h2", "h3", "h4", "h5",
    "h6", "dl", "dt", "dd", "div", "ul", "ol", "li", "span", "b", "q", "a", "table", "thead", "tbody", "tr", "th", "td", "details",
    "summary", "figure", "img", "code", "pre", "svg", "defs", "pattern", "rect",
}  # fmt: skip
_ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "rel", "target", "title", "alt", "src", "loading", "role",
    "aria-label", "aria-labelledby", "aria-hidden", "scope", "width", "height", "x", "fill", "focusable", "patternunits",
    "patterntransform", "open",
}  # fmt: skip
_LONGEST_LINE, _MOST_MARKS = 1200, 3


def hidden(text: str, allowed: str = "", *, towers: bool = True) -> Iterator[str]:
    """Characters that are not seen, or have a say in how others are; towers of marks."""
    marks = 0
    for ch in text:
        category = unicodedata.category(ch)
        if ch not in allowed and (category in _HIDING or ord(ch) in _IGNORABLE):
            yield f"U+{ord(ch):04X}"
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks == _MOST_MARKS + 1 and towers:
            yield "a tower of marks"


def terminal_faults(text: str, *, colour: bool = False) -> list[str]:
    """Of what goes to a terminal: only visible characters, line feeds and, with colour, our own colours and links to web addresses."""
    bare = _OUR_ESCAPES.sub("", text) if colour else text
    return [*hidden(bare, "\n"), *(f"a line of {len(line)}" for line in bare.split("\n") if len(line) > _LONGEST_LINE)]


def error_faults(text: str) -> list[str]:
    """Of standard error after a failed command: one line, bounded, visible."""
    lines = [] if text.count("\n") == 1 and text.endswith("\n") else [f"{text.count(chr(10))} line ends"]
    return [*lines, *([] if text.startswith("oit: ") else ["does not begin with oit:"]), *terminal_faults(text)]


def json_faults(text: str) -> list[str]:
    """Of JSON: every strict parser takes it, and it does no harm on a terminal or in a page."""
    found = list(hidden(text, "\n", towers=False))  # the words stand there whole
    try:
        json.loads(text.encode("utf-8"), parse_constant=found.append)
    except ValueError as error:
        found.append(str(error))
    page = lxml.html.fromstring(f"<html><body><script type='application/json'>{text}</script><p>after</p></body></html>")
    if [one.tag for one in page.iter()] != ["html", "body", "script", "p"]:
        found.append("leaves its script element")
    return found


def html_faults(text: str, *, files: frozenset[str] = frozenset()) -> list[str]:
    """Of a page: only what its template may hold, by two parsers; links to web addresses, places in it and `files` beside it."""
    raw = set(hidden(text, "\n"))
    lexbor = LexborHTMLParser(text)
    tags = {node.tag for node in lexbor.root.traverse()} if lexbor.root else set()  # type: ignore[union-attr]
    found = [*raw, *(f"tag {tag}" for tag in tags - _TAGS)]
    page = lxml.html.document_fromstring(text)
    for node in page.iter():
        if not isinstance(node.tag, str):
            found.append(f"node {node}")
            continue
        found += [f"tag {node.tag}"] if node.tag not in _TAGS else []
        for name, value in node.attrib.items():
            found += _attribute_faults(str(node.tag), str(name), str(value), files)
    policies = page.xpath("/html/head/meta[@http-equiv='Content-Security-Policy']/@content")
    if len(policies) != 1 or "default-src 'none'" not in policies[0] or "script-src" in policies[0] or "unsafe" in policies[0]:
        found.append(f"policy {policies}")
    return found


def _attribute_faults(tag: str, name: str, value: str, files: frozenset[str]) -> Iterator[str]:
    if name not in _ATTRIBUTES:
        yield f"attribute {tag} {name}"
    if name == "href" and not re.fullmatch(r"#[A-Za-z0-9-]*|https?://[^\s\x00-\x1f]+", value) and value not in files:
        yield f"href {value[:80]}"
    if name == "href" and "@" in "".join(value.split("/")[2:3]):
        yield f"href with a user name {value[:80]}"
    if name == "src" and not value.startswith("data:image/") and value not in files:
        yield f"src {value[:80]}"
    yield from hidden(value)


def words_of(page: str) -> str:
    """What a reader of the page sees, blanks folded."""
    return " ".join(lxml.html.document_fromstring(page).text_content().split())


def workbook_faults(data: bytes) -> list[str]:
    """Of a workbook, by two readers and part by part."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if not re.fullmatch(
                r"\[Content_Types\]\.xml|(_rels/\.rels)|docProps/(app|core)\.xml|xl/(workbook|styles|sharedStrings)\.xml|"
                r"xl/theme/theme1\.xml|xl/worksheets/sheet[12]\.xml|xl/(worksheets/)?_rels/[a-z0-9.]+\.rels",
                name,
            ):
                found.append(f"part {name}")
            found += _part_faults(name, packed.read(name))
    cells = (cell for sheet in openpyxl.load_workbook(io.BytesIO(data)) for row in sheet.iter_rows() for cell in row)
    found += [f"cell {cell.coordinate} is {cell.data_type}" for cell in cells
              if cell.data_type not in ("s", "n") or (cell.data_type == "s" and len(cell.value) > 32_767)]  # fmt: skip
    for value in calamine_values(data):
        found += list(hidden(value)) if isinstance(value, str) else []
    return found


def calamine_values(data: bytes) -> list[Any]:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [value for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for value in row]


def _part_faults(name: str, data: bytes) -> Iterator[str]:
    root = ElementTree.fromstring(data)  # the writer is ours; a broken part raises
    for node in root.iter():
        tag = node.tag.rpartition("}")[2]
        if tag in ("f", "definedName", "externalReference", "ddeLink", "oleObject") and not (node.text or "").endswith("$1:$1") \
                and "_FilterDatabase" not in node.get("name", ""):  # fmt: skip
            yield f"{name}: {tag} {node.text}"
        if tag == "Relationship" and node.get("TargetMode") == "External":
            target = node.get("Target", "")
            if not re.fullmatch(r"(?i)https?://[^/?#@\s]+([/?#]\S*)?", target) or len(target) > 2079:
                yield f"{name}: leads to {target[:80]}"
        if tag == "t":  # as a spreadsheet program reads it
            text = re.sub(r"_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), node.text or "")
            yield from hidden(text)
