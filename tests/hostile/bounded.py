"""A function run in a process of its own that the system holds to an amount of processor time and memory: what swells or hangs fails."""

import os
import pickle
import resource
import signal
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

DEADLINE = 120  # seconds by the clock, for a machine that is busy otherwise


@dataclass(frozen=True)
class Done:
    """`value` is what the function gave; `seconds` of processor time and `megabytes` beyond those at its start."""

    value: Any
    seconds: float
    megabytes: float


def bounded(function: Callable[..., Any], *given: Any, seconds: int = 20, megabytes: int = 600) -> Done:
    """Fails the test if the function raises, takes more or is still at work after DEADLINE."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _work(function, given, seconds, megabytes, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read()
    _, status = os.waitpid(child, 0)
    if status != 0 or not told:
        pytest.fail(f"{function.__name__}: ended with status {status} ({_ending(status)}), allowed {seconds} s and {megabytes} MB")
    value, spent, swollen = pickle.loads(told)
    if isinstance(value, BaseException):
        raise value
    return Done(value, spent, swollen)


def _work(function: Callable[..., Any], given: tuple[Any, ...], seconds: int, megabytes: int, pipe: int) -> None:
    """Never returns: whatever happens, the child of a test must not go on as a test."""
    try:
        signal.alarm(DEADLINE)
        resource.setrlimit(resource.RLIMIT_CPU, (_spent() + seconds, _spent() + seconds + 1))
        used, before = _resident(), _seconds()
        with open("/proc/self/statm", encoding="ascii") as status:
            mapped = int(status.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (mapped + megabytes * 1_000_000, resource.RLIM_INFINITY))
        try:
            value: Any = function(*given)
        except BaseException as error:  # carried over to the test, which raises it
            value = error
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        told = pickle.dumps((value, _seconds() - before, (peak - used) / 1_000_000))
        with os.fdopen(pipe, "wb") as out:
            out.write(told)
        os._exit(0)
    finally:
        os._exit(9)


def _seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return usage.ru_utime + usage.ru_stime


def _spent() -> int:
    return int(_seconds()) + 1


def _resident() -> int:
    with open("/proc/self/statm", encoding="ascii") as status:
        return int(status.read().split()[1]) * resource.getpagesize()


def _ending(status: int) -> str:
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"exit {os.waitstatus_to_exitcode(status)}"


def packed(number: int) -> bytes:
    """Four bytes, the big end first."""
    return struct.pack(">I", number)
