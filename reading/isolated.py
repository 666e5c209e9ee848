"""Documents read in a process of their own, held to a time and an amount of memory: a file from the web may loop, crash or swell."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from oit.content import Document, TextLayer
from reading.kinds import sniff
from reading.ocr import SECONDS
from reading.serial import from_json
from reading.tesseract import SETTING, Tesseract
from reading.worker import Task, read_message, request, write_message

LARGEST_BODY = 200_000_000  # bytes; larger ones are not sent to the process
LARGEST_ANSWER = 100_000_000  # bytes that a document's text may have as JSON: what ten million letters of Thai take, with room to spare
_START_SECONDS = 60.0  # for a process to load its libraries


class DocumentReader:
    """A reading process that is started when it is first needed and replaced after a crash or a timeout. Use as a context manager. One
    document at a time; calls from several threads wait for one another."""

    def __init__(self, timeout: float = 30.0, memory_mb: int = 1024, recogniser: Tesseract | None = None) -> None:
        """`timeout` in seconds for each document. `recogniser` is what `recognise` needs (reading.tesseract.find_tesseract)."""
        self.timeout, self.memory_mb, self.recogniser = timeout, memory_mb, recogniser
        self._process: subprocess.Popen[bytes] | None = None
        self._fresh = True
        self._turn = threading.Lock()

    def __enter__(self) -> "DocumentReader":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def read(self, body: bytes, url: str, content_type: str = "") -> Document:
        """As reading.documents.read_document. A document that took too long or ended the process has the problem timeout or crashed and
        the layer UNREAD."""
        return self._answered(body, url, content_type, Task.READ, self.timeout)

    def recognise(self, body: bytes, url: str, content_type: str = "") -> Document:
        """As reading.ocr.recognise_document: the text that the file's pictures show, in seconds a page. The recogniser is a child of the
        process, under its limit of memory, and ends with it. Without a recogniser UNREAD with the problem unsupported."""
        if self.recogniser is None:
            return self._unread(body, url, content_type, "unsupported")
        return self._answered(body, url, content_type, Task.RECOGNISE, SECONDS + self.timeout)

    def _answered(self, body: bytes, url: str, content_type: str, task: Task, seconds: float) -> Document:
        if len(body) > LARGEST_BODY:
            return self._unread(body, url, content_type, "too_large")
        with self._turn:
            answered, problem = self._ask(request(body, url, content_type, task), seconds)
        if answered is not None:
            try:
                content = from_json(answered.decode("utf-8"))
            except ValueError:
                problem = "crashed"
            else:
                if isinstance(content, Document):
                    return content
        return self._unread(body, url, content_type, problem or "crashed")

    def close(self) -> None:
        """Ends the process. The reader can be used again; it then starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill(process)
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                _close_quietly(pipe.close)

    def _ask(self, message: bytes, seconds: float) -> tuple[bytes | None, str]:
        process = self._running()
        if self._fresh:  # a document that comes to a new process has no more time than any other
            answered, problem = self._exchanged(process, request(b"", "", ""), _START_SECONDS)
            if answered is None:
                return None, problem
            self._fresh = False
        return self._exchanged(process, message, seconds)

    def _exchanged(self, process: "subprocess.Popen[bytes]", message: bytes, seconds: float) -> tuple[bytes | None, str]:
        late = threading.Event()
        clock = threading.Timer(seconds, _stop, (process, late))
        clock.daemon = True
        clock.start()
        try:
            answered = _exchange(process, message)
        finally:
            clock.cancel()
        if answered is None:
            self.close()
            return None, "timeout" if late.is_set() else "crashed"
        return answered, ""

    def _running(self) -> "subprocess.Popen[bytes]":
        if self._process is None or self._process.poll() is not None:
            self.close()
            home = str(Path(__file__).resolve().parent.parent)
            path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
            self._process = subprocess.Popen(
                [sys.executable, "-m", "reading.worker", str(self.memory_mb)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": path, **({SETTING: self.recogniser.path} if self.recogniser else {})},
                start_new_session=True,
            )  # fmt: skip
            self._fresh = True
        return self._process

    def _unread(self, body: bytes, url: str, content_type: str, problem: str) -> Document:
        kind = sniff(body[:4096], content_type, url)
        return Document(url, kind if kind not in ("html", "archive") else "other", "", (), 0, TextLayer.UNREAD, problem)


def _exchange(process: "subprocess.Popen[bytes]", message: bytes) -> bytes | None:
    """The answer, None if the process ended before it."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        write_message(process.stdin, message)  # type: ignore[arg-type]
        return read_message(process.stdout, LARGEST_ANSWER)  # type: ignore[arg-type]
    except (OSError, ValueError):
        return None


def _stop(process: "subprocess.Popen[bytes]", late: threading.Event) -> None:
    late.set()
    _kill(process)


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Ends the process with the children it may have: it leads a group of its own."""
    if sys.platform != "win32" and process.poll() is None:
        with suppress(OSError):  # ended in between
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()


def _close_quietly(close: Callable[[], None]) -> None:
    """A pipe to a dead process may hold bytes that nobody takes."""
    try:
        close()
    except OSError:
        return
