"""What the crawl does with links to other hosts: which are opened, at which address, where a redirect leads, what came. Pure."""

from dataclasses import dataclass, replace
from typing import Literal

from crawler.link_rules import refused
from crawler.outside_answers import confirmed_address
from crawler.scope import Scope
from oit.content import Page
from oit.outside import OutsideKind, OutsideRules, Reach, Sign
from oit.snapshot import FetchFailure

MOST_TRIES = 4  # addresses asked for one link
_FAILURES = {
    Sign.LOGIN: (FetchFailure.LOGIN, "asks for a login"),
    Sign.NO_PERMISSION: (FetchFailure.LOGIN, "is not shared with the public: asks for permission"),
    Sign.NOT_FOUND: (FetchFailure.NOT_FOUND, "says that it does not exist any more"),
    Sign.QUOTA: (FetchFailure.TOO_MANY, "was opened too often and is closed for a while"),
    Sign.SCAN_WARNING: (FetchFailure.NEEDS_BROWSER, "asks to confirm the download of a large file"),
}
_SHOWS_BY_SCRIPT = (FetchFailure.NEEDS_BROWSER, "shows the file by script only")
_NOT_A_FILE = frozenset({FetchFailure.NOT_FOUND, FetchFailure.CLIENT_ERROR, FetchFailure.SERVER_ERROR, FetchFailure.FORBIDDEN,
                         FetchFailure.NEEDS_BROWSER, FetchFailure.BAD_ANSWER})  # fmt: skip


@dataclass(frozen=True, slots=True)
class OutsidePlan:
    """What is done with one link to another host. `kind` is what Resource.outside says, "" for an address that is the agency's own after
    all (a link that only wraps it). `otherwise` are further addresses for when `address` gives nothing. `steps` links deep may be gone on
    from what comes."""

    url: str  # as linked; the Resource keeps it as its url
    reach: Reach
    kind: str
    address: str  # what is asked for
    otherwise: tuple[str, ...] = ()
    steps: int = 0

    @property
    def opens(self) -> bool:
        """Is anything asked for?"""
        return self.reach is not Reach.LEAVE

    @property
    def keeps(self) -> bool:
        """Is what comes kept and read? Of what is only checked the status is kept."""
        return self.reach in (Reach.FETCH, Reach.FOLLOW)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an address: `failure` and one line on it, or None for content; `address` to ask instead, "" when that was all."""

    failure: FetchFailure | None = None
    detail: str = ""
    address: str = ""


class OutsidePolicy:
    """`setting`: follow (as the rules say), check (only whether it answers), never. `scope` is that of the crawl at the moment."""

    def __init__(self, rules: OutsideRules, setting: Literal["follow", "check", "never"] = "follow") -> None:
        self.rules, self._setting = rules, setting

    def plan(self, url: str, scope: Scope) -> OutsidePlan:
        """What is done with the link `url` (absolute), which is not one of the agency's own."""
        meant = self.rules.unwrapped(url)
        if meant != url and scope.owns(meant):
            return OutsidePlan(url, Reach.FETCH, "", meant)
        kind = self.rules.kind_of(meant, scope.hosts)
        first, *others = self.rules.addresses_to_read(meant)
        reach = self._reach(kind, first)
        return OutsidePlan(url, reach, kind.name, first, tuple(others), kind.steps if reach is Reach.FOLLOW else 0)

    def onward(self, plan: OutsidePlan, url: str, scope: Scope) -> OutsidePlan:
        """What is done with a link on a page that `plan` brought: gone on with within the place, and to the kinds it may lead to."""
        found = self.plan(url, scope)
        if plan.steps <= 0 or not found.kind or not found.opens:
            return replace(found, reach=Reach.LEAVE, steps=0) if found.kind else found
        kind = self.rules.kind(plan.kind)
        if not (found.kind in kind.onward or self.rules.is_within(kind, self.rules.unwrapped(plan.url), url)):
            return replace(found, reach=Reach.LEAVE, steps=0)
        steps = plan.steps - 1
        return replace(found, reach=Reach.FOLLOW if steps and found.reach is Reach.FOLLOW else _least(found.reach), steps=steps)

    def redirected(self, plan: OutsidePlan, url: str, scope: Scope) -> OutsidePlan:
        """The plan after a redirect to `url`: kind "" when it leads to the agency's own; reach `leave` when it is not followed."""
        if scope.owns(url):
            return OutsidePlan(plan.url, plan.reach, "", url)
        if self.rules.sign(url, "", "") is not None:
            return replace(plan, reach=Reach.LEAVE, address=url, otherwise=())
        kind, found = self.rules.kind(plan.kind), self.plan(url, scope)
        known = self.rules.kind(found.kind).relation is None
        if kind.resolves or kind.relation is not None or (known and found.kind != plan.kind and found.keeps):
            return replace(found, url=plan.url, reach=_lesser(plan.reach, found.reach))
        return replace(plan, address=url)  # a service may keep its files on any host of its own

    def answered(self, plan: OutsidePlan, failure: FetchFailure | None, final_url: str, page: Page | None, body: bytes = b"") -> Answer:
        """What the answer to `plan.address` means. `failure` is that of its status or of the line; `page` what was read where it is HTML,
        None for a file. The `address` of the answer may be asked for instead, MOST_TRIES in all for a link."""
        sign = self.rules.sign(final_url, page.title if page else "", page.text if page else "")
        kind = self.rules.kind(plan.kind)
        found: tuple[FetchFailure | None, str] = (failure, "")
        if sign is not None and (page is not None or failure is None):
            found = _FAILURES[sign]
        elif failure is None and page is not None and plan.keeps and self._hides(kind, plan, page):
            found = _SHOWS_BY_SCRIPT
        if sign is Sign.SCAN_WARNING and (address := confirmed_address(body, final_url)) and self.rules.kind_of(address).file_only:
            return Answer(*found, address)
        if found[0] in _NOT_A_FILE and plan.otherwise:
            return Answer(*found, plan.otherwise[0])
        return Answer(*found)

    def _hides(self, kind: OutsideKind, plan: OutsidePlan, page: Page) -> bool:
        """Is the page one in place of a file, or a list of files that names none? While another address is left it is not the last word."""
        if kind.file_only or plan.otherwise:
            return True
        listing = bool(kind.onward and kind.read_at)
        return listing and not any(link.url and self.rules.kind_of(link.url).name in kind.onward for link in page.links)

    def after(self, plan: OutsidePlan, address: str) -> OutsidePlan:
        """The plan when `address`, which an Answer named, is asked for next."""
        return replace(plan, address=address, otherwise=tuple(other for other in plan.otherwise if other != address))

    def left(self, plan: OutsidePlan) -> Answer:
        """What a redirect that is not followed means: a login, or another site's front page."""
        sign = self.rules.sign(plan.address, "", "")
        return Answer(*_FAILURES[sign]) if sign is not None else Answer()

    def _reach(self, kind: OutsideKind, address: str) -> Reach:
        if self._setting == "never" or refused(address) is not None:
            return Reach.LEAVE
        return Reach.CHECK if self._setting == "check" and kind.reach is not Reach.LEAVE else kind.reach


def _least(reach: Reach) -> Reach:
    return Reach.FETCH if reach is Reach.FOLLOW else reach


_ORDER = (Reach.LEAVE, Reach.CHECK, Reach.FETCH, Reach.FOLLOW)


def _lesser(one: Reach, other: Reach) -> Reach:
    """A redirect never makes more of a link, but that what is read may be a folder that is followed."""
    if one in (Reach.FETCH, Reach.FOLLOW):
        return other
    return min(one, other, key=_ORDER.index)
