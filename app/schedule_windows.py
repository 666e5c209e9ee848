"""Windows Task Scheduler: two tasks of the user, given as XML. A start that the machine slept through is made up for."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.sax.saxutils import escape

from app.schedule import Plan, runs, told
from oit.errors import NotFit

NIGHT, ALARM = r"OIT\Nightly", r"OIT\Missed"
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"


class Windows:
    name = "windows"

    def shown(self, plan: Plan) -> str:
        return "\n".join(f"schtasks /Create /TN {name} /XML FILE\n\n{text}" for name, text in tasks(plan).items())

    def install(self, plan: Plan) -> None:
        _need()
        plan.data.mkdir(parents=True, exist_ok=True)
        for name, text in tasks(plan).items():
            with tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "task.xml"
                file.write_text(text, encoding="utf-16")
                told(["schtasks", "/Create", "/F", "/TN", name, "/XML", str(file)])

    def remove(self) -> bool:
        _need()
        there = [name for name in (NIGHT, ALARM) if runs(["schtasks", "/Query", "/TN", name])]
        for name in there:
            told(["schtasks", "/Delete", "/F", "/TN", name])
        return bool(there)


def tasks(plan: Plan) -> dict[str, str]:
    """Name -> XML of each task."""
    return {
        NIGHT: _task("OIT: every agency, every night", f"{plan.at:%H:%M}", plan.nightly, plan),
        ALARM: _task("OIT: alarm if the night did not end as it should", f"{plan.alarm:%H:%M}", plan.missed, plan),
    }


def _task(what: str, at: str, command: tuple[str, ...], plan: Plan) -> str:
    """A task has no environment of its own: a shell sets it. Within its quotes " ends them, so a value with one is refused."""
    for value in plan.settings.values():
        if '"' in value or "%" in value:
            raise NotFit(f'{value}: a schedule of Windows cannot hold " or %; give another value')
    given = " && ".join(f'set "{name}={value}"' for name, value in sorted(plan.settings.items()))
    line = f'/d /s /c "{given} && {subprocess.list2cmdline(command)}"'
    return f"""<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="{_NAMESPACE}">
  <RegistrationInfo><Description>{escape(what)}</Description></RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2024-01-01T{at}:00</StartBoundary>
      <ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals><Principal id="Author"><LogonType>InteractiveToken</LogonType><RunLevel>LeastPrivilege</RunLevel></Principal></Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <Priority>7</Priority>
  </Settings>
  <Actions Context="Author"><Exec><Command>cmd.exe</Command><Arguments>{escape(line)}</Arguments></Exec></Actions>
</Task>
"""


def _need() -> None:
    if shutil.which("schtasks") is None:
        raise NotFit("schtasks: was not found; this is no Windows, choose another way with --system")
