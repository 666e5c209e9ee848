"""The messages of a night: written to the outbox once, then sent; what fails waits there and is tried again.

A message's key names the night, the recipient and the channel, so that a second start after a crash adds nothing and sends what is left.
"""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.messages_missed import EXPECTED_BY, alarm_of_night, expected_night
from app.messages_night import findings, in_scope, watched_on
from app.messages_settings import Recipient, Settings
from app.messages_shown import Letter, unsent_line
from app.outbox import Clock, deliver, fitted, row_recipient
from notify.sending import send
from oit.digest import Worse, by_contact, digest_of
from oit.digest_message import Message
from reports.digest_text import digest_message, scope_name, trial_message
from store.database import Database, open_database
from store.outbox import WAITING, KeptMessage, NewMessage

Say = Callable[[str], None]


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a sending came to. `unsent` are all messages of any night that wait or were given up; `unheard`: what got worse with nobody to
    write to, where owners are told."""

    letters: tuple[Letter, ...]
    added: int = 0
    sent: int = 0
    failed: int = 0
    given_up: int = 0
    unsent: tuple[KeptMessage, ...] = ()
    unheard: tuple[Worse, ...] = ()

    @property
    def whole(self) -> bool:
        """Did everything go out that had to?"""
        return not self.unsent


def send_night(
    database_address: str, day: dt.date, settings: Settings, *, dry_run: bool = False, say: Say = lambda _: None, lang: str = "th",
    clock: Clock = _now,
) -> Sent:  # fmt: skip
    """Tells what changed in the night of that morning, then sends all that waits and whose time has come. Called again, it tells nobody the
    same twice. `say` is given a line for each failure and for what was given up. With `dry_run` nothing is
    written or sent: `letters` are what would be sent.

    Failures of sending are no errors: they are kept, said, and tried again by the next call. Raises NotFit when the database fails."""
    with open_database(database_address) as database:
        letters, unheard = letters_of_night(database, day, settings)
        if dry_run:
            return Sent(_unsent(database, letters, day), unheard=unheard)
        return _sent(database, settings, letters, day, say, lang, clock, unheard)


def send_alarm(
    database_address: str, settings: Settings, by: dt.time = EXPECTED_BY, *, dry_run: bool = False, say: Say = lambda _: None,
    lang: str = "th", clock: Clock = _now,
) -> Sent:  # fmt: skip
    """Raises an alarm, once, if the newest night that should have ended by `by` (in Bangkok) was not begun, has not ended or did not do its
    work; then sends all that waits, as `send_night` does."""
    day = expected_night(clock(), by)
    with open_database(database_address) as database:
        letters = alarm_letters(database, day, settings, by)
        return Sent(_unsent(database, letters, day)) if dry_run else _sent(database, settings, letters, day, say, lang, clock)


def send_again(
    database_address: str, settings: Settings, *, dry_run: bool = False, say: Say = lambda _: None, lang: str = "th",
    clock: Clock = _now,
) -> Sent:  # fmt: skip
    """Sends at once all that failed, what was given up too."""
    with open_database(database_address) as database:
        if dry_run:
            return Sent(tuple(_letter_of(one) for one in database.unsent_messages()))
        database.retry_messages(clock())
        return _sent(database, settings, [], None, say, lang, clock)


def newest_night(database_address: str) -> dt.date | None:
    """The morning of the newest night; None where there was none."""
    with open_database(database_address) as database:
        nights = database.nights_until(dt.date.max, 1)
        return nights[0].day if nights else None


def letters_of_night(database: Database, day: dt.date, settings: Settings) -> tuple[list[Letter], tuple[Worse, ...]]:
    """What there is to tell of a night to whom, sent already or not, and what got worse with nobody to write to."""
    watched, finding_of = watched_on(database, day), findings(database)
    letters: list[Letter] = []
    unheard: tuple[Worse, ...] = ()
    for recipient in settings.recipients:
        if recipient.what == "owners":
            digests, unheard = by_contact(day, watched)
            name = scope_name("owners", "", recipient.lang)
            told = {mail: digest_message(one, name, finding_of, recipient.lang) for mail, one in digests.items() if not one.empty}
            letters += [_letter("digest", day, recipient, mail, message) for mail, message in told.items()]
        elif recipient.what != "alarm" and (theirs := in_scope(watched, recipient.what, recipient.of)):
            digest = digest_of(day, theirs)
            if not digest.empty:
                name = scope_name(recipient.what, theirs[0].entry.name if recipient.what == "agency" else recipient.of, recipient.lang)
                letters += _to_all(day, recipient, "digest", digest_message(digest, name, finding_of, recipient.lang))
    return [*letters, *alarm_letters(database, day, settings)], unheard


def alarm_letters(database: Database, day: dt.date, settings: Settings, by: dt.time | None = None) -> list[Letter]:
    """Where something is wrong with the night itself: a letter to everyone who hears alarms. `by`: it should have ended by then."""
    letters: list[Letter] = []
    for recipient in settings.recipients:
        if recipient.what in ("alarm", "all"):
            message = alarm_of_night(database, day, recipient.lang, by)
            letters += _to_all(day, recipient, "alarm", message) if message else []
    return letters


def trial(settings: Settings, name: str, *, dry_run: bool = False) -> list[tuple[str, str]]:
    """Sends a trial message to each channel of a recipient, now and without the outbox: (channel, "" or why it failed). That to owners goes
    to the sender of their mail. Raises BadInput for a name that is none, or a secret that is not there."""
    recipient = settings.recipient(name)
    channels = recipient.channels or ((settings.mail,) if settings.mail else ())
    addresses = [(channel.name, channel.read()) for channel in channels]
    made = [(channel, address, fitted(trial_message(name, channel, recipient.lang), address)) for channel, address in addresses]
    return [(channel, "" if dry_run else send(address, *text)) for channel, address, text in made]


def _sent(
    database: Database, settings: Settings, letters: list[Letter], day: dt.date | None, say: Say, lang: str,
    clock: Clock, unheard: tuple[Worse, ...] = (),
) -> Sent:  # fmt: skip
    rows = [NewMessage(one.key, day, one.recipient, one.message.subject, one.message.as_json()) for one in letters]
    added = database.put_messages(rows, clock())
    ends = deliver(database, settings, clock)
    unsent = database.unsent_messages()
    for one in unsent:
        say(unsent_line(one, lang))
    return Sent(tuple(letters), added, ends.sent, ends.failed, ends.given_up, tuple(unsent), unheard)


def _unsent(database: Database, letters: list[Letter], day: dt.date) -> tuple[Letter, ...]:
    """What a sending would try: the letters that nobody was sent yet, and those of other nights that wait."""
    known = database.known_messages(day)
    waiting = [_letter_of(one) for one in database.unsent_messages() if one.state == WAITING]
    return (*(one for one in letters if one.key not in known), *waiting)


def _letter_of(kept: KeptMessage) -> Letter:
    return Letter(kept.key, kept.recipient, Message.of_json(kept.body))


def _to_all(day: dt.date, recipient: Recipient, what: str, message: Message) -> Iterator[Letter]:
    return (_letter(what, day, recipient, channel.name, message) for channel in recipient.channels)


def _letter(what: str, day: dt.date, recipient: Recipient, channel: str, message: Message) -> Letter:
    to = row_recipient(recipient, channel)
    return Letter(f"{what} {day.isoformat()} {to}", to, message)
