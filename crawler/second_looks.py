"""When nothing likely is left: the guide judges what has come, and what would be held against the agency is looked at once more."""

import asyncio
from typing import TYPE_CHECKING

from crawler.contract import How, Wish
from crawler.link_rules import is_document
from crawler.render_memory import has_dead_links
from crawler.scope import host_of
from crawler.visits import Visit
from crawler.worth import LEAST_WORTH
from oit.content import Page

if TYPE_CHECKING:
    from crawler.spider import AgencySpider

FIRST_REVIEW, REVIEW_GROWTH = 20, 1.6  # requests before the guide first judges what has come; each time so many times as many
MOST_ROUNDS = 4  # reviews after which nothing likely was left
MOST_RETRIED = 40  # addresses in trouble that are tried again in one round
PATIENCE = 2.0  # times as long as usual an answer is waited for


class SecondLooks:
    """Reviews now and then while the crawl goes on, and at its end, up to MOST_ROUNDS times as long as looking again brings anything."""

    def __init__(self, spider: "AgencySpider") -> None:
        self._spider = spider
        self._next_review, self._rounds = FIRST_REVIEW, 0
        self._reviewed_at = (0, 0)  # visits and second looks when nothing likely was left the last time
        self._looked_again: set[tuple[str, How]] = set()

    def due(self, dry: bool) -> asyncio.Task[None] | None:
        """The review that is due now, begun; `dry` when nothing likely is left to ask for."""
        visits = len(self._spider.visits)
        done = (visits, len(self._looked_again))
        if dry:
            due = done != self._reviewed_at and self._rounds < MOST_ROUNDS
            self._rounds += 1
        else:
            due = self._spider.news >= self._next_review
        if not due:
            return None
        self._reviewed_at = done if dry else (0, 0)
        self._next_review = round(max(self._next_review, self._spider.news) * REVIEW_GROWTH)
        return asyncio.create_task(self._review(dry))

    async def _review(self, dry: bool) -> None:
        review = await asyncio.to_thread(self._spider.guide.review, self._spider.so_far(dry))
        self._spider.frontier.reconsider(review.shown)
        if dry:
            await self._retry_troubled()
            await self._spider.browser.catch_up()
            for wish in sorted(review.wishes, key=_tells_less):
                await self._fulfil(wish)

    async def _retry_troubled(self) -> None:
        """Trouble is tried again with more patience before any verdict rests on it."""
        worth = self._spider.frontier.worth
        troubled = sorted((visit for visit in self._spider.visits if visit.troubled), key=lambda visit: -worth(visit.target))
        for visit in troubled[:MOST_RETRIED]:
            if worth(visit.target) >= LEAST_WORTH and self._first_time(visit.target.url, How.PATIENCE):
                await self._try_again(visit)

    async def _fulfil(self, wish: Wish) -> None:
        visit = self._spider.visit_at(wish.url)
        if not self._first_time(wish.url, wish.how):
            return
        if wish.how is How.PICTURE and not self._spider.full() and (target := self._spider.frontier.admit(wish.url)) is not None:
            await self._spider.visit(target)
        elif visit is not None and wish.how is How.PATIENCE and visit.failure is not None:
            await self._try_again(visit)
        elif visit is not None and wish.how is How.BROWSER and visit.kind == "html" and not visit.rendered:
            await self._show_if_it_pays(visit, wish.page)

    async def _show_if_it_pays(self, visit: Visit, page: Page | None) -> None:
        """Where the browser showed no more than the static form of pages with the same scripts, it is left alone."""
        memory = self._spider.desk.memory
        if page is not None and not memory.may_show_more(page):
            return
        shown = await self._show(visit, page)
        if page is not None and shown is not None:
            memory.learn(page, shown)

    def _first_time(self, url: str, how: How) -> bool:
        known = (url, how) in self._looked_again
        self._looked_again.add((url, how))
        return not known

    async def _try_again(self, visit: Visit) -> None:
        """Asks once more and waits longer; where that gives nothing either, a browser may."""
        before = (visit.failure, visit.detail)
        if not self._spider.clock.forgive(host_of(visit.target.url)):
            return
        visit.failure, visit.detail, visit.patience = None, "", PATIENCE
        await self._spider.fetch(visit)
        if visit.troubled and visit.target.plan is None and not is_document(visit.target.url):
            await self._show(visit)
        if visit.failure is None and not visit.sha256 and not visit.rendered and not visit.detail:
            visit.failure, visit.detail = before
        self._spider.tell(visit.target.url)

    async def _show(self, visit: Visit, static: Page | None = None) -> Page | None:
        """The page in a browser, though its static form showed no sign that it lacks anything."""
        if self._spider.limits.render == "never":
            return None
        failure = (visit.failure, visit.detail)
        shown = await self._spider.browser.shown(visit, static)
        if shown is None and visit.failure is None:
            visit.failure, visit.detail = failure
        return shown


def _tells_less(wish: Wish) -> bool:
    """Pages with dead links come first: where the browser shows no more of these, it need not show the others."""
    return wish.page is None or not has_dead_links(wish.page)
