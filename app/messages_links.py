"""Links entered in the assessors' system that are in trouble: told to each recipient once for each stretch of looks."""

import datetime as dt
from contextlib import suppress

from app.messages_settings import Recipient, Settings
from app.messages_shown import Letter
from app.outbox import row_recipient
from oit.digest_message import Message
from oit.entered_trouble import Trouble, by_mail, troubles
from reports.digest_text import scope_name
from reports.links_message import links_message
from store.database import Database
from store.outbox import LASTING


def link_letters(database: Database, day: dt.date, settings: Settings) -> list[Letter]:
    """What there is to tell on that morning of links under watch that was not told yet, to whom."""
    links = database.watched_links(day)
    found = troubles(links, database.link_looks([link.id for link in links]), database.agencies(), database.roster(on=day)) if links else []
    if not found:
        return []
    told = _told(database)
    letters = []
    for recipient in settings.recipients:
        for to, theirs in _theirs(recipient, found).items():
            news = [one for one in theirs if one.name not in told.get(to, ())]
            if news:
                message = links_message(day, news, _scope(recipient, news), recipient.lang)
                letters.append(Letter(f"{LASTING}{day.isoformat()} {news[0].look.id} {to}", to, message))
    return letters


def _theirs(recipient: Recipient, found: list[Trouble]) -> dict[str, list[Trouble]]:
    """By recipient, as the outbox names it."""
    if recipient.what == "owners":
        return {row_recipient(recipient, mail): theirs for mail, theirs in by_mail(found).items()}
    theirs = [one for one in found if one.concerns(recipient.what, recipient.of)]
    return {row_recipient(recipient, channel.name): theirs for channel in recipient.channels}


def _scope(recipient: Recipient, news: list[Trouble]) -> str:
    named = news[0].agency.name if recipient.what == "agency" else recipient.of
    return scope_name(recipient.what, named, recipient.lang)


def _told(database: Database) -> dict[str, set[str]]:
    """Recipient -> what earlier messages told there."""
    told: dict[str, set[str]] = {}
    for one in database.messages_called(LASTING):
        with suppress(ValueError):  # one that cannot be read told nobody anything
            told.setdefault(one.recipient, set()).update(Message.of_json(one.body).tells)
    return told
