"""The trace of an item for a terminal: the winner first, then the next few, the words, and what to change."""

from collections import Counter
from collections.abc import Iterator

from app.rule_explain import Explained, Mend
from oit.audit import Currency, Presence
from oit.explain import NeedSeen, SceneTrace, Trace, keeps_from_missing
from oit.naming_trace import SIBLING, Lost, Naming
from oit.scene import SceneKind
from oit.wording import explain, label, name_of, period_short, required_period, sentence
from oit.wording_rules import say, say_why
from reports.columns import columns
from reports.safe_text import printable, short_address
from reports.terminal import LOOK
from reports.thai_cells import wrap

NEXT_SCENES, NAMINGS, LOST, UNREAD = 4, 8, 6, 5
MARKS = {True: "✓", False: "✗", None: "?"}


def explained_lines(told: Explained, lang: str, width: int) -> Iterator[str]:
    """The trace as lines of at most `width` cells."""
    yield from _head(told, lang, width)
    for part in told.trace.parts or (told.trace,):
        if part is not told.trace:
            yield ""
            yield from _part(part, told.trace, lang, width)
        yield from _scenes(part, told, lang, width)
        yield from _unread(part, lang, width, told)
        yield from _namings(part, told, lang, width)
        yield from _lost(part, told, lang, width)
    yield from _mends(told.mends, lang, width)


def _part(part: Trace, whole: Trace, lang: str, width: int) -> Iterator[str]:
    """The head of one of the subjects that a joint item asks for."""
    number = next(at for at, one in enumerate(whole.parts, 1) if one is part)
    title = part.item.title_en if lang == "en" else part.item.title_th
    outcome = part.finding.outcome
    heading = say("part", lang, number=number, count=len(whole.parts))
    yield from wrap(f"{heading}: {title}  {LOOK[outcome][0]} {label(outcome, lang)}", width)
    yield from _wrapped(explain(part.finding, lang), width, 2)


def _head(told: Explained, lang: str, width: int) -> Iterator[str]:
    item, finding, agency = told.trace.item, told.trace.finding, told.snapshot.agency
    title = item.title_en if lang == "en" else item.title_th
    yield from wrap(f"{item.code}  {title}", width)
    facts = told.snapshot.facts
    yield from wrap(f"{printable(agency.name, 100)}  {printable(agency.url, 120)}".strip(), width)
    yield from wrap(say("terms", lang, form=told.terms.form, year=told.terms.fiscal_year, day=told.terms.day, rules=told.rules), width)
    stopped = name_of("stopped_by", facts.stopped_by, lang)
    yield from wrap(say("looked_at", lang, pages=facts.pages, documents=facts.documents, stopped=stopped), width)
    yield ""
    yield f"{LOOK[finding.outcome][0]} {label(finding.outcome, lang)}"
    yield from _wrapped(explain(finding, lang), width, 2)


def _scenes(trace: Trace, told: Explained, lang: str, width: int) -> Iterator[str]:
    scenes = trace.scenes
    yield ""
    if not scenes:
        yield from wrap(say("nowhere", lang), width)
        return
    yield say("winner" if trace.winner else "best", lang)
    yield from _winner(scenes[0], told, lang, width)
    if len(scenes) > 1:
        yield ""
        yield say("next", lang)
        shown = scenes[1 : NEXT_SCENES + 1]
        rows = [_next_row(number, one, scenes[0], told, lang) for number, one in enumerate(shown, 2)]
        yield from columns(rows, width, 2)
        if len(scenes) > NEXT_SCENES + 1:
            yield f"  {say('more', lang, count=len(scenes) - NEXT_SCENES - 1)}"


def _winner(best: SceneTrace, told: Explained, lang: str, width: int) -> Iterator[str]:
    candidate, scene = best.candidate, best.candidate.scene
    kind = say(scene.kind.value, lang)
    yield from columns([("1", kind, _address(scene.url, told))], width, 2)
    rows = [(say("named_by", lang), f"{scene.navigation:.0f}  “{printable(scene.matched, 160)}”")]
    if scene.found_on and scene.found_on != scene.url:
        rows.append((say("found_on", lang), _address(scene.found_on, told)))
    rows.append((say("presence", lang), _presence(best, lang)))
    currency = candidate.currency
    judged = {"verdict": label(currency.verdict, lang), "required": required_period(currency.required, lang)}
    phrase = "presence_plain" if currency.verdict is Currency.NOT_REQUIRED else "currency_of"
    rows.append((say("currency", lang), say(phrase, lang, score=currency.score, **judged)))
    found = ((period_short(one, lang), printable(one.as_written, 60), name_of("source", one.source, lang)) for one in currency.found)
    periods = [(period, f"“{written}”", source) for period, written, source in found]
    yield from columns(rows, width, 1, 5)
    yield from columns(periods, width, 1, 9)
    yield from columns([(say("needs", lang), "")], width, 1, 5)
    yield from columns([_need_row(seen, lang) for seen in best.needs], width, 3, 7)


def _presence(best: SceneTrace, lang: str) -> str:
    verdict = best.candidate.identified.verdict
    shown = {"score": verdict.score, "verdict": label(verdict.verdict, lang)}
    if not any(seen.put for seen in best.needs):
        return say("presence_unread", lang, **shown)
    if verdict.verdict is Presence.ABSENT:
        return say("presence_absent", lang, **shown)
    needed = [seen for seen in best.needs if seen.need.required]
    if verdict.verdict is Presence.UNCLEAR or best.candidate.scene.kind is SceneKind.LINK:
        return say("presence_plain", lang, **shown)
    words = f"{best.candidate.scene.navigation:.0f}"
    return say("presence_of", lang, **shown, words=words, seen=sum(seen.yes is True for seen in needed), needed=len(needed))


def _need_row(seen: NeedSeen, lang: str) -> tuple[str, str, str, str]:
    need = seen.need
    kind = say("core" if need.core else "required" if need.required else "reported", lang)
    missing = say("not_put" if not seen.put else "cannot_tell" if seen.yes is None else "not_seen", lang)
    text = f"“{printable(seen.snippet, 120)}”" if seen.snippet else "" if seen.yes else missing
    return MARKS[seen.yes], kind, printable(need.text_en if lang == "en" else need.text_th, 48), text


def _next_row(number: int, one: SceneTrace, best: SceneTrace, told: Explained, lang: str) -> tuple[str, ...]:
    scene, outcome = one.candidate.scene, one.candidate.outcome
    ours, theirs = one.candidate.identified.verdict.score, best.candidate.identified.verdict.score
    behind = say(f"behind_{one.behind}", lang) + (f" {ours} < {theirs}" if one.behind == "presence" else "")
    return str(number), say(scene.kind.value, lang), _address(scene.url, told), f"{LOOK[outcome][0]} {label(outcome, lang)}", behind


def _unread(trace: Trace, lang: str, width: int, told: Explained) -> Iterator[str]:
    if keeps_from_missing(trace):
        yield ""
        yield say("kept", lang)
        yield from _wrapped(sentence(trace.finding.reasons[0], lang, trace.finding), width, 2)
    unread = trace.unread
    if unread:
        yield ""
        yield say("unread", lang)
        shown = [(f"{one.score:.0f}", f"“{printable(one.words, 80)}”", _why_unread(one.why, lang), one.url) for one in unread[:UNREAD]]
        yield from columns([(*row, _address(url, told)) for *row, url in shown], width, 3)


def _why_unread(why: str, lang: str) -> str:
    named = name_of("not_fetched", why, lang)
    return named if named != why else name_of("failure", why, lang)


def _namings(trace: Trace, told: Explained, lang: str, width: int) -> Iterator[str]:
    namings = trace.namings
    yield ""
    yield say("namings" if namings else "no_namings", lang)
    yield from _counted([_naming_row(one, trace, lang) for one in namings], NAMINGS, lang, width)


def _naming_row(one: Naming, trace: Trace, lang: str) -> tuple[str, ...]:
    words, leads = f"“{printable(one.words, 120)}”", f"→ {_leads(one, trace, lang)}"
    return f"{one.score:.0f}", say(f"at_{one.where}", lang), words, leads, say_why(one.why, lang)


def _leads(one: Naming, trace: Trace, lang: str) -> str:
    """The number of the place that the words lead to, as far as it is shown, else what became of the link."""
    for number, scene in enumerate(trace.scenes, 1):
        own = scene.candidate.scene
        section = own.kind is SceneKind.SECTION
        if own.url == one.to and (not section or one.words in (own.matched, *(title.text for title in own.titles))):
            return say("to_scene", lang, number=number)
    return say(f"to_{one.leads}", lang) if f"{one.leads}" not in ("", "page", "file") else say("to_none", lang)


def _lost(trace: Trace, told: Explained, lang: str, width: int) -> Iterator[str]:
    lost = trace.lost
    if not lost:
        return
    yield ""
    yield say("lost", lang)
    yield from _counted([_lost_row(one, told, lang) for one in lost], LOST, lang, width)


def _counted(rows: list[tuple[str, ...]], most: int, lang: str, width: int) -> Iterator[str]:
    """The first rows, each once with how often it stands on the site, and how many more there are."""
    counts = Counter(rows)
    shown = list(counts)[:most]
    yield from columns([(*row, f"×{counts[row]}" if counts[row] > 1 else "") for row in shown], width, 2)
    if len(counts) > most:
        yield f"  {say('more_texts', lang, count=len(counts) - most)}"


def _lost_row(one: Lost, told: Explained, lang: str) -> tuple[str, ...]:
    codes = told.pack.codes_by_topic
    if one.to:
        topic, score = one.to[0]
        decided = say("taken", lang, topic=f"{codes.get(topic) or topic} {score:.0f}")
    elif SIBLING in one.why:
        decided = say("sibling", lang)
    else:
        least = told.accept if one.naming.where in ("line", "document") else told.review
        decided = say("under", lang, least=f"{least:.0f}") if one.score < least else say("no_title", lang)
    scores = f"{one.alone:.0f} → {one.score:.0f}" if round(one.alone) != round(one.score) else f"{one.alone:.0f}"
    words = f"“{printable(one.naming.words, 120)}”"
    return scores, say(f"at_{one.naming.where}", lang), words, decided, say_why(one.why, lang)


def _mends(mends: tuple[Mend, ...], lang: str, width: int) -> Iterator[str]:
    if not mends:
        return
    yield ""
    yield say("mend", lang)
    yield from columns([(mend.place or "-", mend.text(lang)) for mend in mends], width, 1)


def _address(url: str, told: Explained) -> str:
    """An address without the agency's own part, Thai letters readable."""
    own = told.snapshot.agency.url.rstrip("/")
    path = url[len(own) :] if own and url.startswith(own + "/") else url
    return short_address(path, 90) or "/"


def _wrapped(text: str, width: int, indent: int) -> Iterator[str]:
    return (" " * indent + line for line in wrap(text, width - indent))
