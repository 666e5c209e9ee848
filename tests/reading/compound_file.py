"""Writes small OLE compound files (the container of .doc and .xls), for tests that need such files without an office program."""

import struct

_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound_file(streams: dict[str, bytes]) -> bytes:
    """A version 3 compound file with `streams` under its root, each padded to 4,096 bytes so that none goes to the short-stream area."""
    bodies = [body.ljust(4096, b"\0") for body in streams.values()]
    bodies = [body.ljust(-(-len(body) // _SECTOR) * _SECTOR, b"\0") for body in bodies]
    entries = [_entry("Root Entry", 5, child=1 if streams else _FREE, start=_END, size=0)]
    fat = [_FAT, _END]  # sector 0: this table; sector 1: directory
    for number, (name, body) in enumerate(zip(streams, bodies, strict=True), 1):
        start, count = len(fat), len(body) // _SECTOR
        fat += [*range(start + 1, start + count), _END]
        right = number + 1 if number < len(streams) else _FREE
        entries.append(_entry(name, 2, start=start, size=len(body), right=right))
    assert len(fat) <= _SECTOR // 4
    assert len(entries) <= 4
    table = struct.pack("<128I", *fat, *[_FREE] * (128 - len(fat)))
    directory = b"".join(entries).ljust(_SECTOR, b"\0")
    return _header() + table + directory + b"".join(bodies)


def _header() -> bytes:
    front = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + b"\0" * 6
    middle = struct.pack("<9I", 0, 1, 1, 0, 4096, _END, 0, _END, 0)
    return front + middle + struct.pack("<109I", 0, *[_FREE] * 108)


def _entry(name: str, kind: int, start: int, size: int, child: int = _FREE, right: int = _FREE) -> bytes:
    letters = name.encode("utf-16-le") + b"\0\0"
    return (
        letters.ljust(64, b"\0") + struct.pack("<HBB3I", len(letters), kind, 1, _FREE, right, child)
        + b"\0" * 36 + struct.pack("<IQ", start, size)
    )  # fmt: skip


def word_file(pieces: list[tuple[str, bool]], flags: int = 0x0200) -> bytes:
    """A Word 97 file whose text is `pieces`; True stands for 16-bit letters, False for bytes of cp874."""
    text, places, starts = b"", [], [0]
    for letters, wide in pieces:
        offset = 0x400 + len(text)
        places.append(offset if wide else (offset * 2) | 0x40000000)
        text += letters.encode("utf-16-le" if wide else "cp874")
        text += b"\0" * (len(text) % 2)
        starts.append(starts[-1] + len(letters))
    table = struct.pack(f"<{len(starts)}I", *starts) + b"".join(struct.pack("<HIH", 0, place, 0) for place in places)
    clx = b"\x02" + struct.pack("<I", len(table)) + table
    head = bytearray(0x400)
    struct.pack_into("<H", head, 0, 0xA5EC)
    struct.pack_into("<H", head, 0x0A, flags)
    struct.pack_into("<II", head, 0x01A2, 0, len(clx))
    return compound_file({"WordDocument": bytes(head) + text, "1Table": clx})


def old_workbook(sheet: str, cells: list[tuple[int, int, str | float]]) -> bytes:
    """An Excel 97 workbook of one sheet with text and number cells (row, column, value)."""
    start = _record(0x0809, struct.pack("<6H", 0x0600, 0x0005, 0, 0, 0, 0) + b"\0" * 4)
    bound_size = 4 + 8 + 2 * len(sheet)
    place = len(start) + bound_size + 4
    bound = _record(0x0085, struct.pack("<IBBBB", place, 0, 0, len(sheet), 1) + sheet.encode("utf-16-le"))
    body = _record(0x0809, struct.pack("<6H", 0x0600, 0x0010, 0, 0, 0, 0) + b"\0" * 4)
    for row, column, value in cells:
        at = struct.pack("<3H", row, column, 0)
        if isinstance(value, str):
            body += _record(0x0204, at + struct.pack("<HB", len(value), 1) + value.encode("utf-16-le"))
        else:
            body += _record(0x0203, at + struct.pack("<d", value))
    return compound_file({"Workbook": start + bound + _record(0x000A, b"") + body + _record(0x000A, b"")})


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body
