"""A crawl that ended early accuses nobody, also on a site whose menu is none to a program: what its front page links was not followed."""

import datetime as dt
import hashlib

import pytest

import rules
from oit.agency import Agency
from oit.audit import Outcome
from oit.content import Region
from oit.judge import judge
from oit.snapshot import CrawlFacts, NotFetched, Resource, Sighting, SiteSnapshot, UnfetchedLink
from reading.html import read_page

HOST, WHEN = "https://www.agency.example/", "2023-04-18T09:00:00+07:00"
NAMES = ("หน้าหนึ่ง", "หน้าสอง", "หน้าสาม", "หน้าสี่")
LINKS = "".join(f"<li><a href='/{number}.html'>{name}</a></li>" for number, name in enumerate(NAMES))


def counts(front: str, why: NotFetched, found_on: str = HOST, region: Region = Region.CONTENT) -> int:
    """How many items are called missing when the links but the first were not followed."""
    body = f"<html><head><title>หน่วยงาน</title></head><body>{front}</body></html>".encode()
    first = HOST + "0.html"
    pages = {HOST: body, first: b"<html><head><title>x</title></head><body><p>one page of text, of no item at all</p></body></html>"}
    resources = tuple(
        Resource(
            url, url, 200, None, "text/html", hashlib.sha256(data).hexdigest(), len(data), WHEN,
            () if url == HOST else (Sighting(NAMES[0], "", HOST, region),), content=read_page(data, url, "text/html; charset=utf-8"),
        )
        for url, data in pages.items()
    )  # fmt: skip
    waiting = tuple(
        UnfetchedLink(f"{HOST}{number}.html", why, (Sighting(name, "", found_on, region),)) for number, name in enumerate(NAMES) if number
    )
    facts = CrawlFacts(WHEN, WHEN, 2, 2, 0, 0, 999, "time_limit", "", "never", "tests", "o01_o43 1")
    snapshot = SiteSnapshot(Agency(HOST, "หน่วยงาน", "sao"), facts, resources, waiting)
    audit = judge(snapshot, rules.load_pack("o01_o43"), rules.load_words(), dt.date(2023, 12, 1), 2566)
    return sum(item.outcome is Outcome.MISSING for item in audit.items)


FRONTS = (f"<ul>{LINKS}</ul>", f"<table><tr><td>{LINKS}</td></tr></table>", f"<nav><a href='/'>หน้าแรก</a></nav>{LINKS}")


@pytest.mark.parametrize("front", FRONTS)
def test_links_of_a_front_page_without_menu_stand_for_it(front: str) -> None:
    assert counts(front, NotFetched.TIME_LIMIT) == 0


def test_links_of_the_front_page_are_no_entries_where_it_has_a_menu() -> None:
    front = f"<nav>{''.join(f'<a href=/m{n}.html>เมนู {n}</a>' for n in range(4))}</nav><ul>{LINKS}</ul>"
    assert counts(front, NotFetched.TIME_LIMIT) > 20
    assert counts(front, NotFetched.TIME_LIMIT, region=Region.MENU) == 0


def test_links_deeper_in_the_site_and_links_left_by_choice_hold_nothing_back() -> None:
    assert counts(f"<ul>{LINKS}</ul>", NotFetched.TIME_LIMIT, found_on=HOST + "0.html") > 20
    assert counts(f"<ul>{LINKS}</ul>", NotFetched.UNLIKELY) > 20
