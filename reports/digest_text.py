"""A digest, an alarm or a trial written out: plain official Thai or English; everything that was crawled is made harmless."""

import shlex
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from oit.audit import ItemFinding, Reason
from oit.changes import Change, Seen
from oit.digest import Digest, Lost, Worse
from oit.digest_message import Message
from oit.roster import RosterEntry
from oit.snapshot import FetchFailure
from oit.wording import advise, explain, label
from oit.wording_digest import DIGEST_HEADS
from oit.wording_gaps import day as day_text
from oit.wording_gaps import fill, pick
from reports.safe_text import message_link, message_words, printable

_ADDRESSES = frozenset({"url", "page"})  # facts that are addresses: links stand on lines of their own
_FAILURES = frozenset(failure.value for failure in FetchFailure)
FindingOf = Callable[[Change], ItemFinding]  # what the newer run found, with the titles of its form


def digest_message(digest: Digest, name: str, finding_of: FindingOf, lang: str) -> Message:
    """The message of a digest that is not empty. `name` says whose it is (a province, a district), as it stands in the subject."""
    items = [_item(number, worse, finding_of(worse.change), lang) for number, worse in enumerate(digest.worse, 1)]
    missed = [_lost(lost, lang) for lost in digest.missed]
    if missed:
        missed[0] = f"{words('digest_missed', lang, count=len(missed))}\n{missed[0]}"
    again = f"oit diff --night {digest.day.isoformat()}"
    cut = words("digest_cut", lang, count="{count}", command=again)
    return Message(_subject(digest, name, lang), _head(digest, lang), (*items, *missed), words("digest_foot", lang), cut, digest.tells)


def alarm_message(day: date, name: str, lang: str, **gaps: object) -> Message:
    """An alarm; `name` is a head alarm_* of oit.wording_digest."""
    written = {gap: message_words(str(value)) for gap, value in gaps.items()}
    told = words(name, lang, day=day_text(day.isoformat(), lang), **written)
    return Message(words("alarm_subject", lang, day=day_text(day.isoformat(), lang)), told, (), words("alarm_advice", lang))


def trial_message(name: str, channel: str, lang: str) -> Message:
    return Message(words("trial_subject", lang), words("trial_body", lang, name=message_words(name), channel=message_words(channel)))


def scope_name(kind: str, name: str, lang: str) -> str:
    """How the readers of a kind of digest are called in its subject."""
    heads = {"province": "digest_province", "district": "digest_district", "all": "digest_all", "owners": "digest_owner"}
    return words(heads[kind], lang, name=name) if kind in heads else name


def words(head: str, lang: str, **gaps: object) -> str:
    """A sentence of the table with its gaps filled; unlike `oit.wording.head` it cuts no gap, since links stand in some."""
    return fill(pick(DIGEST_HEADS[head], lang), {name: str(value) for name, value in gaps.items()})


def _subject(digest: Digest, name: str, lang: str) -> str:
    head = "digest_subject" if digest.worse else "digest_subject_good" if digest.better or digest.appeared else "digest_subject_lost"
    day = day_text(digest.day.isoformat(), lang)
    told = words(head, lang, name=message_words(name, 80), day=day, worse=len(digest.worse), lost=len(digest.newly_lost))
    return printable(told, 200)


def _head(digest: Digest, lang: str) -> str:
    lines = [
        words("digest_opening", lang, day=day_text(digest.day.isoformat(), lang)),
        words("digest_checked", lang, checked=digest.checked, agencies=digest.agencies),
        words(
            "digest_counts", lang,
            worse=len(digest.worse), better=digest.better, appeared=digest.appeared, unchanged=digest.unchanged,
        ),
    ]  # fmt: skip
    aside = (("digest_by_rules", digest.by_rules), ("digest_attested", digest.attested))
    return "\n".join([*lines, *(words(name, lang, count=count) for name, count in aside if count)])


def _item(number: int, worse: Worse, finding: ItemFinding, lang: str) -> str:
    change, entry = worse.change, worse.entry
    safe = _harmless(finding)
    title = message_words(finding.title_en if lang == "en" else finding.title_th)
    lines = [
        words("digest_item", lang, number=number, agency=_agency(entry)),
        words("digest_item_title", lang, code=message_words(change.code, 20), title=title),
        words("digest_change", lang, before=label(change.before.outcome, lang), after=label(change.after.outcome, lang)),
        words("digest_since", lang, day=day_text(change.first_seen.isoformat(), lang)),
        words("digest_reason", lang, reason=explain(safe, lang)),
        words("digest_by_date", lang) if change.by_date else "",
        words("digest_unsteady", lang) if change.unsteady else "",
        words("digest_points", lang, points=f"{change.points:.2f}") if change.points else "",
        _advice(safe, lang),
        _evidence("digest_old", change.before, lang),
        _evidence("digest_new", change.after, lang),
        _site(entry, lang),
        words("digest_check", lang, command=_command(entry, change)),
    ]
    return "\n".join(line for line in lines if line)


def _agency(entry: RosterEntry) -> str:
    return message_words(entry.name) or message_words(entry.urls[0])


def _advice(finding: ItemFinding, lang: str) -> str:
    advice = advise(finding, lang)
    return words("digest_advice", lang, advice=advice) if advice else ""


def _evidence(head: str, seen: Seen, lang: str) -> str:
    url = seen.best_url or (seen.evidence[0].url if seen.evidence else "") or _address_in(seen.reasons)
    shown = message_link(url) or message_words(url, 200) or words("digest_none", lang)
    return words(head, lang, day=day_text(seen.day.isoformat(), lang), url=shown)


def _address_in(reasons: tuple[Reason, ...]) -> str:
    return next((str(reason.facts["url"]) for reason in reasons if reason.facts.get("url")), "")


def _site(entry: RosterEntry, lang: str) -> str:
    link = message_link(entry.urls[0])
    return words("digest_site", lang, url=link) if link else ""


def _command(entry: RosterEntry, change: Change) -> str:
    """What shows the proof of what is seen now. Codes of a roster may hold anything."""
    whom = printable(entry.code or entry.urls[0], 200)
    return message_words(shlex.join(["oit", "evidence", whom, change.code, "--on", change.after.day.isoformat()]), 400)


def _lost(lost: Lost, lang: str) -> str:
    missed = lost.missed
    stands = day_text(missed.stands.isoformat(), lang) if missed.stands else ""
    head = "digest_missed_one" if missed.stands else "digest_missed_never"
    return words(head, lang, agency=_agency(lost.entry), nights=missed.nights, why=_why(missed.why, lang), day=stands)


def _why(why: str, lang: str) -> str:
    if why in _FAILURES:
        return label(FetchFailure(why), lang)
    name = f"missed_{why}"
    return words(name if name in DIGEST_HEADS else "missed_no_result", lang)


def _harmless(finding: ItemFinding) -> ItemFinding:
    """The finding with nothing crawled in it that a message's medium could act on, and without the addresses in its sentences."""
    reasons = tuple(
        replace(reason, facts={name: message_words(str(fact)) for name, fact in reason.facts.items() if name not in _ADDRESSES})
        for reason in finding.reasons
    )
    evidence = tuple(replace(piece, link_path=tuple(map(message_words, piece.link_path))) for piece in finding.evidence)
    found = tuple(replace(period, as_written=message_words(period.as_written)) for period in finding.currency.found)
    return replace(finding, reasons=reasons, evidence=evidence, currency=replace(finding.currency, found=found))
