"""What each cell of the items' sheet says. The same texts are written, kept for comparing, and expected when the workbook comes back."""

from collections.abc import Mapping

from oit.audit import Currency, ItemFinding, Outcome, ReasonCode
from oit.harmless import visible_lines
from oit.presubmit import LEADS_HOME, NOTHING_THERE, LinkSeen, PresubmitRow
from oit.presubmit_columns import LONGEST
from oit.team_notes import NoteKind
from oit.thai import key
from oit.wording import advise, date_text, explain, head, label, moment, name_of, period_found, required_period
from oit.wording_digits import decimal, figure
from oit.wording_gaps import where

_EXPLAINED = frozenset({Outcome.PASS, Outcome.INCOMPLETE})
_PAPERS = frozenset({"pdf", "word", "excel", "text", "image", "archive", "other"})  # kinds of evidence
_LONGEST = 4_000


def cell_texts(row: PresubmitRow, sheet_key: str, agency: str, lang: str) -> Mapping[str, str]:
    """Column -> text. The explanation to paste is Thai whatever `lang`; a hyperlink's address is the text of its cell."""
    finding = row.finding
    texts = {
        "code": row.item.code,
        "title": row.item.title_en if lang == "en" else row.item.title_th,
        "has": head(f"pre_has_{row.has}", lang),
        "link": row.link,
        "link_seen": seen_text(row.seen, lang) if row.link else "",
        "text": explanation(row, agency),
        "period": _period(finding, lang),
        "outcome": label(row.outcome, lang) if finding else head("pre_no_result", lang),
        "sureness": _sure(finding, lang),
        "reason": _reason(finding, lang),
        "advice": "" if finding is None or not row.is_open else advise(finding, lang),
        "owner": owner_text(row),
        "deadline": date_text(row.deadline, lang) if row.deadline else "",
        "points": points_text(row.item.points),
        "evidence": _evidence(finding, lang),
        "picture": head("pre_open_picture", lang) if row.pictures else "",
        "remark": _note(row, NoteKind.REMARK),
        "noted": _noted(row, lang),
        "row": f"{sheet_key}:{row.item.code}",
    } | _verdict(finding, lang)
    return {column: tidy(text, LONGEST.get(column, _LONGEST)) for column, text in texts.items()}


def tidy(text: str, limit: int = _LONGEST) -> str:
    """Visible characters and line feeds, no blanks at the ends of lines, no empty lines around: what any program gives back unchanged."""
    lines = [line.rstrip() for line in visible_lines(text[: limit * 2].replace("\r\n", "\n").replace("\r", "\n")).split("\n")]
    joined = "\n".join(lines).strip()
    return joined if len(joined) <= limit else joined[: limit - 1].rstrip() + "…"


def points_text(points: float) -> str:
    return f"{points:.2f}"


def seen_text(seen: LinkSeen, lang: str) -> str:
    """When a link was last fetched, by whom, and what came."""
    if not seen.at:
        return head("pre_seen_never", lang)
    kind = "opens" if seen.works else "unsure" if seen.works is None else "fails"
    status = str(seen.status) if seen.status and not seen.works else ""
    name = f"pre_seen_{kind}_{'fresh' if seen.fresh else 'crawl'}"
    return head(name, lang, at=moment(seen.at, lang), why=why_text(seen, lang), status=status)


def why_text(seen: LinkSeen, lang: str) -> str:
    """Why a link does not open, or shows nothing of what it should; "" where nothing is known."""
    if seen.why in (NOTHING_THERE, LEADS_HOME):
        return head(f"pre_why_{seen.why}", lang)
    return name_of("failure", seen.why, lang) if seen.why else ""


def explanation(row: PresubmitRow, agency: str) -> str:
    """What is entered beside the link, in Thai: the team's own words, else what is shown there, where and for which period. "" where
    nothing is surely shown."""
    own = row.notes.get(NoteKind.EXPLANATION)
    if own is not None:
        return own.text
    if row.finding is None or row.outcome not in _EXPLAINED or not row.link:
        return ""
    reasons = {reason.code: reason for reason in row.finding.reasons}
    none = reasons.get(ReasonCode.STATED_NONE)
    facts = {"agency": agency or head("pre_the_agency", "th"), "title": row.item.title_th, "period": _entered_period(row.finding)}
    tools = row.link in {row.finding.best_url, *(piece.url for piece in row.finding.evidence)}
    place = where(row.finding) if tools else ""  # the way to another link is not known
    if none is not None:
        return head("pre_explains_none", "th", where=place, text=none.facts.get("text", ""), **facts)
    return head("pre_explains", "th", where=place, document=_document(row.finding, place) if tools else "", **facts)


def _document(finding: ItemFinding, place: str) -> str:
    """The name of what is shown, unless the way there or the item's own title says the same."""
    name = finding.evidence[0].matched if finding.evidence and finding.evidence[0].kind in _PAPERS else ""
    folded = key(name)
    known = not folded or folded in key(place) or folded in key(finding.title_th) or key(finding.title_th) in folded
    return "" if known else name


def _entered_period(finding: ItemFinding) -> str:
    if finding.currency.verdict is Currency.CURRENT and finding.currency.required:
        return required_period(finding.currency.required, "th")
    return period_found(finding.currency.found[0], "th") if finding.currency.found else ""


def _period(finding: ItemFinding | None, lang: str) -> str:
    found = (period_found(period, lang) for period in finding.currency.found[:4]) if finding else ()
    return "; ".join(dict.fromkeys(text for text in found if text))


def _sure(finding: ItemFinding | None, lang: str) -> str:
    if finding is None:
        return ""
    if finding.attestation is not None:
        return head("pre_sure_person", lang)
    facts = name_of("confidence", finding.fact_confidence, lang)
    if finding.presence.score or finding.currency.score:
        return head("pre_sure", lang, presence=finding.presence.score, currency=finding.currency.score, facts=facts)
    return head("pre_sure_facts", lang, facts=facts)


def _reason(finding: ItemFinding | None, lang: str) -> str:
    if finding is None:
        return head("pre_never_captured", lang)
    machine = explain(finding, lang)
    person = finding.attestation
    if person is None:
        return machine
    verdict = head(f"pre_verdict_{person.verdict}", lang)
    said = head("attested", lang, by=person.by, at=moment(person.at, lang), verdict=verdict, note=person.note)
    return f"{said}\n{head('pre_machine_said', lang, outcome=label(finding.outcome, lang), reason=machine)}"


def _verdict(finding: ItemFinding | None, lang: str) -> dict[str, str]:
    person = finding.attestation if finding else None
    if person is None:
        return {"verdict": "", "verdict_by": "", "verdict_note": ""}
    return {"verdict": head(f"pre_verdict_{person.verdict}", lang), "verdict_by": person.by, "verdict_note": person.note}


def _evidence(finding: ItemFinding | None, lang: str) -> str:
    """Time and hash of the best piece of what the verdict rests on; oit evidence has all of it."""
    if finding is None or not finding.evidence:
        return ""
    best = finding.evidence[0]
    return head("pre_evidence_of", lang, at=moment(best.fetched_at, lang) if best.fetched_at else "", sha256=best.sha256)


def owner_text(row: PresubmitRow) -> str:
    if row.owner is None:
        return ""
    return f"{row.owner.name} <{row.owner.contact}>" if row.owner.contact else row.owner.name


def _note(row: PresubmitRow, kind: NoteKind) -> str:
    return row.notes[kind].text if kind in row.notes else ""


def _noted(row: PresubmitRow, lang: str) -> str:
    """Whose words stand beside the tool's in this row, and since when."""
    told = (
        head("pre_noted_by", lang, what=head(f"pre_note_{note.kind}", lang), by=note.by, at=moment(note.made.isoformat(), lang))
        for note in row.notes.values()
    )
    return "\n".join(told)


def share_text(lowest: float, highest: float, lang: str) -> str:
    """A range of scores, one number where both are the same."""
    one, other = figure(decimal(lowest), lang), figure(decimal(highest), lang)
    return one if one == other else head("range", lang, lowest=decimal(lowest), highest=decimal(highest))
