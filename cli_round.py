"""`oit round`: a plan of rounds, who has finished what, reports on fixed days, sign-offs and certificates."""

import datetime as dt
import shutil
import sys
from pathlib import Path
from typing import Any

import click

import rules
from cli_options import JSON_OPTION, LANG_OPTION, Day, options, say, say_json

DONE, PROBLEMS = 0, 1
_FILE = "rounds.yaml"
_DB = click.option("--db", metavar="URL", help="The database. Default: the file in the user's data folder.")
_PLAN = click.option(
    "--plan", type=click.Path(path_type=Path), default=Path(_FILE), show_default=True, metavar="FILE", help="The plan of the rounds."
)
_COMMON = (_PLAN, _DB, LANG_OPTION, JSON_OPTION)


@click.group("round")
def round_group() -> None:
    """Rounds of checking before the entry: a plan, who has finished what, reports, sign-offs, certificates."""


@round_group.command("init")
@click.argument("file", type=click.Path(path_type=Path), default=Path(_FILE))
@click.option("--form", default=rules.DEFAULT_PACK, show_default=True, metavar="NAME", help="The form: which items are judged.")
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Assessed year, Buddhist era. Default: today's calendar year.")
@LANG_OPTION
def init(file: Path, fiscal_year: int | None, form: str, lang: str) -> int:
    """Write a plan to begin with. FILE is never overwritten."""
    from app.judging import terms  # noqa: PLC0415  (start fast)
    from app.rounds_plan import write_plan  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    by = terms(form, fiscal_year, None)
    write_plan(file, by.form, by.fiscal_year)
    say(head("round_plan_written", lang, file=file))
    return DONE


@round_group.command("status")
@click.argument("name", metavar="[ROUND]", default="")
@click.option("--date", "day", type=Day(), help="How things stood at the end of that day. Default: today in Bangkok.")
@click.option("--district", default="", metavar="NAME", help="Only the agencies of that district on the roster.")
@click.option("--agency", default="", metavar="CODE", help="Only that agency (address, code or name), with all its open items.")
@options(_COMMON)
def status(name: str, **given: Any) -> int:
    """Who has finished what, who moved, what blocks. ROUND is a name or number; by default the one that runs, else the last that ended."""
    from app.rounds_plan import read_plan  # noqa: PLC0415
    from app.rounds_status import of_agency, round_named, round_status  # noqa: PLC0415
    from reports.rounds_record import round_record  # noqa: PLC0415
    from reports.rounds_text import print_round  # noqa: PLC0415
    from store.database import open_database  # noqa: PLC0415

    plan, today = read_plan(given["plan"]), _today()
    day = given["day"] or today
    one = round_named(plan, name, day)
    with open_database(_database(given["db"])) as database:
        found = round_status(database, plan, one, day, given["district"], today=today)
        if given["agency"]:
            found = of_agency(database, found, given["agency"])
    if given["as_json"]:
        say_json(round_record(found, given["lang"]))
    else:
        print_round(found, say, given["lang"], width=_width(), whole=bool(given["agency"]))
    return DONE


@round_group.command("report")
@click.option("--day", type=Day(), help="The report of that day. Default: the last report day of the plan that has come.")
@click.option("--all-due", is_flag=True, help="The reports of all report days of the plan that have come.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("round-reports"), show_default=True, help="Folder.")
@click.option("--format", "formats", type=click.Choice(["html", "xlsx", "json"]), multiple=True, help="Default: all. May be repeated.")
@click.option("--replace", is_flag=True, help="Write a report anew where the one that is there says something else.")
@options((_PLAN, _DB, LANG_OPTION))
def report(**given: Any) -> int:
    """Write reports as things stood at the end of their days. Exit 1 if one that is there says something else and was left."""
    from app.rounds_plan import read_plan  # noqa: PLC0415
    from app.rounds_report import FORMATS, Written, days_due, write_report  # noqa: PLC0415
    from oit.errors import BadInput  # noqa: PLC0415
    from oit.wording import date_text, head  # noqa: PLC0415
    from store.database import open_database  # noqa: PLC0415

    if given["day"] and given["all_due"]:
        raise BadInput("--day, --all-due: one day or all that are due; leave one of them out")
    plan, today, lang = read_plan(given["plan"]), _today(), given["lang"]
    formats = tuple(dict.fromkeys(given["formats"])) or tuple(FORMATS)
    differs = False
    with open_database(_database(given["db"])) as database:
        for day in days_due(plan, given["day"], today, every=given["all_due"]):
            done = write_report(database, plan, day, today, given["out"], formats, lang, replace=given["replace"])
            for path, how in done.files:
                say(head(f"round_report_{how.value}", lang, day=date_text(day.isoformat(), lang), file=path))
            if not done.over:
                say(head("round_report_so_far", lang, day=date_text(day.isoformat(), lang)))
            differs = differs or any(how is Written.DIFFERS for _, how in done.files)
    return PROBLEMS if differs else DONE


@round_group.command("signoff")
@click.argument("name", metavar="ROUND")
@click.option("--by", required=True, metavar="NAME", help="The person who signs, or withdraws.")
@click.option("--note", default="", metavar="TEXT", help="Kept with the sign-off.")
@click.option("--withdraw", is_flag=True, help="Withdraw the sign-off that stands; it stays in the history.")
@options(_COMMON)
def signoff(name: str, **given: Any) -> int:
    """Sign a round off when it has ended: its result is frozen and may be published. ROUND is a name or number."""
    from app.rounds_plan import read_plan  # noqa: PLC0415
    from app.rounds_sign import sign_round, withdraw_round  # noqa: PLC0415
    from app.rounds_status import round_named  # noqa: PLC0415
    from reports.rounds_record import sign_off_record  # noqa: PLC0415
    from reports.rounds_text import print_signed  # noqa: PLC0415
    from store.database import open_database  # noqa: PLC0415

    plan = read_plan(given["plan"])
    now = dt.datetime.now(dt.UTC)
    one = round_named(plan, name, _today())
    with open_database(_database(given["db"])) as database:
        if given["withdraw"]:
            done = withdraw_round(database, plan, one, given["by"])
        else:
            done = sign_round(database, plan, one, given["by"], given["note"], now)
    if given["as_json"]:
        say_json(sign_off_record(done))
    else:
        print_signed(done, say, given["lang"], width=_width())
    return DONE


@round_group.command("certificate")
@click.argument("name", metavar="[ROUND]", default="")
@click.option("--all-rounds", is_flag=True, help="Those that were complete in every round of the plan.")
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Write the sheets to print.")
@click.option("--date", "day", type=Day(), help="The day that stands on the sheets. Default: that of the sign-off.")
@options(_COMMON)
def certificate(name: str, **given: Any) -> int:
    """List the agencies that were complete within the round by what was signed, and print a sheet for each. By default the round that
    ended last."""
    from app.rounds_plan import read_plan  # noqa: PLC0415
    from app.rounds_sign import certified  # noqa: PLC0415
    from reports.rounds_record import certificate_record  # noqa: PLC0415
    from reports.rounds_text import print_certified  # noqa: PLC0415
    from store.database import open_database  # noqa: PLC0415

    plan = read_plan(given["plan"])
    with open_database(_database(given["db"])) as database:
        found = certified(database, plan, name, _today(), every=given["all_rounds"])
    if given["html_file"]:
        _write_sheets(given["html_file"], found, given["day"], given["lang"])
    if given["as_json"]:
        say_json(certificate_record(found))
    else:
        print_certified(found, say, given["lang"], width=_width(), file=given["html_file"])
    return DONE


def _write_sheets(path: Path, found: Any, day: dt.date | None, lang: str) -> None:
    from app.counted import local_day  # noqa: PLC0415
    from oit.errors import BadInput  # noqa: PLC0415
    from reports.rounds_certificate import render_certificates  # noqa: PLC0415

    if not found.agencies:
        raise BadInput(f"--html {path}: no agency was complete by what was signed, so there is no sheet to print")
    try:
        path.write_text(render_certificates(found, day or local_day(found.signed[-1].sign_off.made), lang), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"--html {path}: {error.strerror or error}; give another name or place") from error


def _today() -> dt.date:
    from app.counted import local_day  # noqa: PLC0415

    return local_day(dt.datetime.now(dt.UTC))


def _width() -> int:
    return max(40, min(160, shutil.get_terminal_size((100, 24)).columns)) if sys.stdout.isatty() else 100


def _database(given: str | None) -> str:
    from store.places import default_database_url  # noqa: PLC0415

    return given or default_database_url()
