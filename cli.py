"""The command line: reads a request, calls app, shows the answer, gives the exit code."""

import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO, cast

import click

from app.address import agency_addresses
from app.outcome import BAD_INPUT, DONE, INTERRUPTED, NOT_FIT, exit_code, not_captured_line, sandbox_line, without_browser_line
from app.version import tool_version
from app.writing import Wanted, write_reports
from cli_advice import advice, draft, scores_group, years
from cli_agencies import agencies_group
from cli_attest import attest_group
from cli_help import speak
from cli_itas import itas_group
from cli_keep import db_group, evidence, prune
from cli_night import nightly, nights, schedule
from cli_notify import notify
from cli_options import (
    FORM_OPTIONS,
    JSON_OPTION,
    LANG_OPTION,
    OCR_OPTION,
    language_to_speak,
    options,
    print_records,
    say,
    say_error,
    spoken_language,
    stdin_lines,
)
from cli_presubmit import presubmit_group
from cli_round import round_group
from cli_rules import rules_group
from cli_simulate import simulate
from cli_trend import diff, rejudge, trend
from oit.agency import AGENCY_TYPES, Agency
from oit.audit import AgencyAudit
from oit.errors import OitError
from oit.harmless import HarmlessStream
from oit.snapshot import SiteSnapshot
from oit.wording_digits import ARABIC, CHOICES, use_digits
from reports.safe_text import printable

_REPORT_OPTIONS = (
    click.option("--json", "json_file", metavar="FILE", help="Write the JSON report; - for standard output."),
    click.option("--html", "html_file", metavar="FILE", help="Write the HTML report: one file, opens offline."),
    click.option("--xlsx", "xlsx_file", metavar="FILE", help="Write the workbook."),
    click.option("--lang", type=click.Choice(["th", "en"]), default="th", show_default=True, help="Language of the reports."),
    click.option("--fail-under", type=click.FloatRange(0, 100), metavar="SCORE", help="Exit 1 if the lowest OIT score is under this."),
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(tool_version(), prog_name="oit")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.option(
    "--digits",
    type=click.Choice(CHOICES),
    default=ARABIC,
    show_default=True,
    envvar="OIT_DIGITS",
    help="Digits of numbers and dates in Thai reports; codes, addresses and what was read keep theirs.",
)
@click.pass_context
def cli(context: click.Context, debug: bool, digits: str) -> None:
    """Checks whether a Thai public agency's website shows the OIT items of the ITA assessment, complete and for the right year.

    Exit codes: 0 done, 1 the wanted score was not reached, 2 bad input, 3 the site could not be captured, 4 the machine is not fit,
    130 interrupted."""
    context.obj = {"debug": debug}
    use_digits(digits)


@cli.command()
@click.argument("url")
@options(FORM_OPTIONS)
@click.option("--agency-name", default="", metavar="NAME", help="The agency's Thai name: taken off titles before they are matched.")
@click.option("--agency-type", type=click.Choice(AGENCY_TYPES), default="other", show_default=True, metavar="TYPE", help="Kind of agency.")
@click.option("--render", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True, help="When to use a browser.")
@OCR_OPTION
@click.option(
    "--outside",
    type=click.Choice(["follow", "check", "never"]),
    default="follow",
    show_default=True,
    help="Links to shared drives and other hosts that seem to show an item: read them, only see whether they answer, or leave them.",
)
@click.option("--max-pages", type=click.IntRange(1), default=400, show_default=True, help="Pages and documents at the most.")
@click.option("--max-minutes", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True, help="Minutes at the most.")
@click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True, help="Seconds between two requests to a host.")
@click.option("--contact", envvar="OIT_CONTACT", default="", metavar="ADDRESS", help="Sent with each request.")
@click.option("--allow-private-hosts", default="", metavar="HOST,...", help="Hosts on private or loopback addresses that may be asked.")
@click.option("--browser", default="", metavar="PATH", help="The browser to use. Default: look for one (see `oit doctor`).")
@click.option("--pictures/--no-pictures", default=True, show_default=True, help="Take pictures of the pages named as evidence.")
@click.option("--fresh", is_flag=True, help="Ask for everything anew; take nothing over from the check before.")
@click.option("--snapshot", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="Keep the snapshot there.")
@options(_REPORT_OPTIONS)
@click.option("--db", metavar="URL", help="Database: a SQLite file or postgresql://... Default: a file in the user's data folder.")
@click.option("--quiet", is_flag=True, help="No progress display.")
def check(url: str, **given: Any) -> int:
    """Check one agency's website: crawl, judge, keep, report."""
    from app.check import CheckRequest, Watcher  # noqa: PLC0415  (start fast: --help needs no crawler)
    from app.check import check as run  # noqa: PLC0415
    from app.judging import terms  # noqa: PLC0415
    from crawler.contract import CrawlLimits, user_agent  # noqa: PLC0415
    from reports.progress import ProgressDisplay  # noqa: PLC0415
    from store.places import default_database_url  # noqa: PLC0415

    wanted = _wanted(given)
    address, *others = agency_addresses(url)
    agency = Agency(address, printable(given["agency_name"]), given["agency_type"])
    hosts = tuple(host.strip() for host in given["allow_private_hosts"].split(",") if host.strip())
    limits = CrawlLimits(
        max_pages=given["max_pages"], max_minutes=given["max_minutes"], delay=given["delay"], render=given["render"],
        allow_private_hosts=hosts, browser=given["browser"], outside=given["outside"], user_agent=user_agent(given["contact"]),
    )  # fmt: skip
    by = terms(given["form"], given["fiscal_year"], given["day"])
    database = given["db"] or default_database_url()
    asked = given["pictures"], given["snapshot"], given["ocr"]
    request = CheckRequest(agency, others[0] if others else "", by, limits, database, *asked, fresh=given["fresh"])
    with ProgressDisplay(sys.stderr, given["lang"], quiet=given["quiet"]) as shown:
        done = run(request, Watcher(_on(shown), shown.stage))
    if line := sandbox_line(done.audit, given["lang"]):
        say(line, err=True)
    return _show(done.audit, done.snapshot, done.folder, wanted, given)


@cli.command("judge")
@click.argument("snapshot", type=click.Path(exists=True, file_okay=False, path_type=Path))
@options(FORM_OPTIONS, (OCR_OPTION,), _REPORT_OPTIONS)
@click.option("--db", metavar="URL", help="Keep the verdicts in this database too.")
def judge_command(snapshot: Path, **given: Any) -> int:
    """Judge a kept snapshot again, without the network."""
    from app.attest_shown import shown_from  # noqa: PLC0415
    from app.judging import judge_folder, terms  # noqa: PLC0415
    from app.saving import save_judged  # noqa: PLC0415

    wanted = _wanted(given)
    audit, seen = judge_folder(snapshot, terms(given["form"], given["fiscal_year"], given["day"]), given["ocr"])
    if given["db"]:
        audit = shown_from(given["db"], audit, save_judged(audit, seen, snapshot, given["db"]))
    return _show(audit, seen, snapshot, wanted, given)


@cli.command()
@click.option("--serve", is_flag=True, help="Only serve the sample site, to play with; Ctrl-C ends it.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="Port on loopback; 0 takes a free one.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True, help="Folder of reports.")
@click.option("--render", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True, help="When to use a browser.")
@click.option("--variant", default="", metavar="NAME", help="The sample in another technology of real sites; a wrong name lists them.")
@click.option("--lang", type=click.Choice(["th", "en"]), default="th", show_default=True, help="Language of the reports.")
@click.option("--quiet", is_flag=True, help="No progress display.")
def demo(serve: bool, port: int, out: Path, render: str, variant: str, lang: str, quiet: bool) -> int:
    """Check the bundled sample agency, a made-up municipality served on loopback."""
    from app.demo import sample_site, serve_until_interrupted  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    with sample_site(port, variant) as address:
        if serve:
            say(head("run_serving", lang, address=address))
            serve_until_interrupted()
            return DONE
        return _demo(address, out, render, lang, quiet)


def _demo(address: str, out: Path, render: str, lang: str, quiet: bool) -> int:
    from app.check import Watcher  # noqa: PLC0415
    from app.demo import check_sample, fresh_folder  # noqa: PLC0415
    from reports.progress import ProgressDisplay  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    wanted = Wanted(json=str(out / "report.json"), html=str(out / "report.html"), xlsx=str(out / "report.xlsx"))
    wanted.check()
    with ProgressDisplay(sys.stderr, lang, quiet=quiet) as shown:
        done = check_sample(address, str(out / "oit.db"), fresh_folder(out / "snapshot"), render, Watcher(_on(shown), shown.stage))
    return _show(done.audit, done.snapshot, done.folder, wanted, {"lang": lang, "fail_under": None})


@cli.command()
@click.option("--db", metavar="URL", help="The database to look at.")
@click.option("--browser", default="", metavar="PATH", help="The browser to look at.")
@options((LANG_OPTION, JSON_OPTION))
def doctor(db: str | None, browser: str, lang: str, as_json: bool) -> int:
    """Say whether this machine is fit, what was found, and how to mend what was not."""
    from app.doctor import examine, fit, listed, record  # noqa: PLC0415

    findings = examine(db, browser, "en" if as_json else lang)
    say(record(findings) if as_json else listed(findings, lang))
    return DONE if fit(findings) else NOT_FIT


for command in (
    agencies_group,
    attest_group,
    rules_group,
    evidence,
    prune,
    db_group,
    notify,
    diff,
    trend,
    rejudge,
    presubmit_group,
    nightly,
    nights,
    schedule,
    round_group,
    itas_group,
    simulate,
    scores_group,
    advice,
    years,
    draft,
):
    cli.add_command(command)


@cli.command("text")
def text_command() -> None:
    """Show how texts are read: JSON lines {"text", "place"?, "oit_context"?} on standard input."""
    from app.rule_tools import describe_records  # noqa: PLC0415

    print_records(describe_records(stdin_lines()))


speak(cli)


def _on(shown: Any) -> Callable[[Any], None]:
    return lambda p: shown.crawl(p.pages, p.documents, p.queued, p.items_found, p.current_url, p.elapsed)


def _wanted(given: dict[str, Any]) -> Wanted:
    wanted = Wanted(given["json_file"], given["html_file"], given["xlsx_file"])
    wanted.check()
    return wanted


def _show(audit: AgencyAudit, snapshot: SiteSnapshot, folder: Path, wanted: Wanted, given: dict[str, Any]) -> int:
    from oit.wording import head  # noqa: PLC0415
    from reports.terminal import print_audit  # noqa: PLC0415

    written = write_reports(audit, wanted, folder, given["lang"])
    if not snapshot.captured:
        say_error(not_captured_line(snapshot, given["lang"]))
    elif line := without_browser_line(audit, given["lang"]):
        say(line, err=True)
    if not wanted.to_stdout:
        print_audit(audit, sys.stdout, given["lang"], color=sys.stdout.isatty())
        for path in written:
            say(f"{head('report_file', given['lang'])}: {path.absolute()}")
    return exit_code(audit, snapshot, given["fail_under"])


def main(arguments: list[str] | None = None) -> None:
    """Entry point of the `oit` command: one line on stderr for an error, the exit code of the contract."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # Warnings, logs and tracebacks of libraries may hold words of a website.
    sys.stderr = cast(TextIO, HarmlessStream(sys.stderr))
    sys.exit(run_cli(sys.argv[1:] if arguments is None else arguments))


def run_cli(arguments: list[str]) -> int:
    """Runs a command; returns its exit code. Tracebacks only with --debug."""
    debug = "--debug" in arguments
    spoken_language.set(language_to_speak(arguments))
    try:
        code = cli.main(arguments, prog_name="oit", standalone_mode=False)
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt):
        say_error("interrupted")
        return INTERRUPTED
    except click.ClickException as error:
        say_error(error.format_message())
        return BAD_INPUT
    except OitError as error:
        if debug:
            say(traceback.format_exc(), err=True)
        say_error(error)
        return error.exit_code
    except OSError as error:  # such as a name that is longer than any disk takes
        if debug:
            say(traceback.format_exc(), err=True)
        say_error(f"{error.filename or 'a file'}: {error.strerror or error}; give another name or place")
        return NOT_FIT
    return code if isinstance(code, int) else DONE


if __name__ == "__main__":
    main()
