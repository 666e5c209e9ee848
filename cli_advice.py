"""`oit scores`, `oit advice`, `oit years`, `oit draft`: what published results mean, and what follows from them."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from cli_options import FORM_OPTIONS, JSON_OPTION, LANG_OPTION, mistakes_told, options, say, say_json
from cli_trend import DB_OPTION
from oit.errors import BadInput

DONE = 0
_FILE = click.Path(dir_okay=False, path_type=Path)
_YEAR = click.option("--fiscal-year", type=int, required=True, metavar="YEAR", help="The assessed year of the scores, Buddhist era.")
_ANY_YEAR = click.option("--fiscal-year", type=int, metavar="YEAR", help="Only scores of that assessed year, Buddhist era.")
_BELOW = click.option(
    "--below", type=click.FloatRange(0, 100), default=85.0, show_default=True, metavar="MARK", help="Scores under this mark are weak."
)


@click.group("scores")
def scores_group() -> None:
    """Published results of the assessment, kept beside what was checked."""


@scores_group.command("import")
@click.argument("agency")
@click.argument("file", type=_FILE)
@options((_YEAR,))
@click.option("--by", default="", metavar="NAME", help="Who took them in. Default: the user of this machine.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def import_command(agency: str, file: Path, **given: Any) -> int:
    """Take scores of AGENCY from a CSV or workbook with the columns key and score. Keys: I1-I30, E1-E15, O1-O43, 1-10, 9.1, IIT, EIT, EIT1,
    EIT2, OIT, total, EIT1:E9. Importing again is an update."""
    from app.scores import import_scores  # noqa: PLC0415  (start fast: --help needs no database)
    from oit.wording import head  # noqa: PLC0415

    with _opened(given["db"]) as database, mistakes_told():
        done = import_scores(database, agency, file, given["fiscal_year"], given["by"])
    counts = {"added": done.added, "changed": done.changed, "same": done.same}
    if given["as_json"]:
        say_json({"agency": done.agency.url, "fiscal_year": done.fiscal_year} | counts)
    else:
        say(head("scores_imported", given["lang"], year=done.fiscal_year, agency=done.agency.name or done.agency.url, **counts))
    return DONE


@scores_group.command("list")
@click.argument("agency", default="")
@options((_ANY_YEAR, DB_OPTION, LANG_OPTION, JSON_OPTION))
def list_command(agency: str, **given: Any) -> int:
    """The scores that are kept, of AGENCY or of all."""
    from app.scores import form_titles, list_scores, question_book  # noqa: PLC0415
    from reports.advice_record import score_records  # noqa: PLC0415
    from reports.scores_text import print_scores  # noqa: PLC0415

    with _opened(given["db"]) as database:
        found = list_scores(database, agency, given["fiscal_year"])
    if given["as_json"]:
        say_json(score_records(found))
    else:
        print_scores(found, question_book(), form_titles, say, given["lang"], _width())
    return DONE


@click.command()
@click.argument("agency")
@click.option(
    "--scores", "scores", type=_FILE, metavar="FILE", help="Scores of questions, as `oit scores import` takes them. Default: the imported."
)
@click.option(
    "--scores-year", type=int, metavar="YEAR", help="The assessed year of the scores. Default: of a file the year before, else the newest."
)
@options((_BELOW,), FORM_OPTIONS, (DB_OPTION, LANG_OPTION, JSON_OPTION))
def advice(agency: str, **given: Any) -> int:
    """What AGENCY can publish or improve where answers to the surveys are weak, how similar agencies pass the items that fail, and whether
    the site offers the surveys' links."""
    from app.advice import AdviceRequest  # noqa: PLC0415
    from app.advice import advice as run  # noqa: PLC0415
    from app.judging import terms  # noqa: PLC0415
    from app.scores import question_book  # noqa: PLC0415
    from reports.advice_record import advice_record  # noqa: PLC0415
    from reports.advice_text import print_advice  # noqa: PLC0415

    by = terms(given["form"], given["fiscal_year"], given["day"])
    request = AdviceRequest(agency, by, given["below"], given["scores"], given["scores_year"])
    with _opened(given["db"]) as database, mistakes_told():
        found = run(database, request)
    if given["as_json"]:
        say_json(advice_record(found, question_book(), given["lang"]))
    else:
        print_advice(found, question_book(), say, given["lang"], _width())
    return DONE


@click.command()
@click.argument("agency")
@click.option("--html", "html_file", type=_FILE, metavar="FILE", help="Write the comparison as a page.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def years(agency: str, **given: Any) -> int:
    """AGENCY year on year: published scores with differences, sums of the sub-indicators, items by subject across forms."""
    from app.scores import question_book  # noqa: PLC0415
    from app.years import years as run  # noqa: PLC0415
    from reports.years_page import render_years  # noqa: PLC0415
    from reports.years_text import print_years, years_record  # noqa: PLC0415

    with _opened(given["db"]) as database:
        done = run(database, agency)
    if given["html_file"]:
        _write(given["html_file"], render_years(done.agency, done.found, question_book(), given["lang"]).encode())
    if given["as_json"]:
        say_json(years_record(done.agency, done.found))
    else:
        print_years(done.agency, done.found, question_book(), say, given["lang"], _width())
    return DONE


@click.command()
@click.argument("agency")
@click.option("--docx", "docx_file", type=_FILE, metavar="FILE", help="Write the draft as a Word file.")
@click.option("--html", "html_file", type=_FILE, metavar="FILE", help="Write the draft as a page.")
@click.option("--scores-year", type=int, metavar="YEAR", help="The year of the scores. Default: the newest before that of the measures.")
@options((_BELOW,), FORM_OPTIONS, (DB_OPTION, LANG_OPTION))
def draft(agency: str, docx_file: Path | None, html_file: Path | None, **given: Any) -> int:
    """A draft of the measures that item O42 asks for: AGENCY's weak points of last year, and what follows from them. People fill in what
    it leaves open."""
    from app.draft import DraftRequest  # noqa: PLC0415
    from app.draft import draft as run  # noqa: PLC0415
    from app.judging import terms  # noqa: PLC0415
    from app.roster import today  # noqa: PLC0415
    from app.scores import question_book  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.draft_docx import draft_docx  # noqa: PLC0415
    from reports.draft_page import draft_page  # noqa: PLC0415

    if not docx_file and not html_file:
        raise BadInput("where to write the draft is not said; give --docx FILE or --html FILE")
    by = terms(given["form"], given["fiscal_year"], given["day"])
    with _opened(given["db"]) as database:
        found = run(database, DraftRequest(agency, by, given["below"], given["scores_year"]))
    made, book, lang = today(), question_book(), given["lang"]
    if docx_file:
        _write(docx_file, draft_docx(found, book, made, lang))
    if html_file:
        _write(html_file, draft_page(found, book, made, lang).encode())
    for file in filter(None, (docx_file, html_file)):
        say(head("draft_written", lang, file=str(file)))
    return DONE


@contextmanager
def _opened(address: str | None) -> Iterator[Any]:
    from store.database import default_database_url, open_database  # noqa: PLC0415

    with open_database(address or default_database_url()) as database:
        yield database


def _write(path: Path, data: bytes) -> None:
    from app.writing import write_whole  # noqa: PLC0415

    try:
        write_whole(path, data)
    except OSError as error:
        raise BadInput(f"{path}: {error.strerror or error}; give another name or place") from error


def _width() -> int:
    return max(40, min(160, shutil.get_terminal_size((100, 24)).columns)) if sys.stdout.isatty() else 100
