"""systemd: two timers of the user, with the services that they start. A start that the machine slept through is made up for."""

import os
import shutil
from pathlib import Path

from app.schedule import Plan, runs, told
from oit.errors import NotFit

NIGHT, ALARM = "oit-nightly", "oit-missed"
_OURS = "# Written by oit schedule; oit schedule --remove takes it away."


class Systemd:
    name = "systemd"

    def shown(self, plan: Plan) -> str:
        return "\n".join(f"{folder() / name}:\n\n{text}" for name, text in units(plan).items())

    def install(self, plan: Plan) -> None:
        _need()
        try:
            plan.data.mkdir(parents=True, exist_ok=True)
            folder().mkdir(parents=True, exist_ok=True)
            for name, text in units(plan).items():
                (folder() / name).write_text(text, encoding="utf-8")
        except OSError as error:
            raise NotFit(f"{folder()}: cannot be written ({error.strerror or error}); make it writable") from error
        told(["systemctl", "--user", "daemon-reload"])
        told(["systemctl", "--user", "enable", "--now", f"{NIGHT}.timer", f"{ALARM}.timer"])

    def remove(self) -> bool:
        _need()
        files = [folder() / f"{name}.{kind}" for name in (NIGHT, ALARM) for kind in ("timer", "service")]
        there = [file for file in files if file.is_file()]
        if there:
            runs(["systemctl", "--user", "disable", "--now", f"{NIGHT}.timer", f"{ALARM}.timer"])
            for file in there:
                file.unlink()
            told(["systemctl", "--user", "daemon-reload"])
        return bool(there)


def folder() -> Path:
    """Where units of the user lie."""
    home = os.environ.get("XDG_CONFIG_HOME", "").strip()
    return (Path(home) if home else Path.home() / ".config") / "systemd" / "user"


def units(plan: Plan) -> dict[str, str]:
    """File name -> text of each unit."""
    return {
        f"{NIGHT}.service": _service("OIT: every agency, every night", plan.nightly, plan, "130 3"),
        f"{NIGHT}.timer": _timer("OIT: the night", plan.at.strftime("%H:%M")),
        f"{ALARM}.service": _service("OIT: alarm if the night did not end as it should", plan.missed, plan, "1"),
        f"{ALARM}.timer": _timer("OIT: look whether the night ended", plan.alarm.strftime("%H:%M")),
    }


def _service(what: str, command: tuple[str, ...], plan: Plan, fine: str) -> str:
    given = "\n".join(f"Environment={_quoted(f'{name}={value}')}" for name, value in sorted(plan.settings.items()))
    # KillMode=mixed: SIGTERM for the night itself, which ends its workers in order.
    return f"""{_OURS}
[Unit]
Description={what}

[Service]
Type=oneshot
ExecStart={" ".join(map(_argument, command))}
{given}
SuccessExitStatus={fine}
KillMode=mixed
TimeoutStopSec=120
Nice=10
"""


def _timer(what: str, at: str) -> str:
    return f"""{_OURS}
[Unit]
Description={what}

[Timer]
OnCalendar=*-*-* {at}:00
Persistent=true

[Install]
WantedBy=timers.target
"""


def _quoted(text: str) -> str:
    """One word of a unit's line: specifiers and escapes taken as they stand."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'


def _argument(text: str) -> str:
    """The same on a command line, where $ names variables besides."""
    return _quoted(text).replace("$", "$$")


def _need() -> None:
    if shutil.which("systemctl") is None:
        raise NotFit("systemctl: was not found; this machine has no systemd, choose another way with --system")
