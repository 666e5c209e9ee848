"""What a machine is told to start, and that nothing else of the user's own schedule is touched."""

import os
import shutil
import stat
import subprocess
import xml.etree.ElementTree as ET
from datetime import time
from pathlib import Path

import pytest

from app.schedule import Plan, plan, system
from app.schedule_cron import BEGIN, lines, without_ours
from app.schedule_systemd import units
from app.schedule_windows import tasks
from oit.errors import BadInput, NotFit
from tests.app.commands import in_process

# A crontab program that keeps the table in a file, as the real one does: -l fails with words where there is none.
CRONTAB = """#!/bin/sh
table="$TABLE"
case "$1" in
  -l) if [ -n "$REFUSED" ]; then echo "you are not allowed to use this program" >&2; exit 1; fi
      if [ -f "$table" ]; then cat "$table"; else echo "no crontab for me" >&2; exit 1; fi ;;
  -r) rm "$table" ;;
  -) cat > "$table" ;;
esac
"""
PLAN = Plan(
    ("/opt/oit place/bin/oit",), Path("/var/oit 100%"), Path("/var/oit 100%/night.log"), ("--district", 'เมือง "ก"'),
    time(1, 30), time(6, 5), {"OIT_DATA": "/var/oit 100%", "OIT_CONTACT": "it@example.go.th"},
)  # fmt: skip
SIMPLE = Plan(("/opt/oit",), Path("/var/oit"), Path("/var/oit/night.log"), (), time(1, 0), time(7, 0), {"OIT_DATA": "/var/oit"})


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the user's table; crontab on the PATH is ours."""
    program = tmp_path / "bin" / "crontab"
    program.parent.mkdir()
    program.write_text(CRONTAB)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("TABLE", str(tmp_path / "table"))
    monkeypatch.setenv("OIT_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("REFUSED", raising=False)
    return tmp_path / "table"


needs_sh = pytest.mark.skipif(shutil.which("sh") is None, reason="a shell runs the lines of cron")


@needs_sh
def test_cron_starts_the_program_with_its_settings_and_words_as_they_are(tmp_path: Path) -> None:
    """The shell that cron starts gets each line with \\% as %; what arrives is what was meant."""
    seen = tmp_path / "seen"
    program = tmp_path / "o it"
    program.write_text(f'#!/bin/sh\nprintf "%s\\n" "$OIT_DATA" "$OIT_CONTACT" "$@" > "{seen}"\n')
    program.chmod(0o755)
    made = Plan((str(program),), PLAN.data, PLAN.log, PLAN.night, PLAN.at, PLAN.alarm, PLAN.settings)
    night, alarm = [line for line in lines(made).splitlines() if not line.startswith("#")]
    assert night.startswith("30 1 * * * ")
    assert alarm.startswith("5 6 * * * ")
    assert "%" not in night.replace(r"\%", "")
    subprocess.run(["sh", "-c", night.split(" ", 5)[5].replace(r"\%", "%")], check=True, env={})
    assert seen.read_text(encoding="utf-8").splitlines() == [
        "/var/oit 100%", "it@example.go.th", "nightly", "--log", "/var/oit 100%/night.log", "--quiet", "--district", 'เมือง "ก"',
    ]  # fmt: skip
    subprocess.run(["sh", "-c", alarm.split(" ", 5)[5].replace(r"\%", "%")], check=True, env={})
    assert seen.read_text(encoding="utf-8").splitlines()[2:] == ["notify", "--missed", "--expect-by", "06:05"]


@needs_sh
def test_installing_again_changes_only_ours_and_removing_leaves_the_rest(table: Path) -> None:
    own = "MAILTO=me\n0 3 * * * backup --all\n"
    table.write_text(own)
    system("cron").install(PLAN)
    first = table.read_text(encoding="utf-8")
    system("cron").install(PLAN)
    assert table.read_text(encoding="utf-8") == first
    assert first.startswith(own)
    assert first.count("nightly") == 1
    system("cron").install(SIMPLE)
    assert table.read_text(encoding="utf-8").count(BEGIN) == 1
    assert "30 1" not in table.read_text(encoding="utf-8")
    assert system("cron").remove() is True
    assert table.read_text() == own
    assert system("cron").remove() is False


@needs_sh
def test_a_table_of_ours_alone_goes_whole(table: Path) -> None:
    system("cron").install(SIMPLE)
    assert table.is_file()
    assert system("cron").remove() is True
    assert not table.exists()


@needs_sh
def test_a_table_that_cannot_be_read_is_not_taken_for_empty(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table.write_text("0 3 * * * backup\n")
    monkeypatch.setenv("REFUSED", "1")
    with pytest.raises(NotFit, match="not allowed"):
        system("cron").install(SIMPLE)
    assert table.read_text() == "0 3 * * * backup\n"


def test_a_table_whose_mark_was_taken_away_is_left_alone() -> None:
    with pytest.raises(NotFit, match="without its end"):
        without_ours(f"0 3 * * * backup\n{BEGIN}\n0 1 * * * oit nightly\n0 4 * * * other\n")


def test_a_last_line_without_an_end_gets_one() -> None:
    assert without_ours("0 3 * * * backup") == "0 3 * * * backup\n"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    program = tmp_path / "o it"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    made = Plan((str(program),), PLAN.data, PLAN.log, PLAN.night, PLAN.at, PLAN.alarm, PLAN.settings)
    for name, text in units(made).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    for name in units(made):
        done = subprocess.run(["systemd-analyze", "verify", "--man=no", str(tmp_path / name)], capture_output=True, text=True, check=False)
        ours = [line for line in done.stderr.splitlines() if str(tmp_path) in line or name in line]
        assert (done.returncode, ours) == (0, []), done.stderr


def test_a_service_that_is_no_unit_is_refused_by_systemd(tmp_path: Path) -> None:
    """The check above can fail."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    (tmp_path / "oit-nightly.timer").write_text(units(PLAN)["oit-nightly.timer"].replace("*-*-*", "every day"), encoding="utf-8")
    (tmp_path / "oit-nightly.service").write_text(units(PLAN)["oit-nightly.service"], encoding="utf-8")
    command = ["systemd-analyze", "verify", "--man=no", str(tmp_path / "oit-nightly.timer")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "every day" in done.stderr


def test_systemd_makes_up_for_a_missed_start_and_asks_for_no_percent_or_dollar() -> None:
    made = units(Plan(("/o",), Path("/d"), Path("/d/$HOME"), (), time(1, 0), time(7, 0), {"OIT_DATA": "/d/%h"}))
    assert "Persistent=true" in made["oit-nightly.timer"]
    assert '"/d/$$HOME"' in made["oit-nightly.service"]
    assert 'Environment="OIT_DATA=/d/%%h"' in made["oit-nightly.service"]


def test_windows_gets_two_tasks_that_say_what_was_meant() -> None:
    settings = {"OIT_DATA": r"C:\Users\ก ข\d"}
    program = r"C:\Program Files\oit\oit.exe"
    made = tasks(Plan((program,), Path("C:/d"), Path("C:/d/night.log"), ("--district", "a & b"), time(1, 0), time(7, 0), settings))
    space = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
    night, alarm = (ET.fromstring(text.partition("?>")[2]) for text in made.values())
    assert night.findtext(f".//{space}StartBoundary") == "2024-01-01T01:00:00"
    assert alarm.findtext(f".//{space}StartBoundary") == "2024-01-01T07:00:00"
    assert night.findtext(f".//{space}StartWhenAvailable") == "true"
    arguments = night.findtext(f".//{space}Arguments")
    assert arguments is not None
    assert arguments.startswith('/d /s /c "set "OIT_DATA=C:\\Users\\ก ข\\d" && "C:\\Program Files\\oit\\oit.exe" nightly --log ')
    assert arguments.endswith('--district "a & b""')
    assert (alarm.findtext(f".//{space}Arguments") or "").endswith(' notify --missed --expect-by 07:00"')


def test_windows_refuses_what_its_shell_would_read_otherwise() -> None:
    with pytest.raises(NotFit, match="cannot hold"):
        tasks(PLAN)


def test_unknown_ways_and_impossible_times_are_told() -> None:
    with pytest.raises(BadInput, match="systemd, cron, windows"):
        system("launchd")
    with pytest.raises(BadInput, match="the night begins"):
        plan([], time(1, 0), time(1, 0))


@needs_sh
def test_the_command_prints_what_it_would_install_and_installs_it(table: Path) -> None:
    ran = in_process("schedule", "--system", "cron", "--at", "02:15", "--options", "--max-minutes 5", "--lang", "en")
    assert ran.code == 0
    assert "15 2 * * *" in ran.out
    assert not table.exists()
    assert in_process("schedule", "--system", "cron", "--at", "02:15", "--options", "--max-minutes 5", "--install").code == 0
    assert table.read_text(encoding="utf-8").strip() in ran.out
    assert "--max-minutes 5" in table.read_text(encoding="utf-8")
    assert in_process("schedule", "--system", "cron", "--remove").code == 0
    assert not table.exists()


@pytest.mark.parametrize("wrong", ["--max-minutes never", "--no-such", "--help", "'"])
def test_options_that_the_night_would_not_take_are_told_now(wrong: str, table: Path) -> None:
    ran = in_process("schedule", "--system", "cron", "--options", wrong, "--install")
    assert ran.code == 2
    assert ran.err.startswith("oit: --options")
    assert not table.exists()
