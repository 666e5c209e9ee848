"""The messages of a night: written to the outbox once, then sent; what fails waits there and is tried again.

A message's key names the night, the recipient and the channel, and it keeps names of what it tells: a second start after a crash adds
nothing and sends what is left.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from app.messages_links import link_letters
from app.messages_missed import EXPECTED_BY, alarm_of_night, expected_night
from app.messages_night import findings, in_scope, watched_on
from app.messages_settings import Recipient, Settings
from app.messages_shown import Letter, unsent_line
from app.outbox import Clock, deliver, fitted, row_recipient
from notify.sending import send
from oit.digest import Digest, Worse, by_contact, digest_of
from oit.digest_message import Message
from reports.digest_text import FindingOf, digest_message, scope_name, trial_message
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
    """What there is to tell of a night that was not told yet, to whom; and what got worse with nobody to write to. A night that was gone on
    with, after its messages had been written, is told in further ones that hold only the rest."""
    watched, finding_of, told = watched_on(database, day), findings(database), _Told(database, day)
    letters: list[Letter] = []
    unheard: tuple[Worse, ...] = ()
    for recipient in settings.recipients:
        if recipient.what == "owners":
            digests, unheard = by_contact(day, watched, told.by_channel(recipient))
            letters += told.letters(recipient, digests, scope_name("owners", "", recipient.lang), finding_of)
        elif recipient.what != "alarm" and (theirs := in_scope(watched, recipient.what, recipient.of)):
            known = told.by_channel(recipient)
            all_of_them = {one.name: digest_of(day, theirs, told=known.get(one.name, ())) for one in recipient.channels}
            name = theirs[0].entry.name if recipient.what == "agency" else recipient.of
            letters += told.letters(recipient, all_of_them, scope_name(recipient.what, name, recipient.lang), finding_of)
    return [*letters, *link_letters(database, day, settings), *alarm_letters(database, day, settings)], unheard


class _Told:
    """What this morning's messages told already."""

    def __init__(self, database: Database, day: dt.date) -> None:
        self._day = day
        self._kept: dict[str, list[Message]] = {}
        for one in database.messages_of(day):
            with suppress(ValueError):  # one that cannot be read told nobody anything
                self._kept.setdefault(one.recipient, []).append(Message.of_json(one.body))

    def by_channel(self, recipient: Recipient) -> dict[str, set[str]]:
        """Channel (of owners: mail address) -> names of what was told there."""
        start = row_recipient(recipient, "")
        return {
            to.removeprefix(start): {name for message in messages for name in message.tells}
            for to, messages in self._kept.items()
            if to.startswith(start)
        }

    def letters(self, recipient: Recipient, digests: Mapping[str, Digest], name: str, finding_of: FindingOf) -> Iterator[Letter]:
        for channel, digest in digests.items():
            if not digest.empty:
                to = row_recipient(recipient, channel)
                number = sum(bool(message.tells) for message in self._kept.get(to, ())) + 1
                yield Letter(f"digest {self._day.isoformat()} {number} {to}", to, digest_message(digest, name, finding_of, recipient.lang))


def alarm_letters(database: Database, day: dt.date, settings: Settings, by: dt.time | None = None) -> list[Letter]:
    """Where something is wrong with the night itself: a letter to everyone who hears alarms. `by`: it should have ended by then."""
    letters: list[Letter] = []
    for recipient in settings.recipients:
        if recipient.what in ("alarm", "all"):
            message = alarm_of_night(database, day, recipient.lang, by)
            to = [row_recipient(recipient, channel.name) for channel in recipient.channels]
            letters += [Letter(f"alarm {day.isoformat()} {one}", one, message) for one in to if message]
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
    """What a sending would try: the letters that are not written down yet, and those that wait."""
    known = {one.key for one in database.messages_of(day)}
    waiting = [_letter_of(one) for one in database.unsent_messages() if one.state == WAITING]
    return (*(one for one in letters if one.key not in known), *waiting)


def _letter_of(kept: KeptMessage) -> Letter:
    return Letter(kept.key, kept.recipient, Message.of_json(kept.body))
