"""`oit attest`: verdicts of named persons, which stand beside the machine's and win in the score."""

from pathlib import Path
from typing import Any

import click

from cli_options import FORM_OPTIONS, JSON_OPTION, LANG_OPTION, Day, options, say, say_json
from cli_trend import DB_OPTION
from oit.errors import BadInput

DONE = 0
_BY = click.option("--by", default="", metavar="NAME", help="Who says so. Needed.")


class Verdicts(click.Group):
    """What is none of its commands is a verdict: `oit attest AGENCY CODE VERDICT`."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] in self.commands:
            return super().resolve_command(ctx, args)
        return "give", self.commands["give"], args


@click.group(
    "attest", cls=Verdicts, subcommand_metavar="AGENCY CODE VERDICT --by NAME | COMMAND", context_settings={"ignore_unknown_options": True}
)
def attest_group() -> None:
    """Say as a person what an item shows: `oit attest AGENCY CODE VERDICT --by NAME`, VERDICT being present, current, absent or
    not_applicable. See the options with `oit attest give --help`."""


@attest_group.command("give")
@click.argument("agency")
@click.argument("code")
@click.argument("verdict")
@options((_BY,))
@click.option("--note", default="", metavar="TEXT", help="Why, in a line; it is shown beside the verdict.")
@click.option("--url", default="", metavar="ADDRESS", help="What you looked at. Default: the best evidence of the last check.")
@click.option("--until", type=Day(), help="Last day on which it counts. Default: until what it was given on changes.")
@options(FORM_OPTIONS, (DB_OPTION, LANG_OPTION, JSON_OPTION))
def give(agency: str, code: str, verdict: str, **given: Any) -> int:
    """Keep a verdict on an item of AGENCY (an address, code or name): present, current, absent or not_applicable."""
    from app.attest import Said, attest  # noqa: PLC0415  (start fast: --help needs no database)
    from app.judging import terms  # noqa: PLC0415
    from reports.attest_record import given_record  # noqa: PLC0415
    from reports.attest_text import print_given  # noqa: PLC0415

    said = Said(agency, code, verdict, given["by"], given["note"], given["url"], given["until"])
    with _opened(given["db"]) as database:
        done = attest(database, said, terms(given["form"], given["fiscal_year"], given["day"]))
    if given["as_json"]:
        say_json(given_record(done))
    else:
        print_given(done, say, given["lang"])
    return DONE


@attest_group.command("list")
@click.argument("agency", default="")
@click.option("--form", default="", metavar="NAME", help="Only verdicts by that form.")
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Only verdicts for that assessed year, Buddhist era.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def list_command(agency: str, **given: Any) -> int:
    """Show which verdicts stand and which ended, and why: of AGENCY, or of all."""
    from app.attest import listed  # noqa: PLC0415
    from reports.attest_record import listed_record  # noqa: PLC0415
    from reports.attest_text import print_listed  # noqa: PLC0415

    with _opened(given["db"]) as database:
        rows = listed(database, agency, given["form"], given["fiscal_year"])
    if given["as_json"]:
        say_json([listed_record(row) for row in rows])
    else:
        print_listed(rows, say, given["lang"])
    return DONE


@attest_group.command("withdraw")
@click.argument("verdict_id", type=click.IntRange(1), metavar="ID")
@options((_BY, DB_OPTION, LANG_OPTION, JSON_OPTION))
def withdraw_command(verdict_id: int, **given: Any) -> int:
    """Take the verdict of that number back (`oit attest list` names them). The machine's counts again."""
    from app.attest import withdraw  # noqa: PLC0415
    from reports.attest_record import attested_record  # noqa: PLC0415
    from reports.attest_text import print_withdrawn  # noqa: PLC0415

    with _opened(given["db"]) as database:
        agency, one = withdraw(database, verdict_id, given["by"])
    if given["as_json"]:
        say_json(attested_record(one))
    else:
        print_withdrawn(agency, one, say, given["lang"])
    return DONE


@attest_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path, allow_dash=True), metavar="FILE.jsonl")
@click.option("--agency", default="", help="Only verdicts on this agency.")
@options((DB_OPTION, LANG_OPTION))
def export_command(file: Path, agency: str, **given: Any) -> int:
    """Write where people and machine disagree as labelled texts, for `oit rules evaluate`; - for standard output."""
    from app.attest import listed  # noqa: PLC0415
    from app.attest_export import disagreements  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.safe_text import json_text  # noqa: PLC0415

    with _opened(given["db"]) as database:
        cases = disagreements(database, listed(database, agency))
    lines = [json_text(record) for record in cases.records]
    if str(file) == "-":
        for line in lines:
            say(line)
        return DONE
    try:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file}: cannot be written ({error.strerror or error}); give another name or place") from error
    lang = given["lang"]
    say(head("human_exported", lang, count=len(lines), verdicts=cases.verdicts, file=file))
    if cases.without_text:
        say(head("human_without_text", lang, count=cases.without_text))
    if lines:
        say(head("human_evaluate", lang, file=file))
    return DONE


def _opened(given: str | None) -> Any:
    from store.database import open_database  # noqa: PLC0415
    from store.places import default_database_url  # noqa: PLC0415

    return open_database(given or default_database_url())
