"""What may be said where no scene shows an item: not looked at, cannot be told, or truly not there, and why."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from oit.audit import Presence, Reason, ReasonCode
from oit.checks.words import key_of
from oit.content import BlockKind, Link, Page
from oit.entries import Entries
from oit.item_mentions import links_of, places_of, unfetched_of
from oit.mentions import LinkMention, Mentions, PlaceMention
from oit.pack import Item, Pack
from oit.site_index import Leads, SiteIndex
from oit.snapshot import FetchFailure, NotFetched, Resource
from oit.thai import holds, key

MOST_REASONS = 3
_CUT_SHORT = frozenset({
    NotFetched.PAGE_LIMIT, NotFetched.TIME_LIMIT, NotFetched.BYTE_LIMIT, NotFetched.INTERRUPTED, NotFetched.DEPTH_LIMIT,
    NotFetched.HOST_GIVES_UP,
})  # fmt: skip
# Of the host and never of one page: it did not answer any more. One dead page among others is no such thing.
_SILENT_HOST = frozenset({FetchFailure.REFUSED, FetchFailure.TOO_MANY, FetchFailure.HOST_GIVES_UP})


@dataclass(frozen=True, slots=True)
class Absence:
    presence: Presence
    reasons: tuple[Reason, ...]
    found_on: Resource | None = None  # the page where a reader is led to expect it
    words: str = ""
    score: float = 0.0


def judge_absence(item: Item, pack: Pack, site: SiteIndex, mentions: Mentions) -> Absence:
    """`absent` only if the site was captured and nothing that was seen and not read may hold the item; else `not_checked`."""
    unread = _not_looked_at(item, site, mentions, pack)
    if unread is not None:
        return unread
    links = sorted(links_of(item, mentions), key=lambda mention: -mention.score)
    by_leads = {leads: next((m for m in links if m.target.leads is leads), None) for leads in Leads}
    places = sorted(places_of(item, mentions), key=lambda place: -place.score)
    page = by_leads[Leads.PAGE]
    found = [
        _link_reason(ReasonCode.BROKEN_LINK, by_leads[Leads.BROKEN]),
        _empty_page(page, site, pack),
        _link_reason(ReasonCode.LEADS_HOME, next((m for m in links if m.target.leads is Leads.HOME and not _in_page(m)), None)),
        _dead(by_leads[Leads.NOWHERE], pack),
        _bare(places, pack),
    ]
    reasons = tuple(reason for reason in found if reason is not None)[:MOST_REASONS]
    if page is not None and page.target.resource is not None and by_leads[Leads.BROKEN] is None:
        return Absence(Presence.ABSENT, reasons, page.target.resource, page.words, page.score)
    best = next((m for m in links if m.target.leads is not Leads.UNSEEN), None)
    if best is not None:
        return Absence(Presence.ABSENT, reasons or (Reason(ReasonCode.NOTHING_FOUND),), best.on, best.words, best.score)
    if places:
        return Absence(Presence.ABSENT, reasons or (Reason(ReasonCode.NOTHING_FOUND),), places[0].on, places[0].words, places[0].score)
    return Absence(Presence.ABSENT, (Reason(ReasonCode.NOTHING_FOUND),))


def _empty_page(mention: LinkMention | None, site: SiteIndex, pack: Pack) -> Reason | None:
    """What stands on a page that a link for the item leads to and that shows nothing of it."""
    if mention is None or mention.target.resource is None or not isinstance(mention.target.resource.content, Page):
        return None
    text = key(" ".join(block.text for block in site.content_blocks(mention.target.resource.content)))
    facts = {"text": mention.words[:160], "url": mention.target.resource.final_url, "page": mention.target.resource.final_url}
    for name, code in (("guideline", ReasonCode.GUIDELINE_TEXT), ("placeholder", ReasonCode.PLACEHOLDER)):
        if any(key_of(word.removeprefix("^")) in text for word in pack.marks.get(name, ())):
            return Reason(code, facts)
    return Reason(ReasonCode.EMPTY_TARGET, facts)


def _not_looked_at(item: Item, site: SiteIndex, mentions: Mentions, pack: Pack) -> Absence | None:
    unread = sorted(unfetched_of(item, mentions), key=lambda mention: -mention.score)
    for mention in unread:
        if mention.link is not None:
            facts = {"text": mention.words[:160], "url": mention.link.url, "why": mention.link.why.value}
            return Absence(Presence.NOT_CHECKED, (Reason(ReasonCode.NOT_FETCHED, facts),), None, mention.words, mention.score)
        if mention.resource is not None:
            failure = _trouble(site, mention.resource)
            facts = {"text": mention.words[:160], "url": mention.resource.url, "failure": failure.value}
            codes = {FetchFailure.NEEDS_BROWSER: ReasonCode.NEEDS_BROWSER, FetchFailure.LOGIN: ReasonCode.LOGIN}
            code = codes.get(failure, ReasonCode.FETCH_TROUBLE)
            return Absence(Presence.NOT_CHECKED, (Reason(code, facts),), mention.resource, mention.words, mention.score)
    return _behind_script(item, site, mentions, pack) or _in_unread_menus(site, pack)


def _in_unread_menus(site: SiteIndex, pack: Pack) -> Absence | None:
    """The crawl ended before it had followed the list of the assessment's items or the site's own menu: anything may stand there."""
    index_words, entries = pack.marks.get("index", ()), Entries.of(site)
    for link in site.snapshot.unfetched:
        if link.why not in _CUT_SHORT and link.why is not NotFetched.ROBOTS:
            continue
        listing = any(holds(sighting.text, word) for sighting in link.seen for word in index_words)
        if listing or (link.why in _CUT_SHORT and any(map(entries.has, link.seen))):
            facts = {"text": link.seen[0].text[:160] if link.seen else "", "url": link.url, "why": link.why.value}
            return Absence(Presence.NOT_CHECKED, (Reason(ReasonCode.NOT_FETCHED, facts),))
    return _in_lost_menus(site, entries)


def _in_lost_menus(site: SiteIndex, entries: Entries) -> Absence | None:
    """The site's own host answered at first and then no more: anything may stand behind the entries of its menu that it did not show."""
    hosts = {urlsplit(url).netloc for one in site.snapshot.resources if site.is_start(one) for url in (one.url, one.final_url)}
    for resource in site.snapshot.resources:
        failure = resource.failure
        if failure not in _SILENT_HOST or failure is None or resource.outside or urlsplit(resource.url).netloc not in hosts:
            continue
        if any(map(entries.has, resource.seen)):
            facts = {"text": resource.seen[0].text[:160], "url": resource.url, "failure": failure.value}
            return Absence(Presence.NOT_CHECKED, (Reason(ReasonCode.FETCH_TROUBLE, facts),), resource)
    return None


def _behind_script(item: Item, site: SiteIndex, mentions: Mentions, pack: Pack) -> Absence | None:
    """A page whose content only a browser shows, and none was there: it may hold the item if it names it, or if it is where the items of
    the assessment are listed, or the front page itself."""
    index_words = pack.marks.get("index", ())
    for resource in site.snapshot.resources:
        if not site.lacks_content(resource):
            continue
        links = list(links_of(item, mentions))
        places = list(places_of(item, mentions))
        named = any(m.on.url == resource.url and m.target.leads in (Leads.NOWHERE, Leads.HOME) for m in links)
        named = named or any(place.on.url == resource.url for place in places)
        words = [sighting.text for sighting in resource.seen] + ([resource.content.title] if isinstance(resource.content, Page) else [])
        listing = any(holds(text, word) for text in words for word in index_words)
        if named or listing or site.is_start(resource):
            failure = _trouble(site, resource)
            code = ReasonCode.NEEDS_BROWSER if failure is FetchFailure.NEEDS_BROWSER else ReasonCode.FETCH_TROUBLE
            facts = {"text": words[0][:160] if words else "", "url": resource.url, "failure": failure.value}
            return Absence(Presence.NOT_CHECKED, (Reason(code, facts),), resource)
    return None


def _trouble(site: SiteIndex, resource: Resource) -> FetchFailure:
    """Why nobody saw what a page holds."""
    if site.failed_to_load(resource):
        return FetchFailure.SERVER_ERROR
    if resource.failure is FetchFailure.CUT_OFF:
        return FetchFailure.CUT_OFF
    if isinstance(resource.content, Page) and resource.content.cut:
        return FetchFailure.TOO_LARGE
    return FetchFailure.NEEDS_BROWSER if site.lacks_content(resource) else resource.failure or FetchFailure.OTHER


def _in_page(mention: LinkMention) -> bool:
    """A link to a place on the page it stands on: it leads to what was judged there, not astray."""
    return len(mention.link.href.partition("#")[2]) > 1


def _link_reason(code: ReasonCode, mention: LinkMention | None) -> Reason | None:
    if mention is None:
        return None
    facts = {"text": mention.words[:160], "url": mention.link.url or "", "page": mention.on.final_url}
    return Reason(code, facts | (_what_came(mention.target.resource) if code is ReasonCode.BROKEN_LINK else {}))


def _what_came(resource: Resource | None) -> dict[str, str]:
    """The status of an address where nothing is; where the status says that all is well, what the page says."""
    if resource is None or resource.status is None:
        return {}
    if resource.status >= 400:
        return {"status": str(resource.status)}
    proven = resource.failure is FetchFailure.NOT_FOUND and not resource.outside
    return {"shown": "unknown_address" if proven else "not_found_page"}


def _dead(mention: LinkMention | None, pack: Pack) -> Reason | None:
    if mention is None:
        return None
    facts = {"text": mention.words[:160], "page": mention.on.final_url}
    return Reason(ReasonCode.GUIDELINE_TEXT if _guideline_near(mention.on, mention.link, pack) else ReasonCode.DEAD_LINK, facts)


def _guideline_near(resource: Resource, link: Link, pack: Pack) -> bool:
    """The form's own words stand near the dead button: in its row or in the two blocks on either side."""
    content = resource.content
    if not isinstance(content, Page):
        return False
    marks = [key_of(word.removeprefix("^")) for word in pack.marks.get("guideline", ())]
    for index, block in enumerate(content.blocks):
        if any(content.links[at] is link for at in block.links if at < len(content.links)):
            near = key(" ".join(other.text for other in content.blocks[max(0, index - 2) : index + 3]))
            if any(mark in near for mark in marks):
                return True
    return False


def _bare(places: list[PlaceMention], pack: Pack) -> Reason | None:
    for place in places:
        content = place.on.content
        if place.block >= 0 and isinstance(content, Page):
            following = content.blocks[place.block + 1 : place.block + 3]
            near = key(" ".join(block.text for block in following if block.kind is not BlockKind.HEADING))
            facts = {"text": place.words[:160], "page": place.on.final_url}
            marks = [key_of(word.removeprefix("^")) for word in pack.marks.get("guideline", ())]
            return Reason(ReasonCode.GUIDELINE_TEXT if any(mark in near for mark in marks) else ReasonCode.TITLE_ONLY, facts)
    return None
