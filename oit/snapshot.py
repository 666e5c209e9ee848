"""What a crawl saw: every address asked for and what came of it, and every link that was seen and not asked for."""

from dataclasses import dataclass
from enum import StrEnum

from oit.agency import Agency
from oit.content import Content, Document, Page, Region


class FetchFailure(StrEnum):
    """Why an address gave nothing to read. `permanent` ones are the site's own word; the others are trouble and prove nothing."""

    NO_SUCH_HOST = "no_such_host"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    CONNECTION_LOST = "connection_lost"
    NOT_FOUND = "not_found"  # 404, 410
    LOGIN = "login"  # 401, or a page that only asks for a login
    FORBIDDEN = "forbidden"  # 403
    TOO_MANY = "too_many_requests"  # 429
    CLIENT_ERROR = "client_error"  # other 4xx
    SERVER_ERROR = "server_error"  # 5xx
    TOO_LARGE = "too_large"
    REDIRECT_LOOP = "redirect_loop"
    BLOCKED_ADDRESS = "blocked_address"  # private, loopback, metadata: refused by us
    BAD_ANSWER = "bad_answer"  # not HTTP, broken encoding
    NEEDS_BROWSER = "needs_browser"  # came, but its content needs a browser and none could be had
    CUT_OFF = "cut_off"  # only a part of the page came, also the second time; what came is read
    ROBOTS = "robots"
    ROBOTS_TROUBLE = "robots_trouble"  # robots.txt itself gave a server's error: by its standard nothing may be asked for then
    CHALLENGE = "challenge"  # a captcha or a check for programs stands in front of the page
    FIREWALL = "firewall"  # a firewall's own page in place of the page
    MAINTENANCE = "maintenance"  # the site says that it is closed for maintenance
    PARKED = "parked"  # the domain shows a parking, default or suspension page
    HOST_GIVES_UP = "host_gives_up"  # not asked for: the host refused too often in a row
    OTHER = "other"

    @property
    def permanent(self) -> bool:
        return self in _PERMANENT

    @property
    def in_part(self) -> bool:
        """Did something come all the same that is read? It may show an item, and never proves that one is not there."""
        return self in _IN_PART


_PERMANENT = frozenset({FetchFailure.NOT_FOUND})
_IN_PART = frozenset({FetchFailure.NEEDS_BROWSER, FetchFailure.CUT_OFF})


class NotFetched(StrEnum):
    """Why a link that was seen was not asked for."""

    OFF_SCOPE = "off_scope"  # another host or outside the agency's path
    PAGE_LIMIT = "page_limit"
    TIME_LIMIT = "time_limit"
    BYTE_LIMIT = "byte_limit"
    DEPTH_LIMIT = "depth_limit"
    ROBOTS = "robots"
    SCHEME = "scheme"  # mailto:, tel:, ftp: ...
    TYPE = "type"  # pictures, film, sound, programs: nothing a rule reads
    TRAP = "trap"  # calendar, session id, endless paging, another form of a page that was asked for
    BLOCKED_ADDRESS = "blocked_address"
    INTERRUPTED = "interrupted"
    HOST_GIVES_UP = "host_gives_up"  # the host refused so often in a row that it was left alone
    WRONG_FOLDER = "wrong_folder"  # a relative link in a folder where such links lead nowhere; from the right folder it was asked for
    UNLIKELY = "unlikely"  # nothing that was still open was likely to be shown there


@dataclass(frozen=True, slots=True)
class Sighting:
    """A link as it was first seen leading to an address: under which words, on which page, and where there."""

    text: str
    heading: str
    found_on: str
    region: Region
    context: str = ""


@dataclass(frozen=True, slots=True)
class Resource:
    """One address that was asked for. `content` is None when there was nothing to read (see failure) or it was not read yet."""

    url: str  # as asked for: absolute, canonical, without fragment
    final_url: str  # after redirects
    status: int | None
    failure: FetchFailure | None
    content_type: str
    sha256: str  # of the body's bytes; "" when there was none
    size: int
    fetched_at: str  # ISO 8601 with offset
    seen: tuple[Sighting, ...] = ()  # first sightings, at most 20; empty for the start address
    rendered: bool = False
    render_sha256: str = ""  # of the HTML that the browser made; "" when it was not rendered
    detail: str = ""  # one line on a failure
    content: Content | None = None
    screenshot: str = ""  # file name within the snapshot
    unfinished: bool = False  # the browser left something on it unopened: what it shows counts, what it does not show proves nothing
    complete: bool = False  # it has signs of missing content, and pages like it showed nothing more in the browser
    outside: str = ""  # the kind of place on somebody else's host (rules/outside.yaml); "" for the agency's own
    unchanged_since: str = ""  # ISO 8601: the server only said that it is what it was; since when its body is held. "": the body came anew


@dataclass(frozen=True, slots=True)
class UnfetchedLink:
    url: str
    why: NotFetched
    seen: tuple[Sighting, ...]


@dataclass(frozen=True, slots=True)
class CrawlFacts:
    started: str  # ISO 8601 with offset
    finished: str
    requests: int
    pages: int
    documents: int
    rendered: int
    bytes: int
    stopped_by: str  # finished, settled, page_limit, time_limit, byte_limit, interrupted, host_gives_up, not_captured
    browser: str  # name and version of the browser, "" when there was none
    render: str  # auto, never, always
    user_agent: str
    guided_by: str  # pack name and version that ranked the links
    sandbox: bool = True
    rendering: str = ""  # what the crawl learnt of where the browser shows more, for the next one: JSON of the crawler's own


@dataclass(frozen=True, slots=True)
class SiteSnapshot:
    """All that is known of one agency's site at one time. The judgement is a function of this, a pack and a day."""

    agency: Agency
    facts: CrawlFacts
    resources: tuple[Resource, ...]
    unfetched: tuple[UnfetchedLink, ...]

    @property
    def captured(self) -> bool:
        """True if at least one page of the site could be read."""
        return any(isinstance(resource.content, Page) and resource.failure is None for resource in self.resources)

    def pages(self) -> tuple[tuple[Resource, Page], ...]:
        """Every page once, however many addresses lead to it."""
        return tuple((r, r.content) for r in self._once() if isinstance(r.content, Page))

    def documents(self) -> tuple[tuple[Resource, Document], ...]:
        """Every document once, however many addresses lead to it."""
        return tuple((r, r.content) for r in self._once() if isinstance(r.content, Document))

    def _once(self) -> tuple[Resource, ...]:
        first: dict[tuple[str, str], Resource] = {}
        for resource in self.resources:
            first.setdefault((resource.final_url, resource.render_sha256 or resource.sha256), resource)
        return tuple(first.values())
