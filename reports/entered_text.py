"""`oit itas` on a terminal and as plain data."""

from collections.abc import Callable, Iterable
from typing import Any

from oit.agency import Agency
from oit.entered import EnteredLink, LinkLook
from oit.wording import date_text, head, moment
from reports.safe_text import printable, web_address

Out = Callable[[str], object]
Known = tuple[Agency, EnteredLink, tuple[LinkLook, ...]]


def print_links(found: Iterable[Known], out: Out, lang: str = "th") -> None:
    """Each link with what the last look found."""
    shown: tuple[str, str, int] | None = None
    for agency, link, looks in found:
        here = (agency.url, link.form, link.fiscal_year)
        if here != shown:
            name = printable(agency.name, 160) or printable(agency.url)
            out(("\n" if shown else "") + head("itas_agency", lang, agency=name, form=link.form, year=link.fiscal_year))
            shown = here
        for line in link_lines(link, looks, lang):
            out(line)


def link_lines(link: EnteredLink, looks: tuple[LinkLook, ...], lang: str) -> list[str]:
    """The link, when it was entered, and its last look."""
    lines = [f"  {printable(link.code, 12)} {web_address(link.url) or printable(link.url)}"]
    replaced = moment(link.replaced.isoformat(), lang) if link.replaced else ""
    days = {"day": date_text(link.entered.isoformat(), lang), "until": date_text(link.watch_until.isoformat(), lang)}
    lines.append("      " + head("itas_entered", lang, by=printable(link.by, 80), replaced=replaced, **days))
    if not looks:
        return [*lines, "      " + head("itas_never_looked", lang)]
    last = looks[-1]
    times = {"first": moment(last.first.isoformat(), lang), "last": moment(last.last.isoformat(), lang)}
    lines.append("      " + head("itas_look", lang, state=head(f"link_{last.state}", lang), looks=last.looks, **times))
    if last.final_url and last.final_url != link.url:
        lines.append("      " + head("itas_leads_to", lang, url=web_address(last.final_url) or printable(last.final_url)))
    if last.title:
        lines.append("      " + head("itas_title", lang, title=printable(last.title, 160)))
    return lines


def link_record(agency: Agency, link: EnteredLink, looks: tuple[LinkLook, ...]) -> dict[str, Any]:
    """`looks`: stretches of looks that found the same, oldest first; times in UTC."""
    return {
        "agency": agency.url, "name": agency.name, "form": link.form, "fiscal_year": link.fiscal_year, "code": link.code,
        "topic": link.topic, "url": link.url, "text": link.text, "entered": link.entered.isoformat(), "by": link.by,
        "watch_until": link.watch_until.isoformat(),
        "source": link.source, "replaced": link.replaced.isoformat() if link.replaced else None, "looks": [_look(one) for one in looks],
    }  # fmt: skip


def _look(one: LinkLook) -> dict[str, Any]:
    return {
        "state": one.state.value, "first": one.first.isoformat(), "last": one.last.isoformat(), "looks": one.looks,
        "final_url": one.final_url, "http_status": one.http_status, "failure": one.failure or None, "content_type": one.content_type,
        "size": one.size,
        "sha256": one.sha256, "title": one.title, "archive": one.archive,
    }  # fmt: skip
