"""What was found of the roster's addresses, for a terminal and as data."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from oit.roster_check import AddressState, CheckedAddress
from oit.snapshot import FetchFailure
from oit.wording import head, label
from reports.safe_text import printable


def check_text(found: Sequence[CheckedAddress], lang: str) -> str:
    """A line for each address that needs attention or has a hint, worst first as they stand; then how many."""
    lines = [_line(one, lang) for one in found if one.attention or one.hints]
    agencies = len({one.entry.code for one in found})
    attention = sum(one.attention for one in found)
    if len(found) > 1 and all(one.answer.status is None for one in found):
        lines.append(head("check_no_line", lang))
    return "\n".join([*lines, head("check_done", lang, addresses=len(found), agencies=agencies, attention=attention)])


def check_record(found: Sequence[CheckedAddress]) -> list[dict[str, Any]]:
    """For `--json`: every address."""
    return [
        {
            "code": one.entry.code, "name": one.entry.name, "url": one.url, "assessed": one.position == 0, "state": one.state.value,
            "attention": one.attention, "status": one.answer.status, "failure": one.answer.failure and one.answer.failure.value,
            "detail": one.answer.detail, "final_url": one.answer.final_url, "write": one.write or None, "other_agency": one.whose or None,
            "hints": list(one.hints),
        }
        for one in found
    ]  # fmt: skip


def _line(one: CheckedAddress, lang: str) -> str:
    state = head(f"check_{one.state.value}", lang) if one.attention else head("check_hint", lang)
    told = "; ".join(part for part in (_why(one, lang), *_hints(one, lang)) if part)
    return f"{one.entry.code} {printable(one.entry.name, 60)}: {printable(one.url, 120)}: {state}" + (f" ({told})" if told else "")


def _why(one: CheckedAddress, lang: str) -> str:
    told = []
    if one.whose:
        name = "check_same_as" if one.state is AddressState.DUPLICATE else "check_leads_to"
        if one.state is AddressState.DUPLICATE and one.answer.failure is None and one.answer.leaves:
            name = "check_same_end"
        told.append(head(name, lang, whose=one.whose))
    elif one.answer.failure is not None:
        told.append(_failure(one.answer.failure, one.answer.status, one.answer.detail, lang))
    if one.write:
        told.append(head("check_write", lang, url=one.write))
    return "; ".join(told)


def _failure(failure: FetchFailure, status: int | None, detail: str, lang: str) -> str:
    said = printable(detail, 100)
    return f"{label(failure, lang)}" + (f": {said}" if said and said != str(status) else "")


def _hints(one: CheckedAddress, lang: str) -> list[str]:
    told = []
    if "not_thai" in one.hints:
        told.append(head("check_not_thai", lang, host=urlsplit(one.url).hostname or ""))
    if "other_path" in one.hints:
        told.append(head("check_other_path", lang, url=one.answer.final_url))
    return told
