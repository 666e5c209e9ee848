"""A visit to a link on another host: asked for as the policy says, its notices understood, what it shows kept beside the agency's own."""

from typing import TYPE_CHECKING

from scrapy.http import Response

from crawler.answers import header, redirect_of
from crawler.outcomes import failure_of_status
from crawler.outside import MOST_TRIES, Answer, OutsidePlan
from crawler.visits import Visit, now
from oit.content import Page
from oit.snapshot import FetchFailure, NotFetched
from reading.kinds import sniff

if TYPE_CHECKING:
    from crawler.spider import AgencySpider

MAX_HOPS = 8


class OutsideVisits:
    """Fetches for visits whose target has a plan."""

    def __init__(self, spider: "AgencySpider") -> None:
        self._spider = spider

    async def fetch(self, visit: Visit, plan: OutsidePlan) -> None:
        """Fills in the visit. Where a redirect leads to the agency's own site it becomes a visit of that."""
        for _ in range(MOST_TRIES):
            visit.failure, visit.detail = None, ""
            response, plan = await self._follow(visit, plan)
            if not plan.kind:
                await self._is_own(visit, plan)
                return
            visit.outside = plan.kind
            if response is None and visit.failure is None:
                self._leave(visit, plan)
                return
            answer = self._understand(visit, plan, response)
            if answer.failure is not None:
                visit.fail(answer.failure, answer.detail or visit.detail or f"HTTP {visit.status}")
            if not answer.address:
                break
            plan = self._spider.policy.after(plan, answer.address)
        else:
            return
        if visit.failure is None and response is not None and plan.keeps:
            visit.target.plan = plan  # what stands there may be gone on to
            await self._spider.keep_body(visit, response)

    async def _follow(self, visit: Visit, plan: OutsidePlan) -> tuple[Response | None, OutsidePlan]:
        """The answer at the end of the redirects that may be followed, and the plan by then; None with no failure where none may be."""
        for _ in range(MAX_HOPS + 1):
            response = await self._spider.fetcher.ask(visit, plan.address, head_only=not plan.keeps)
            hop = redirect_of(response, plan.address) if response is not None else None
            if response is None or hop is None:
                return response, plan
            visit.status, visit.fetched_at = response.status, now()
            self._spider.moved(plan.address, hop)
            plan = self._spider.policy.redirected(plan, hop, self._spider.frontier.scope)
            visit.final_url = plan.address
            if not plan.kind or not plan.opens:
                return None, plan
        visit.fail(FetchFailure.REDIRECT_LOOP, f"more than {MAX_HOPS} redirects, the last to {plan.address[:200]}")
        return None, plan

    def _understand(self, visit: Visit, plan: OutsidePlan, response: Response | None) -> Answer:
        if response is None:
            return self._spider.policy.answered(plan, visit.failure, visit.final_url, None)
        visit.status, visit.fetched_at, visit.content_type = response.status, now(), header(response, "Content-Type")[:200]
        failure = failure_of_status(response.status)
        page: Page | None = None
        if plan.keeps and sniff(response.body, visit.content_type, visit.final_url) == "html":
            page = self._spider.read(visit, response.body, visit.content_type)
        return self._spider.policy.answered(plan, failure, visit.final_url, page, response.body)

    async def _is_own(self, visit: Visit, plan: OutsidePlan) -> None:
        """The link led to the agency's own site after all."""
        visit.target.plan, visit.outside = None, ""
        await self._spider.fetch(visit, plan.address)

    def _leave(self, visit: Visit, plan: OutsidePlan) -> None:
        """A redirect that is not followed: a login, or a place that shows nothing of the agency."""
        answer = self._spider.policy.left(plan)
        if answer.failure is not None:
            visit.fail(answer.failure, answer.detail)
        else:
            visit.withdrawn = NotFetched.OFF_SCOPE
