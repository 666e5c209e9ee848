"""Has this machine letters for Thai? Without them pictures of pages show boxes; what is read is not touched by it."""

import shutil
import subprocess
import sys

_SECONDS = 10


def thai_font() -> str | None:
    """The family of a font with Thai letters, "" where there is none, None where nobody can tell (no fontconfig).

    Windows and macOS come with one."""
    if sys.platform in ("win32", "darwin"):
        return "of the system"
    lister = shutil.which("fc-list")
    if lister is None:
        return None
    try:
        told = subprocess.run([lister, ":lang=th", "family"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    families = sorted(line.split(",")[0].strip() for line in told.stdout.decode("utf-8", "replace").splitlines() if line.strip())
    return families[0] if families else ""
