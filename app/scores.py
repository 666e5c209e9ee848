"""`oit scores`: published results of the assessment, taken from a list and kept beside what was checked."""

import getpass
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import rules
from app.agencies import agency_of
from app.judging import YEARS
from app.scores_files import read_rows
from oit.agency import Agency
from oit.errors import BadInput
from oit.harmless import plain
from oit.survey import InBoth, PublishedScore, QuestionBook
from oit.survey_keys import order_of
from oit.survey_reader import parse_questions
from oit.survey_scores import read_scores
from oit.thai import key as folded
from store.database import Database

QUESTIONS = "questions.yaml"
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Imported:
    agency: Agency
    fiscal_year: int
    added: int
    changed: int
    same: int


@cache
def question_book() -> QuestionBook:
    """What is known of the questions of the surveys."""
    return parse_questions(*rules.read_yaml(rules.data_file(QUESTIONS)), rules.load_words().slugs)


def import_scores(database: Database, typed: str, file: Path, fiscal_year: int, by: str = "", now: datetime | None = None) -> Imported:
    """Write the scores of a file, all or none; those that are there already are updated. Raises BadInput, BadScores."""
    agency = agency_of(database, typed)
    found = scores_of(file, agency, fiscal_year, by, now)
    return Imported(agency, fiscal_year, *database.put_scores(found))


def scores_of(file: Path, agency: Agency, fiscal_year: int, by: str = "", now: datetime | None = None) -> tuple[PublishedScore, ...]:
    """The scores of a file as published ones of that agency and year. Raises BadInput, BadScores."""
    if not YEARS[0] <= fiscal_year <= YEARS[1]:
        raise BadInput(f"--fiscal-year {fiscal_year}: is no Buddhist-era year between {YEARS[0]} and {YEARS[1]}")
    form = rules.pack_of_year(fiscal_year)
    items = frozenset(item.code for item in rules.load_pack(form).items) if form else frozenset()
    who, moment = plain(by, _LONGEST_NAME) or _whoever(), (now or datetime.now(UTC)).replace(microsecond=0)
    source = plain(file.name, _LONGEST_NAME)
    read = read_scores(file.name, read_rows(file), _names(fiscal_year), items)
    return tuple(PublishedScore(agency.url, fiscal_year, one.key, one.score, source, who, moment) for one in read)


def list_scores(database: Database, typed: str = "", fiscal_year: int | None = None) -> list[tuple[Agency, list[PublishedScore]]]:
    """The scores of an agency or all, of a year or all, in the order of years and keys. Raises BadInput for an agency not known."""
    agencies = [agency_of(database, typed)] if typed else database.agencies()
    only = agencies[0].url if typed else None
    by_url: dict[str, list[PublishedScore]] = {}
    for one in database.published_scores(only, fiscal_year):
        by_url.setdefault(one.agency_url, []).append(one)
    ordered = ((agency, sorted(by_url.get(agency.url, ()), key=lambda one: (one.fiscal_year, order_of(one.key)))) for agency in agencies)
    return [(agency, found) for agency, found in ordered if found or typed]


def form_titles(fiscal_year: int) -> dict[str, InBoth]:
    """Code -> title of the indicators and items of OIT of that year, empty where no form of it is known."""
    form = rules.pack_of_year(fiscal_year)
    pack = rules.load_pack(form) if form else None
    titles = {one.code: InBoth(one.title_th, one.title_en) for one in (pack.indicators if pack else ())}
    return titles | {one.code: InBoth(one.title_th, one.title_en) for one in (pack.items if pack else ())}


def _names(fiscal_year: int) -> dict[str, str]:
    """Folded Thai names of indicators and sub-indicators -> code, where a name stands for one thing only."""
    book, form = question_book(), rules.pack_of_year(fiscal_year)
    named = [(text, one.code) for one in book.indicators.values() for text in (one.title.th, *one.also)]
    named += [(one.title_th, one.code) for one in rules.load_pack(form).indicators] if form else []
    found: dict[str, set[str]] = {}
    for text, code in named:
        found.setdefault(folded(text), set()).add(code)
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}


def _whoever() -> str:
    try:
        return plain(getpass.getuser(), _LONGEST_NAME)
    except (KeyError, OSError, ImportError):
        return ""
