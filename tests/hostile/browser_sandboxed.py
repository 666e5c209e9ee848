"""Started as a program by an ordinary user: opens a page and prints how the browser's processes are confined, or why none started."""

import asyncio
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from playwright.async_api import Error as PlaywrightError

from crawler.browser_find import find_browser
from crawler.render_process import ChromiumProcess


async def _confined() -> list[dict[str, object]]:
    found = find_browser()
    assert found is not None
    async with ChromiumProcess(found) as process, process.use() as running:
        await running.chromium.new_page()
        session = await running.chromium.new_browser_cdp_session()
        processes = (await session.send("SystemInfo.getProcessInfo"))["processInfo"]
        return [{"type": one["type"], "sandbox": process.sandbox, **_status(int(one["id"]))} for one in processes]


def _status(pid: int) -> dict[str, object]:
    """`filtered`: its calls to the kernel are; `apart`: it sees processes of its own only."""
    lines = dict(line.split(":\t", 1) for line in Path(f"/proc/{pid}/status").read_text().splitlines() if ":\t" in line)
    return {"filtered": lines["Seccomp"] == "2", "apart": len(lines["NSpid"].split("\t")) > 1}


if __name__ == "__main__":
    try:
        print(json.dumps(asyncio.run(_confined())))
    except PlaywrightError as error:
        print(json.dumps(f"{type(error).__name__}: {error}"[:2000]))
