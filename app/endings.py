"""How a check ends before its time: once, in order, whoever asks for it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextmanager
def ends_in_order() -> Iterator[None]:
    """While it lasts, Ctrl-C, SIGTERM and the loss of the terminal are one KeyboardInterrupt; those that follow change nothing, so that
    what was fetched is kept and nothing that was started is left. What the caller was told to ignore (nohup) stays ignored; after a signal
    all of them do, until the process has ended. In another thread than the main one nothing is changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = [number for number in _SIGNALS if signal.getsignal(number) is not signal.SIG_IGN]

    ending = False

    def end(_number: int, _frame: FrameType | None) -> None:
        nonlocal ending
        ending = True
        for each in heard:
            signal.signal(each, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.signal(number, end) for number in heard}
    try:
        yield
    finally:
        for number, handler in () if ending else before.items():
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)


@contextmanager
def held_back() -> Iterator[None]:
    """A process that is started within is born with these signals waiting: it takes them when it is ready (crawler/interruption.py)."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def hear_again() -> None:
    """In a process that was started so: from here on they arrive, those that waited first."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS)


def deaf_but_waiting() -> None:
    """In such a process: from here on these signals do nothing by themselves; only those who listen for them are told."""
    for number in _SIGNALS:
        signal.signal(number, lambda _number, _frame: None)
