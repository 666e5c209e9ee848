"""Sends what waits in the outbox: one attempt each, then again after minutes, then hours; after three days it is given up and said so."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from app.messages_settings import Recipient, Settings
from notify.sending import mail_to, medium, send
from oit.digest import mail_of
from oit.digest_message import Message
from oit.errors import BadInput
from store.database import Database
from store.outbox import GIVEN_UP, SENT, WAITING, KeptMessage

_WAITS = tuple(dt.timedelta(minutes=minutes) for minutes in (5, 15, 60, 180, 360, 720, 1440, 1560))
MOST_ATTEMPTS = len(_WAITS) + 1
LONGEST = dt.timedelta(days=3)
Clock = Callable[[], dt.datetime]  # bears a zone
_BETWEEN = " > "  # recipient > channel, as rows name it


@dataclass(frozen=True, slots=True)
class Delivered:
    sent: int
    failed: int  # will be tried again
    given_up: int


def row_recipient(recipient: Recipient, channel: str) -> str:
    """How a row names to whom it goes: a recipient of the settings and its channel, or an owner's mail address."""
    return f"{recipient.name}{_BETWEEN}{channel}"


def address_for(settings: Settings, named: str) -> str:
    """The secret address for a row's recipient. Raises BadInput where the settings do not know it any more, or the secret is not there."""
    name, _, channel = named.partition(_BETWEEN)
    recipient = next((one for one in settings.recipients if one.name == name), None)
    if recipient is None:
        raise BadInput(f"{name}: is no longer in {settings.file.name}")
    if recipient.what == "owners":
        if settings.mail is None or mail_of(channel) != channel:
            raise BadInput(f"{named}: has no mail address any more")
        return mail_to(settings.mail.read(), channel)
    secret = next((one for one in recipient.channels if one.name == channel), None)
    if secret is None:
        raise BadInput(f"{channel}: is no longer a channel of {name} in {settings.file.name}")
    return secret.read()


def fitted(message: Message, address: str) -> tuple[str, str]:
    """Subject and text as the service of that address takes them."""
    kind = medium(address)
    return message.within(kind.room, titled=kind.titled, line_end=kind.line_end)


def deliver(database: Database, settings: Settings, clock: Clock) -> Delivered:
    """One attempt for each message whose time has come. Each is taken by one process only, for a time that begins when it is taken."""
    due = database.due_messages(clock())
    ends = [_attempt(database, settings, taken, clock) for one in due if (taken := database.take_message(one, clock()))]
    return Delivered(ends.count(SENT), ends.count(WAITING), ends.count(GIVEN_UP))


def _attempt(database: Database, settings: Settings, message: KeptMessage, clock: Clock) -> str:
    error = send_kept(settings, message)
    now = clock()
    if not error:
        database.mark_message(message, SENT, now)
        return SENT
    if message.attempts >= MOST_ATTEMPTS or now - message.made >= LONGEST:
        database.mark_message(message, GIVEN_UP, now, None, error)
        return GIVEN_UP
    database.mark_message(message, WAITING, now, now + _WAITS[message.attempts - 1], error)
    return WAITING


def send_kept(settings: Settings, message: KeptMessage) -> str:
    """ "" when it was sent, else why not, without any secret."""
    try:
        address = address_for(settings, message.recipient)
        return send(address, *fitted(Message.of_json(message.body), address))
    except (BadInput, ValueError) as error:
        return str(error)
