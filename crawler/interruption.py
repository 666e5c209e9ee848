"""SIGINT, SIGTERM and SIGHUP as an event that ends a crawl in good order; afterwards they mean again what they meant before."""

import asyncio
import contextlib
import signal
import threading
from collections.abc import Iterator

_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


@contextlib.contextmanager
def interruptible(event: asyncio.Event) -> Iterator[None]:
    """While it lasts, the first of these signals sets `event`, also one that was held back until now. In another thread than the main
    one nothing is changed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    loop = asyncio.get_running_loop()
    before = {number: signal.getsignal(number) for number in _SIGNALS}
    for number in _SIGNALS:
        try:
            loop.add_signal_handler(number, event.set)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(event.set))
    waiting = signal.pthread_sigmask(signal.SIG_UNBLOCK, _SIGNALS) if hasattr(signal, "pthread_sigmask") else None
    try:
        yield
    finally:
        if waiting is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, waiting)
        for number, handler in before.items():
            with contextlib.suppress(NotImplementedError):
                loop.remove_signal_handler(number)
            signal.signal(number, handler if handler is not None else signal.SIG_DFL)
