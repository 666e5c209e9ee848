"""A joint item: one code that asks for several subjects which other forms ask for one by one. Each is judged by itself, on whatever page
or paper shows it best, and the item is what they are together."""

from collections.abc import Mapping
from dataclasses import replace

from oit.audit import Currency, CurrencyVerdict, ElementSeen, Evidence, ItemFinding, Outcome, Presence, PresenceVerdict, Reason, ReasonCode
from oit.pack import Item

# What the item is when one of its subjects is so; first match wins. What nobody could tell of one subject nobody can tell of the whole.
_WORST = (Outcome.NOT_CHECKED, Outcome.UNCLEAR, Outcome.OUTDATED, Outcome.MISSING, Outcome.INCOMPLETE, Outcome.NOT_DUE, Outcome.PASS)
_SEEN = (Presence.PRESENT, Presence.PARTIAL)


def joined(item: Item, findings: Mapping[str, ItemFinding], most_evidence: int) -> ItemFinding:
    """The finding on `item` from those on its subjects, by topic, in the order of the form."""
    parts = list(findings.values())
    outcomes = [part.outcome for part in parts]
    worst = next(outcome for outcome in _WORST if outcome in outcomes)
    some_seen = any(part.presence.verdict in _SEEN for part in parts)
    outcome = Outcome.INCOMPLETE if worst is Outcome.MISSING and some_seen else worst
    deciding = next(part for part in parts if part.outcome is worst)
    return replace(
        deciding,
        code=item.code, topic=item.topic, title_th=item.title_th, title_en=item.title_en, indicator=item.indicator, points=item.points,
        outcome=outcome, reasons=_reasons(findings, deciding, outcome), presence=_presence(parts, outcome),
        currency=_currency(parts, deciding), elements=_elements(findings), evidence=_evidence(parts, deciding, most_evidence),
        best_url=deciding.best_url or next((part.best_url for part in parts if part.best_url), None),
    )  # fmt: skip


def _presence(parts: list[ItemFinding], outcome: Outcome) -> PresenceVerdict:
    score = round(sum(part.presence.score for part in parts) / len(parts))
    verdicts = [part.presence.verdict for part in parts]
    if outcome is Outcome.NOT_CHECKED:
        return PresenceVerdict(Presence.NOT_CHECKED, score)
    if Presence.UNCLEAR in verdicts:
        return PresenceVerdict(Presence.UNCLEAR, score)
    if len(set(verdicts)) == 1:
        return PresenceVerdict(verdicts[0], score)
    return PresenceVerdict(Presence.PARTIAL, score)


def _currency(parts: list[ItemFinding], deciding: ItemFinding) -> CurrencyVerdict:
    """That of the subject that decides where it has one, else the worst of the others."""
    order = (Currency.OUTDATED, Currency.NOT_DUE, Currency.UNDATED, Currency.NOT_CHECKED, Currency.CURRENT, Currency.NOT_REQUIRED)
    if deciding.outcome in (Outcome.OUTDATED, Outcome.NOT_DUE, Outcome.UNCLEAR, Outcome.NOT_CHECKED):
        return deciding.currency
    seen = [part for part in parts if part.presence.verdict in _SEEN] or parts
    return min((part.currency for part in seen), key=lambda currency: order.index(currency.verdict))


def _reasons(findings: Mapping[str, ItemFinding], deciding: ItemFinding, outcome: Outcome) -> tuple[Reason, ...]:
    """Those of the deciding subject; where subjects are lacking beside others that were seen, also that these are."""
    elements = _elements(findings)
    lacking = [element.id for element in elements if element.required and not element.seen]
    shown = [element.id for element in elements if element.required and element.seen]
    if not lacking or not shown or outcome not in (Outcome.INCOMPLETE, Outcome.OUTDATED):
        return deciding.reasons
    missing = Reason(ReasonCode.ELEMENTS_MISSING, {"missing": ",".join(lacking), "seen": ",".join(shown)})
    told = (ReasonCode.NOTHING_FOUND, ReasonCode.ALL_SEEN, ReasonCode.ELEMENTS_MISSING)
    others = tuple(reason for reason in deciding.reasons if reason.code not in told)
    return (missing, *others) if outcome is Outcome.INCOMPLETE else (*others[:1], missing, *others[1:])


def _elements(findings: Mapping[str, ItemFinding]) -> tuple[ElementSeen, ...]:
    return tuple(replace(element, id=f"{topic}.{element.id}") for topic, part in findings.items() for element in part.elements)


def _evidence(parts: list[ItemFinding], deciding: ItemFinding, most: int) -> tuple[Evidence, ...]:
    """The best of each subject first, that of the deciding one before the others."""
    ordered = [deciding, *(part for part in parts if part is not deciding)]
    rows = [[part.evidence[n] for part in ordered if len(part.evidence) > n] for n in range(most)]
    by_address = {(one.url, one.matched): one for row in rows for one in row}
    return tuple(by_address.values())[:most]
