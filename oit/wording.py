"""What a report says, in Thai or English: explanation and advice of a finding, names of values, periods, dates. No data makes it fail."""

from datetime import datetime, timedelta, timezone
from enum import StrEnum

from oit.audit import Currency, FoundPeriod, ItemFinding, Outcome, Reason, ReasonCode
from oit.harmless import plain
from oit.wording_advice import ADVICE_HEADS
from oit.wording_digest import DIGEST_HEADS
from oit.wording_digits import figure
from oit.wording_doctor import DOCTOR_HEADS
from oit.wording_draft import DRAFT_HEADS
from oit.wording_entered import ENTERED_HEADS
from oit.wording_gaps import day, fill, found_short, found_text, gap_values, period_text, pick, term
from oit.wording_heads import HEADS
from oit.wording_human import HUMAN_HEADS
from oit.wording_night import NIGHT_HEADS
from oit.wording_presubmit import PRESUBMIT_HEADS
from oit.wording_proof import PROOF_HEADS
from oit.wording_reasons import ADVICE, GOOD_NEWS, OUTCOME_ADVICE, OUTCOME_SENTENCES, SENTENCES, WEAK_PERIOD, joiner
from oit.wording_roster import ROSTER_HEADS
from oit.wording_rounds import ROUND_HEADS
from oit.wording_run import RUN_HEADS
from oit.wording_simulate import SIMULATE_HEADS
from oit.wording_table import GROUP_OF
from oit.wording_trend import TREND_HEADS

ALL_HEADS = {
    **HEADS,
    **PROOF_HEADS,
    **ROSTER_HEADS,
    **TREND_HEADS,
    **DIGEST_HEADS,
    **NIGHT_HEADS,
    **PRESUBMIT_HEADS,
    **RUN_HEADS,
    **ADVICE_HEADS,
    **DRAFT_HEADS,
    **ENTERED_HEADS,
    **DOCTOR_HEADS,
    **ROUND_HEADS,
    **HUMAN_HEADS,
    **SIMULATE_HEADS,
}
_LONGEST_GAP = 400
_BANGKOK = timezone(timedelta(hours=7))
# These say how the assessment was made, not what was seen; they never crowd out the second sentence.
_ASIDE = frozenset({ReasonCode.INFERRED_FACT, ReasonCode.RECOGNISED})


def explain(finding: ItemFinding, lang: str = "th") -> str:
    """One or two sentences: what was seen, where, and which period was found against which was needed; another one where that rests on
    recognised text."""
    recognised = next((reason for reason in finding.reasons if reason.code is ReasonCode.RECOGNISED), None)
    seen = _explained(finding, lang)
    return seen if recognised is None or len(finding.reasons) == 1 else f"{seen} {sentence(recognised, lang, finding)}"


def _explained(finding: ItemFinding, lang: str) -> str:
    chosen = _telling(finding)
    if not chosen:
        return fill(pick(OUTCOME_SENTENCES[finding.outcome], lang), gap_values(None, finding, lang))
    if len(chosen) == 1:
        return sentence(chosen[0], lang, finding)
    first, second = reversed(chosen) if chosen[1].code in GOOD_NEWS else chosen
    between = pick(joiner(first.code, second.code), lang)
    return f"{sentence(first, lang, finding)} {between}{sentence(second, lang, finding)}"


def _telling(finding: ItemFinding) -> list[Reason]:
    """The deciding reason and the next one that adds something; periods that disagree come last, the period itself says more."""
    chosen = [reason for reason in finding.reasons if reason.code not in _ASIDE] or list(finding.reasons)
    rest = sorted((r for r in chosen[1:] if r.code is not chosen[0].code), key=lambda reason: reason.code is ReasonCode.PERIOD_CONFLICT)
    return [*chosen[:1], *rest[:1]]


def advise(finding: ItemFinding, lang: str = "th") -> str:
    """What to do about it; "" for an item that passes or does not apply."""
    if finding.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE):
        return ""
    for reason in finding.reasons:
        if reason.code in _ASIDE:
            continue
        advice = pick(ADVICE[reason.code], lang)
        if advice:
            return fill(advice, gap_values(reason, finding, lang))
    return fill(pick(OUTCOME_ADVICE[finding.outcome], lang), gap_values(None, finding, lang))


def sentence(reason: Reason, lang: str = "th", finding: ItemFinding | None = None) -> str:
    """The sentence of one reason; its gaps take the reason's facts, then what the finding knows."""
    weak = reason.code is ReasonCode.OTHER_PERIOD and finding is not None and finding.currency.verdict is Currency.UNDATED
    return fill(pick(WEAK_PERIOD if weak else SENTENCES[reason.code], lang), gap_values(reason, finding, lang))


def label(value: StrEnum, lang: str = "th") -> str:
    """Name of an Outcome, Presence, Currency, FetchFailure or NotFetched."""
    return term(GROUP_OF[type(value)], value.value, lang)


def name_of(group: str, value: str, lang: str = "th") -> str:
    """Name of a value that is plain text: group is one of stopped_by, period, agency_type, confidence, kind, source, problem, failure."""
    return term(group, value, lang)


def head(name: str, lang: str = "th", /, **gaps: object) -> str:
    """A heading, column head or fixed phrase of a report (oit.wording_heads), its gaps filled with harmless text."""
    return fill(pick(ALL_HEADS[name], lang), {gap: plain(str(value), _LONGEST_GAP) for gap, value in gaps.items()})


def required_period(text: str, lang: str = "th") -> str:
    """The period an item asks for ("FY2566", "2022-10-01..2023-03-31", "in force", "now") written out; "" stays ""."""
    return period_text(text, lang)


def period_found(period: FoundPeriod, lang: str = "th") -> str:
    """A period that was read, written out."""
    return found_text(period, lang)


def period_short(period: FoundPeriod, lang: str = "th") -> str:
    """The same for a narrow column."""
    return found_short(period, lang)


def date_text(iso: str, lang: str = "th") -> str:
    """An ISO date written out, in Thai with the Buddhist year."""
    return day(iso, lang)


def moment(iso: str, lang: str = "th") -> str:
    """An ISO time with offset as day and clock in Thailand; text that is no time is shown as it is."""
    try:
        at = datetime.fromisoformat(iso)
        at = at.astimezone(_BANGKOK) if at.tzinfo else at
    except (ValueError, OverflowError):
        return plain(iso, 40)
    clock = f", {at:%H:%M}" if lang == "en" else f" เวลา {figure(f'{at:%H.%M}', lang)} น."
    return day(at.date().isoformat(), lang) + clock
