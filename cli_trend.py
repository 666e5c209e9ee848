"""`oit diff`, `oit trend`, `oit rejudge`: what changed, how it went, and old visits judged by the present rules."""

import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cli_options import JSON_OPTION, LANG_OPTION, OCR_OPTION, Day, options, say, say_json

DONE, PROBLEMS = 0, 1
NEWEST = "newest"
DB_OPTION = click.option("--db", metavar="URL", help="The database. Default: the file in the user's data folder.")
_DISTRICT = click.option("--district", default="", metavar="NAME", help="Only the agencies of that district on the roster.")
_PROVINCE = click.option("--province", default="", metavar="NAME", help="Only the agencies of that province on the roster.")
_FORM = click.option("--form", default="", metavar="NAME", help="Only results by that form.")
_YEAR = click.option("--fiscal-year", type=int, metavar="YEAR", help="Only results for that assessed year, Buddhist era.")


@click.command()
@click.argument("agency", default="")
@click.option("--from", "start", type=Day(), help="The first result: that of this day or last before. Default: the one before the second.")
@click.option("--to", "end", type=Day(), help="The second result: that of this day or last before. Default: the newest.")
@click.option("--item", default="", metavar="CODE", help="Only that item.")
@click.option("--all", "everything", is_flag=True, help="Also where one side could not tell, and evidence that changed under one outcome.")
@click.option("--night", is_flag=False, flag_value=NEWEST, metavar="[DAY]", help="What that morning (or the newest) is told of all.")
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write both sides as a page.")
@options((_DISTRICT, _PROVINCE, _FORM, _YEAR, DB_OPTION, LANG_OPTION, JSON_OPTION))
def diff(agency: str, **given: Any) -> int:
    """What got worse, better, appeared or vanished, with both pieces of evidence. AGENCY is an address, code or name."""
    from oit.errors import BadInput  # noqa: PLC0415  (start fast: --help needs no database)

    if given["night"] is None and not agency:
        raise BadInput("AGENCY: is missing; give an address, code or name, or --night for everybody")
    if given["night"] is not None and agency:
        raise BadInput("AGENCY, --night: one agency or one night of everybody; leave one of them out")
    return _night(given) if given["night"] is not None else _diff(agency, given)


def _diff(agency: str, given: dict[str, Any]) -> int:
    from app.diff import DiffRequest  # noqa: PLC0415
    from app.diff import diff as run  # noqa: PLC0415
    from reports.diff_record import diff_record  # noqa: PLC0415
    from reports.diff_text import print_diff  # noqa: PLC0415

    database = _database(given["db"])
    request = DiffRequest(database, agency, given["start"], given["end"], given["item"], given["form"], given["fiscal_year"])
    found = run(request)
    if given["html_file"]:
        _write_page(given["html_file"], found, given["lang"])
    if given["as_json"]:
        say_json(diff_record(found, given["lang"]))
    else:
        print_diff(found, say, given["lang"], width=_width(), everything=given["everything"])
    return DONE


def _night(given: dict[str, Any]) -> int:
    from app.diff import night_news  # noqa: PLC0415
    from reports.diff_record import night_record  # noqa: PLC0415
    from reports.diff_text import print_night  # noqa: PLC0415

    day = None if given["night"] == NEWEST else Day().convert(given["night"], None, None)
    found = night_news(_database(given["db"]), day, given["district"], given["province"])
    if given["as_json"]:
        say_json(night_record(found))
    else:
        print_night(found, say, given["lang"], width=_width())
    return DONE


@click.command()
@click.argument("agency", default="")
@click.option("--item", default="", metavar="CODE", help="Only that item of the newest form, whatever its code was before.")
@click.option("--topic", default="", metavar="TOPIC", help="Only that topic of the rules, across forms.")
@click.option("--indicator", default="", metavar="CODE", help="Only the items of that indicator, such as 9.2.")
@click.option("--by", type=click.Choice(["night", "month", "year"]), default="night", show_default=True, help="What one point stands for.")
@click.option("--since", type=Day(), help="Leave out what was seen before.")
@click.option("--csv", "csv_file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), metavar="FILE", help="Write a table.")
@options((_DISTRICT, _PROVINCE, _FORM, _YEAR, DB_OPTION, LANG_OPTION, JSON_OPTION))
def trend(agency: str, **given: Any) -> int:
    """Results over nights, months or years: of AGENCY, or of everybody, a district, a province. A failed visit never counts as zero."""
    from app.trend import TrendRequest  # noqa: PLC0415
    from app.trend import trend as run  # noqa: PLC0415
    from oit.trend import By  # noqa: PLC0415
    from reports.trend_table import trend_csv, trend_record  # noqa: PLC0415
    from reports.trend_text import print_trend  # noqa: PLC0415

    request = TrendRequest(
        _database(given["db"]), agency, given["district"], given["province"], given["item"], given["topic"], given["indicator"],
        By(given["by"]), given["since"], given["form"], given["fiscal_year"],
    )  # fmt: skip
    found = run(request)
    if given["csv_file"]:
        return _write_csv(given["csv_file"], trend_csv(found))
    if given["as_json"]:
        say_json(trend_record(found))
    else:
        print_trend(found, say, given["lang"], width=_width())
    return DONE


@click.command()
@click.argument("agency", default="")
@click.option("--since", type=Day(), help="Only visits of that day or later. Default: all that are kept.")
@options((OCR_OPTION, DB_OPTION, LANG_OPTION, JSON_OPTION))
@click.option("--quiet", is_flag=True, help="Do not name each snapshot.")
def rejudge(agency: str, **given: Any) -> int:
    """Judge kept snapshots again with the present rules, so that series are comparable. Old verdicts stay. Exit 1 if one cannot be read."""
    from app.rejudge import rejudge as run  # noqa: PLC0415
    from oit.wording import date_text, head  # noqa: PLC0415

    def show(number: int, count: int, folder: str) -> None:
        if not given["quiet"]:
            say(f"{number}/{count} {folder}", err=True)

    done = run(_database(given["db"]), agency, given["since"], given["ocr"], show)
    if given["as_json"]:
        say_json(asdict(done) | {"last_gone": done.last_gone and done.last_gone.isoformat()})
        return PROBLEMS if done.failed else DONE
    lang = given["lang"]
    say(head("rejudged", lang, judged=done.judged, same=done.same))
    if done.gone:
        last = date_text(done.last_gone.isoformat(), lang) if done.last_gone else ""
        say(head("rejudge_gone", lang, count=done.gone, last=last))
    if done.flips:
        say(f"{head('rejudge_flips', lang, count=sum(done.flips.values()))}: " + ", ".join(f"{code} {n}" for code, n in done.flips.items()))
    for folder, why in done.failed:
        say(f"{folder}: {why}")
    return PROBLEMS if done.failed else DONE


def _width() -> int:
    return max(40, min(160, shutil.get_terminal_size((100, 24)).columns)) if sys.stdout.isatty() else 100


def _write_csv(path: Path, text: str) -> int:
    from oit.errors import BadInput  # noqa: PLC0415

    if str(path) == "-":
        say(text.removeprefix("\ufeff").replace("\r\n", "\n").rstrip("\n"))
        return DONE
    try:
        path.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise BadInput(f"--csv {path}: {error.strerror or error}; give another name or place") from error
    return DONE


def _write_page(path: Path, found: Any, lang: str) -> None:
    from app.version import tool_version  # noqa: PLC0415
    from oit.errors import BadInput  # noqa: PLC0415
    from reports.diff_page import render_diff  # noqa: PLC0415

    try:
        path.write_text(render_diff(found, lang, tool_version()), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"--html {path}: {error.strerror or error}; give another name or place") from error


def _database(given: str | None) -> str:
    from store.places import default_database_url  # noqa: PLC0415

    return given or default_database_url()
