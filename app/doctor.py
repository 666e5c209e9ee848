"""Is this machine fit? What was found, and how to mend what was not."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import rules
from app.version import tool_version
from crawler.browser import find_browser, sandbox_usable
from crawler.fonts import thai_font
from oit.errors import OitError
from reading.tesseract import find_tesseract
from reports.safe_text import json_text
from store.database import open_database
from store.places import default_data_folder, default_database_url


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor: `ok` is None for a note. `mend` says what to do, "" when nothing is needed."""

    what: str
    ok: bool | None
    found: str
    mend: str = ""
    needed: bool = True  # False: the tool works without it, with less


def examine(database: str | None = None, browser: str = "") -> list[Finding]:
    """All findings, in the order of a start."""
    return [*_basics(), *_rules(), _database(database or default_database_url()), *_browser(browser), _font(), _ocr()]


def fit(findings: list[Finding]) -> bool:
    return all(finding.ok is not False for finding in findings if finding.needed)


def _basics() -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    yield Finding("oit", True, f"{tool_version()} on Python {version}, {platform.system()}")
    yield Finding("data folder", True, str(default_data_folder()))


def _rules() -> Iterator[Finding]:
    try:
        for name in rules.pack_names():
            pack = rules.load_pack(name)
            yield Finding(f"form {name}", True, f"{len(pack.items)} items, version {pack.version}")
    except OitError as error:
        yield Finding("forms", False, str(error), "mend the file named, or install again")


def _database(url: str) -> Finding:
    try:
        open_database(url).close()
    except OitError as error:
        return Finding("database", False, str(error), "give another with --db, or mend what the line names")
    return Finding("database", True, url)


def _browser(setting: str) -> Iterator[Finding]:
    mend = (
        "run `playwright install --only-shell chromium` (on Debian or Ubuntu as root also: apt-get install chromium-headless-shell), "
        "or name one in OIT_BROWSER; without it pages that need a browser become not_checked"
    )
    try:
        found = find_browser(setting)
    except OitError as error:
        yield Finding("browser", False, str(error), mend, needed=False)
        return
    if found is None:
        yield Finding("browser", False, "none found", mend, needed=False)
        return
    yield Finding("browser", True, f"{found.name} {found.version}: {found.path} ({found.how})")
    if not sandbox_usable():
        yield Finding("browser sandbox", None, "off, because this is root", "run as an ordinary user to have it on", needed=False)


def _font() -> Finding:
    found = thai_font()
    if found is None:
        return Finding("Thai font", None, "cannot be told here: fontconfig is not installed", needed=False)
    if not found:
        mend = "install one (on Debian or Ubuntu as root: apt-get install fonts-thai-tlwg); without it pictures show boxes for Thai"
        return Finding("Thai font", False, "none found", mend, needed=False)
    return Finding("Thai font", True, found)


def _ocr() -> Finding:
    mend = (
        "install tesseract with Thai (on Debian or Ubuntu as root: apt-get install tesseract-ocr tesseract-ocr-tha), or name one in "
        "OIT_TESSERACT; without it scans stay unclear"
    )
    try:
        found = find_tesseract()
    except OitError as error:
        return Finding("text of scans", False, str(error), mend, needed=False)
    if found is None:
        return Finding("text of scans", False, "no tesseract with Thai found", mend, needed=False)
    return Finding("text of scans", True, f"tesseract {found.version} ({found.asked}): {found.path}")


def listed(findings: list[Finding], *, as_json: bool = False) -> str:
    """The findings for people, or as JSON."""
    if as_json:
        return json_text([asdict(finding) for finding in findings], indent=1)
    signs = {True: "ok  ", False: "FAIL", None: "note"}
    lines = []
    for finding in findings:
        sign = "none" if finding.ok is False and not finding.needed else signs[finding.ok]
        lines.append(f"{sign}  {finding.what}: {finding.found}" + (f"\n      -> {finding.mend}" if finding.mend else ""))
    return "\n".join(lines)
