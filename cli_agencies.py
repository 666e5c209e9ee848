"""`oit agencies`: who is watched, where each is found on the web, and who answers for what."""

import datetime as dt
import sys
from pathlib import Path
from typing import Any

import click

from cli_keep import DB_OPTION
from cli_options import JSON_OPTION, LANG_OPTION, Day, mistakes_told, options, say, say_json
from oit.agency import AGENCY_TYPES
from oit.roster_words import COLUMNS

DONE, ATTENTION = 0, 1
_KINDS = ("csv", "xlsx", "yaml")
_ENDINGS = {".csv": "csv", ".xlsx": "xlsx", ".yaml": "yaml", ".yml": "yaml"}


@click.group("agencies")
def agencies_group() -> None:
    """The roster: the agencies that are watched, their addresses and who answers for what."""


@agencies_group.command("import")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@click.option("--retire-missing", is_flag=True, help="Retire those on the roster that the file lacks.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def import_command(file: Path, **given: Any) -> int:
    """Take a list into the roster: .csv, .xlsx or .yaml; - reads CSV from standard input. Agencies are known by their code: those of the
    list are added or changed, all or none; columns that it lacks stay as they are."""
    from app import roster  # noqa: PLC0415  (start fast: --help needs no database)
    from app.roster_files import LARGEST  # noqa: PLC0415

    with mistakes_told():
        if str(file) == "-":
            name = "standard input"
            drafts = roster.read_csv(sys.stdin.buffer.read(LARGEST + 1), name)
        else:
            name, drafts = file.name, roster.read_file(file)
        plan = roster.import_drafts(
            _database(given), drafts, name, retire_missing=given["retire_missing"], dry_run=given["dry_run"]
        )  # fmt: skip
    _show_plan(plan, given, dry_run=given["dry_run"])
    return DONE


@agencies_group.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@click.option("--format", "kind", type=click.Choice(_KINDS), help="Default: by the file's ending; csv on standard output.")
@click.option("--watched", is_flag=True, help="Leave out those that are retired.")
@options((DB_OPTION,))
def export_command(file: Path, kind: str | None, watched: bool, db: str | None) -> int:
    """Write the roster as CSV, workbook or YAML. Importing it again changes nothing."""
    from app import roster  # noqa: PLC0415
    from app.writing import write_whole  # noqa: PLC0415

    to_stdout = str(file) == "-"
    wanted = kind or ("csv" if to_stdout else _ENDINGS.get(file.suffix.lower()))
    if wanted is None:
        raise click.UsageError(f"{file}: ends in none of .csv, .xlsx, .yaml; say --format csv, xlsx or yaml")
    body = roster.export(_database({"db": db}), wanted, retired=not watched)
    if to_stdout:
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        write_whole(file, body)
    return DONE


@agencies_group.command("list")
@click.option("--district", default="", metavar="NAME", help="Only this district.")
@click.option("--type", "kind", type=click.Choice(AGENCY_TYPES), default=None, metavar="TYPE", help="Only agencies of this type.")
@click.option("--stale", type=click.IntRange(0), metavar="DAYS", help="Only those whose standing result is older, or who have none.")
@click.option("--retired", is_flag=True, help="Those that are retired too.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def list_command(district: str, kind: str | None, stale: int | None, retired: bool, **given: Any) -> int:
    """Who is watched, and the result that stands for each with its day: a visit that failed leaves the one before."""
    from app import roster  # noqa: PLC0415
    from app.roster_lines import line_of, record_of  # noqa: PLC0415
    from reports.roster_text import roster_text  # noqa: PLC0415

    rows = roster.watched(_database(given), district=district, kind=kind or "", stale_days=stale, retired=retired)
    if given["as_json"]:
        say_json([record_of(row) for row in rows])
    else:
        say(roster_text([line_of(row) for row in rows], given["lang"]))
    return DONE


@agencies_group.command("add")
@click.argument("code")
@click.option("--name", metavar="NAME", help="Full Thai name.")
@click.option("--type", "kind", metavar="TYPE", help="One of the types, or in Thai. Default: told by the name where it can be.")
@click.option("--url", multiple=True, metavar="URL", help="Web address; once more for others. The first is assessed.")
@click.option("--district", metavar="NAME")
@click.option("--province", metavar="NAME")
@click.option("--owners", multiple=True, metavar='"O12: NAME <CONTACT>"', help="Who answers for which items; without items: for all.")
@click.option("--contact", metavar="TEXT", help="How the agency is reached.")
@click.option("--min-pages", metavar="N", help="Fewer pages than this are no full capture.")
@click.option("--notes", metavar="TEXT")
@click.option("--update", is_flag=True, help="Change the agency of this code in what is given.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def add_command(code: str, update: bool, **given: Any) -> int:
    """Add one agency to the roster, or change one (--update)."""
    from app import roster  # noqa: PLC0415

    named = {"type": given["kind"], "url": "\n".join(given["url"]) or None, "owners": "\n".join(given["owners"]) or None}
    values = {"code": code} | {column: given.get(column) for column in COLUMNS[1:]} | named
    with mistakes_told():
        plan = roster.add(_database(given), {column: text for column, text in values.items() if text is not None}, update=update)
    _show_plan(plan, given, dry_run=False)
    return DONE


@agencies_group.command("retire")
@click.argument("code")
@click.option("--on", type=Day(), help="The first day on which it is not watched. Default: today in Bangkok.")
@click.option("--undo", is_flag=True, help="Watch it again.")
@options((DB_OPTION, LANG_OPTION))
def retire_command(code: str, on: dt.date | None, undo: bool, db: str | None, lang: str) -> int:
    """Stop watching an agency. What was seen of it stays."""
    from app import roster  # noqa: PLC0415
    from oit.wording import date_text, head  # noqa: PLC0415

    day = None if undo else on or roster.today()
    entry = roster.retire(_database({"db": db}), code, day)
    if day is None:
        say(head("roster_back", lang, code=entry.code, agency=entry.name))
    else:
        say(head("roster_retired_one", lang, code=entry.code, agency=entry.name, day=date_text(day.isoformat(), lang)))
    return DONE


@agencies_group.command("check")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--district", default="", metavar="NAME", help="Only this district.")
@click.option("--timeout", type=click.FloatRange(1, 600), default=30.0, show_default=True, help="Seconds that an answer may take.")
@click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True, help="Seconds between two requests to a host.")
@click.option("--contact", envvar="OIT_CONTACT", default="", metavar="ADDRESS", help="Sent with each request.")
@click.option("--allow-private-hosts", default="", metavar="HOST,...", help="Hosts on private or loopback addresses that may be asked.")
@click.option("--quiet", is_flag=True, help="No progress display.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def check_command(codes: tuple[str, ...], **given: Any) -> int:
    """Ask each address once: dead, moved, the same as another agency's, or another agency's. Exit 1 if any needs attention."""
    from app.roster_check import Asking, check_roster  # noqa: PLC0415
    from reports.roster_check_text import check_record, check_text  # noqa: PLC0415

    hosts = tuple(host.strip() for host in given["allow_private_hosts"].split(",") if host.strip())
    shown = (lambda url, done, count: None) if given["quiet"] or not sys.stderr.isatty() else _show_asked
    asking = Asking(given["contact"], hosts, given["timeout"], given["delay"], shown)
    found = check_roster(_database(given), codes, asking, district=given["district"])
    if given["as_json"]:
        say_json(check_record(found))
    else:
        say(check_text(found, given["lang"]))
    return ATTENTION if any(one.attention for one in found) else DONE


@agencies_group.command("sample")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, allow_dash=True), default="-")
@options((LANG_OPTION,))
def sample_command(file: Path, lang: str) -> int:
    """Write the sample roster of a made-up province, to look at and to import; .csv, .xlsx or .yaml, on standard output YAML."""
    from app.roster_sample import sample_roster  # noqa: PLC0415
    from app.writing import write_whole  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    kind = "yaml" if str(file) == "-" else _ENDINGS.get(file.suffix.lower())
    if kind is None:
        raise click.UsageError(f"{file}: ends in none of .csv, .xlsx, .yaml; give a name that does")
    body, count = sample_roster(kind)
    if str(file) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
    else:
        write_whole(file, body)
        say(head("roster_sample", lang, path=str(file), count=count))
    return DONE


def _show_asked(url: str, done: int, count: int) -> None:
    say(f"{done}/{count} {url}", err=True)


def _show_plan(plan: Any, given: dict[str, Any], *, dry_run: bool) -> None:
    from reports.roster_plan_text import plan_record, plan_text  # noqa: PLC0415

    if given["as_json"]:
        say_json(plan_record(plan, dry_run=dry_run))
    else:
        say(plan_text(plan, given["lang"], dry_run=dry_run))


def _database(given: dict[str, Any]) -> str:
    from store.places import default_database_url  # noqa: PLC0415

    return given["db"] or default_database_url()
