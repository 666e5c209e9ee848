"""The dossier of entered links: a page that explains what each showed on which day, and the same as data."""

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.agency import Agency
from oit.entered import EnteredLink
from oit.entered_story import Chapter
from oit.wording import date_text, head, moment
from oit.wording_digits import figure
from reports.entered_text import link_record
from reports.safe_text import printable, web_address

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Record:
    """A kept answer in the folder; `sha256` "" where it is named and not there."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DossierLink:
    """`records`: by the id of the stretch."""

    link: EnteredLink
    chapters: tuple[Chapter, ...]
    records: Mapping[int, Record]


def dossier_page(agency: Agency, links: Sequence[DossierLink], made: date, version: str, lang: str = "th") -> str:
    """The page as one HTML text: opens offline, fetches nothing, runs nothing."""
    css = _file("report.css") + _file("dossier.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    name = printable(agency.name, 160) or printable(agency.url)
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own files; their hash is the only style the page allows
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        agency=name, made=_day(made, lang), version=version, links=[_link(one, lang) for one in links],
    )  # fmt: skip
    return text.encode("utf-8", "replace").decode("utf-8")


def dossier_record(agency: Agency, links: Sequence[DossierLink], made: date, version: str) -> str:
    """JSON; times in UTC, days in Bangkok."""
    told = [
        link_record(agency, one.link, tuple(chapter.look for chapter in one.chapters))
        | {"records": [{"file": record.file, "sha256": record.sha256 or None} for record in one.records.values()]}
        for one in links
    ]
    whole = {"agency": agency.url, "made": made.isoformat(), "version": version, "links": told}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _link(one: DossierLink, lang: str) -> View:
    link = one.link
    replaced = moment(link.replaced.isoformat(), lang) if link.replaced else ""
    gaps = {"day": _day(link.entered, lang), "by": printable(link.by, 80), "until": _day(link.watch_until, lang), "replaced": replaced}
    return {
        "code": printable(link.code, 12), "href": web_address(link.url), "url": printable(link.url, 2000),
        "text": printable(link.text, 4000), "year": head("itas_form", lang, form=printable(link.form, 40), year=link.fiscal_year),
        "entered": head("itas_entered", lang, **gaps),
        "chapters": [_chapter(chapter, one.records.get(chapter.look.id), lang) for chapter in one.chapters],
    }  # fmt: skip


def _chapter(one: Chapter, record: Record | None, lang: str) -> View:
    look = one.look
    return {
        "unlooked": head("dossier_unlooked", lang, days=one.unlooked) if one.unlooked else "",
        "first": moment(look.first.isoformat(), lang), "last": moment(look.last.isoformat(), lang), "looks": figure(str(look.looks), lang),
        "state": head(f"link_{look.state}", lang), "status": figure(str(look.http_status), lang) if look.http_status else "-",
        "title": printable(look.title, 300), "final": printable(look.final_url, 500), "size": figure(f"{look.size:,}", lang),
        "sha256": printable(look.sha256, 64), "file": record.file if record and record.sha256 else "",
        "record": record.sha256 if record else "", "lost": record is not None and not record.sha256,
    }  # fmt: skip


def _day(day: date, lang: str) -> str:
    return date_text(day.isoformat(), lang)


@cache
def _template() -> Template:
    made = Environment(loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.from_string(_file("dossier.html.j2"))


@cache
def _file(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")
