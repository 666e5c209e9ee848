"""The process that reads documents for reading/isolated.py: `python -m reading.worker MEMORY_MB`.

Each message, both ways, is four bytes of length (big end first) and as many bytes. A request holds its task and two lengths more, then
address, type and body; the answer is the document as JSON. Ends when its input ends.
"""

import os
import struct
import sys
from enum import IntEnum
from typing import BinaryIO

from oit.content import Document
from oit.errors import NotFit
from reading.documents import read_document
from reading.ocr import recognise_document, unread
from reading.orphans import end_with_parent, in_bounded_time
from reading.serial import to_json
from reading.tesseract import find_tesseract

LENGTH = struct.Struct(">I")
PARTS = struct.Struct(">BII")


class Task(IntEnum):
    """What is asked for: the text a file holds, or the text its pictures show."""

    READ = 0
    RECOGNISE = 1


def read_message(pipe: BinaryIO, most: int = 2**32) -> bytes | None:
    """The next message, None when the pipe has ended or broke off within one, or says that more than `most` bytes come."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    length: int = LENGTH.unpack(head)[0]
    if length > most:
        return None
    body = pipe.read(length)
    return body if len(body) == length else None


def write_message(pipe: BinaryIO, message: bytes) -> None:
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def request(body: bytes, url: str, content_type: str, task: Task = Task.READ) -> bytes:
    """The message that asks for the reading of `body`."""
    address, label = url.encode("utf-8", "replace"), content_type.encode("utf-8", "replace")
    return PARTS.pack(task, len(address), len(label)) + address + label + body


def answer(message: bytes) -> bytes:
    """The message with the document that `request` asked for."""
    task, address, label = PARTS.unpack_from(message)
    place = PARTS.size
    url = message[place : place + address].decode("utf-8", "replace")
    content_type = message[place + address : place + address + label].decode("utf-8", "replace")
    body = message[place + address + label :]
    made = read_document(body, url, content_type) if task == Task.READ else _recognised(body, url, content_type)
    return to_json(made).encode("utf-8", "replace")


def _recognised(body: bytes, url: str, content_type: str) -> Document:
    """The program is the one that the caller found; it is a child of this process and held to the same limits."""
    try:
        program = find_tesseract()
    except NotFit:
        program = None
    if program is None:
        return unread(url, "other", "unsupported")
    return recognise_document(body, url, program, content_type)


def limit_memory(megabytes: int) -> None:
    """Holds this process to `megabytes` of memory beyond what it uses now, where the system can do that."""
    try:
        import resource  # noqa: PLC0415  # not on Windows
    except ImportError:
        return
    ceiling = (_used_megabytes() + megabytes) * 1024 * 1024
    _, hardest = resource.getrlimit(resource.RLIMIT_AS)
    if hardest == resource.RLIM_INFINITY or ceiling < hardest:
        resource.setrlimit(resource.RLIMIT_AS, (ceiling, hardest))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _used_megabytes() -> int:
    """Address space in use; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", encoding="ascii") as status:
            return int(status.read().split()[0]) * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
    except (OSError, ValueError, IndexError):
        return 512


def main() -> int:
    """Serves until the input ends, or whoever is served."""
    end_with_parent()
    limit_memory(int(sys.argv[1]) if len(sys.argv) > 1 else 1024)
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints must not end up between the answers
    while (message := read_message(incoming)) is not None:
        with in_bounded_time():
            write_message(outgoing, answer(message))
    return 0


if __name__ == "__main__":
    sys.exit(main())
