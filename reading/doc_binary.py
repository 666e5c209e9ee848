"""Text out of Word 97-2003 files (.doc), by the piece table that every such file carries."""

import io
import re
import struct

import olefile

from reading.charset import decode, decode_cp874

_WORD97 = 0xA5EC
_ENCRYPTED = 0x0100
_TABLE_1 = 0x0200
_CLX_PLACE = 0x01A2  # of the offset and length of the piece table in the file information block
_MOST_PIECES = 200_000
_LONGEST_TEXT = 3_000_000  # letters that are put together
_DEEPEST_FIELD = 5  # fields within fields
_FIELD_CODE = re.compile("\x13[^\x13-\x15]*\x14?")
_GONE = dict.fromkeys("\x01\x08\x13\x14\x15\x1f", "")
_CONTROL = str.maketrans(_GONE | {"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x07": " | ", "\x1e": "-"})
_OLE_ERRORS = (OSError, ValueError, IndexError, TypeError, KeyError, AttributeError, struct.error, MemoryError)


class NotWord(Exception):
    """`problem` is the word for Document.problem."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def doc_text(body: bytes) -> tuple[str, str]:
    """(title, text) of a .doc. Pieces of 8-bit text are read by the Thai code page. Raises NotWord."""
    if not body.startswith(olefile.MAGIC):
        raise NotWord("not_what_it_says")
    try:
        with olefile.OleFileIO(io.BytesIO(body)) as ole:
            if ole.exists("EncryptedPackage"):
                raise NotWord("encrypted")
            if not ole.exists("WordDocument"):
                raise NotWord("not_what_it_says")
            return _title(ole), _text(ole)
    except _OLE_ERRORS as error:
        raise NotWord("broken") from error


def _title(ole: olefile.OleFileIO) -> str:
    try:
        raw = ole.get_metadata().title
    except _OLE_ERRORS:
        return ""
    return decode(raw).text if isinstance(raw, bytes) else str(raw or "")


def _text(ole: olefile.OleFileIO) -> str:
    stream: bytes = ole.openstream("WordDocument").read()
    magic, flags = struct.unpack_from("<H", stream, 0)[0], struct.unpack_from("<H", stream, 0x0A)[0]
    if magic != _WORD97:
        raise NotWord("unsupported")
    if flags & _ENCRYPTED:
        raise NotWord("encrypted")
    place, length = struct.unpack_from("<II", stream, _CLX_PLACE)
    table: bytes = ole.openstream("1Table" if flags & _TABLE_1 else "0Table").read()
    text = "".join(_pieces(stream, table[place : place + length]))
    for _ in range(_DEEPEST_FIELD):
        text, changes = _FIELD_CODE.subn("", text)
        if not changes:
            break
    return text.replace("\x07\x07", "\n").translate(_CONTROL)


def _pieces(stream: bytes, clx: bytes) -> list[str]:
    """The pieces in order: the table gives for each where it starts in the text and where in the file, and whether it is 8-bit."""
    place = 0
    while place < len(clx) and clx[place] == 1:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if place >= len(clx) or clx[place] != 2:
        raise NotWord("broken")
    size = struct.unpack_from("<I", clx, place + 1)[0]
    table = clx[place + 5 : place + 5 + size]
    count = min((len(table) - 4) // 12, _MOST_PIECES)
    if count < 0:
        raise NotWord("broken")
    starts = struct.unpack_from(f"<{count + 1}I", table, 0)
    pieces: list[str] = []
    size = 0
    for number in range(count):
        if size > _LONGEST_TEXT:  # pieces may overlap, each of them all of the file
            break
        offset = struct.unpack_from("<I", table, 4 * (count + 1) + 8 * number + 2)[0]
        letters = starts[number + 1] - starts[number]
        if letters > 0:
            pieces.append(_piece(stream, offset, letters))
            size += len(pieces[-1])
    return pieces


def _piece(stream: bytes, offset: int, letters: int) -> str:
    if offset & 0x40000000:
        start = (offset & 0x3FFFFFFF) // 2
        return decode_cp874(stream[start : start + letters])
    return stream[offset : offset + 2 * letters].decode("utf-16-le", "replace")
