"""`oit nightly`, `oit nights`, `oit schedule`: every agency, every night."""

import datetime as dt
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from cli_options import FORM_OPTIONS, JSON_OPTION, LANG_OPTION, OCR_OPTION, Day, options, say, say_error, say_json

DONE, INTERRUPTED = 0, 130
DB_OPTION = click.option("--db", metavar="URL", help="The database. Default: the file in the user's data folder.")
BANGKOK = dt.timezone(dt.timedelta(hours=7))


class Clock(click.ParamType[dt.time]):
    """A time of the day as HH:MM."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.time:
        if isinstance(value, dt.time):
            return value
        try:
            return dt.datetime.strptime(value, "%H:%M").time()
        except ValueError:
            self.fail(f"{value}: is no time of the day; write it as 01:00", param, ctx)


_LIMITS = (
    click.option("--at-once", type=click.IntRange(1, 64), metavar="N", help="Checks at the same time. Default: four for each processor."),
    click.option("--max-minutes", type=click.FloatRange(0, min_open=True), default=10.0, show_default=True, help="Minutes for an agency."),
    click.option("--max-pages", type=click.IntRange(1), default=400, show_default=True, help="Pages and documents of an agency."),
    click.option("--hours", type=click.FloatRange(0, min_open=True), metavar="H", help="Nobody is begun after so many hours."),
    click.option("--until", type=Clock(), help="Nobody is begun after this time of the day."),
    click.option("--retry-after", type=click.FloatRange(0), default=10.0, show_default=True, help="Minutes until trouble is tried again."),
    click.option("--delay", type=click.FloatRange(0, 3600), default=1.0, show_default=True, help="Seconds between two requests to a host."),
    click.option(
        "--render", type=click.Choice(["auto", "never", "always"]), default="auto", show_default=True, help="When to use a browser."
    ),
    click.option("--contact", envvar="OIT_CONTACT", default="", metavar="ADDRESS", help="Sent with each request."),
    click.option("--allow-private-hosts", default="", metavar="HOST,...", help="Hosts on private or loopback addresses that may be asked."),
    click.option("--browser", default="", metavar="PATH", help="The browser to use. Default: look for one (see `oit doctor`)."),
    click.option("--pictures/--no-pictures", default=False, show_default=True, help="Take pictures of the pages named as evidence."),
)
_NIGHT = (
    click.option("--only", default="", metavar="CODE,...", help="Only these agencies of the roster."),
    click.option("--district", default="", metavar="NAME", help="Only agencies of this district."),
    click.option("--no-canary", is_flag=True, help="Do not check the sample site first."),
    click.option("--no-messages", is_flag=True, help="Send no messages at the end."),
    click.option("--prune", is_flag=True, help="Give up old snapshots at the end, as `oit prune` does."),
    click.option("--log", "log_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", help="Append JSON lines."),
    click.option("--quiet", is_flag=True, help="No progress display."),
)


@click.command()
@options(FORM_OPTIONS, (OCR_OPTION,), _LIMITS, _NIGHT, (DB_OPTION, LANG_OPTION, JSON_OPTION))
def nightly(**given: Any) -> int:
    """Audit every agency of the roster that has no result of this night yet, many at once.

    Exit codes: 0 all captured, 3 some could not be captured or were not reached, 4 the machine is not fit or the sample's verdicts drifted,
    130 interrupted: the next start goes on."""
    from app.night import run_night  # noqa: PLC0415  (start fast: --help needs no crawler)
    from oit.errors import Interrupted  # noqa: PLC0415
    from reports.night_text import summary_lines  # noqa: PLC0415

    request = _request(given)
    with _watching(given) as tell:
        try:
            summary = run_night(request, tell)
        except Interrupted as stopped:
            say_error(stopped)
            return INTERRUPTED
    shown = asdict(summary) | {"exit_code": summary.exit_code}
    if given["as_json"]:
        say_json(_plain(shown))
    else:
        for line in summary_lines(shown, given["lang"]):
            say(line)
    _afterwards(request.database, summary, given)
    return summary.exit_code


def _request(given: dict[str, Any]) -> Any:
    from app.judging import terms  # noqa: PLC0415
    from app.night import NightRequest, night_day  # noqa: PLC0415
    from crawler.contract import CrawlLimits, user_agent  # noqa: PLC0415
    from store.places import default_database_url  # noqa: PLC0415

    limits = CrawlLimits(
        max_pages=given["max_pages"], max_minutes=given["max_minutes"], delay=given["delay"], render=given["render"],
        allow_private_hosts=_listed(given["allow_private_hosts"]), browser=given["browser"], user_agent=user_agent(given["contact"]),
    )  # fmt: skip
    by = terms(given["form"], given["fiscal_year"], given["day"])
    return NightRequest(
        given["db"] or default_database_url(), by, limits, given["day"] or night_day(), given["at_once"] or 0,
        _deadline(given["hours"], given["until"], dt.datetime.now(BANGKOK)), given["retry_after"], _listed(given["only"]),
        given["district"], not given["no_canary"], given["pictures"], given["ocr"],
    )  # fmt: skip


def _deadline(hours: float | None, until: dt.time | None, now: dt.datetime) -> dt.datetime | None:
    """When nobody is begun any more: the earlier of both; a time of the day that is past is tomorrow's."""
    ends = [now + dt.timedelta(hours=hours)] if hours else []
    if until is not None:
        moment = now.replace(hour=until.hour, minute=until.minute, second=0, microsecond=0)
        ends.append(moment if moment > now else moment + dt.timedelta(days=1))
    return min(ends, default=None)


@contextmanager
def _watching(given: dict[str, Any]) -> Iterator[Callable[[Any], None]]:
    """A living display on a terminal; JSON lines in the log, or where neither is there on standard error."""
    from oit.errors import NotFit  # noqa: PLC0415
    from reports.night_progress import NightDisplay, NightLog  # noqa: PLC0415

    with ExitStack() as held:
        to: list[Any] = []
        if given["log_file"]:
            try:
                to.append(NightLog(held.enter_context(given["log_file"].open("a", encoding="utf-8"))))
            except OSError as error:
                raise NotFit(f"--log {given['log_file']}: cannot be written ({error.strerror}); give another file") from error
        if sys.stderr.isatty():
            to.append(held.enter_context(NightDisplay(sys.stderr, given["lang"], quiet=given["quiet"])))
        elif not given["quiet"] and not to:
            to.append(NightLog(sys.stderr))

        def tell(event: Any) -> None:
            for one in to:
                one.tell(event.kind, event.at.isoformat(timespec="seconds"), event.facts)

        yield tell


def _afterwards(database: str, summary: Any, given: dict[str, Any]) -> None:
    """The links entered in ITAS, messages and pruning. What fails there is told, and leaves the night what it was."""
    from oit.errors import OitError  # noqa: PLC0415

    if not given["only"] and not given["district"]:
        try:
            _entered_links(database, given)
        except OitError as error:
            say_error(error)
    if not given["no_messages"] and summary.state:
        try:
            _messages(database, summary.day, given["lang"])
        except OitError as error:
            say_error(error)
    if given["prune"]:
        from app.prune import prune  # noqa: PLC0415
        from oit.retention import Policy  # noqa: PLC0415
        from oit.wording import head  # noqa: PLC0415

        try:
            done = prune(database, Policy(), done=True)
            counts = {"snapshots": len(done.removed), "unfinished": len(done.unfinished), "megabytes": f"{done.freed / 1e6:,.1f}"}
            say(head("keep_removed", given["lang"], **counts), err=True)
        except OitError as error:
            say_error(error)


def _entered_links(database: str, given: dict[str, Any]) -> None:
    """Looks at every link under watch, and says on standard error what is to be told."""
    from app.entered_watch import Watching, watch  # noqa: PLC0415
    from app.link_checks import LinkLimits  # noqa: PLC0415
    from app.version import tool_version  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.entered_text import link_lines  # noqa: PLC0415
    from store.database import default_data_folder, open_database  # noqa: PLC0415

    limits = LinkLimits(given["contact"], _listed(given["allow_private_hosts"]))
    count = alarms = 0
    with open_database(database) as opened:
        for one in watch(opened, Watching("", limits, default_data_folder(), f"oit-crawler/{tool_version()}")):
            count += 1
            alarms += one.alarm
            for line in link_lines(one.known.link, one.known.looks, given["lang"]) if one.alarm else ():
                say(f"{head('itas_alarm', given['lang'])}:{line}" if not line.startswith("   ") else line, err=True)
    if count:
        say(head("itas_done", given["lang"], count=count, alarms=alarms), err=True)


def _messages(database: str, day: dt.date, lang: str) -> None:
    from app.messages import send_night  # noqa: PLC0415
    from app.messages_settings import load_settings  # noqa: PLC0415
    from app.messages_shown import unheard_line  # noqa: PLC0415

    settings = load_settings(None)
    if settings is not None:
        done = send_night(database, day, settings, say=say_error, lang=lang)
        if done.unheard:
            say(unheard_line(done.unheard, lang), err=True)


@click.command()
@click.argument("day", type=Day(), required=False)
@click.option("--most", type=click.IntRange(1, 400), default=14, show_default=True, help="So many nights.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def nights(day: dt.date | None, most: int, db: str | None, lang: str, as_json: bool) -> int:
    """The last nights; with a DAY, the agencies of the night before that morning."""
    from app.nights import jobs_of, last_nights  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.night_text import job_lines, night_line, summary_lines  # noqa: PLC0415
    from store.places import default_database_url  # noqa: PLC0415

    database = db or default_database_url()
    if day is None:
        found = [asdict(one) for one in last_nights(database, most)]
        if as_json:
            say_json(_plain(found))
            return DONE
        for line in [night_line(one, lang) for one in found] or [head("night_none", lang)]:
            say(line)
        return DONE
    summary, jobs = jobs_of(database, day)
    if as_json:
        say_json(_plain(asdict(summary) | {"jobs": jobs}))
        return DONE
    for line in (*job_lines(jobs, lang), *summary_lines(asdict(summary), lang)):
        say(line)
    return DONE


@click.command()
@click.option("--at", type=Clock(), default="01:00", show_default=True, help="When the night begins, by this machine's clock.")
@click.option("--alarm-at", type=Clock(), default="07:00", show_default=True, help="When somebody is told if it did not end as it should.")
@click.option("--print", "what", flag_value="print", default=True, help="Only print what would be installed (the default).")
@click.option("--install", "what", flag_value="install", help="Install it, in place of what was installed before.")
@click.option("--remove", "what", flag_value="remove", help="Take away what was installed.")
@click.option("--system", "name", default="", metavar="NAME", help="systemd, cron or windows. Default: what this machine uses.")
@click.option("--options", "night", default="", metavar="TEXT", help="Further options of oit nightly, in one text.")
@options((LANG_OPTION,))
def schedule(at: dt.time, alarm_at: dt.time, what: str, name: str, night: str, lang: str) -> int:
    """Have this machine start `oit nightly` every day: by systemd, cron or Windows Task Scheduler."""
    from app.schedule import plan, system, user  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    used = system(name)
    if what == "remove":
        say(head("schedule_removed" if used.remove() else "schedule_nothing", lang, system=used.name))
        return DONE
    made = plan(_night_options(night), at, alarm_at)
    if what == "install":
        used.install(made)
        say(head("schedule_installed", lang, system=used.name, at=f"{at:%H:%M}", alarm=f"{alarm_at:%H:%M}"))
    else:
        say(head("schedule_would", lang, system=used.name))
        say(used.shown(made))
    if used.name == "systemd":
        say(head("schedule_linger", lang, user=user()))
    return DONE


def _night_options(text: str) -> list[str]:
    """Options that oit nightly understands, taken apart as a shell would. Raises BadInput: a mistake must not wait for the night."""
    import shlex  # noqa: PLC0415

    from oit.errors import BadInput  # noqa: PLC0415

    try:
        words = shlex.split(text)
        nightly.make_context("oit nightly", list(words))
    except (ValueError, click.ClickException) as error:
        said = error.format_message() if isinstance(error, click.ClickException) else str(error)
        raise BadInput(f"--options {text}: {said}") from None
    except click.exceptions.Exit:
        raise BadInput(f"--options {text}: holds --help; give options of oit nightly") from None
    return words


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


def _plain(value: Any) -> Any:
    """Days and moments as ISO texts."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value
