"""The judgement: a pure function of a snapshot, a form, the words of its topics, a day and a year."""

import datetime as dt
from dataclasses import dataclass, replace

from oit.absence import Absence, judge_absence
from oit.agency import Agency
from oit.audit import (
    AgencyAudit,
    Currency,
    CurrencyVerdict,
    DependsOn,
    ElementSeen,
    FormUsed,
    ItemFinding,
    Outcome,
    Presence,
    PresenceVerdict,
    Reason,
    ReasonCode,
)
from oit.checks import Context
from oit.coded import CodeTable, code_table
from oit.content import Block, BlockKind, Page, TextLayer
from oit.currency import Reading, Window, conflict, denied, due_day, read_currency, window
from oit.dates import find_periods
from oit.evidence import absence_evidence, scene_evidence
from oit.findings import applies, finding_of, not_applicable, not_captured, with_dependencies
from oit.joined import joined
from oit.matching import Matcher
from oit.mentions import Mentions
from oit.naming import MOST_CONTEXT
from oit.outcome import decide
from oit.pack import Item, Pack
from oit.presence import Identified, identify
from oit.recognised import mostly_pictures, unread
from oit.scene import Scene, SceneKind
from oit.scenes import scenes_of
from oit.scoring import score
from oit.site_index import SiteIndex
from oit.snapshot import SiteSnapshot
from oit.topics import TopicWords

MOST_EVIDENCE = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One scene judged: how good it would be as the item's answer."""

    scene: Scene
    identified: Identified
    currency: CurrencyVerdict
    reasons: tuple[Reason, ...]
    outcome: Outcome
    expected: bool = True  # the item may be shown in this form
    of_year: bool = False  # the page that leads there is one of the assessed year

    @property
    def rank(self) -> tuple[float, ...]:
        """Best last. What passes wins; then what may pass (a readable copy was not to be had, its words are right); then what fails."""
        right_year = self.currency.verdict in (Currency.CURRENT, Currency.NOT_REQUIRED)
        maybe = self.outcome is Outcome.UNCLEAR and self.currency.verdict is not Currency.OUTDATED
        order = {Outcome.PASS: 6, Outcome.INCOMPLETE: 4, Outcome.OUTDATED: 2, Outcome.UNCLEAR: 1}.get(self.outcome, 0)
        if maybe:
            order = 5 if self.scene.navigation >= 75 else 3
        dedicated = not self.scene.index
        scores = (self.identified.verdict.score, self.currency.score, self.scene.navigation)
        return (order, right_year, self.expected, dedicated, self.of_year, *scores, -len(self.scene.url))


class Judgement:
    """One agency's judgement; keeps what all items share. `matcher`, of the same words and agency, brings the answers it remembers."""

    def __init__(
        self, snapshot: SiteSnapshot, pack: Pack, words: TopicWords, today: dt.date, fiscal_year: int, codes: CodeTable | None = None,
        matcher: Matcher | None = None,
    ) -> None:  # fmt: skip
        self.snapshot, self.pack, self.words, self.today, self.fiscal_year = snapshot, pack, words, today, fiscal_year
        self.site = SiteIndex(snapshot, pack.marks, pack.outside)
        self.matcher = matcher or agency_matcher(words, snapshot.agency)
        codes = codes or code_table(pack, {}, fiscal_year, snapshot.agency)
        self.mentions = Mentions(self.site, self.matcher, words.review, words.accept, codes)

    def context(self, item: Item) -> Context:
        return Context(
            item.topics, self.pack.word_lists, self.pack.marks, self.site, self.mentions.scores, self.words.accept, self.words.review,
            self.fiscal_year, self.today,
        )  # fmt: skip

    def candidates(self, item: Item) -> list[Candidate]:
        """Every scene of the item, judged, best first."""
        return self.weighed(item)[1]

    def weighed(self, item: Item) -> tuple[Context, list[Candidate]]:
        """The candidates, and what their checks knew."""
        context, asked = self.context(item), window(item.period, self.fiscal_year)
        scenes = scenes_of(item, self.site, self.mentions)
        judged = sorted((self._candidate(item, scene, context, asked) for scene in scenes), key=lambda one: one.rank, reverse=True)
        if judged and judged[0].outcome is Outcome.INCOMPLETE:
            # No one place shows all: a series of papers may be spread over pages, each of which shows a part.
            context = replace(context, series=self.mentions.series(item.topics))
            judged = sorted((self._candidate(item, scene, context, asked) for scene in scenes), key=lambda one: one.rank, reverse=True)
        return context, judged

    def _candidate(self, item: Item, scene: Scene, context: Context, asked: Window) -> Candidate:
        """The scene judged. Text that was recognised from pictures only proves: where it does not, the paper counts as not read, and so
        does one that is mostly pictures where its other pages do not show what is needed."""
        judged, readings = self._judged(item, scene, context, asked)
        document = scene.document
        if document is None or document.text_layer is not TextLayer.GOOD:
            return judged
        if document.ocr:
            if judged.outcome is Outcome.PASS and not denied(scene, readings):
                return replace(judged, reasons=(*judged.reasons, Reason(ReasonCode.RECOGNISED)))
            return self._judged(item, unread(scene), context, asked)[0]
        lacking = judged.identified.verdict.verdict in (Presence.ABSENT, Presence.PARTIAL)
        return self._judged(item, unread(scene), context, asked)[0] if lacking and mostly_pictures(document) else judged

    def _judged(self, item: Item, scene: Scene, context: Context, asked: Window) -> tuple[Candidate, tuple[Reading, ...]]:
        identified = identify(item, scene, context)
        listing = "news_list" in item.shown_as or scene.kind is SceneKind.SECTION or item.period.kind == "within"
        dated = _without_other_items(scene, item, context) if listing and "news_list" not in item.shown_as else scene
        currency, readings = read_currency(dated, asked, self.today, dated_entries=listing)
        outcome = decide(identified.verdict.verdict, currency.verdict)
        reasons = (*_period_reasons(currency, conflict(readings)), *identified.reasons)
        expected = scene.document is None or "document" in item.shown_as
        return Candidate(scene, identified, currency, reasons, outcome, expected, self._of_year(scene)), readings

    def _of_year(self, scene: Scene) -> bool:
        """Sites keep the lists of several years side by side: does the one that leads to this scene name the assessed year? The nearest
        label over the link that names a year tells it, else the page's title."""
        for label in reversed(scene.labels):
            if years := {year for period in find_periods(label, "text") for year in period.fiscal_years}:
                return self.fiscal_year in years
        resource = self.site.resource(scene.found_on)
        if resource is None or not isinstance(resource.content, Page):
            return False
        named = find_periods(f"{resource.content.title}\n{resource.content.heading}", "text")
        return any(self.fiscal_year in period.fiscal_years for period in named)

    def findings(self) -> tuple[ItemFinding, ...]:
        """One finding an item, in the order of the form, dependencies applied."""
        agency = self.snapshot.agency
        return with_dependencies(tuple(self.finding(i) if applies(i, agency) else not_applicable(i) for i in self.pack.items))

    def finding(self, item: Item) -> ItemFinding:
        """The finding on one item, before its dependencies are looked at."""
        if item.parts:
            found = joined(item, {part.topic: self.finding(part) for part in item.parts}, MOST_EVIDENCE)
            return replace(found, depends_on=tuple(DependsOn(d.code, d.year) for d in item.depends_on))
        candidates = self.candidates(item)
        best = candidates[0] if candidates else None
        if best is not None and best.identified.verdict.verdict is not Presence.ABSENT:
            better = self._unread_that_may_be_better(item, best)
            if better is None:
                return self._found(item, best, candidates)
            return self._absent(item, better)
        absence = judge_absence(item, self.pack, self.site, self.mentions)
        if best is not None and absence.presence is Presence.ABSENT and absence.reasons[0].code is ReasonCode.NOTHING_FOUND:
            absence = replace(absence, reasons=tuple(r for r in best.reasons if r.code is ReasonCode.EMPTY_TARGET) or absence.reasons)
        return self._absent(item, absence)

    def _unread_that_may_be_better(self, item: Item, best: Candidate) -> Absence | None:
        """Before a paper of another year is held against an agency: was a link with the right year seen and not read?"""
        if best.outcome not in (Outcome.OUTDATED, Outcome.INCOMPLETE):
            return None
        absence = judge_absence(item, self.pack, self.site, self.mentions)
        return absence if absence.presence is Presence.NOT_CHECKED and absence.score >= self.words.accept else None

    def _found(self, item: Item, best: Candidate, candidates: list[Candidate]) -> ItemFinding:
        currency = best.currency
        if best.identified.verdict.verdict is Presence.UNCLEAR and currency.verdict is not Currency.NOT_REQUIRED:
            # What the words of a link say of the year is shown, but nobody read the paper itself.
            currency = replace(currency, verdict=Currency.NOT_CHECKED, score=0)
        by_address: dict[str, Candidate] = {}
        for candidate in candidates:
            if candidate.identified.verdict.verdict is not Presence.ABSENT:
                by_address.setdefault(candidate.scene.url, candidate)
        shown = list(by_address.values())[:MOST_EVIDENCE]
        evidence = tuple(scene_evidence(c.scene, c.identified, self.site) for c in shown)
        return finding_of(
            item, best.outcome, _ordered(best), best.identified.verdict, currency, best.identified.elements, best.scene.url, evidence
        )

    def _absent(self, item: Item, absence: Absence) -> ItemFinding:
        asked = window(item.period, self.fiscal_year)
        due = due_day(item.period, self.fiscal_year)
        before_due = due is not None and self.today < due
        outcome = decide(absence.presence, Currency.NOT_CHECKED, before_due=before_due)
        currency = Currency.NOT_DUE if outcome is Outcome.NOT_DUE else Currency.NOT_CHECKED
        if item.period.kind == "none" and absence.presence is Presence.ABSENT:
            currency = Currency.NOT_REQUIRED
        reasons = absence.reasons
        if outcome is Outcome.NOT_DUE and due is not None:
            reasons = (Reason(ReasonCode.NOT_DUE_YET, {"due": due.isoformat()}), *reasons)
        elements = tuple(ElementSeen(n.id, n.text_th, n.text_en, n.required, False) for n in item.needs)
        evidence = absence_evidence(absence, self.site)
        verdict = PresenceVerdict(absence.presence, min(30, round(absence.score * 0.2)))
        best_url = evidence[0].url if evidence else None
        return finding_of(item, outcome, reasons, verdict, CurrencyVerdict(currency, 0, asked.words), elements, best_url, evidence)


def agency_matcher(words: TopicWords, agency: Agency) -> Matcher:
    """The matcher of an agency's texts: its own name in them says nothing."""
    return Matcher(words, [agency.name] if agency.name else [], agency.type)


def judge(
    snapshot: SiteSnapshot, pack: Pack, words: TopicWords, today: dt.date, fiscal_year: int, own_pack: str = "",
    codes: CodeTable | None = None,
) -> AgencyAudit:  # fmt: skip
    """The audit of one agency: one finding an item, in the order of the form, and the score. The same arguments give the same audit.
    `codes` tells what codes mean on lists of other years; without it they are read by this form."""
    return audit_of(snapshot, findings_on(snapshot, pack, words, today, fiscal_year, codes), pack, today, fiscal_year, own_pack)


def findings_on(
    snapshot: SiteSnapshot, pack: Pack, words: TopicWords, today: dt.date, fiscal_year: int, codes: CodeTable | None = None
) -> tuple[ItemFinding, ...]:
    """One finding an item, in the order of the form."""
    if not snapshot.captured:
        return tuple(not_captured(item, snapshot, fiscal_year) for item in pack.items)
    return Judgement(snapshot, pack, words, today, fiscal_year, codes).findings()


def audit_of(
    snapshot: SiteSnapshot, findings: tuple[ItemFinding, ...], pack: Pack, today: dt.date, fiscal_year: int, own_pack: str = ""
) -> AgencyAudit:
    """The audit that holds these findings on the snapshot."""
    failures = tuple((r.url, r.failure.value, r.seen[0].found_on if r.seen else "") for r in snapshot.resources if r.failure is not None)
    unknown = not own_pack and fiscal_year not in pack.fiscal_years
    other_years = ", ".join(map(str, pack.fiscal_years)) if unknown else ""
    form = FormUsed(pack.name, pack.version, pack.sha256, fiscal_year, own_pack, other_years)
    return AgencyAudit(snapshot.agency, form, today.isoformat(), snapshot.facts, failures, score(pack, findings), findings)


def _without_other_items(scene: Scene, item: Item, context: Context) -> Scene:
    """The scene for the reading of its periods: a row that names another item says nothing on the year of this one."""
    if scene.page is None:
        return scene
    return replace(scene, blocks=tuple(block for block in scene.blocks if not _names_other(block, item, context)))


def _names_other(block: Block, item: Item, context: Context) -> bool:
    listed = block.links or block.kind is BlockKind.ROW
    scores = context.matches(block.text) if listed and len(block.text) <= MOST_CONTEXT else {}
    return max(scores.values(), default=0.0) >= context.accept and not any(topic in scores for topic in item.topics)


def _period_reasons(currency: CurrencyVerdict, clash: tuple[str, str] | None) -> tuple[Reason, ...]:
    found = currency.found[0].as_written if currency.found else ""
    facts = {"found": found, "required": currency.required}
    codes = {
        Currency.CURRENT: ReasonCode.RIGHT_PERIOD,
        Currency.OUTDATED: ReasonCode.OTHER_PERIOD,
        Currency.UNDATED: ReasonCode.PERIOD_UNREAD,
    }
    reasons = (Reason(codes[currency.verdict], facts),) if currency.verdict in codes else ()
    return (*reasons, Reason(ReasonCode.PERIOD_CONFLICT, {"first": clash[0], "second": clash[1]})) if clash else reasons


def _ordered(best: Candidate) -> tuple[Reason, ...]:
    """The deciding reason first: that of the period where the period failed, else that of the presence."""
    period_decides = best.outcome is Outcome.OUTDATED or (
        best.outcome is Outcome.UNCLEAR and best.identified.verdict.verdict in (Presence.PRESENT, Presence.PARTIAL)
    )
    period = tuple(r for r in best.reasons if r not in best.identified.reasons)
    return (*period, *best.identified.reasons) if period_decides else (*best.identified.reasons, *period)
