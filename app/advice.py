"""`oit advice`: what to publish or improve where answers are weak, how others pass what fails, and whether the surveys are offered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import rules
from app.agencies import agency_of
from app.attest import entry_of
from app.counted import Counted, counted, local_day
from app.diff import is_kept
from app.judging import Terms
from app.readings import Readings
from app.scores import question_book, scores_of
from oit.advice import advice_on, weak_questions
from oit.advice_links import SurveyOffer, offer_of
from oit.advice_result import Advised, FailingItem
from oit.advice_similar import MOST, Example, Neighbour, best_examples, example_of, neighbours
from oit.agency import Agency
from oit.content import Content
from oit.counting import FAILED, counted_outcome
from oit.errors import SnapshotError
from oit.roster import RosterEntry
from oit.snapshot import Resource
from oit.survey import InBoth, PublishedScore
from oit.survey_keys import is_question
from reading.kinds import sniff
from store.database import Database
from store.rows import RunRow
from store.snapshots import load_snapshot

MOST_LOOKED_AT = 300  # similar agencies whose results are read


@dataclass(frozen=True, slots=True)
class AdviceRequest:
    """`scores`: a file of scores; None: those that were imported. `scores_year`: the year they are of; None: see advice()."""

    agency: str
    terms: Terms
    below: float
    scores: Path | None = None
    scores_year: int | None = None


def advice(database: Database, request: AdviceRequest) -> Advised:
    """Of a file the scores are those of the year before the assessed one, unless said; of imported ones the newest year up to the assessed
    one that has scores of questions. Raises BadInput, BadScores."""
    agency = agency_of(database, request.agency)
    by = request.terms
    found = counted(database, agency, entry_of(database, agency), by.form, by.fiscal_year, by.day)
    year, scores = _scores(database, agency, request)
    book = question_book()
    weak = weak_questions(scores, request.below, book)
    questions = tuple(advice_on(one, found.pack, found.findings, topic_titles(), checked=found.run is not None) for one in weak)
    failing, looked_at = _examples(database, found, by)
    count = sum(is_question(one.key) for one in scores)
    known = year is not None and book.knows_questions_of(year)
    return Advised(
        agency, found.entry is not None, by.form, by.fiscal_year, checked_on(found.run), year, known, count, request.below, questions,
        failing, looked_at, survey_offer(found.run),
    )  # fmt: skip


def checked_on(run: RunRow | None) -> date | None:
    """The day on which the site was seen."""
    return (local_day(run.started) if run.started else run.judged_on) if run else None


@cache
def topic_titles() -> dict[str, InBoth]:
    """Topic -> title, of every topic that any form asks for; the newest form's words."""
    packs = sorted((rules.load_pack(name) for name in rules.pack_names()), key=lambda pack: max(pack.fiscal_years))
    return {topic: InBoth(item.title_th, item.title_en) for pack in packs for topic, item in pack.subjects.items()}


def survey_offer(run: RunRow | None) -> SurveyOffer | None:
    """What the run's kept pages offer of the surveys; None where they are not kept or cannot be read."""
    if run is None or not is_kept(run.snapshot, pruned=run.pruned is not None):
        return None
    folder = Path(run.snapshot)
    with Readings(folder) as readings:

        def pages_only(body: bytes, resource: Resource) -> Content | None:
            page = resource.render_sha256 or sniff(body, resource.content_type, resource.final_url) == "html"
            return readings(body, resource) if page else None

        try:
            return offer_of(load_snapshot(folder, pages_only))
        except SnapshotError:
            return None


def _scores(database: Database, agency: Agency, request: AdviceRequest) -> tuple[int | None, tuple[PublishedScore, ...]]:
    if request.scores is not None:
        year = request.scores_year if request.scores_year is not None else request.terms.fiscal_year - 1
        return year, scores_of(request.scores, agency, year)
    known = database.published_scores(agency.url)
    years = {one.fiscal_year for one in known if is_question(one.key)}
    wanted = [year for year in years if (year == request.scores_year if request.scores_year else year <= request.terms.fiscal_year)]
    if not wanted:
        return None, ()
    newest = max(wanted)
    return newest, tuple(one for one in known if one.fiscal_year == newest)


def _examples(database: Database, found: Counted, by: Terms) -> tuple[tuple[FailingItem, ...], int]:
    failing = [finding for finding in found.findings if counted_outcome(finding) in FAILED]
    examples: dict[str, list[Example]] = {finding.code: [] for finding in failing}
    looked_at = 0
    if failing and found.entry is not None:
        for group in _groups(neighbours(found.entry, database.roster(on=by.day))):
            lacking = {code for code, known in examples.items() if len(known) < MOST}
            if not lacking:
                break
            for one in group[: MOST_LOOKED_AT - looked_at]:
                looked_at += 1
                for example in _shown_by(database, one, by, lacking):
                    examples[example[0]].append(example[1])
    return tuple(FailingItem(finding, best_examples(examples[finding.code])) for finding in failing), looked_at


def _groups(found: Iterable[Neighbour]) -> list[list[Neighbour]]:
    groups: dict[int, list[Neighbour]] = {}
    for one in found:
        groups.setdefault(one.nearness, []).append(one)
    return [groups[nearness] for nearness in sorted(groups)]


def _shown_by(database: Database, one: Neighbour, by: Terms, codes: set[str]) -> list[tuple[str, Example]]:
    theirs = counted(database, one.entry.agency, one.entry, by.form, by.fiscal_year, by.day)
    if theirs.run is None:
        return []
    day = checked_on(theirs.run) or theirs.run.judged_on
    found = ((finding.code, example_of(finding, one, day)) for finding in theirs.findings if finding.code in codes)
    return [(code, example) for code, example in found if example is not None]


def owner_of(entry: RosterEntry | None, topic: str) -> str:
    """Who answers for a topic, with contact; "" where the roster does not say."""
    owner = entry.owner_of(topic) if entry else None
    return f"{owner.name} <{owner.contact}>" if owner and owner.contact else owner.name if owner else ""
