"""The recogniser of letters in pictures: tesseract with its Thai data, a program of its own that this machine may have or not."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from oit.errors import NotFit

SETTING = "OIT_TESSERACT"  # names the program; without it the usual places are looked at
THAI, ENGLISH = "tha", "eng"
_ASKING_SECONDS = 20.0
_USUAL_PLACES = ("C:/Program Files/Tesseract-OCR/tesseract.exe", "/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract")
_DPI = "200"  # said to the program, which would else guess from the size of the letters; pages are drawn so


@dataclass(frozen=True, slots=True)
class Tesseract:
    """A tesseract that runs. `languages` as it names them, sorted."""

    path: str
    version: str
    languages: tuple[str, ...]

    @property
    def reads_thai(self) -> bool:
        return THAI in self.languages

    @property
    def asked(self) -> str:
        """Thai, and English beside it where there is any: names and abbreviations in Latin letters come out right."""
        return f"{THAI}+{ENGLISH}" if ENGLISH in self.languages else THAI


class Failed(Exception):
    """One picture could not be recognised; `problem` is timeout or crashed."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def find_tesseract() -> Tesseract | None:
    """The tesseract with Thai of this machine, None where there is none. Raises NotFit if OIT_TESSERACT names one that does not run or
    knows no Thai."""
    named = os.environ.get(SETTING, "").strip()
    if not named:
        paths = [shutil.which("tesseract") or "", *(place for place in _USUAL_PLACES if Path(place).is_file())]
        found = (_examined(path) for path in paths if path)
        return next((one for one in found if one is not None and one.reads_thai), None)
    one = _examined(named)
    if one is None:
        raise NotFit(f"{SETTING}={named}: does not run as tesseract; name the program itself, or unset it to have it looked for")
    if not one.reads_thai:
        raise NotFit(f"{SETTING}={named}: knows no Thai; install its data `tha` (Debian, Ubuntu: apt-get install tesseract-ocr-tha)")
    return one


@lru_cache(maxsize=8)
def _examined(path: str) -> Tesseract | None:
    version, listed = _said(path, "--version"), _said(path, "--list-langs")
    if not version.lower().startswith("tesseract") or not listed:
        return None
    languages = tuple(sorted(line.strip() for line in listed.splitlines()[1:] if line.strip()))
    return Tesseract(path, version.split()[1].lstrip("v") if len(version.split()) > 1 else "", languages)


def _said(path: str, question: str) -> str:
    try:
        done = subprocess.run([path, question], capture_output=True, timeout=_ASKING_SECONDS, stdin=subprocess.DEVNULL, check=False)
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return (done.stdout or done.stderr).decode("utf-8", "replace") if done.returncode == 0 else ""


def letters_of(picture: bytes, program: Tesseract, seconds: float) -> str:
    """The text in a picture (PGM or PNG bytes), as the program writes it. Raises Failed after `seconds`, or when it ended without an
    answer. The picture goes through a pipe: no name from outside reaches the program."""
    try:
        done = subprocess.run(
            [program.path, "stdin", "stdout", "-l", program.asked, "--psm", "3", "--dpi", _DPI],
            input=picture, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise Failed("timeout") from None
    except (OSError, ValueError):
        raise Failed("crashed") from None
    if done.returncode != 0:
        raise Failed("crashed")
    return done.stdout.decode("utf-8", "replace")
