"""What is asked for first, and when nothing likely is left."""

import datetime as dt

import pytest

import rules
from app.guide import RuleGuide
from crawler.families import Families, continues, family, narrows
from crawler.frontier import FEW, THOROUGH, Frontier
from crawler.outside import OutsidePolicy
from crawler.scope import Scope
from crawler.targets import Target
from oit.agency import Agency
from oit.content import Region
from oit.kinship import Kinship
from oit.leads import NO_LEAD, Lead, Prospects
from oit.snapshot import NotFetched, Sighting
from tests.crawler.plain_guide import PlainGuide

HOME = "https://abt-x.go.th/"


def _seen(text: str, region: Region = Region.CONTENT, found_on: str = HOME) -> Sighting:
    return Sighting(text, "", found_on, region)


@pytest.fixture(scope="module")
def guide() -> RuleGuide:
    agency = Agency(HOME, "องค์การบริหารส่วนตำบลตัวอย่าง", "sao")
    return RuleGuide(rules.load_pack("o01_o43"), rules.load_words(), agency, 2566, dt.date(2023, 3, 15))


def test_worth_falls_with_every_request_for_an_item_and_most_when_it_was_found() -> None:
    prospects, lead = Prospects(), Lead({"O10": 90.0})
    assert prospects.worth(lead) == 90.0
    for _ in range(20):
        prospects.asked(lead)
    many = prospects.worth(lead)
    assert 0 < many < 45
    assert prospects.worth(Lead({"O10": 90.0, "O11": 80.0})) == 80.0
    prospects.settle({"O11": 0.4})
    assert prospects.worth(Lead({"O11": 80.0})) == pytest.approx(32.0)
    prospects.settle({})
    assert prospects.worth(Lead({"O11": 80.0})) == 80.0


def test_a_file_on_an_items_page_is_counted_with_the_page() -> None:
    prospects = Prospects()
    for _ in range(50):
        prospects.asked(Lead({"O10": 90.0}, own=False))
    assert prospects.worth(Lead({"O10": 90.0})) == 90.0


def test_the_assessed_year_goes_before_others(guide: RuleGuide) -> None:
    def likelihood(text: str) -> float:
        return guide.lead(_seen(text), f"{HOME}a.pdf", NO_LEAD).items["O10"]

    assert likelihood("แผนดำเนินงาน ประจำปี 2566") > likelihood("แผนดำเนินงาน") > 2 * likelihood("แผนดำเนินงาน ประจำปี 2561")


def test_what_says_nothing_inherits_from_its_page_and_what_is_called_something_less(guide: RuleGuide) -> None:
    page = guide.lead(_seen("แผนดำเนินงาน ประจำปี 2566"), f"{HOME}plan", NO_LEAD)

    def inherited(text: str, url: str, region: Region = Region.CONTENT) -> float:
        return guide.lead(_seen(text, region, f"{HOME}plan"), url, page).items.get("O10", 0.0)

    silent, page_link = inherited("ดาวน์โหลด", f"{HOME}f1.pdf"), inherited("ดาวน์โหลด", f"{HOME}f?id=1")
    called, menu = inherited("เอกสารอื่นของกองคลัง", f"{HOME}f2.pdf"), inherited("ดาวน์โหลด", f"{HOME}f3.pdf", Region.MENU)
    assert silent > page_link > called > menu == 0.0
    assert not guide.lead(_seen("ดาวน์โหลด", found_on=f"{HOME}plan"), f"{HOME}f1.pdf", page).own


def test_the_list_goes_before_news_of_it(guide: RuleGuide) -> None:
    lists = [guide.lead(_seen(text), f"{HOME}x", NO_LEAD).listing for text in ("ITA 2566", "OIT", "จังหวัดประกาศผลการประเมิน ITA ประจำปี 2566")]
    assert lists[0] == lists[1] == 100.0
    assert 60 <= lists[2] < 80
    assert guide.lead(_seen("ITA 2562"), f"{HOME}x", NO_LEAD).listing < 50


def test_kinship_of_labels() -> None:
    kin = Kinship(["มาตรการป้องกันการทุจริตภายในหน่วยงาน", "แผนบริหารงานบุคคล"])
    assert kin.likeness("การป้องกันการทุจริต") == 100.0
    assert kin.likeness("งานบริหารงานบุคคล") > 85
    assert kin.likeness("แหล่งท่องเที่ยว") < 60
    assert kin.likeness("") == kin.likeness("ก" * 100) == 0.0


@pytest.mark.parametrize(
    ("page", "other", "same"),
    [
        ("list/8", "list/8/page/2", True), ("list/8/page/2", "list/8/page/3", True), ("list/8", "list/9/page/2", False),
        ("news.php?cat=5", "news.php?cat=5&page=2", True), ("news.php?cat=5", "news.php?cat=6&page=2", False),
        ("docs", "docs?start=20", True), ("docs", "docs?id=20", False), ("docs", "docs", False),
    ],
)  # fmt: skip
def test_pages_of_one_list(page: str, other: str, same: bool) -> None:
    assert continues(HOME + page, HOME + other) is same


def test_families_and_filters() -> None:
    assert family(f"{HOME}news/2023/05/some-title") == family(f"{HOME}news/2022/11/other-title")
    assert family(f"{HOME}index.php?mod=news&id=5") == family(f"{HOME}index.php?mod=news&id=77")
    assert family(f"{HOME}index.php?mod=news&id=5") != family(f"{HOME}index.php?mod=plan&id=5")
    assert narrows(f"{HOME}list?cat=1", f"{HOME}list?cat=1&show=20")
    assert not narrows(f"{HOME}list?cat=1", f"{HOME}list?cat=2")


def test_a_family_that_keeps_no_promise_is_trusted_less_until_it_keeps_one() -> None:
    families = Families()
    for n in range(20):
        families.asked(f"{HOME}news/{n}")
    assert families.trust(f"{HOME}news/99") == 1.0
    families.learn([])
    assert families.trust(f"{HOME}news/99") < 0.3
    families.learn([f"{HOME}news/{n}" for n in range(12)])
    assert families.trust(f"{HOME}news/99") == 1.0


def test_the_next_page_of_a_list_is_worth_what_this_one_promised() -> None:
    rich, poor = Frontier(Scope.of(HOME), PlainGuide(), 9), Frontier(Scope.of(HOME), PlainGuide(), 9)
    for frontier, text in ((rich, "rank 90 O10 O11 O12 O13"), (poor, "")):
        frontier.start(HOME)
        frontier.add(f"{HOME}list/8", _seen("", Region.FOOTER), 1)
        page = frontier.next()
        assert page is not None
        promises = frontier.add(f"{HOME}d1.pdf", _seen(text, found_on=page.url), 2, page)
        frontier.add(f"{HOME}list/8/page/2", _seen("2", found_on=page.url), 2, page)
        frontier.add(f"{HOME}list/8/page/9", _seen("9", found_on=page.url), 2, page)
        frontier.came(page, promises)
    worth = {frontier: [frontier.worth(t) for t in _waiting(frontier) if "page" in t.url] for frontier in (rich, poor)}
    assert worth[rich][0] > 40 > worth[poor][0] >= 0
    assert worth[rich][0] > worth[rich][1]


def test_it_ends_when_nothing_likely_is_left_and_says_so_of_what_waits() -> None:
    frontier = Frontier(Scope.of(HOME), PlainGuide(), 30)
    start = frontier.start(HOME)
    for n in range(THOROUGH + 3 * FEW):
        frontier.add(f"{HOME}news/{n}", _seen("", found_on=HOME), 1, start)
    asked = 0
    while (target := frontier.next()) is not None:
        asked += 1
        frontier.came(target, {})
    assert THOROUGH <= asked < THOROUGH + 2 * FEW
    assert {link.why for link in frontier.unfetched(NotFetched.UNLIKELY)} <= {NotFetched.UNLIKELY, NotFetched.TRAP}
    frontier.add(f"{HOME}plan", _seen("rank 80 O10", found_on=HOME), 1, start)
    late = frontier.next()
    assert late is not None
    assert late.url == f"{HOME}plan"


def test_a_link_to_another_host_is_opened_by_the_words_of_whichever_link_has_any(guide: RuleGuide) -> None:
    """A picture or a frame may be the first that leads there."""
    for texts in (("", "แผนดำเนินงาน ประจำปี 2566"), ("แผนดำเนินงาน ประจำปี 2566", "")):
        frontier = Frontier(Scope.of(HOME), guide, 8, policy=OutsidePolicy(rules.load_outside()))
        page = frontier.start(HOME)
        for text in texts:
            frontier.add("https://files.example.com/a.pdf", _seen(text), 1, page)
        found = frontier.next()
        assert found is not None, texts
        assert (found.url, found.why, frontier.queued) == ("https://files.example.com/a.pdf", None, 0)
        assert frontier.next() is None


def test_the_few_that_are_left_are_read_whatever_they_are_worth() -> None:
    frontier = Frontier(Scope.of(HOME), PlainGuide(), 400)
    frontier.start(HOME)
    for n in range(THOROUGH + 5):
        frontier.add(f"{HOME}{'x' * (n % 40)}{n}", _seen("rank 80"), 1)
        assert frontier.next() is not None
    frontier.add(f"{HOME}deep", _seen(""), 300)
    left = frontier.next()
    assert left is not None
    assert left.url == f"{HOME}deep"


def _waiting(frontier: Frontier) -> list[Target]:
    return list(iter(frontier.next, None))
