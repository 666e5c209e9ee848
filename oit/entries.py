"""Which links are entries of a site's menu: what a crawl must have followed before anything is said not to be there."""

from dataclasses import dataclass

from oit.content import Page, Region
from oit.site_index import SiteIndex
from oit.snapshot import Sighting

_MENU = 3  # links in the frame of a front page that make a menu


@dataclass(frozen=True, slots=True)
class Entries:
    """Links in the frame of the site; where its front page has no menu, the links of that page."""

    front: frozenset[str]  # addresses of a front page without a menu

    @classmethod
    def of(cls, site: SiteIndex) -> "Entries":
        starts = ((one, one.content) for one in site.snapshot.resources if site.is_start(one))
        bare = [one for one, page in starts if isinstance(page, Page) and not _has_menu(page)]
        return cls(frozenset(url for one in bare for url in (one.url, one.final_url)))

    def has(self, sighting: Sighting) -> bool:
        return sighting.region is Region.MENU or sighting.found_on in self.front


def _has_menu(page: Page) -> bool:
    return sum(link.region is Region.MENU and link.url is not None for link in page.links) >= _MENU
