"""Finding a Chromium on this machine, in a fixed order; nothing is downloaded."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from oit.errors import NotFit

_ON_PATH = ("chromium-headless-shell", "headless_shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
            "microsoft-edge", "microsoft-edge-stable", "msedge")  # fmt: skip
_MAC = ("Google Chrome", "Microsoft Edge", "Chromium")
_WINDOWS = (r"Google\Chrome\Application\chrome.exe", r"Microsoft\Edge\Application\msedge.exe", r"Chromium\Application\chrome.exe")
# Where a Playwright download keeps its programs, the light one first.
_DOWNLOADS = (
    "chromium_headless_shell-*/chrome-*/headless_shell*",
    "chromium_headless_shell-*/chrome-headless-shell-*/chrome-headless-shell*",
    "chromium-*/chrome-*/chrome",
    "chromium-*/chrome-*/chrome.exe",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
_VERSION = re.compile(r"\d+(?:\.\d+){1,3}")


class BrowserFailed(Exception):
    """The browser did not start, died, or hangs. The message is one line."""


@dataclass(frozen=True, slots=True)
class BrowserFound:
    path: str
    name: str  # "Chromium", "Google Chrome"
    version: str  # "" where it cannot be asked
    how: str  # setting, environment, playwright, path, usual place


def find_browser(setting: str = "") -> BrowserFound | None:
    """The browser to use, or None. `setting`, or else the variable OIT_BROWSER, names a program: NotFit if that one does not run."""
    wanted, how = (setting, "setting") if setting else (os.environ.get("OIT_BROWSER", ""), "environment")
    if wanted:
        found = _try(shutil.which(wanted) or wanted, how)
        if found is None:
            raise NotFit(f"browser {wanted!r} ({how}): does not run; name a Chromium, Chrome or Edge program or leave it unset")
        return found
    return next((found for path, how in _places() if (found := _try(path, how))), None)


def sandbox_usable() -> bool:
    """False for root, as whom Chromium starts only without its sandbox."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)


def _places() -> Iterator[tuple[str, str]]:
    for folder in _download_folders():
        for pattern in _DOWNLOADS:
            for path in sorted(folder.glob(pattern), reverse=True):
                yield str(path), "playwright"
    for name in _ON_PATH:
        path_on = shutil.which(name)
        if path_on:
            yield path_on, "path"
    for place in _usual_places():
        if place.is_file():
            yield str(place), "usual place"


def _download_folders() -> Iterator[Path]:
    set_folder = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if set_folder and set_folder != "0":
        yield Path(set_folder)
        return
    home = Path.home()
    local = os.environ.get("LOCALAPPDATA")
    yield from (home / ".cache/ms-playwright", home / "Library/Caches/ms-playwright", *((Path(local) / "ms-playwright",) if local else ()))


def _usual_places() -> Iterator[Path]:
    if sys.platform == "darwin":
        for root in (Path("/Applications"), Path.home() / "Applications"):
            yield from (root / f"{name}.app/Contents/MacOS/{name}" for name in _MAC)
    for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
        if folder := os.environ.get(variable):
            yield from (Path(folder) / place for place in _WINDOWS)


def _try(path: str, how: str) -> BrowserFound | None:
    """The program at `path` if it runs and says what it is. On Windows it is not asked: it would open a window."""
    program = Path(path)
    if not program.is_file():
        return None
    if sys.platform == "win32":
        return BrowserFound(path, program.stem, "", how)
    try:
        said = subprocess.run([path, "--version"], capture_output=True, timeout=20, check=True, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.SubprocessError):
        return None
    text = said.stdout.decode("utf-8", "replace").strip()
    version = _VERSION.search(text)
    if version is None:
        return None
    return BrowserFound(path, text[: version.start()].strip() or program.name, version.group(), how)
