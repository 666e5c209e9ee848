"""People's verdicts on a terminal: what was kept and what ends it, what stands, what ended and why."""

from collections.abc import Callable, Sequence

from oit.agency import Agency
from oit.attesting import UNWATCHED_DAYS, Given, Listed
from oit.human import AttestedItem, Ended, HumanVerdict
from oit.wording import date_text, head, label, moment
from reports.safe_text import printable, web_address

Out = Callable[[str], object]
_NAME, _NOTE = 80, 300


def print_given(given: Given, out: Out, lang: str = "th") -> None:
    """What was kept, beside the machine's word, and what ends it."""
    one = given.attested
    title = given.machine.title_en if lang == "en" else given.machine.title_th
    verdict, by = verdict_text(one.verdict, lang), printable(one.by, _NAME)
    out(head("human_kept", lang, id=one.id, agency=_agency(given.agency), code=one.code, title=title, verdict=verdict, by=by))
    if one.note:
        out(head("human_note", lang, note=printable(one.note, _NOTE)))
    out(head("human_machine", lang, outcome=label(given.machine.outcome, lang)))
    out(head("human_counts", lang, outcome=label(given.counts, lang)))
    if given.still_outdated:
        out(head("human_still_outdated", lang))
    if given.replaces is not None:
        old = given.replaces
        out(head("human_replaces", lang, id=old.id, verdict=verdict_text(old.verdict, lang), by=printable(old.by, _NAME)))
    if one.evidence_url:
        out(head("human_on", lang, url=web_address(one.evidence_url) or printable(one.evidence_url, 200)))
    for line in _ends(given, lang):
        out(line)


def print_withdrawn(agency: Agency, one: AttestedItem, out: Out, lang: str = "th") -> None:
    """The one that was taken back."""
    verdict, by = verdict_text(one.verdict, lang), printable(one.by, _NAME)
    out(head("human_withdrawn", lang, id=one.id, agency=_agency(agency), code=one.code, verdict=verdict, by=by))


def print_listed(rows: Sequence[Listed], out: Out, lang: str = "th") -> None:
    """Those that stand, then those that ended, under the form and year of each."""
    if not rows:
        out(head("human_none", lang))
        return
    for name, some in (("human_standing", [r for r in rows if r.ended is None]), ("human_over", [r for r in rows if r.ended is not None])):
        if some:
            out(head(name, lang, count=len(some)))
        for row in some:
            for line in _row(row, lang):
                out(line)


def verdict_text(verdict: HumanVerdict, lang: str) -> str:
    return head(f"human_{verdict.value}", lang)


def ended_text(one: AttestedItem, why: Ended, at: str, lang: str) -> str:
    """Why a verdict does not count any more. `at` is ISO 8601, "" where it is not known."""
    until = date_text(one.until.isoformat(), lang) if one.until else ""
    return head(f"human_ended_{why.value}", lang, by=printable(one.withdrawn_by, _NAME), at=moment(at, lang) if at else "", until=until)


def _row(row: Listed, lang: str) -> list[str]:
    one = row.attested
    until = date_text(one.until.isoformat(), lang) if one.until else ""
    machine = label(row.machine, lang) if row.machine else ""
    first = head("human_line", lang, id=one.id, agency=_agency(row.agency), code=one.code, verdict=verdict_text(one.verdict, lang),
                 by=printable(one.by, _NAME), at=moment(one.made.isoformat(), lang), until=until, outcome=machine)  # fmt: skip
    lines = [f"  {first}", f"      {head('human_form', lang, form=one.form, year=one.fiscal_year)}"]
    if row.ended is not None:
        lines.append(f"      {ended_text(one, row.ended, row.since.isoformat() if row.since else '', lang)}")
    if one.note:
        lines.append(f"      {head('human_note', lang, note=printable(one.note, _NOTE))}")
    if one.evidence_url:
        lines.append(f"      {head('human_on', lang, url=web_address(one.evidence_url) or printable(one.evidence_url, 200))}")
    return lines


def _ends(given: Given, lang: str) -> list[str]:
    one, lines = given.attested, []
    rests = one.verdict is not HumanVerdict.NOT_APPLICABLE or one.evidence_url
    lines.append(head(f"human_bound_{given.bound.value}" if rests else "human_bound_agency", lang))
    if one.until is not None:
        day = date_text(one.until.isoformat(), lang)
        lines.append(head("human_until_default" if given.by_default else "human_until", lang, day=day, days=UNWATCHED_DAYS))
    return lines


def _agency(agency: Agency) -> str:
    return printable(agency.name or agency.url, _NAME)
