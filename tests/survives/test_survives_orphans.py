"""Who serves a process that was killed ends, also while it waits for something that does not come."""

import subprocess
import sys
import time
from pathlib import Path

from tests.survives.checks import ROOT, left_over, needs_proc, started
from tests.survives.small_site import served

# Starts the reading process on its own standard input, which the test keeps open: the end of the input is not what ends it.
PARENT = (
    "import subprocess, sys\n"
    "child = subprocess.Popen([sys.executable, '-m', 'reading.worker', '512'], stdin=0, start_new_session=True)\n"
    "print(child.pid, flush=True)\n"
    "child.wait()"
)


@needs_proc
def test_a_crawl_that_waits_for_an_answer(tmp_path: Path) -> None:
    with served(slow=25) as site:
        check = started(site.url, tmp_path)
        assert check.wait_for(lambda: site.asked >= 1)
        check.kill()
        assert left_over(tmp_path) == []


@needs_proc
def test_a_reading_process_whose_input_does_not_end(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        worker = Path("/proc") / parent.stdout.readline().decode().strip()
        end = time.monotonic() + 60
        while "reading.worker" not in (worker / "cmdline").read_text() or threads(worker) < 2:
            assert time.monotonic() < end, "it never watched"
            time.sleep(0.05)
        parent.kill()
        parent.wait()
        end = time.monotonic() + 30
        while is_alive(worker):
            assert time.monotonic() < end, "it goes on without its parent"
            time.sleep(0.05)


def threads(process: Path) -> int:
    return len(list((process / "task").iterdir()))


def is_alive(process: Path) -> bool:
    """There, and no zombie that waits for the system to take it."""
    try:
        return (process / "stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
