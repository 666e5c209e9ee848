"""What starts the night each day: whatever this machine uses for that. Nothing of ours keeps running in between.

Two entries are made: the night, and later in the morning the alarm that says so if the night did not end as it should.
"""

import getpass
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path
from typing import Protocol

from oit.errors import BadInput, NotFit
from store.places import default_data_folder

SYSTEMS = ("systemd", "cron", "windows")
_SETTINGS = ("OIT_DATA", "OIT_CONTACT", "OIT_BROWSER", "OIT_TESSERACT", "PLAYWRIGHT_BROWSERS_PATH")
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """What is started when. `program` and `data` are absolute; `night` are options of oit nightly. Times are the machine's own."""

    program: tuple[str, ...]
    data: Path
    log: Path
    night: tuple[str, ...] = ()
    at: time = time(1, 0)
    alarm: time = time(7, 0)
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def nightly(self) -> tuple[str, ...]:
        return (*self.program, "nightly", "--log", str(self.log), "--quiet", *self.night)

    @property
    def missed(self) -> tuple[str, ...]:
        return (*self.program, "notify", "--missed", "--expect-by", f"{self.alarm:%H:%M}")


class System(Protocol):
    """One way of a machine to start programs at a time of the day."""

    name: str

    def shown(self, plan: Plan) -> str:
        """What `install` would write, and where."""

    def install(self, plan: Plan) -> None:
        """Installs it in place of what was installed before. Raises NotFit in one line."""

    def remove(self) -> bool:
        """Takes away what was installed; False where nothing was."""


def system(name: str = "") -> System:
    """The way that is named, else the one that this machine uses. Raises BadInput or NotFit."""
    from app.schedule_cron import Cron  # noqa: PLC0415  (these know the types of this module)
    from app.schedule_systemd import Systemd  # noqa: PLC0415
    from app.schedule_windows import Windows  # noqa: PLC0415

    known: dict[str, type[System]] = {"systemd": Systemd, "cron": Cron, "windows": Windows}
    if name and name not in known:
        raise BadInput(f"--system {name}: there are {', '.join(SYSTEMS)}")
    return known[name or _used_here()]()


def _used_here() -> str:
    if sys.platform == "win32":
        return "windows"
    if shutil.which("systemctl") and runs(["systemctl", "--user", "show-environment"]):
        return "systemd"
    if shutil.which("crontab"):
        return "cron"
    raise NotFit("nothing here starts programs at a time of the day; install cron, or choose with --system and use what is printed")


def plan(night: Sequence[str], at: time, alarm: time) -> Plan:
    """The plan for this installation, its data folder and the settings in its environment. Raises BadInput for times that cannot be."""
    if alarm == at:
        raise BadInput(f"--alarm-at {alarm:%H:%M}: is when the night begins; give a time in the morning after it")
    data = default_data_folder()
    settings = {name: os.environ[name] for name in _SETTINGS if os.environ.get(name, "").strip()}
    for name, value in settings.items():
        if not value.isprintable():
            raise BadInput(f"{name}: holds what cannot stand in a schedule; set it anew")
    return Plan(_program(), data, data / "night.log", tuple(night), at, alarm, {**settings, "OIT_DATA": str(data)})


def _program() -> tuple[str, ...]:
    """The oit beside this Python, else this Python with the module."""
    name = "oit.exe" if sys.platform == "win32" else "oit"
    beside = Path(sys.executable).absolute().parent / name
    return (str(beside),) if beside.is_file() else (str(Path(sys.executable).absolute()), "-m", "cli")


def runs(command: Sequence[str], given: str | None = None) -> bool:
    """Does the program end well?"""
    return _ran(command, given).returncode == 0


def told(command: Sequence[str], given: str | None = None) -> str:
    """What the program printed. Raises NotFit with its own words where it fails."""
    done = _ran(command, given)
    if done.returncode:
        why = " ".join((done.stderr or done.stdout).split())[:200] or f"exit code {done.returncode}"
        raise NotFit(f"{shlex.join(command[:3])}: {why}; see whether it may be used here, or install what is printed by hand")
    return done.stdout


def _ran(command: Sequence[str], given: str | None) -> "subprocess.CompletedProcess[str]":
    try:
        return subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS, check=False)
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError) as error:
        raise NotFit(f"{command[0]}: cannot be run ({error}); install what is printed by hand") from error


def user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "USER"
