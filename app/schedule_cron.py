"""cron: two lines between marks in the user's own table. What else stands there stays as it is."""

import shlex
import shutil
import subprocess

from app.schedule import Plan, runs, told
from oit.errors import NotFit

BEGIN, END = "# oit-crawler: begin (oit schedule --remove takes this away)", "# oit-crawler: end"
_PATH = "/usr/local/bin:/usr/bin:/bin"  # where a browser and tesseract are looked for; cron's own is shorter


class Cron:
    name = "cron"

    def shown(self, plan: Plan) -> str:
        return f"crontab -e\n\n{lines(plan)}"

    def install(self, plan: Plan) -> None:
        plan.data.mkdir(parents=True, exist_ok=True)
        kept = without_ours(_table())
        told(["crontab", "-"], f"{kept}{lines(plan)}")

    def remove(self) -> bool:
        table = _table()
        kept = without_ours(table)
        if kept == table:
            return False
        if kept.strip():
            told(["crontab", "-"], kept)
        else:
            told(["crontab", "-r"])
        return True


def lines(plan: Plan) -> str:
    """Our part of the table. cron starts programs with hardly any environment, through a shell, and takes % for a line's end."""
    settings = {"PATH": _PATH, **plan.settings}
    given = " ".join(f"{name}={shlex.quote(value)}" for name, value in sorted(settings.items()))
    words = [(plan.at, plan.nightly), (plan.alarm, plan.missed)]
    rows = [f"{when.minute} {when.hour} * * * {given} {shlex.join(command)} >/dev/null".replace("%", r"\%") for when, command in words]
    return "\n".join((BEGIN, *rows, END, ""))


def without_ours(table: str) -> str:
    """The table without our part. Raises NotFit where somebody has taken one of its marks away."""
    before, begin, rest = table.partition(BEGIN + "\n")
    if not begin:
        return table if not table or table.endswith("\n") else table + "\n"
    _, end, after = rest.partition(END + "\n" if END + "\n" in rest else END)
    if not end:
        raise NotFit(f"the table of cron has {BEGIN!r} without its end; mend it with crontab -e")
    return before + after


def _table() -> str:
    """The user's table; "" where there is none, which crontab tells by failing."""
    if shutil.which("crontab") is None:
        raise NotFit("crontab: was not found; install cron, or choose another way with --system")
    return told(["crontab", "-l"]) if runs(["crontab", "-l"]) else _none()


def _none() -> str:
    """Only a table that is not there may be taken for empty: any other failure must not cost the user theirs."""
    done = subprocess.run(["crontab", "-l"], capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=30, check=False)
    if "no crontab" in done.stderr.lower():
        return ""
    raise NotFit(f"crontab -l: {' '.join(done.stderr.split())[:200] or done.returncode}; see whether cron may be used here")
