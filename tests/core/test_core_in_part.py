"""Of a very large page or file only the first part is read: what that shows counts, what it does not show accuses nobody."""

from dataclasses import replace
from datetime import date

import pytest

from oit.agency import Agency
from oit.audit import ItemFinding, Outcome, ReasonCode
from oit.content import Document, TextLayer
from oit.judge import judge
from oit.snapshot import CrawlFacts, Resource, SiteSnapshot
from oit.wording import advise, explain
from reading.html import read_page
from rules import load_pack, load_words

URL = "https://www.abc.go.th/"
FACTS = CrawlFacts("", "", 2, 1, 1, 0, 0, "finished", "", "never", "", "")
DAY, YEAR = date(2023, 6, 1), 2566
PACK, WORDS = load_pack("o01_o43"), load_words()
LINK = "แผนปฏิบัติการป้องกันการทุจริต"
SHORT = "แผนปฏิบัติการป้องกันการทุจริต ประจำปีงบประมาณ พ.ศ. 2566\nบทนำ หลักการและเหตุผลของแผนนี้ตามนโยบายของรัฐบาล"


def site(problem: str, page_problem: str = "") -> SiteSnapshot:
    page = read_page(f"<title>ABC</title><main><p>ยินดีต้อนรับ</p><a href=a.pdf>{LINK}</a></main>".encode(), URL)
    paper = Document(URL + "a.pdf", "pdf", "", (SHORT,), 900 if problem else 1, TextLayer.GOOD, problem)
    start = Resource(URL, URL, 200, None, "text/html", "1", 1, "", content=replace(page, problem=page_problem))
    file = Resource(paper.url, paper.url, 200, None, "application/pdf", "2", 1, "", content=paper)
    return SiteSnapshot(Agency(URL, "ABC"), FACTS, (start, file), ())


def items(snapshot: SiteSnapshot) -> dict[str, ItemFinding]:
    return {one.code: one for one in judge(snapshot, PACK, WORDS, DAY, YEAR).items}


def test_what_the_first_part_does_not_show_is_no_accusation() -> None:
    whole, part = items(site("")), items(site("too_large"))
    changed = {code for code in whole if whole[code].outcome is not part[code].outcome}
    assert changed, "the paper is judged for no item"
    for code in changed:
        assert whole[code].outcome in (Outcome.MISSING, Outcome.INCOMPLETE)
        assert (part[code].outcome, part[code].reasons[0].code) == (Outcome.UNCLEAR, ReasonCode.READ_IN_PART)
        assert "ส่วนต้น" in explain(part[code], "th")
        assert advise(part[code], "en")


@pytest.mark.parametrize("problem", ["too_large", "", "too_deep"])
def test_nothing_is_missing_behind_a_front_page_that_was_cut(problem: str) -> None:
    outcomes = {one.outcome for one in items(site("", problem)).values()}
    assert (Outcome.MISSING in outcomes) is (problem != "too_large")
