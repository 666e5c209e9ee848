"""What to ask for next: every link seen, once each, the most promising first; and at the end what was left and why. Pure."""

import heapq
from collections.abc import Iterable, Iterator, Mapping

from crawler.contract import Before, Earlier, Guide, NoEarlier
from crawler.families import continues, narrows
from crawler.link_rules import Traps, is_document, refused
from crawler.outside import OutsidePolicy
from crawler.scope import Scope, host_of
from crawler.targets import Target
from crawler.trap_kinds import Kind, marks
from crawler.worth import EXPLORED, FRONT, FRUITFUL, LEAST_OUTSIDE, LEAST_PROMISE, LEAST_WORTH, MENU, Worth, interest, next_page
from oit.content import Region
from oit.leads import NO_LEAD, Lead
from oit.outside import OutsideRules
from oit.snapshot import NotFetched, Sighting, UnfetchedLink

KEPT_UNFETCHED_SIGHTINGS = 5
MAX_LINKS = 20_000  # not asked for, a site; the highest rank is kept
_ROOM = 5_000  # how far the table may grow beyond that before it is thinned
_EXPLORE_EVERY = 6  # one request in so many goes to an entry of the menu, whatever the words of other links promise
MOST_PROBED = 3  # domains called like the agency's own that are asked where they lead
THOROUGH = 100  # requests before worth is asked at all: small sites are read whole
FEW = 60  # addresses that wait: so few are asked for whatever they are worth
NOTHING = NoEarlier()
_LEFT = (NotFetched.WRONG_FOLDER, NotFetched.UNLIKELY)
_REGION_ORDER = {Region.CONTENT: 0, Region.MENU: 0, Region.FOOTER: 1}


_REPEATED = (Before.ASKED, Before.SHOWED)
_Rank = tuple[int, float, int, int, int]  # the lowest comes first


class Frontier:
    """All addresses of one crawl. `scope` may be widened while the start address is followed.

    Of a site that was crawled before, what showed something then is asked for first, and everything that was asked for then before what
    was left then: so that the same site gives the same verdicts, wherever the crawl ends. Links that were not there then, and promise an
    item, take their place by their worth."""

    def __init__(self, scope: Scope, guide: Guide, max_depth: int, policy: OutsidePolicy | None = None, earlier: Earlier = NOTHING) -> None:
        self.scope, self.policy, self._earlier = scope, policy or OutsidePolicy(OutsideRules()), earlier
        self._probed: set[str] = set()
        self._next_pages: list[Target] = []  # of the list that is being read
        self.items_found: set[str] = set()
        self._worth = Worth(guide)
        self._guide, self._max_depth = guide, max_depth
        self._known: dict[str, Target] = {}
        self._ranked: list[tuple[_Rank, int, Target]] = []
        self._shallow: list[tuple[int, float, int, int, Target]] = []  # entries of the menu
        self._traps = Traps()
        self._made = self._given = self.queued = 0

    def start(self, url: str) -> Target:
        """The start address: asked for whatever it looks like."""
        target = Target(url, 0, self._next_order(), lead=Lead(listing=100.0), asked=True, front=True)
        self._known[self._traps.identity(url)] = target
        return target

    def add(self, url: str, sighting: Sighting, depth: int, on: Target | None = None) -> Mapping[str, float]:
        """Notes that a link to `url` (absolute) was seen on the page `on`, `depth` - 1 clicks from the start. Gives the items that it
        promises as no link to this address did before, and what that is worth, 0-1."""
        today = self.scope.today(url)
        self._traps.saw(today)
        key = self._traps.identity(today)
        target = self._known.get(key)
        if target is None:
            target = self._known[key] = Target(today, depth, self._next_order(), region=sighting.region, front=on is not None and on.door)
            target.add_variant(url)
            target.before, target.seen_before = self._earlier.before(today), self._earlier.seen(today)
            following = on is not None and continues(on.url, target.url)
            again = on is not None and narrows(on.url, target.url)
            self._see(target, sighting, NO_LEAD if on is None or following or again else on.lead)
            target.interest = interest(target, sighting, on, filtered=again)
            if following:
                self._next_pages.append(target)
            self._classify(target, on)
            self._worth.bases.saw(target, today, sighting.found_on)
            self._thin()
            return self._worth.promises(target)
        target.add_variant(url)
        self._worth.bases.saw(target, today, sighting.found_on)
        worth_more = self._see(target, sighting, NO_LEAD)
        if target.why is NotFetched.OFF_SCOPE and worth_more and not target.asked:  # its first link may have had no words
            self._classify(target, on)
            return self._worth.promises(target) if target.why is None else {}
        if target.why in _LEFT and not target.asked and self._worth.no_use(target) is None:  # it says more by now than what it was left for
            target.why = None
            self.queued += 1
        elif not worth_more or target.why is not None or target.asked:
            return {}
        self._queue(target)
        return self._worth.promises(target)

    def widen(self, scope: Scope) -> None:
        """More addresses are the agency's own: links to them wait from now on."""
        if scope == self.scope:
            return
        self.scope = scope
        for target in list(self._known.values()):
            if target.why is NotFetched.OFF_SCOPE and not target.asked and scope.owns(target.url):
                target.plan, target.why = None, None
                self._classify(target, None)

    def came(self, target: Target, promises: Mapping[str, float], sha256: str = "") -> None:
        """The page of these bytes was read; `promises` are the items that its links promised, each with the best worth. The next pages of a
        list are worth what this one was: the more items it named that are still looked for, the more."""
        promising = sum(promises.values())
        self._worth.families.came(target.url, promising >= LEAST_PROMISE)
        self._traps.came(target.url, sha256)
        for following in self._next_pages:
            ahead = max(marks(following.url).page - max(marks(target.url).page, 1), 1)
            following.interest = next_page(promising, max(target.interest, self._guide.worth(target.lead)), ahead)
            following.follows = True
            if following.why is None and not following.asked:
                self._queue(following)
        self._next_pages.clear()

    def answered(self, target: Target, came: bool | None) -> None:
        """What asking for `target` gave: something, a proof that nothing is there, or neither (None)."""
        self._worth.answered(target, came)

    def next(self) -> Target | None:
        """The next address to ask for, marked as asked; None when nothing likely is left, though `queued` may be above 0."""
        self._given += 1
        target = (self._pop_shallow() if self._given % _EXPLORE_EVERY == 0 else None) or self._pop_ranked()
        if target is None:
            return None
        target.asked = True
        self.queued -= 1
        self._traps.asked(target.url)
        self._guide.asked(target.lead)
        if target.lead.items:
            self._worth.families.asked(target.url)
        return target

    def reconsider(self, shown: Iterable[str] = ()) -> None:
        """Ranks what waits anew: the guide has learnt something. `shown` are the addresses that show an item by now."""
        self._worth.families.learn(shown)
        waiting = list({id(entry[-1]): entry[-1] for entry in self._ranked if not entry[-1].asked and entry[-1].why is None}.values())
        self._ranked = [(self._priority(target), self._next_order(), target) for target in waiting]
        heapq.heapify(self._ranked)

    def admit(self, url: str) -> Target | None:
        """The address `url`, that was seen and refused for its type, to be asked for after all; None if that is not so."""
        target = self._known.get(self._traps.identity(url))
        if target is None or target.asked or target.why is not NotFetched.TYPE:
            return None
        target.asked, target.why = True, None
        return target

    def leads_to(self, target: Target, url: str) -> Target | None:
        """`target` redirects to `url`. From now on `url` is known as `target`, unless it was asked for before: then that one is given."""
        key = self._traps.identity(url)
        known = self._known.get(key)
        if known is target:
            return None
        if known is not None and known.asked:
            return known
        if known is not None:
            self._drop(known)
            for sighting in known.sightings:
                self._see(target, sighting, NO_LEAD)
            for variant in (known.url, *known.variants):
                target.add_variant(variant)
        self._known[key] = target
        return None

    def refuse(self, target: Target, why: NotFetched) -> None:
        """`target` was taken but is not asked for after all."""
        target.asked, target.why = False, why

    def may_follow(self, target: Target, url: str) -> bool:
        """May the redirect of `target` to `url` be followed? If not, `url` is noted as a link of the same words."""
        if refused(url) is None and self._out_of_scope(url, from_own=True) is None:
            return True
        for sighting in target.sightings[:KEPT_UNFETCHED_SIGHTINGS]:
            self.add(url, sighting, target.depth)
        return False

    def unfetched(self, stopped: NotFetched) -> Iterator[UnfetchedLink]:
        """Every link that was seen and not asked for, highest rank first; `stopped` is why the waiting ones wait."""
        for target in self._left()[:MAX_LINKS]:
            why = target.why or (stopped if target.plan is None else NotFetched.OFF_SCOPE)
            if why in (stopped, NotFetched.TRAP, *_LEFT) and self._worth.bases.leads_astray(target):
                why = NotFetched.WRONG_FOLDER
            elif why is NotFetched.WRONG_FOLDER:
                why = stopped
            for url in (target.url, *target.variants):
                yield UnfetchedLink(url, why, target.in_order[:KEPT_UNFETCHED_SIGHTINGS])

    def _classify(self, target: Target, on: Target | None) -> None:
        """Decides whether the link may be asked for, and queues it then."""
        target.why = refused(target.url) or self._out_of_scope(target.url, on is not None and on.plan is None)
        if target.why is NotFetched.OFF_SCOPE:
            self._classify_outside(target, on)
        if target.why is None and target.depth > self._max_depth:
            target.why = NotFetched.DEPTH_LIMIT
        if target.why is None:
            self.queued += 1
            self._queue(target)

    def _classify_outside(self, target: Target, on: Target | None) -> None:
        """A link to another host waits if its place is opened at all; how likely it shows an item decides when it is its turn."""
        onward = on is not None and on.plan is not None
        plan = self.policy.onward(on.plan, target.url, self.scope) if on and on.plan else self.policy.plan(target.url, self.scope)
        host = host_of(target.url)
        if self.scope.may_be_old(target.url) and host not in self._probed and len(self._probed) < MOST_PROBED:
            self._probed.add(host)
            target.probe, target.why, target.interest = True, None, FRONT
        elif not plan.kind or (plan.opens and (onward or target.lead.items)):
            target.plan, target.why, target.interest = plan if plan.kind else None, None, 0.0

    def _out_of_scope(self, url: str, from_own: bool) -> NotFetched | None:
        """An office on a larger site keeps its documents in the site's folders: they are its own when it links to them."""
        if self.scope.owns(url) or (from_own and is_document(url) and self.scope.shares_host(url)):
            return None
        return NotFetched.OFF_SCOPE

    def _see(self, target: Target, sighting: Sighting, page: Lead) -> bool:
        """Keeps a sighting in words not seen before; True if the link is worth more by it."""
        kept = target.keep(sighting)
        if kept is None:
            return False
        before = self._guide.worth(target.lead)
        target.lead = target.lead.joined(self._guide.lead(kept, target.url, page))
        self.items_found |= {item for item, likelihood in target.lead.items.items() if likelihood >= FRUITFUL}
        return self._guide.worth(target.lead) > before

    def worth(self, target: Target) -> float:
        """0-100: what asking for it is worth now."""
        return self._worth.of(target)

    def _queue(self, target: Target) -> None:
        heapq.heappush(self._ranked, (self._priority(target), self._next_order(), target))
        if target.interest >= MENU and len(target.sightings) <= 1:
            heapq.heappush(self._shallow, (target.depth, -target.lead.kin, target.order, self._next_order(), target))

    def _priority(self, target: Target) -> _Rank:
        less = 1_000.0 if self._crowded(target) else 0.0
        return self._turn(target), less - self.worth(target), target.depth, _REGION_ORDER[target.region], target.order

    def _turn(self, target: Target) -> int:
        """0: what showed something in the crawl before; 1: what was asked for then, and what is new and promises an item; 2: the rest."""
        if not self._earlier.there or target.before is Before.SHOWED:
            return 0
        promising = target.before is Before.NEW and target.lead.best >= FRUITFUL
        return 1 if promising or target.before is Before.ASKED else 2

    def _crowded(self, target: Target) -> bool:
        """The site's menu is read whole, however alike its addresses are; its calendars and searches can wait."""
        if target.before in _REPEATED:
            return False
        known = marks(target.url)
        if target.interest >= EXPLORED and known.kind is Kind.PAGE and not known.foreign:
            return False
        return self._traps.crowded(target.url, target.lead.best)

    def _pop_ranked(self) -> Target | None:
        """Worth falls while a link waits, so the first is weighed again before it is taken."""
        while self._ranked:
            entry = heapq.heappop(self._ranked)
            target = entry[-1]
            if not self._takeable(target):
                continue
            now = self._priority(target)
            if self._ranked and now > self._ranked[0][0]:
                heapq.heappush(self._ranked, (now, self._next_order(), target))
            elif target.before in _REPEATED:
                return target
            elif target.plan is not None and -now[1] < LEAST_OUTSIDE:
                self._leave(target, NotFetched.OFF_SCOPE)
            elif -now[1] < LEAST_WORTH and self._given > THOROUGH and (self.queued > FEW or self._crowded(target)):
                heapq.heappush(self._ranked, entry)
                return None
            else:
                return target
        return None

    def _pop_shallow(self) -> Target | None:
        while self._shallow:
            target = heapq.heappop(self._shallow)[-1]
            if target.before is not Before.LEFT and self._takeable(target) and not self._crowded(target):
                return target
        return None

    def _takeable(self, target: Target) -> bool:
        if target.asked or target.why is not None:
            return False
        if target.before in _REPEATED:
            why = NotFetched.WRONG_FOLDER if self._worth.bases.leads_astray(target) else None
        else:
            why = self._worth.no_use(target) or self._traps.verdict(target.url, target.lead.best)
        if why is not None:
            self._leave(target, why)
        return why is None

    def _leave(self, target: Target, why: NotFetched) -> None:
        """It waited, and is not asked for."""
        target.why = why
        self.queued -= 1

    def _drop(self, target: Target) -> None:
        """`target` lives on under another address: it is neither asked for nor left."""
        if target.why is None:
            self.queued -= 1
        target.asked = True

    def _thin(self) -> None:
        """Bounds the memory on a site without end: of the links not asked for the lowest-ranked go."""
        if len(self._known) <= MAX_LINKS + _ROOM:
            return
        gone = set(self._left()[MAX_LINKS:])
        self._worth.bases.forget(gone)
        self.queued -= sum(target.why is None for target in gone)
        self._known = {key: target for key, target in self._known.items() if target not in gone}
        self._ranked = [entry for entry in self._ranked if entry[-1] not in gone]
        self._shallow = [entry for entry in self._shallow if entry[-1] not in gone]
        heapq.heapify(self._ranked)
        heapq.heapify(self._shallow)

    def _left(self) -> list[Target]:  # not asked for, each once, highest rank first
        return sorted({target for target in self._known.values() if not target.asked}, key=lambda t: (-self.worth(t), t.order))

    def _next_order(self) -> int:
        self._made += 1
        return self._made
