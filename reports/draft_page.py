"""The draft of the measures as one HTML file: opens offline, fetches nothing, runs nothing."""

import base64
import hashlib
import re
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup, escape

from oit.draft import Draft
from oit.survey import QuestionBook
from oit.wording import head
from reports.draft_view import Block, Heading, Table, agency_of, blocks_of, title_of

_OPEN = re.compile(r"(\[[^\[\]]+\])")


def draft_page(draft: Draft, book: QuestionBook, made: date, lang: str = "th") -> str:
    """The page as one HTML text."""
    css = _file("report.css") + _file("draft.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    text = _template().render(
        lang="en" if lang == "en" else "th",
        css=Markup(css),  # our own files; their hash is the only style the page allows
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        mark=head("draft_mark", lang), title=title_of(draft, lang), agency=agency_of(draft, lang), filled=_filled,
        blocks=[(_kind(block), block) for block in blocks_of(draft, book, made, lang)],
    )  # fmt: skip
    return text.encode("utf-8", "replace").decode("utf-8")


def _filled(text: str) -> Markup:
    """The text with what is left open marked."""
    parts = (Markup("<mark>{}</mark>").format(part) if _OPEN.fullmatch(part) else escape(part) for part in _OPEN.split(text))
    return Markup("").join(parts)


def _kind(block: Block) -> str:
    return "heading" if isinstance(block, Heading) else "table" if isinstance(block, Table) else "notice" if block.notice else "text"


@cache
def _template() -> Template:
    made = Environment(loader=BaseLoader(), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return made.from_string(_file("draft.html.j2"))


@cache
def _file(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")
