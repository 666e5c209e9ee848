"""The message on entered links in trouble; everything that was crawled is made harmless."""

import shlex
from collections.abc import Sequence
from datetime import date

from oit.digest_message import Message
from oit.entered import LinkState
from oit.entered_trouble import Trouble
from oit.night import BANGKOK
from oit.wording import head
from oit.wording_gaps import day as day_text
from reports.digest_text import words
from reports.safe_text import message_link, message_words, printable


def links_message(day: date, found: Sequence[Trouble], name: str, lang: str) -> Message:
    """`name` says whose it is, as it stands in the subject."""
    written = day_text(day.isoformat(), lang)
    subject = printable(words("links_subject", lang, name=message_words(name, 80), day=written, count=len(found)), 200)
    entries = tuple(_entry(number, one, lang) for number, one in enumerate(found, 1))
    cut = words("links_cut", lang, count="{count}")
    tells = tuple(one.name for one in found)
    return Message(subject, words("links_head", lang, day=written), entries, words("links_foot", lang), cut, tells)


def _entry(number: int, one: Trouble, lang: str) -> str:
    look, link, agency = one.look, one.link, one.agency
    since = look.first.astimezone(BANGKOK).date().isoformat()
    state = head(f"link_{look.state}", lang)
    lines = [
        words("links_item", lang, number=number, agency=message_words(agency.name or agency.url), code=message_words(link.code, 20)),
        words("links_url", lang, url=_address(link.url)),
        words("links_state", lang, state=state, day=day_text(since, lang)),
        words("links_leads_to", lang, url=_address(look.final_url)) if look.final_url not in ("", link.url) else "",
        "" if look.state is LinkState.UNREACHED else words("links_do", lang),
        words("links_check", lang, agency=_named(one)),
    ]
    return "\n".join(line for line in lines if line)


def _named(one: Trouble) -> str:
    """The agency as a command takes it."""
    return shlex.quote(message_words(one.entry.code, 100)) if one.entry else _address(one.agency.url)


def _address(url: str) -> str:
    return message_link(url) or message_words(url, 200)
