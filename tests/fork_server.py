"""The process that tests/forked.py starts: it has loaded what the command line loads, and forks a child for each order.

An order is a message on the socket whose descriptor is this program's argument, with four descriptors: a socket that is told the child's
process id and exit code, a line each, and the child's standard input, output and error. Ends when that socket is closed."""

import ctypes
import gc
import importlib
import json
import multiprocessing
import os
import select
import signal
import socket
import sys
import tempfile
import threading
import time
import traceback
from multiprocessing.context import ForkContext, ForkProcess, SpawnContext
from typing import Any, NoReturn

LARGEST = 1_000_000  # bytes of an order
LOADED = ("cli", "app.check", "app.crawl_start", "app.demo", "app.judging", "app.writing", "reports.progress", "reports.terminal", "sample",
          "store.database", "store.places")  # fmt: skip


class Crawl(ForkProcess):
    """A forked crawl holds nothing open of the check that it belongs to, as one that was started anew does not."""

    def run(self) -> None:
        parent = multiprocessing.parent_process()
        keep = {one.fileno() for one in self._args if hasattr(one, "fileno")} | {parent.sentinel if parent else 0, 0, 1, 2}  # type: ignore[attr-defined]
        close_all_but(keep)
        super().run()


class CrawlContext(ForkContext):
    Process = Crawl  # type: ignore[assignment]


def close_all_but(keep: set[int]) -> None:
    """Closes every other descriptor of this process."""
    for number in map(int, os.listdir("/proc/self/fd")):
        if number not in keep:
            try:
                os.close(number)
            except OSError:  # that of the listing
                continue


def crawl_context() -> CrawlContext | SpawnContext | Any:
    """In a child: its crawl is forked from it, unless it has threads, which a fork breaks, or is a night, which has its own way."""
    from app import crawl_start  # noqa: PLC0415

    if crawl_start._state.forked or threading.active_count() > 1:
        return crawl_start.crawl_context()
    return CrawlContext()


def load() -> None:
    from app import crawl_start  # noqa: PLC0415

    for name in (*LOADED, *crawl_start._LATE, "app.loaded"):
        importlib.import_module(name)
    import app.gather  # noqa: PLC0415

    app.gather.crawl_context = crawl_context
    assert "twisted.internet.reactor" not in sys.modules  # each crawl has one of its own
    assert len(os.listdir("/proc/self/task")) == 1  # what a thread holds would be held for ever in a child
    gc.collect()
    gc.freeze()


def become(order: dict[str, Any], files: list[int]) -> None:
    """What the system does for a process that is started, in one that was forked."""
    signal.set_wakeup_fd(-1)
    for name in ("SIGCHLD", "SIGTERM", "SIGHUP"):
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for number, file in enumerate(files):
        os.dup2(file, number)
    close_all_but({0, 1, 2})
    if order["mounts_of"]:
        see_the_disks_of(order["mounts_of"])
    sys.stdin, sys.stdout = open(0, closefd=False), open(1, "w", closefd=False)  # noqa: SIM115  (as long as the process lives)
    sys.stderr = open(2, "w", buffering=1, errors="backslashreplace", closefd=False)  # noqa: SIM115
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
    if order["new_session"]:
        os.setsid()
    os.environ.clear()
    os.environ.update(order["env"])
    os.chdir(order["cwd"])
    time.tzset()
    tempfile.tempdir = None
    sys.path[0] = order["cwd"]
    sys.argv = ["oit", *order["arguments"]]


def see_the_disks_of(process: int) -> None:
    """As nsenter -m."""
    space = os.open(f"/proc/{process}/ns/mnt", os.O_RDONLY)
    if ctypes.CDLL(None, use_errno=True).setns(space, 0):
        raise OSError(ctypes.get_errno(), f"cannot see the disks of process {process}")
    os.close(space)


def child(order: dict[str, Any], files: list[int]) -> NoReturn:
    """Ends as Python ends: threads are waited for, what was registered for the end is done, streams are flushed."""
    try:
        become(order, files)
    except BaseException:
        traceback.print_exc()
        os._exit(70)
    from cli import main  # noqa: PLC0415

    main()
    sys.exit(0)


def serve(control: socket.socket) -> None:
    waiting: dict[int, socket.socket] = {}
    ended, wake = os.pipe()
    os.set_blocking(ended, False)
    os.set_blocking(wake, False)
    signal.set_wakeup_fd(wake)
    signal.signal(signal.SIGCHLD, lambda _number, _frame: None)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # meant for the tests' process, which then closes the socket
    while True:
        ready, _, _ = select.select([control, ended], [], [])
        if ended in ready:
            os.read(ended, 4096)
            tell_of_the_dead(waiting)
        if control not in ready:
            continue
        message, files, _, _ = socket.recv_fds(control, LARGEST, 4)
        if not message:
            return
        told = socket.socket(fileno=files.pop(0))
        pid = os.fork()
        if pid == 0:
            for one in (control, told, *waiting.values()):
                one.detach()  # closed below by its number, which is soon another's
            child(json.loads(message), files)
        waiting[pid] = told
        told.sendall(b"%d\n" % pid)
        for file in files:
            os.close(file)


def tell_of_the_dead(waiting: dict[int, socket.socket]) -> None:
    while waiting:
        pid, status = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        with waiting.pop(pid) as told:
            try:
                told.sendall(b"%d\n" % os.waitstatus_to_exitcode(status))
            except OSError:  # nobody wants to know
                continue


if __name__ == "__main__":
    load()
    asked = socket.socket(fileno=int(sys.argv[1]))
    asked.send(b"ready")
    serve(asked)
