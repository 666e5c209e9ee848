"""Messages as `oit notify` shows them: what would be sent to whom, what could not be sent and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.messages_settings import Settings
from app.outbox import address_for, fitted
from notify.sending import medium
from oit.digest import Worse
from oit.digest_message import Message
from oit.errors import BadInput
from oit.night import BANGKOK
from oit.wording import head
from store.outbox import WAITING, KeptMessage


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one channel of one recipient."""

    key: str
    recipient: str  # as the outbox names it
    message: Message


@dataclass(frozen=True, slots=True)
class Shown:
    """Exactly as it would be sent; where the channel's secret is not there, whole, and `trouble` says what is wrong."""

    service: str
    subject: str
    text: str
    trouble: str = ""


def shown(settings: Settings, letter: Letter) -> Shown:
    try:
        address = address_for(settings, letter.recipient)
        return Shown(medium(address).service, *fitted(letter.message, address))
    except BadInput as error:
        return Shown("", letter.message.subject, letter.message.text(), str(error))


def written(settings: Settings, letter: Letter) -> str:
    """For a terminal."""
    one = shown(settings, letter)
    to = f"=== {letter.recipient}" + (f" ({one.service})" if one.service else f" ({one.trouble})")
    return "\n".join(part for part in (to, one.subject, one.text) if part) + "\n"


def record(settings: Settings, letters: Sequence[Letter], unsent: Sequence[KeptMessage], counts: dict[str, int]) -> dict[str, Any]:
    """For --json: the messages of this call as they are sent, and all that did not go out."""
    return {
        **counts,
        "messages": [_letter(settings, one) for one in letters],
        "unsent": [
            {
                "recipient": one.recipient, "subject": one.subject, "night": one.night.isoformat() if one.night else None,
                "state": one.state, "attempts": one.attempts, "next_try": one.next_try.isoformat() if one.next_try else None,
                "error": one.last_error,
            }
            for one in unsent
        ],
    }  # fmt: skip


def unsent_line(message: KeptMessage, lang: str) -> str:
    """One line on a message that did not go out: to whom, what, why, what happens next."""
    when = message.next_try.astimezone(BANGKOK) if message.next_try else None
    waits = message.state == WAITING and when
    then = head("notify_next_try", lang, when=f"{when:%Y-%m-%d %H:%M}") if waits else head("notify_given_up", lang)
    why = message.last_error or head("notify_broken_off", lang)
    told = head("notify_failed", lang, count=message.attempts)
    return f"{message.recipient}: {message.subject}: {told}: {why}; {then}"


def unheard_line(unheard: Sequence[Worse], lang: str) -> str:
    """One line on what got worse at agencies where nobody has a mail address."""
    codes = sorted({one.entry.code for one in unheard})
    more = f" +{len(codes) - 5}" if len(codes) > 5 else ""
    return head("notify_unheard", lang, count=len(unheard), codes=", ".join(codes[:5]) + more)


def _letter(settings: Settings, letter: Letter) -> dict[str, Any]:
    one = shown(settings, letter)
    return {"recipient": letter.recipient, "service": one.service, "subject": one.subject, "text": one.text, "trouble": one.trouble}
