"""A process that was started to serve another ends with it, also when that one was killed and could end nothing."""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

_LOOK_SECONDS = 0.5
_MOST_SECONDS = 900  # on one message; whoever is served ends the process long before


def end_with_parent() -> None:
    """Watches the parent from a thread; when it is gone, ends this process with its children, if it leads a group of its own. Does
    nothing on Windows."""
    if sys.platform != "win32":
        threading.Thread(target=_watch, args=(os.getppid(),), daemon=True, name="parent").start()


@contextmanager
def in_bounded_time() -> Iterator[None]:
    """What holds the interpreter, so that no thread runs, is ended by the system itself, late but surely."""
    if sys.platform == "win32":
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, _MOST_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_LOOK_SECONDS)
    if sys.platform != "win32" and os.getpgid(0) == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)
