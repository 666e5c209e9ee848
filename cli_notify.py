"""`oit notify`: tells what changed in a night, tries again what could not be sent, raises an alarm for a night that is missing."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from cli_options import JSON_OPTION, LANG_OPTION, Day, options, say, say_error, say_json

DONE, FAILED = 0, 1


class Clock(click.ParamType[dt.time]):
    """A time of the day as HH:MM."""

    name = "HH:MM"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.time:
        if isinstance(value, dt.time):
            return value
        try:
            return dt.datetime.strptime(value, "%H:%M").time()
        except ValueError:
            self.fail(f"{value}: is no time of the day; write it as 07:00", param, ctx)


@click.command()
@click.option("--night", type=Day(), help="The morning after the night that is told of. Default: the newest night.")
@click.option("--dry-run", is_flag=True, help="Print what would be sent to whom; send and write nothing.")
@click.option("--retry", is_flag=True, help="Send at once all that failed, what was given up too, and nothing new.")
@click.option("--missed", is_flag=True, help="Raise an alarm if the night that should have ended by now did not, or not as it should.")
@click.option("--expect-by", type=Clock(), default="07:00", show_default=True, help="When a night should have ended (with --missed).")
@click.option("--test", "trial", metavar="NAME", help="Send a trial message to this recipient of the settings.")
@click.option("--settings", "file", type=click.Path(path_type=Path), metavar="FILE", help="Default: messages.yaml in the data folder.")
@click.option("--example", is_flag=True, help="Print settings to begin with.")
@click.option("--db", metavar="URL", help="The database. Default: the file in the user's data folder.")
@options((LANG_OPTION, JSON_OPTION))
def notify(file: Path | None, example: bool, trial: str | None, **given: Any) -> int:
    """Send the messages of a night: what got worse to whom it concerns. Exit 1 if something could not be sent and will be tried again."""
    from app.messages_settings import EXAMPLE, load_settings  # noqa: PLC0415  (start fast)
    from oit.errors import BadInput  # noqa: PLC0415
    from store.places import default_database_url  # noqa: PLC0415

    if example:
        say(EXAMPLE.rstrip())
        return DONE
    if given["missed"] + given["retry"] + (given["night"] is not None) + (trial is not None) > 1:
        raise BadInput("--night, --retry, --missed, --test: are different tasks; give one of them")
    settings = load_settings(file)
    if settings is None:
        raise BadInput("there is no messages.yaml in the data folder; oit notify --example prints one; --settings names another")
    if trial is not None:
        return _trial(settings, trial, given)
    database = given["db"] or default_database_url()
    if given["retry"]:
        return _retry(settings, database, given)
    if given["missed"]:
        return _missed(settings, database, given)
    return _night(settings, database, given)


def _night(settings: Any, database: str, given: dict[str, Any]) -> int:
    from app.messages import newest_night, send_night  # noqa: PLC0415
    from oit.errors import BadInput  # noqa: PLC0415

    day = given["night"] or newest_night(database)
    if day is None:
        raise BadInput("no night was run yet; run oit nightly first")
    done = send_night(database, day, settings, dry_run=given["dry_run"], say=say_error, lang=given["lang"])
    return _show(settings, done, given)


def _missed(settings: Any, database: str, given: dict[str, Any]) -> int:
    from app.messages import send_alarm  # noqa: PLC0415

    done = send_alarm(database, settings, given["expect_by"], dry_run=given["dry_run"], say=say_error, lang=given["lang"])
    return _show(settings, done, given)


def _retry(settings: Any, database: str, given: dict[str, Any]) -> int:
    from app.messages import send_again  # noqa: PLC0415

    return _show(settings, send_again(database, settings, dry_run=given["dry_run"], say=say_error, lang=given["lang"]), given)


def _trial(settings: Any, name: str, given: dict[str, Any]) -> int:
    from app.messages import trial  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    ends = trial(settings, name, dry_run=given["dry_run"])
    if given["as_json"]:
        say_json([{"recipient": name, "channel": channel, "error": why} for channel, why in ends])
    for channel, why in () if given["as_json"] else ends:
        say(f"{name} > {channel}: {why or head('notify_trial_would' if given['dry_run'] else 'notify_trial_done', given['lang'])}")
    return FAILED if any(why for _, why in ends) else DONE


def _show(settings: Any, done: Any, given: dict[str, Any]) -> int:
    from app.messages_shown import record, unheard_line, written  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    lang = given["lang"]
    if given["as_json"]:
        counts = {"added": done.added, "sent": done.sent, "failed": done.failed, "given_up": done.given_up}
        say_json(record(settings, done.letters, done.unsent, counts))
    elif given["dry_run"]:
        for letter in done.letters:
            say(written(settings, letter))
        say(head("notify_would", lang, count=len(done.letters)))
    else:
        say(head("notify_done", lang, added=done.added, sent=done.sent, unsent=len(done.unsent)))
    if done.unheard:
        say(unheard_line(done.unheard, lang), err=True)
    return DONE if given["dry_run"] or done.whole else FAILED
