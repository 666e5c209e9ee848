"""Compound files (the container of .doc and .xls of before 2007) whose tables lie or run in rings."""

# ruff: noqa: E501 - a case is easier to read in one line

import struct
from collections.abc import Callable

from tests.reading.compound_file import old_workbook, word_file

_SECTOR = 512
_TEXT = [("แผนปฏิบัติการป้องกันการทุจริต ", False), ("ประจำปี ๒๕๖๖", True)]


def _changed(body: bytes, *changes: tuple[int, int]) -> bytes:
    made = bytearray(body)
    for place, number in changes:
        struct.pack_into("<I", made, place, number)
    return bytes(made)


def sound() -> bytes:
    return word_file(_TEXT)


def sound_workbook() -> bytes:
    return old_workbook("แผน", [(0, 0, "แผนงาน"), (1, 0, 2566.0)])


def ring_of_sectors() -> bytes:
    """Every sector is followed by the first sector of the first stream."""
    body = sound()
    return _changed(body, *((_SECTOR + 4 * number, 2) for number in range(2, 40)))


def own_next_sector() -> bytes:
    return _changed(sound(), *((_SECTOR + 4 * number, number) for number in range(1, 40)))


def ring_of_tables() -> bytes:
    """The table of sectors goes on in sectors that lead to one another, a thousand million of them."""
    return _changed(sound(), (0x2C, 0x3FFFFFFF), (0x44, 0), (0x48, 0x3FFFFFFF))


def many_tables() -> bytes:
    return _changed(sound(), (0x2C, 0x7FFFFFFF))


def ring_of_entries() -> bytes:
    """An entry of the directory that is its own neighbour and child."""
    place = 2 * _SECTOR + 128
    return _changed(sound(), (place + 68, 1), (place + 72, 1), (place + 76, 1), (2 * _SECTOR + 76, 1))


def huge_stream() -> bytes:
    return _changed(sound(), (2 * _SECTOR + 128 + 120, 0x7FFFFFFF), (2 * _SECTOR + 128 + 124, 0x7FFFFFFF))


def huge_sectors() -> bytes:
    made = bytearray(sound())
    struct.pack_into("<HH", made, 0x1E, 31, 31)
    return bytes(made)


def no_sectors() -> bytes:
    made = bytearray(sound())
    struct.pack_into("<HH", made, 0x1E, 0, 0)
    return bytes(made)


def huge_mini_stream() -> bytes:
    return _changed(sound(), (0x38, 0x7FFFFFFF), (0x3C, 0), (0x40, 0x7FFFFFFF))


def pieces_without_end() -> bytes:
    """A hundred thousand pieces of text, all of them the same megabyte."""
    return word_file([("x" * 20, False)] * 900)


def overlapping_pieces() -> bytes:
    """Each piece says that it is all of the file and goes on for thousands of millions of letters."""
    body = bytearray(word_file([("x" * 20, True)] * 300))
    place = body.find(struct.pack("<I", 20), 0x800)
    for number in range(1, 301):
        struct.pack_into("<I", body, place + 4 * (number - 1), number * 7_000_000)
    return bytes(body)


def fields_in_fields() -> bytes:
    return word_file([("\x13" * 2_000 + "x" + "\x14" * 2_000 + "\x15" * 2_000, False)])


def sheets_in_a_ring() -> bytes:
    """The sheet stands where the workbook itself begins."""
    body = bytearray(sound_workbook())
    place = body.find(b"\x85\x00", 0x600)
    struct.pack_into("<I", body, place + 4, 0)
    return bytes(body)


def cell_at_the_end() -> bytes:
    return old_workbook("x", [(0, 0, "a"), (65_535, 255, "z")])


OLD: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        ring_of_sectors, own_next_sector, ring_of_tables, many_tables, ring_of_entries, huge_stream, huge_sectors, no_sectors, huge_mini_stream,
        pieces_without_end, overlapping_pieces, fields_in_fields, sheets_in_a_ring, cell_at_the_end,
    )
}  # fmt: skip
