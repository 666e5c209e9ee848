"""Is this machine fit? What was found, and how to mend what was not."""

import platform
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

import rules
from app.version import tool_version
from crawler.browser import find_browser, sandbox_usable
from crawler.fonts import thai_font
from oit.errors import OitError
from oit.wording import head
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


def examine(database: str | None = None, browser: str = "", lang: str = "en") -> list[Finding]:
    """All findings, in the order of a start."""
    return [
        *_basics(lang),
        *_rules(lang),
        _database(database or default_database_url(), lang),
        *_browser(browser, lang),
        _font(lang),
        _ocr(lang),
    ]


def fit(findings: list[Finding]) -> bool:
    return all(finding.ok is not False for finding in findings if finding.needed)


def _basics(lang: str) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    found = head("doctor_version", lang, version=tool_version(), python=version, system=platform.system())
    yield Finding(head("doctor_oit", lang), True, found)
    yield Finding(head("doctor_data_folder", lang), True, str(default_data_folder()))


def _rules(lang: str) -> Iterator[Finding]:
    try:
        for name in rules.pack_names():
            pack = rules.load_pack(name)
            found = head("doctor_items", lang, count=len(pack.items), version=pack.version)
            yield Finding(head("doctor_form", lang, name=name), True, found)
    except OitError as error:
        yield _lacking("forms", str(error), lang)


def _database(url: str, lang: str) -> Finding:
    try:
        open_database(url).close()
    except OitError as error:
        return _lacking("database", str(error), lang)
    return Finding(head("doctor_database", lang), True, url)


def _browser(setting: str, lang: str) -> Iterator[Finding]:
    try:
        found = find_browser(setting)
    except OitError as error:
        yield replace(_lacking("browser", str(error), lang), needed=False)
        return
    if found is None:
        yield replace(_lacking("browser", head("doctor_none_found", lang), lang), needed=False)
        return
    yield Finding(head("doctor_browser", lang), True, f"{found.name} {found.version}: {found.path} ({found.how})")
    if not sandbox_usable():
        mend = head("doctor_mend_sandbox", lang)
        yield Finding(head("doctor_sandbox", lang), None, head("doctor_off_as_root", lang), mend, needed=False)


def _font(lang: str) -> Finding:
    found = thai_font()
    if found is None:
        return Finding(head("doctor_font", lang), None, head("doctor_cannot_tell", lang), needed=False)
    if not found:
        return replace(_lacking("font", head("doctor_none_found", lang), lang), needed=False)
    return Finding(head("doctor_font", lang), True, found)


def _ocr(lang: str) -> Finding:
    try:
        found = find_tesseract()
    except OitError as error:
        return replace(_lacking("ocr", str(error), lang), needed=False)
    if found is None:
        return replace(_lacking("ocr", head("doctor_no_tesseract", lang), lang), needed=False)
    return Finding(head("doctor_ocr", lang), True, f"tesseract {found.version} ({found.asked}): {found.path}")


def _lacking(name: str, found: str, lang: str) -> Finding:
    return Finding(head(f"doctor_{name}", lang), False, found, head(f"doctor_mend_{name}", lang))


def listed(findings: list[Finding], lang: str) -> str:
    """The findings for people."""
    lines = []
    for finding in findings:
        sign = "none" if finding.ok is False and not finding.needed else {True: "ok", False: "fail", None: "note"}[finding.ok]
        mend = f"\n      -> {finding.mend}" if finding.mend else ""
        lines.append(f"{head(f'doctor_sign_{sign}', lang)}  {finding.what}: {finding.found}{mend}")
    return "\n".join(lines)


def record(findings: list[Finding]) -> str:
    """The findings as JSON."""
    return json_text([asdict(finding) for finding in findings], indent=1)
