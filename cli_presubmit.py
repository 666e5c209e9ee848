"""`oit presubmit`: a workbook of each agency for the entry, and `oit presubmit import`, which brings home what the team wrote in it."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli_options import FORM_OPTIONS, JSON_OPTION, LANG_OPTION, mistakes_told, options, say, say_json
from cli_trend import DB_OPTION

DONE, ATTENTION = 0, 1
_IMPORT = "import"
_SHOWN_LINES = 60
_PLAIN_EVERY = 25  # links between two lines where nobody watches


class _AgencyOrImport(click.Group):
    """`oit presubmit AGENCY` and `oit presubmit import FILE` side by side: what is no command of the group is an agency."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (_IMPORT, *ctx.help_option_names):
            args = ["make", *args]
        return super().parse_args(ctx, args)


@click.group("presubmit", cls=_AgencyOrImport)
def presubmit_group() -> None:
    """The workbook that a team fills in before the entry: `oit presubmit AGENCY` (short for `oit presubmit make AGENCY`) or `--all` writes
    it, `oit presubmit import` brings home what the team wrote."""


@presubmit_group.command("make")
@click.argument("agency", default="")
@click.option("--all", "everybody", is_flag=True, help="A workbook of each agency of the roster, and one of all of them.")
@click.option("--district", default="", metavar="NAME", help="The agencies of that district on the roster.")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="PLACE", help="A folder, or for one agency a file. Default: the present folder."
)
@click.option("--overwrite", is_flag=True, help="Also where a workbook is that may hold remarks.")
@click.option("--check-links/--no-check-links", default=True, show_default=True, help="Fetch each link to enter anew, without cookies.")
@click.option("--contact", envvar="OIT_CONTACT", default="", metavar="ADDRESS", help="Sent with each request.")
@click.option("--allow-private-hosts", default="", metavar="HOST,...", help="Hosts on private or loopback addresses that may be asked.")
@click.option(
    "--round-plan", "plan_file", type=click.Path(path_type=Path), metavar="FILE", help="The plan of rounds: deadlines and rounds."
)
@options(FORM_OPTIONS)
@click.option("--quiet", is_flag=True, help="No progress display.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
@click.pass_context
def make_command(context: click.Context, /, agency: str, everybody: bool, **given: Any) -> int:
    """Write the workbook of AGENCY (an address, code or name), of a district or of all: what to enter for each item, what is left to do."""
    from app.presubmit import PresubmitRequest  # noqa: PLC0415  (start fast: --help needs no database)
    from app.presubmit import presubmit as run  # noqa: PLC0415
    from app.presubmit_links import LinkAsking  # noqa: PLC0415
    from app.rounds_plan import read_plan  # noqa: PLC0415
    from oit.errors import BadInput  # noqa: PLC0415

    if bool(agency) == (everybody or bool(given["district"])):
        raise BadInput("AGENCY, --all, --district: name one agency, or a district, or --all")
    plan = read_plan(given["plan_file"]) if given["plan_file"] else None
    hosts = tuple(host.strip() for host in given["allow_private_hosts"].split(",") if host.strip())
    asking = LinkAsking(given["contact"], hosts) if given["check_links"] else None
    request = PresubmitRequest(
        _database(given), agency, given["district"], _terms(context, given, plan), _named(context, given, plan), plan, given["out"],
        given["overwrite"], given["lang"], asking,
    )  # fmt: skip
    done = run(request, _progress(quiet=given["quiet"], lang=given["lang"]))
    _show_made(done, given)
    return DONE


def _terms(context: click.Context, given: dict[str, Any], plan: Any) -> Any:
    """Form and year of the plan, where they are not named."""
    from app.judging import terms  # noqa: PLC0415

    form = given["form"] if _form_named(context) or plan is None else plan.form
    year = given["fiscal_year"] if given["fiscal_year"] is not None or plan is None else plan.fiscal_year
    return terms(form, year, given["day"])


def _form_named(context: click.Context) -> bool:
    return context.get_parameter_source("form") is not click.core.ParameterSource.DEFAULT


def _named(context: click.Context, given: dict[str, Any], plan: Any) -> bool:
    return plan is not None or _form_named(context) or given["fiscal_year"] is not None


def _progress(*, quiet: bool, lang: str) -> Callable[[str, int, int], None]:
    """On a terminal each link that was asked for; elsewhere how far it is, now and then."""
    from oit.wording import head  # noqa: PLC0415

    every = 1 if sys.stderr.isatty() else _PLAIN_EVERY

    def shown(url: str, done: int, count: int) -> None:
        if not quiet and (done % every == 0 or done == count):
            say(head("pre_checking", lang, done=done, count=count, text=url), err=True)

    return shown


def _show_made(done: Any, given: dict[str, Any]) -> None:
    from oit.presubmit import Has  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.presubmit_text import book_lines  # noqa: PLC0415

    lang = given["lang"]
    if given["as_json"]:
        record = [
            {"agency": one.book.agency.url, "code": one.book.agency.code, "file": str(one.file), "key": one.book.key}
            | {has.value: one.book.counts[has] for has in Has}
            for one in done.made
        ]
        say_json({"workbooks": record, "overview": done.overview and str(done.overview)})
        return
    for one in done.made:
        for line in book_lines(one.book, one.others, lang):
            say(line)
    if done.overview:
        say(head("pre_written_all", lang, count=len(done.made), path=str(done.overview)))
    else:
        for one in done.made:
            say(head("pre_written", lang, path=str(one.file)))


@presubmit_group.command(_IMPORT)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--by", required=True, metavar="NAME", help="Who answers for what the workbooks say; verdicts may name another person.")
@click.option("--take-sheet", multiple=True, metavar="CODE", help="Where others changed it too, the workbook wins for that item, or all.")
@click.option("--dry-run", is_flag=True, help="Only say what would change.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def import_command(files: tuple[Path, ...], by: str, take_sheet: tuple[str, ...], dry_run: bool, **given: Any) -> int:
    """Take remarks, links, explanations, days, owners and people's verdicts home. Each file is taken whole or not at all; what others
    changed meanwhile is shown and not taken. Exit 1 if anything was not taken."""
    from app.diff import code_of  # noqa: PLC0415
    from app.presubmit_import import ImportRequest, import_books  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.presubmit_text import import_lines, import_record  # noqa: PLC0415

    codes = [code.strip() for one in take_sheet for code in one.split(",") if code.strip()]
    wins = frozenset("all" if code.lower() == "all" else code_of(code) for code in codes)
    with mistakes_told(_SHOWN_LINES):
        done = import_books(ImportRequest(_database(given), files, by, wins, dry_run))
    told = [(one.file.name, one.agency, one.given, one.compared, one.ended) for one in done]
    if given["as_json"]:
        say_json([import_record(*one, given["lang"]) for one in told])
    else:
        for one in told:
            for line in import_lines(*one, given["lang"]):
                say(line)
        if dry_run:
            say(head("pre_import_dry", given["lang"]))
    return ATTENTION if any(one.attention for one in done) else DONE


def _database(given: dict[str, Any]) -> str:
    from store.places import default_database_url  # noqa: PLC0415

    return given["db"] or default_database_url()
