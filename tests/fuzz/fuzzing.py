"""What the fuzz tests share: how many examples, how long one may take, how real samples are changed.

`make test` runs few examples, always the same ones. `OIT_FUZZ_MINUTES=N make fuzz` runs many, other ones each time (tests/fuzz/long.py).
"""

# ruff: noqa: E501 - a case is easier to read in one line

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

LONG = "OIT_FUZZ_MINUTES" in os.environ
_TIMES = 10  # as many examples in the long run
SECONDS = 10.0  # of processor time for one example: those of files of some kilobytes


def few(examples: int) -> settings:
    """`examples` of them, ten times as many in the long run."""
    return settings(
        max_examples=examples * (_TIMES if LONG else 1), derandomize=not LONG, database=None, deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


class TooSlow(Exception):
    """One example took longer than SECONDS."""


@contextmanager
def in_time() -> Iterator[None]:
    """Raises TooSlow within. Time is the processor's, so that a busy machine is no failure."""

    def late(_signal: int, _frame: object) -> None:
        raise TooSlow(f"more than {SECONDS} seconds of processor time")

    before = signal.signal(signal.SIGVTALRM, late)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


# -- bytes ----------------------------------------------------------------------------------------------------------------------------

_NUMBERS = (
    b"\x00",
    b"\xff",
    b"\x7f",
    b"\x80",
    b"\xff\xff",
    b"\x00\x00\x00\x00",
    b"\xff\xff\xff\xff",
    b"\xff\xff\xff\x7f",
    b"\x00\x00\x00\x80",
)
_BYTE = st.sampled_from(_NUMBERS) | st.binary(min_size=1, max_size=12)
_PLACE = st.floats(0, 1, exclude_max=True)
Change = Callable[[bytearray], None]


def _written(place: float, piece: bytes) -> Change:
    def change(body: bytearray) -> None:
        start = int(place * len(body))
        body[start : start + len(piece)] = piece

    return change


def _put_in(place: float, piece: bytes, times: int) -> Change:
    def change(body: bytearray) -> None:
        start = int(place * len(body))
        body[start:start] = piece * times

    return change


def _doubled(place: float, other: float, length: int) -> Change:
    def change(body: bytearray) -> None:
        start, target = int(place * len(body)), int(other * len(body))
        body[target:target] = body[start : start + length]

    return change


def _taken_out(place: float, length: int) -> Change:
    def change(body: bytearray) -> None:
        start = int(place * len(body))
        del body[start : start + length]

    return change


def _cut(place: float) -> Change:
    def change(body: bytearray) -> None:
        del body[int(place * len(body)) :]

    return change


def changes(words: Sequence[bytes] = ()) -> st.SearchStrategy[Change]:
    """One change of a file: bytes written over, put in, doubled, taken out; `words` are those that mean something in such files."""
    piece = _BYTE | st.sampled_from(words) if words else _BYTE
    return st.one_of(
        st.builds(_written, _PLACE, piece), st.builds(_put_in, _PLACE, piece, st.sampled_from((1, 1, 1, 2, 50, 400))),
        st.builds(_doubled, _PLACE, _PLACE, st.integers(1, 300)), st.builds(_taken_out, _PLACE, st.integers(1, 300)), st.builds(_cut, _PLACE),
    )  # fmt: skip


def mutated(samples: Sequence[bytes], words: Sequence[bytes] = ()) -> st.SearchStrategy[bytes]:
    """A sample with up to eight changes."""

    def made(sample: bytes, done: list[Change]) -> bytes:
        body = bytearray(sample)
        for change in done:
            change(body)
        return bytes(body[:200_000])

    return st.builds(made, st.sampled_from(samples), st.lists(changes(words), min_size=1, max_size=8))


# -- text -----------------------------------------------------------------------------------------------------------------------------

_ATOMS = (
    "2566", "66", "๒๕๖๖", "๖๖", "2023", "1", "12", "31", "0", "O1", "o 12", "ข้อ", "OIT", "ITA", "ต.ค.", "มกราคม", "ม.ค.", "พ.ศ.", "ค.ศ.", "ปี", "ปีงบประมาณ", "ประจำปี",
    "ไตรมาสที่", "รอบ 6 เดือน", "ถึง", "และ", "-", "–", "/", ".", ",", ":", "(", ")", " ", "  ", "\n", "\t", "\u200b", "\u202e", "\u2066", "\x1b[31m", "\x00", "\ufeff", "\ud800",
    "\u0e4d", "\u0e32", "\u0e33", "\u0e34", "\u0e48", "\u0e49", "\u0e4c", "ก", "กำ", "เ", "เเ", "แ", "ำ", "ๆ", "ฯลฯ", "\uf700", "\uf70a", "é", "Ａ", "😀", "แผนดำเนินงาน",
    "รายงานผล", "โทร 0-2345-6789", "นาย สมชาย ใจดี", "เทศบาลตำบล", "บาท", "%20", "%E0%B8%81", "%", "_", "+", ".pdf", "http://x.go.th/", "<b>", "&amp;", "[[", "{text}", "=1+1", "|", '"', "'", "\\",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(_ATOMS) | st.text(max_size=8), max_size=30).map("".join)
