"""Text out of Word and OpenDocument texts, in the order of the file: paragraphs, tables row by row, text boxes."""

import re
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from oit.content import Document, TextLayer
from oit.thai import clean
from reading.archives import ZIP_ERRORS, UnsafeArchive, open_zip, read_member
from reading.doc_binary import NotWord, doc_text
from reading.pdf import proper_title

LONGEST_TEXT = 2_000_000  # characters
XML_ERRORS = (ParseError, DefusedXmlException, ValueError, LookupError)
_SKIPPED = frozenset(("Fallback", "instrText", "delText", "binData", "tracked-changes", "annotation", "forms"))
_PARAGRAPHS = frozenset(("p", "h"))
_RTF_SIGNS = re.compile(
    rb"\\'([0-9a-fA-F]{2})|\\u(-?\d{1,6}) ?\??|\\(par|line|row|cell|tab)\b ?|\\[a-z]{1,32}-?\d{0,10} ?|\\([{}\\])|[{}\r\n]|([^\\{}\r\n]+)"
)

_RTF_SILENT = re.compile(rb"\{\\(?:fonttbl|colortbl|stylesheet|info|\*)(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+\}")


def read_word(body: bytes, url: str) -> Document:
    """One page of text. Never raises for bad input: problem says encrypted, broken, too_large or unsupported."""
    try:
        if body.startswith(b"PK"):
            title, text = _zipped(body)
        elif body.startswith(b"{\\rtf"):
            title, text = "", _rtf_text(body[:20_000_000])
        else:
            title, text = doc_text(body)
    except UnsafeArchive:
        return _unread(url, "too_large")
    except NotWord as reason:
        return _unread(url, reason.problem)
    except (*ZIP_ERRORS, *XML_ERRORS):
        return _unread(url, "broken")
    problem = "too_large" if len(text) >= LONGEST_TEXT else ""
    text = clean(text[:LONGEST_TEXT])
    return Document(url, "word", proper_title(title), (text,), 1, TextLayer.GOOD if text else TextLayer.NONE, problem if text else "")


def _unread(url: str, problem: str) -> Document:
    return Document(url, "word", "", (), 0, TextLayer.UNREAD, problem)


def _zipped(body: bytes) -> tuple[str, str]:
    with open_zip(body) as archive:
        names = set(archive.namelist())
        if "content.xml" in names:
            return title_of(archive, "meta.xml", names), "\n".join(lines_of(parsed(archive, "content.xml")))
        main = sorted(name for name in names if re.fullmatch(r"word/document\d*\.xml", name))[:1]
        if not main:
            raise NotWord("not_what_it_says")
        parts = [*main, *sorted(name for name in names if re.fullmatch(r"word/(?:footnotes|endnotes)\.xml", name))]
        return title_of(archive, "docProps/core.xml", names), "\n".join(line for part in parts for line in lines_of(parsed(archive, part)))


def parsed(archive: zipfile.ZipFile, name: str) -> Element:
    """The root of a member. Raises UnsafeArchive, one of ZIP_ERRORS or XML_ERRORS."""
    root: Element = ElementTree.fromstring(read_member(archive, name), forbid_dtd=True)
    return root


def title_of(archive: zipfile.ZipFile, name: str, names: set[str]) -> str:
    """The title in the properties; a broken part of properties is no reason to lose the text."""
    if name not in names:
        return ""
    try:
        return next((element.text or "" for element in parsed(archive, name).iter() if _local(element) == "title"), "")
    except (*ZIP_ERRORS, *XML_ERRORS):
        return ""


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rsplit("}", 1)[-1] if isinstance(tag, str) else ""


def lines_of(root: Element) -> Iterator[str]:
    """Paragraphs; a row of a table is one line, its cells joined by " | ". Text boxes follow the paragraph that holds them."""
    reader = _XmlLines(mixed=_local(root).startswith("document-"))
    reader.run(root)
    return (line for line in reader.lines if line.strip())


class _XmlLines:
    """Walks the XML without recursion. Open rows gather cells, open cells and paragraphs gather text."""

    def __init__(self, mixed: bool) -> None:
        self.mixed = mixed  # OpenDocument: text stands between elements too; in Word's files only blanks of layout do
        self.lines: list[str] = []
        self.text: list[list[str]] = [[]]  # one for each open paragraph; text boxes stand within paragraphs
        self.rows: list[list[list[str]]] = []  # cells, each a list of lines, of open rows
        self.size = 0

    def run(self, root: Element) -> None:
        stack: list[tuple[Element, bool]] = [(root, False)]
        while stack and self.size < LONGEST_TEXT:
            element, done = stack.pop()
            if done:
                self._leave(element)
                continue
            if _local(element) in _SKIPPED:
                continue
            self._enter(element)
            stack.append((element, True))
            stack.extend((child, False) for child in reversed(element))
        self._end_line(self.text[0])

    def _enter(self, element: Element) -> None:
        name = _local(element)
        if name in _PARAGRAPHS:
            self.text.append([])
        elif name in ("tr", "table-row"):
            self.rows.append([])
        elif name in ("tc", "table-cell") and self.rows:
            self.rows[-1].append([])
        elif name in ("tab", "br", "cr", "s", "line-break"):
            self._add("\n" if name in ("br", "cr", "line-break") and not self.rows else " ")
        if name == "t" or (self.mixed and len(self.text) > 1):
            self._add(element.text)

    def _leave(self, element: Element) -> None:
        name = _local(element)
        if name in _PARAGRAPHS and len(self.text) > 1:
            self._end_line(self.text.pop())
        elif name in ("tr", "table-row") and self.rows:
            cells = [" ".join(filter(None, map(str.strip, cell))) for cell in self.rows.pop()]
            self._end_line([" | ".join(cell for cell in cells if cell)])
        if self.mixed and len(self.text) > 1:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.text[-1].append(text)
            self.size += len(text)

    def _end_line(self, pieces: list[str]) -> None:
        line = "".join(pieces)
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(line)
        else:
            self.lines.append(line)


def _rtf_text(body: bytes) -> str:
    """The plain text of an RTF file: bytes by the Thai code page, \\u by number; control words and groups of fonts and colours dropped."""
    body = _RTF_SILENT.sub(b"", body)
    pieces: list[str] = []
    for byte, number, control, sign, plain in _RTF_SIGNS.findall(body):
        if byte:
            pieces.append(bytes([int(byte, 16)]).decode("cp874", "replace"))
        elif number:
            pieces.append(chr(int(number) % 0x10000))
        elif control:
            pieces.append(" " if control in (b"tab", b"cell") else "\n")
        else:
            pieces.append((sign or plain).decode("cp874", "replace"))
    return "".join(pieces)
