"""From the draw of a variant to what its site has to show: pages, documents, bare titles, rivals; each with its addresses."""

import html
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.made_site import Answer
from benchmarks.accuracy.papers import day_made, document, filled, fragment, gaps
from benchmarks.accuracy.variant import Bare, ItemPlan, State, Variant, load_specification

_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class SubPage:
    """A page that a list leads to, as the entries of the news do."""

    path: str
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Thing:
    """One entry of the site. It has a page of its own (`page`) unless the layout shows it where it is named."""

    code: str  # of the item; "" for what belongs to none
    words: str
    title: str
    html: str  # what its page shows; of a document the link or frame
    page: str  # the address of its own page
    file: str = ""  # the address of its document
    bare: Bare = Bare.NONE
    direct: bool = False
    answers: Mapping[str, Answer] | None = None  # of its documents
    pages: Sequence[SubPage] = ()
    each: bool = False  # each entry of a list is right evidence alone

    @property
    def leads(self) -> str:
        """Where a menu leads: to its own page, or straight to the document."""
        return self.file if self.direct and self.file else self.page

    @property
    def inline(self) -> str:
        """What it shows where it has no page of its own: under its title, which may name the year, unless it is a document."""
        head = f"<p><b>{html.escape(self.title)}</b></p>" if self.html and not self.file and self.title != self.words else ""
        return head + self.html

    @property
    def code_number(self) -> str:
        return self.code.removeprefix("O")


class Addresses:
    """Addresses in the manner of the site's technology; each is given once."""

    def __init__(self, rng: random.Random, technology: str) -> None:
        self._rng, self._technology, self._count = rng, technology, 100

    def page(self) -> str:
        self._count += 1
        number = self._count
        if self._technology == "query":
            return f"/index.php?option=com_content&view=article&id={number}&Itemid={number + 300}"
        if self._technology == "posts":
            return f"/?p={number}"
        return f"/{self._rng.choice(('page', 'content', 'data'))}/{number}.html"

    def file(self, ending: str, about: int) -> str:
        self._count += 1
        number = self._count
        name = self._rng.choice((f"doc_{number}", f"file{number}_{about}", f"{number:05}{self._rng.randrange(10**9):09}"))
        if self._technology == "query":
            return f"/index.php?option=com_download&task=get&id={number}" if self._rng.random() < 0.3 else f"/images/files/{name}.{ending}"
        if self._technology == "posts":
            return f"/wp-content/uploads/{about - 543}/02/{name}.{ending}"
        return f"/files/{name}.{ending}"


def things_of(variant: Variant, rng: random.Random) -> list[Thing]:
    """Everything the site shows, in the order of the form, then what belongs to no item."""
    addresses = Addresses(rng, variant.technology)
    things = [_item_thing(plan, variant, addresses, rng) for plan in variant.items]
    fillers = load_specification()["filler"]
    return things + [Thing("", title, title, fragment(body), addresses.page()) for title, body in fillers]


def _item_thing(plan: ItemPlan, variant: Variant, addresses: Addresses, rng: random.Random) -> Thing:
    paper = load_specification()["items"][plan.code]
    if plan.state is State.MISSING:
        return _rival(paper["rival"], variant, addresses, rng)
    values = gaps(variant, plan.about)
    words, title = (filled(text, values, variant.thai_digits) for text in (plan.words, paper["titles"][plan.title]))
    if plan.state is State.TITLE_ONLY:
        return Thing(plan.code, words, words, "", addresses.page(), bare=plan.bare)
    body = filled(paper.get("body", []), values, variant.thai_digits and plan.code != "O5")
    if plan.form == "list":
        return _list(plan, paper, words, title, variant, addresses)
    if plan.form == "page":
        return Thing(plan.code, words, title, fragment(body), addresses.page())
    link = title if plan.link_words == "<title>" else filled(plan.link_words, values, variant.thai_digits)
    data = document(title, body, plan.form, variant.name, day_made(paper.get("made", "within"), plan.about))
    return _document_thing(plan.code, (words, title, link), data, plan.form, plan.about, addresses, plan)


def _rival(rival: Mapping[str, Any], variant: Variant, addresses: Addresses, rng: random.Random) -> Thing:
    values = gaps(variant, variant.fiscal_year)
    text = filled(rival["text"], values, variant.thai_digits)
    body, form = filled(rival["body"], values, variant.thai_digits), rng.choice(rival["as"])
    if form == "page":
        return Thing("", text, text, fragment(body), addresses.page())
    data = document(text, body, form, variant.name, day_made("within", variant.fiscal_year))
    return _document_thing("", (text, text, text), data, form, variant.fiscal_year, addresses, None)


def _document_thing(
    code: str, texts: tuple[str, str, str], data: bytes, form: str, about: int, addresses: Addresses, plan: ItemPlan | None
) -> Thing:
    words, title, link = texts
    path = addresses.file(form, about)
    shown = f'<p><a href="{html.escape(path)}">{html.escape(link)}</a></p>'
    if plan is not None and plan.embedded:
        shown = f'<iframe src="{html.escape(path)}" width="100%" height="800"></iframe>'
    answers = {path: Answer(data, _TYPES[form])}
    direct = plan is None or (plan.direct and not plan.embedded)
    return Thing(code, words, title, shown, addresses.page(), path, direct=direct, answers=answers)


def _list(plan: ItemPlan, paper: Mapping[str, Any], words: str, title: str, variant: Variant, addresses: Addresses) -> Thing:
    values, form = gaps(variant, plan.about), paper["entries_as"]
    rows, answers, pages = [], dict[str, Answer](), []
    for name, day, body in filled(paper["entries"], values, variant.thai_digits):
        if form == "page":
            path = addresses.page()
            pages.append(SubPage(path, name, f"<p>วันที่ {day}</p>{fragment(body)}"))
        else:
            path = addresses.file(form, plan.about)
            answers[path] = Answer(document(name, body, form, variant.name, day_made("within", plan.about)), _TYPES[form])
        rows.append(f'<li><a href="{html.escape(path)}">{html.escape(name)}</a>{f" ({day})" if day else ""}</li>')
    shown, each = f"<ul>{''.join(rows)}</ul>", paper.get("each", False)
    return Thing(plan.code, words, title, shown, addresses.page(), answers=answers, pages=tuple(pages), each=each)
