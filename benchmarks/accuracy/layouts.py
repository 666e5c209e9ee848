"""The same content in the technologies that real sites are made with. Each layout turns things into pages and says where they lead."""

import html
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.accuracy.made_site import Answer
from benchmarks.accuracy.things import Thing
from benchmarks.accuracy.variant import Bare, Variant, load_specification


@dataclass(slots=True)
class Building:
    """A site that grows. `homes` are the right addresses of each item, without host."""

    variant: Variant
    navigation: str = ""
    answers: dict[str, Answer] = field(default_factory=dict)
    homes: dict[str, set[str]] = field(default_factory=dict)

    def add(self, path: str, title: str, body: str, head: str = "") -> None:
        """A page inside the site's frame."""
        name = html.escape(self.variant.name)
        inside = (
            f"<div id=header><b>{name}</b></div>{f'<nav>{self.navigation}</nav>' if self.navigation else ''}"
            f"<div id=content>{body}</div><div id=footer>สงวนลิขสิทธิ์ {name}</div>"
        )
        self.add_raw(path, f"<title>{html.escape(title)} - {name}</title>{head}</head><body>{inside}</body></html>")

    def add_raw(self, path: str, rest: str) -> None:
        charset = self.variant.charset
        text = f'<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset={charset}">{rest}'
        body = text.encode("utf-8" if charset == "utf-8" else "cp874", "xmlcharrefreplace")
        self.answers[path] = Answer(body, f"text/html; charset={charset}" if self.variant.charset_in_header else "text/html")

    def add_own_page(self, thing: Thing) -> None:
        """The thing's own page, with its heading and what it shows."""
        if thing.bare in (Bare.NONE, Bare.EMPTY) and thing.leads == thing.page:
            self.add(thing.page, thing.words, f"<h2>{html.escape(thing.title)}</h2>{thing.html}")

    def note(self, thing: Thing, *paths: str) -> None:
        """`paths` are right addresses of the item, beside its document and, where each entry of a list is right alone, the entries."""
        entries = (*(page.path for page in thing.pages), *(thing.answers or {})) if thing.each else ()
        self.homes.setdefault(thing.code, set()).update(path for path in (*paths, thing.file, *entries) if path)

    def add_answers(self, things: Iterable[Thing]) -> None:
        for thing in things:
            self.answers |= thing.answers or {}
            for page in thing.pages:
                self.add(page.path, page.title, f"<h2>{html.escape(page.title)}</h2>{page.html}")


def _code(thing: Thing, variant: Variant) -> str:
    return variant.code_style.format(n=thing.code_number) if thing.code else ""


def _entry(thing: Thing, words: str, target: str = "") -> str:
    """The words of a thing as a link to where it leads, or as bare as it was drawn."""
    text = html.escape(words)
    extra = f' target="{target}"' if target else ""
    match thing.bare:
        case Bare.PLAIN:
            return f"<span>{text}</span>"
        case Bare.HASH:
            return f'<a href="#">{text}</a>'
        case Bare.BUTTON:
            return f'<span>{text}</span> <a href="#" class="btn">ดาวน์โหลด</a>'
    return f'<a href="{html.escape(thing.leads)}"{extra}>{text}</a>'


def _grouped(things: Sequence[Thing], variant: Variant) -> list[tuple[str, list[Thing]]]:
    """The things under the groups of the specification; a rival stands where its item would stand."""
    place = {plan.code: thing for plan, thing in zip(variant.items, things, strict=False)}
    groups = [(name, [place[code] for code in codes]) for name, codes in load_specification()["groups"]]
    return [*groups, ("แนะนำพื้นที่", list(things[len(variant.items) :]))]


def _list_menu(things: Sequence[Thing], variant: Variant, target: str = "") -> str:
    groups = (
        f'<li><a href="#">{name}</a><ul>{"".join(f"<li>{_entry(thing, thing.words, target)}</li>" for thing in members)}</ul></li>'
        for name, members in _grouped(things, variant)
    )
    return f'<ul><li><a href="/">หน้าแรก</a></li>{"".join(groups)}</ul>'


def _each_on_its_page(site: Building, things: Sequence[Thing]) -> None:
    for thing in things:
        site.add_own_page(thing)
        site.note(thing, thing.leads)
    site.add_answers(things)


def menu(site: Building, things: Sequence[Thing]) -> None:
    """A menu of plain nested lists on every page."""
    site.navigation = _list_menu(things, site.variant)
    site.add("/", "หน้าแรก", "<h1>ยินดีต้อนรับ</h1><p>เว็บไซต์ของหน่วยงาน</p>")
    _each_on_its_page(site, things)


def _short_menu(things: Sequence[Thing], site: Building, index: str) -> str:
    fillers = things[len(site.variant.items) :]
    entries = "".join(f"<li>{_entry(thing, thing.words)}</li>" for thing in fillers)
    return f'<ul><li><a href="/">หน้าแรก</a></li>{entries}<li><a href="{index}">การประเมิน ITA ปี {site.variant.fiscal_year}</a></li></ul>'


def table(site: Building, things: Sequence[Thing]) -> None:
    """The assessment's items as rows of a table: title in one cell, link in the next."""
    index = "/ita/index.html"
    site.navigation = _short_menu(things, site, index)
    site.add("/", "หน้าแรก", "<h1>ยินดีต้อนรับ</h1><p>เว็บไซต์ของหน่วยงาน</p>")
    rows = "".join(
        f"<tr><th colspan=3>{name}</th></tr>{''.join(_row(thing, site.variant) for thing in members)}"
        for name, members in _grouped(things, site.variant)[:-1]
    )
    head = f"<h2>การเปิดเผยข้อมูลสาธารณะ (OIT) ปีงบประมาณ {site.variant.fiscal_year}</h2>"
    site.add(index, "ITA", f"{head}<table border=1><tr><th>ข้อ</th><th>ข้อมูล</th><th>ลิงก์</th></tr>{rows}</table>")
    _each_on_its_page(site, things)


def _row(thing: Thing, variant: Variant) -> str:
    shown = "" if thing.bare is Bare.PLAIN else '<a href="#">คลิก</a>' if thing.bare in (Bare.HASH, Bare.BUTTON) else _entry(thing, "คลิก")
    return f"<tr><td>{_code(thing, variant)}</td><td>{html.escape(thing.words)}</td><td>{shown}</td></tr>"


def accordion(site: Building, things: Sequence[Thing]) -> None:
    """Items as headings that unfold; documents and short texts stand inside, forms on pages of their own."""
    index = "/ita.html"
    site.navigation = _short_menu(things, site, index)
    site.add("/", "หน้าแรก", "<h1>ยินดีต้อนรับ</h1><p>เว็บไซต์ของหน่วยงาน</p>")
    parts = []
    for name, members in _grouped(things, site.variant)[:-1]:
        panels = "".join(_panel(thing, site, index) for thing in members)
        parts.append(f"<h2>{name}</h2><div class=accordion>{panels}</div>")
    site.add(index, f"ITA {site.variant.fiscal_year}", f"<h1>ITA ปีงบประมาณ {site.variant.fiscal_year}</h1>{''.join(parts)}")
    for thing in things[len(site.variant.items) :]:
        site.add_own_page(thing)
    site.add_answers(things)


def _panel(thing: Thing, site: Building, index: str) -> str:
    own_page = "<form" in thing.html or thing.bare is Bare.EMPTY or thing.pages
    if own_page:
        site.add_own_page(thing)
        inside = f'<p><a href="{html.escape(thing.page)}">{html.escape(thing.title)}</a></p>'
    else:
        inside = {Bare.PLAIN: "", Bare.HASH: f'<a href="#">{html.escape(thing.words)}</a>', Bare.BUTTON: '<a href="#">ดูเอกสาร</a>'}.get(
            thing.bare, thing.inline
        )
    site.note(thing, thing.page if own_page else index)
    label = html.escape(_code(thing, site.variant) + thing.words)
    if site.variant.number % 2:
        return f"<details><summary>{label}</summary><div>{inside}</div></details>"
    opens = "var p=this.nextElementSibling.style;p.display=p.display=='none'?'block':'none'"
    button = f'<button class="accordion-button" type="button" onclick="{opens}">{label}</button>'
    return f'{button}<div class="panel" style="display:none">{inside}</div>'


def posts(site: Building, things: Sequence[Thing]) -> None:
    """A blog: each item a post with a date, found through the pages of its category."""
    groups = _grouped(things, site.variant)
    categories = [(f"/?cat={number}", name, members) for number, (name, members) in enumerate(groups, 1)]
    site.navigation = "<ul>" + "".join(f'<li><a href="{path}">{name}</a></li>' for path, name, _ in categories) + "</ul>"
    site.add("/", "หน้าแรก", "<h1>ยินดีต้อนรับ</h1>")
    for path, name, members in categories:
        entries = "".join(
            f'<article><h2 class="entry-title">{_entry(thing, _code(thing, site.variant) + thing.words)}</h2></article>'
            for thing in members
        )
        site.add(path, name, f"<h1>หมวดหมู่: {name}</h1>{entries}")
    _each_on_its_page(site, things)


def one_page(site: Building, things: Sequence[Thing]) -> None:
    """Everything on the front page; the menu leads to places on it. What needs its own page has a link there."""
    sections, entries = [], []
    for number, thing in enumerate(things, 1):
        anchor = f"s{number}"
        entries.append(f'<li><a href="#{anchor}">{html.escape(thing.words)}</a></li>')
        own_page = "<form" in thing.html or bool(thing.pages)
        inside = f'<p><a href="{html.escape(thing.page)}">{html.escape(thing.title)}</a></p>' if own_page else thing.inline
        dead = {Bare.HASH: '<p><a href="#">รายละเอียด</a></p>', Bare.BUTTON: '<a href="#" class="btn">ดาวน์โหลด</a>'}.get(thing.bare, "")
        sections.append(f'<section id="{anchor}"><h2>{html.escape(_code(thing, site.variant) + thing.words)}</h2>{inside}{dead}</section>')
        if own_page:
            site.add_own_page(thing)
        site.note(thing, thing.page if own_page else "/")
    site.navigation = f"<ul>{''.join(entries)}</ul>"
    site.add("/", "หน้าแรก", "".join(sections))
    site.add_answers(things)


def frames(site: Building, things: Sequence[Thing]) -> None:
    """A frameset: the menu in one frame, the pages in the other, without a menu of their own."""
    title = html.escape(site.variant.name)
    inside = '<frameset cols="220,*"><frame src="/menu.html" name="left"><frame src="/main.html" name="main"></frameset>'
    site.add_raw("/", f"<title>{title}</title></head>{inside}</html>")
    site.add_raw("/menu.html", f"<title>เมนู</title></head><body>{_list_menu(things, site.variant, 'main')}</body></html>")
    site.add("/main.html", "หน้าแรก", "<h1>ยินดีต้อนรับ</h1>")
    _each_on_its_page(site, things)


LAYOUTS: dict[str, Callable[[Building, Sequence[Thing]], None]] = {
    "menu": menu,
    "table": table,
    "accordion": accordion,
    "posts": posts,
    "one_page": one_page,
    "frames": frames,
    "query": menu,
}
