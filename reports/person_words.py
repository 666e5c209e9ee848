"""An item as a report shows it where a person gave a verdict: theirs stands first, the machine's beside it."""

from dataclasses import replace

from oit.audit import AgencyAudit, ItemFinding, Outcome
from oit.counting import counted_outcome
from oit.wording import advise, explain, head, label, moment
from reports.safe_text import printable

_NOTHING_TO_DO = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE})


def attested_words(item: ItemFinding, lang: str) -> str:
    """Who says what of the item, and when; "" where nobody does."""
    one = item.attestation
    if one is None:
        return ""
    at, note = moment(one.at, lang) if one.at else "", printable(one.note, 300)
    return head("attested", lang, by=printable(one.by, 80), at=at, verdict=head(f"human_{one.verdict}", lang), note=note)


def explanation_words(item: ItemFinding, lang: str) -> str:
    """Why the item is shown as it is: the person's word first, then what the machine says."""
    said = explain(item, lang)
    if item.attestation is None:
        return said
    return f"{attested_words(item, lang)} · {head('human_beside', lang, outcome=label(item.outcome, lang))} – {said}"


def advice_words(item: ItemFinding, lang: str) -> str:
    """What to do, by what the item counts as."""
    if item.attestation is None:
        return advise(item, lang)
    counts = counted_outcome(item)
    if counts in _NOTHING_TO_DO:
        return ""
    return advise(item if counts is item.outcome else replace(item, outcome=counts, reasons=()), lang)


def attested_lines(audit: AgencyAudit, lang: str) -> list[str]:
    """One line for each item that a person gave a verdict on, with the machine's own outcome."""
    return [
        f"* {printable(item.code, 12)} {attested_words(item, lang)} · {head('human_beside', lang, outcome=label(item.outcome, lang))}"
        for item in audit.items
        if item.attestation is not None
    ]
