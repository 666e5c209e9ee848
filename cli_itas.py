"""`oit itas`: the links that were entered in the assessors' system, and what they show since."""

from pathlib import Path
from typing import Any

import click

from cli_options import FORM_OPTIONS, JSON_OPTION, LANG_OPTION, Day, mistakes_told, options, say, say_json
from cli_trend import DB_OPTION

DONE, TOLD = 0, 1
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("itas")
def itas_group() -> None:
    """The links that were entered in ITAS: in an appeal only what these showed counts."""


@itas_group.command("import")
@click.argument("file", type=_FILE)
@click.option("--by", required=True, metavar="NAME", help="Who entered the links.")
@click.option("--agency", default="", metavar="AGENCY", help="The agency (address, code or name), where the file does not name it.")
@click.option("--entered", type=Day(), metavar="YYYY-MM-DD", help="The day of entry for rows without one. Default: the day of judgement.")
@click.option("--watch-until", type=Day(), metavar="YYYY-MM-DD", help="Last day of the watch. Default: end of the calendar year.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@options(FORM_OPTIONS, (DB_OPTION, LANG_OPTION, JSON_OPTION))
def import_command(file: Path, **given: Any) -> int:
    """Take links from a CSV or workbook with the columns agency, code, url, text and entered. What a file says of an item takes the
    place of what was entered for it before; an item may have several links."""
    from app.entered_import import EnteredRequest, import_links  # noqa: PLC0415  (start fast: --help needs no database)
    from app.judging import terms  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from store.database import default_database_url, open_database  # noqa: PLC0415

    by = terms(given["form"], given["fiscal_year"], given["day"])
    more = {"entered": given["entered"], "watch_until": given["watch_until"], "dry_run": given["dry_run"]}
    with mistakes_told(), open_database(given["db"] or default_database_url()) as database:
        done = import_links(database, EnteredRequest(file, given["by"], by, given["agency"], **more))
    counts = {name: len(getattr(done, name)) for name in ("added", "changed", "replaced", "unchanged")}
    if given["as_json"]:
        say_json(counts | {"dry_run": given["dry_run"]})
        return DONE
    say(head("itas_imported", given["lang"], **counts))
    if given["dry_run"]:
        say(head("itas_dry_run", given["lang"]))
    return DONE


@itas_group.command("list")
@click.argument("agency", default="")
@click.option("--replaced", is_flag=True, help="Also links that others took the place of.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def list_command(agency: str, **given: Any) -> int:
    """The links of AGENCY or of all, with what the last look found."""
    from app.entered_import import known_links  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.entered_text import link_record, print_links  # noqa: PLC0415
    from store.database import default_database_url, open_database  # noqa: PLC0415

    with open_database(given["db"] or default_database_url()) as database:
        found = [(one.agency, one.link, one.looks) for one in known_links(database, agency, replaced=given["replaced"])]
    if given["as_json"]:
        say_json([link_record(*one) for one in found])
    elif found:
        print_links(found, say, given["lang"])
    else:
        say(head("itas_none", given["lang"]))
    return DONE


@itas_group.command("watch")
@click.argument("agency", default="")
@click.option("--all", "everybody", is_flag=True, help="The links of every agency.")
@click.option("--contact", default="", envvar="OIT_CONTACT", metavar="ADDRESS", help="As for oit check.")
@click.option("--allow-private-hosts", "allowed", default="", metavar="HOST,..", help="As for oit check.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def watch_command(agency: str, everybody: bool, **given: Any) -> int:
    """Open every link that is under watch now, over fresh connections and without cookies, and keep what it shows. Exit 1 where something
    is to be told: a link that broke, moved, leads to the front page or shows something else; one not reached, on the second day."""
    from app.entered_watch import Watching, watch  # noqa: PLC0415
    from app.link_checks import LinkLimits  # noqa: PLC0415
    from app.version import tool_version  # noqa: PLC0415
    from oit.errors import BadInput  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.entered_text import link_lines, link_record  # noqa: PLC0415
    from store.database import default_data_folder, default_database_url, open_database  # noqa: PLC0415

    if bool(agency) == everybody:
        raise BadInput("which links to look at is not clear; name an agency, or give --all")
    lang, hosts = given["lang"], tuple(host for host in given["allowed"].split(",") if host)
    request = Watching(agency, LinkLimits(given["contact"], hosts), default_data_folder(), f"oit-crawler/{tool_version()}")
    records, alarms = [], 0
    with open_database(given["db"] or default_database_url()) as database:
        for one in watch(database, request):
            alarms += one.alarm
            records.append(link_record(one.known.agency, one.known.link, one.known.looks) | {"alarm": one.alarm})
            if not given["as_json"]:
                mark = f"! {head('itas_alarm', lang)}" if one.alarm else " "
                for line in link_lines(one.known.link, one.known.looks, lang):
                    say(f"{mark}{line}" if line.startswith("  ") and not line.startswith("   ") else line)
    if given["as_json"]:
        say_json(records)
    else:
        say(head("itas_done", lang, count=len(records), alarms=alarms) if records else head("itas_none_watched", lang))
    return TOLD if alarms else DONE


@itas_group.command("dossier")
@click.argument("agency")
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.option("--to", "place", required=True, type=click.Path(path_type=Path), metavar="FOLDER", help="A new folder.")
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Only links of that assessed year, Buddhist era.")
@options((DB_OPTION, LANG_OPTION))
def dossier_command(agency: str, codes: tuple[str, ...], place: Path, **given: Any) -> int:
    """Write what each link that AGENCY entered showed on which day, with the kept answers and their hashes, for an appeal."""
    from app.entered_dossier import DossierRequest, dossier  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from store.database import default_data_folder, default_database_url, open_database  # noqa: PLC0415

    wanted = tuple(code.upper() for code in codes)
    request = DossierRequest(agency, wanted, given["fiscal_year"], place, default_data_folder(), given["lang"])
    with open_database(given["db"] or default_database_url()) as database:
        made = dossier(database, request)
    say(head("dossier_written", given["lang"], file=str(made.page), links=made.links, records=made.records))
    return DONE
