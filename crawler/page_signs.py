"""What a read page tells the crawl: where a start page leads, whether it only asks for a login. Pure."""

from urllib.parse import urlsplit

from crawler.identity import identity
from crawler.scope import Scope, host_of, is_shared
from crawler.words import ENTER_SITE
from oit.content import Page, Region

FEW_LINKS = 5  # a start page with fewer links of its own is a splash page or needs a browser
DOOR_LINKS = 8  # a front page with fewer is a door: the page behind it is the front page that visitors mean
_SHORT_TEXT = 800


def own_links(page: Page, scope: Scope) -> int:
    """How many different addresses of the agency's own the page links to, itself left out."""
    here = identity(page.url)
    return len({identity(link.url) for link in page.links if link.url and scope.owns(link.url)} - {here})


def start_leads_to(page: Page, scope: Scope) -> str | None:
    """The address outside the scope that a splash page sends its visitors to: a refresh, an only frame, "enter site"; else None."""
    if own_links(page, scope) >= FEW_LINKS:
        return None
    outside = [link for link in page.links if link.url and not scope.owns(link.url) and not is_shared(host_of(link.url))]
    for link in outside:
        if link.rel == "refresh":
            return link.url
    outside = [link for link in outside if not _is_landlord(host_of(link.url or ""), host_of(page.url))]
    frames = [link for link in outside if link.rel == "frame"]
    if len(frames) == 1 and len(page.text) < _SHORT_TEXT and own_links(page, scope) == 0:
        return frames[0].url
    return next((link.url for link in outside if _squeezed(link.text).startswith(ENTER_SITE)), None)


def _is_landlord(host: str, own_host: str) -> bool:
    """The larger site that an office is a part of is never the office's own."""
    return own_host == host or own_host.endswith("." + host.removeprefix("www."))


def asks_only_for_login(page: Page, asked_url: str) -> bool:
    """True for the login form that an address was redirected to."""
    if urlsplit(page.url).path == urlsplit(asked_url).path or len(page.text) > _SHORT_TEXT:
        return False
    return any(field.kind == "password" for form in page.forms if form.region is Region.CONTENT for field in form.fields)


def _squeezed(text: str) -> str:
    return "".join(text.split()).lower()
