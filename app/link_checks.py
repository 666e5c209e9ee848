"""Checks many addresses now, each over fresh connections and without cookies, politely and within the address guard:

    check_links(urls, LinkLimits(...)) -> {url: LinkCheck}

What it may and may not say: `failure` is None where something came to look at. Only failures that are `permanent` (not found, a login) are
the server's own word; all others mean that nobody can tell. `nothing_there`: the site gives the same for an address that does not exist.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import rules
from crawler.addresses import AddressGuard
from crawler.contract import user_agent
from crawler.link_visits import LinkVisits, Visit, is_front
from crawler.polite_lines import PoliteLines, line_of
from crawler.single_request import Patience
from oit.outside import Sign
from oit.snapshot import FetchFailure

MOST_BYTES = 50_000_000  # of one answer
_NEVER = FetchFailure.LOGIN, FetchFailure.NOT_FOUND
_SIGNS = {Sign.LOGIN: FetchFailure.LOGIN, Sign.NO_PERMISSION: FetchFailure.LOGIN, Sign.NOT_FOUND: FetchFailure.NOT_FOUND,
          Sign.QUOTA: FetchFailure.TOO_MANY}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LinkLimits:
    """`timeout` (for one answer, body included) and `delay` (between two requests to a server) in seconds. `in_time` is asked before each
    address: where it says no, the address is left out of the answer."""

    contact: str = ""
    allow_private_hosts: tuple[str, ...] = ()
    timeout: float = 60.0
    delay: float = 1.0
    most_bytes: int = MOST_BYTES
    in_time: Callable[[], bool] = lambda: True


@dataclass(frozen=True, slots=True)
class LinkCheck:
    """What came of one address. `fetched_at` is in UTC. `status` is that of the last answer, None where none came. `sha256` and `size` are
    of the last answer's body, whatever its status; "" and 0 where none came. `title` is a page's own."""

    fetched_at: datetime
    status: int | None
    failure: FetchFailure | None
    final_url: str
    content_type: str
    sha256: str
    size: int
    title: str
    detail: str = ""  # of the failure, one line in English
    nothing_there: bool = False
    leads_home: bool = False  # it ends on a front page, and was not the address of one

    @property
    def works(self) -> bool | None:
        """Does it show something? None: nobody can tell."""
        if self.failure is not None:
            return False if self.failure in _NEVER else None
        return not (self.nothing_there or self.leads_home)


def check_links(
    urls: Sequence[str], limits: LinkLimits, shown: Callable[[str, int], None] = lambda url, count: None
) -> dict[str, LinkCheck]:
    """What each address gives now. `shown` is told each that is done, and how many there are. Never raises for what the network does;
    BadInput for a contact that cannot stand in a header."""
    found: dict[str, LinkCheck] = {}
    for visit, check in visit_links(urls, limits):
        found[visit.url] = check
        shown(visit.url, len(set(urls)))
    return found


def visit_links(urls: Sequence[str], limits: LinkLimits) -> Iterator[tuple[Visit, LinkCheck]]:
    """The same with what came, each as it is done."""
    patience = Patience(silent=min(15.0, limits.timeout), whole=limits.timeout)
    guard = AddressGuard(limits.allow_private_hosts)
    lines = PoliteLines(guard, user_agent(limits.contact), limits.delay, patience, limits.most_bytes)
    for visit in LinkVisits(lines, limits.in_time).all(urls):
        yield visit, _check(visit)


def _check(visit: Visit) -> LinkCheck:
    answer, page = visit.answer, visit.page
    body = answer.body if answer else b""
    kind = answer.headers.get("content-type", "") if answer else ""
    check = LinkCheck(
        visit.at, answer.status if answer else None, visit.failure, visit.final_url, kind[:200],
        hashlib.sha256(body).hexdigest() if body else "", len(body), page.title if page else "", visit.detail, visit.nothing_there,
        is_front(visit.final_url) and not is_front(visit.url),
    )  # fmt: skip
    said = _said(visit) if visit.failure is None else None
    return check if said is None else replace(check, failure=said, detail="the service says so with a page")


def _said(visit: Visit) -> FetchFailure | None:
    """What a service on another host (shared drives, logins) says instead of showing something."""
    if visit.page is None:
        return None
    outside = rules.load_outside()
    elsewhere = line_of(visit.final_url) != line_of(visit.url)
    known = outside.kind_of(visit.final_url, ()).relation is None
    sign = outside.sign(visit.final_url, visit.page.title, visit.page.text) if elsewhere or known else None
    return _SIGNS.get(sign) if sign else None
