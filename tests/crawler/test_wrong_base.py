"""Menus with relative links, included into pages of every folder: a few dead copies tell the rest; what may be there is asked for."""

from crawler.families import ALL_DEAD, SAMPLED
from crawler.frontier import Frontier
from crawler.scope import Scope
from crawler.targets import Target
from oit.content import Region
from oit.snapshot import NotFetched, Sighting
from tests.crawler.plain_guide import PlainGuide

HOME = "https://abt-x.go.th/"
MENU = tuple(f"part/{name}.php" for name in "abcdefghij")


class Crawl:
    """A site that the frontier is led over: `alive` are the addresses (after HOME) that it has, `menu` stands on every page of it."""

    def __init__(self, alive: set[str], menu: tuple[str, ...] = MENU, words: str = "menu {} rank 70", region: Region = Region.MENU) -> None:
        self.alive, self.menu, self.words, self.region = alive, menu, words, region
        self.frontier = Frontier(Scope.of(HOME), PlainGuide(), 15)
        self.asked: list[str] = []

    def run(self) -> "Crawl":
        target: Target | None = self.frontier.start(HOME)
        while target is not None:
            place = target.url.removeprefix(HOME)
            self.asked.append(place)
            there = place in self.alive or not place
            self.frontier.answered(target, there)
            if there:
                self._show(target)
            target = self.frontier.next()
        return self

    def _show(self, target: Target) -> None:
        folder = target.url.rpartition("/")[0] + "/"
        for number, link in enumerate(self.menu):
            seen = Sighting(self.words.format(number), f"heading of {target.url}", target.url, self.region)
            self.frontier.add(link if "://" in link else folder + link, seen, target.depth + 1, target)

    def left(self) -> dict[str, NotFetched]:
        return {link.url.removeprefix(HOME): link.why for link in self.frontier.unfetched(NotFetched.UNLIKELY)}


def dead(crawl: Crawl) -> list[str]:
    return [place for place in crawl.asked if place and place not in crawl.alive]


def test_of_a_folder_whose_copies_are_dead_a_few_are_asked_for() -> None:
    pages = tuple(f"{HOME}news{n}/1.php" for n in range(6))
    crawl = Crawl({*MENU, *(page.removeprefix(HOME) for page in pages)}, (*MENU, *pages)).run()
    assert crawl.alive <= set(crawl.asked)
    assert 3 <= len(dead(crawl)) <= 20  # of 70
    assert set(crawl.left().values()) == {NotFetched.WRONG_FOLDER}
    assert len(crawl.left()) + len(dead(crawl)) == 7 * len(MENU)


def test_a_copy_that_says_something_else_is_asked_for() -> None:
    crawl = Crawl(set(MENU)).run()
    left = next(iter(crawl.left()))
    assert crawl.left()[left] is NotFetched.WRONG_FOLDER
    page = crawl.frontier.start(f"{HOME}part/a.php")
    crawl.frontier.add(f"{HOME}{left}", Sighting("other words rank 90", "", page.url, Region.CONTENT), 2, page)
    given = crawl.frontier.next()
    assert given is not None
    assert given.url == f"{HOME}{left}"


def test_a_copy_that_says_something_else_and_promises_no_more_is_no_copy_any_longer() -> None:
    crawl = Crawl(set(MENU)).run()
    left = next(iter(crawl.left()))
    crawl.frontier.add(f"{HOME}{left}", Sighting("other words", "", f"{HOME}part/a.php", Region.CONTENT), 2)
    assert crawl.left()[left] is NotFetched.UNLIKELY


def test_no_link_is_left_where_copies_lead_to_pages() -> None:
    everywhere = {*MENU, *(f"part/{link}" for link in MENU)}
    crawl = Crawl(everywhere).run()
    assert everywhere <= set(crawl.asked)


def test_no_link_is_left_where_nothing_shows_which_folder_is_right() -> None:
    crawl = Crawl({"part/a.php"}, ("part/a.php", *(f"gone/{n}.php" for n in range(9)))).run()
    assert {f"gone/{n}.php" for n in range(9)} <= set(crawl.asked)
    assert all(why is NotFetched.WRONG_FOLDER for why in crawl.left().values())


def test_papers_and_links_under_headings_of_their_own_are_asked_for() -> None:
    """Pages of two folders that each number what they list are not copies of one another."""
    papers = tuple(f"{n}.pdf" for n in range(12))
    pages = (f"{HOME}a/list.php", f"{HOME}b/list.php")
    crawl = Crawl({"a/list.php", "b/list.php", *(f"a/{paper}" for paper in papers)}, (*papers, *pages)).run()
    assert {f"b/{paper}" for paper in papers} <= set(crawl.asked)
    steps = tuple(f"{n}.php" for n in range(12))
    crawl = Crawl({"a/list.php", "b/list.php", *(f"a/{step}" for step in steps)}, (*steps, *pages), region=Region.CONTENT).run()
    assert {f"b/{step}" for step in steps} <= set(crawl.asked)


def test_an_address_that_an_absolute_link_leads_to_is_asked_for() -> None:
    absolute = f"{HOME}part/part/j.php"
    crawl = Crawl(set(MENU), (*MENU, absolute)).run()
    assert absolute.removeprefix(HOME) in crawl.asked


def test_a_path_that_grows_by_itself_is_no_place_where_an_item_may_be() -> None:
    crawl = Crawl({"a/b/index.php", "a/b/a/b/index.php"}, ("a/b/index.php",)).run()
    assert "a/b/a/b/index.php" not in crawl.asked
    assert crawl.left() == {"a/b/a/b/index.php": NotFetched.WRONG_FOLDER}


def test_links_without_a_promise_in_a_family_that_is_all_dead_are_sampled() -> None:
    links = tuple(f"{HOME}old/{n}x.html" for n in range(200))
    crawl = Crawl(set(), links, words="{0}x").run()
    assert ALL_DEAD <= len(dead(crawl)) <= ALL_DEAD + 200 // SAMPLED + 2
    named = Crawl(set(), links, words="rank 70 {0}x").run()
    assert len(dead(named)) == 200
    one_there = Crawl({"old/0x.html"}, links, words="{0}x").run()
    assert len(one_there.asked) > 100


def test_an_address_counts_once_and_as_what_was_said_of_it_last() -> None:
    def asked(*told: bool | None) -> int:
        """How many of a family that is all dead are asked for, when so much is said of each address, one after the other."""
        frontier = Frontier(Scope.of(HOME), PlainGuide(), 15)
        start = frontier.start(HOME)
        for n in range(2 * ALL_DEAD):
            frontier.add(f"{HOME}old/{n}x.html", Sighting("x", "", HOME, Region.CONTENT), 1, start)
        number = 0
        while (target := frontier.next()) is not None:
            number += 1
            for came in told:
                frontier.answered(target, came)
        return number

    assert asked(False) == asked(False, False) == asked(True, False) == asked(False, None, False) == ALL_DEAD
    assert asked(False, True) == asked(False, None) == 2 * ALL_DEAD
