"""Which addresses are the agency's own. Pure; the public suffix list is the one shipped with tldextract, nothing is downloaded."""

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

import tldextract

from crawler.words import LANDING_SEGMENTS, SHARED_HOSTS, WEB_LABELS

LEAST_LABEL = 4  # letters of a domain's name that is one of its own
_DEFAULT_PORTS = {"http": 80, "https": 443}
_suffixes = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


@dataclass(frozen=True, slots=True)
class Place:
    """A host, with its sub-domains or not, or a path on it. `port` 0 stands for 80 and 443. `path` is "" or "/office"."""

    host: str  # lower case, without "www."
    port: int
    path: str = ""
    subdomains: bool = False

    def holds(self, host: str, port: int, path: str) -> bool:
        same = host == self.host or (self.subdomains and host.endswith("." + self.host))
        return same and port == self.port and (not self.path or path == self.path or path.startswith(self.path + "/"))


@dataclass(frozen=True, slots=True)
class Scope:
    """The agency's own places. A start address that leads elsewhere adds a place, and so does an old address of the site that was seen to
    lead to the same path of today's; nothing else does."""

    places: tuple[Place, ...]
    moved: tuple[tuple[str, str], ...] = ()  # old host -> beginning of today's addresses, each seen by a redirect

    @classmethod
    def of(cls, url: str) -> "Scope":
        """The scope of an agency's address. An address without a host has an empty scope."""
        place = _place_of(url)
        return cls((place,) if place else ())

    def owns(self, url: str) -> bool:
        """Is `url` (absolute) one of the agency's own?"""
        found = _parts(url)
        return found is not None and any(place.holds(*found) for place in self.places)

    def shares_host(self, url: str) -> bool:
        """Is `url` on a host of the agency's, on whatever path?"""
        found = _parts(url)
        return found is not None and any(place.host == found[0] and place.port == found[1] for place in self.places)

    def moved_to(self, url: str) -> "Scope":
        """The scope after the start address led to `url`: that place is added, the old one stays."""
        if self.owns(url):
            return self
        place = _place_of(url)
        if place is None:
            return self
        if place.path and self._same_owner(place):
            place = _whole(place.host, place.port)
        return replace(self, places=(*self.places, place))

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of the places, with their ports where those are not the usual ones."""
        return tuple(dict.fromkeys(f"{place.host}:{place.port}" if place.port else place.host for place in self.places))

    def moved_from(self, old: str, new: str) -> "Scope":
        """The scope after the address `old` on another host was seen to redirect to `new`. That is proof of an old domain only if the path
        stayed, `new` is one of the agency's own and a whole site, and `old` is on no host that many share (a shortener leads anywhere)."""
        was, is_now = _parts(old), _parts(new)
        if was is None or is_now is None or self.owns(old) or not self.owns(new) or is_shared(was[0]) or not registrable(was[0]):
            return self
        same_path = was[2].rstrip("/") == is_now[2].rstrip("/") or (_is_front(was[2]) and _is_front(is_now[2]))
        whole = any(not place.path and place.holds(*is_now) for place in self.places)
        if not same_path or not whole or (_is_front(was[2]) and not self.may_be_old(old)):
            return self
        beginning = "/".join(new.split("/")[:3])
        return Scope((*self.places, _whole(was[0], was[1])), (*self.moved, (was[0], beginning)))

    def may_be_old(self, url: str) -> bool:
        """Is the domain of `url` called like one of the agency's own under another ending (abt-x.com for abt-x.go.th)? That alone proves
        nothing; it is worth one request to see whether its front page leads to the agency's."""
        name = _label(host_of(url))
        own = {_label(place.host) for place in self.places if not place.path}
        return len(name) >= LEAST_LABEL and not self.owns(url) and name in own

    def today(self, url: str) -> str:
        """Today's address of what `url`, on a host that the site has moved from, once was; `url` itself for every other."""
        if not self.moved:
            return url
        found = _parts(url)
        beginning = next((new for old, new in self.moved if found is not None and found[0] == old), "")
        return "/".join([beginning, *url.split("/")[3:]]) if beginning and url.count("/") >= 3 else url

    def _same_owner(self, place: Place) -> bool:
        """A whole site that moved within its own domain is still a whole site, also when its new front page has a path."""
        domain = registrable(place.host)
        return bool(domain) and any(not old.path and registrable(old.host) == domain for old in self.places) and not is_shared(place.host)


def _is_front(path: str) -> bool:
    return not _office_path(path)


def _label(host: str) -> str:
    """The name that was registered, without its ending: "abt-x" of "www.abt-x.go.th"."""
    return registrable(host).partition(".")[0]


def registrable(host: str) -> str:
    """The domain that was registered ("abt-x.go.th" of "www.abt-x.go.th"), "" for addresses and names without a public suffix."""
    return "" if _is_address(host) else _suffix_of(host)


def is_shared(host: str) -> bool:
    """Is this a host where many owners have each a path?"""
    return host.removeprefix("www.") in SHARED_HOSTS


def host_of(url: str) -> str:
    """Lower-case host of `url`, "" when it has none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""


@cache
def _suffix_of(host: str) -> str:
    found = _suffixes(host)
    return f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""


def _place_of(url: str) -> Place | None:
    found = _parts(url)
    if found is None:
        return None
    host, port, path = found
    prefix = _office_path(path)
    if is_shared(host):
        prefix = "/".join(path.split("/")[:3]) if host == "sites.google.com" else prefix
    return Place(host, port, prefix) if prefix else _whole(host, port)


def _whole(host: str, port: int) -> Place:
    """A whole site: of "www2.x.go.th" that of x.go.th, whose own sub-domains it has; of "office.x.go.th" that host alone."""
    domain, first = registrable(host), host.partition(".")[0]
    if domain and host.removeprefix(first + ".") == domain and first in WEB_LABELS:
        host = domain
    return Place(host, port, subdomains=domain == host)


def _office_path(path: str) -> str:
    """ "/office" of "/office/index.php"; "" where the path only names a landing page."""
    segments = [part for part in path.split("/") if part]
    named_files = [n for n, part in enumerate(segments) if "." in part.strip(".")]
    folders = segments[: named_files[0]] if named_files else segments
    while folders and folders[-1].lower() in LANDING_SEGMENTS:
        folders = folders[:-1]  # the front page of "/office" may be called "/office/home"
    if not folders:
        return ""
    return "/" + "/".join(folders)


@lru_cache(maxsize=1_024)
def _parts(url: str) -> tuple[str, int, str] | None:
    """(host without www., port or 0, path decoded and in lower case: many servers do not tell cases apart) of an http or https address."""
    try:
        split = urlsplit(url)
        host, port = (split.hostname or "").rstrip("."), split.port
    except ValueError:
        return None
    if split.scheme not in _DEFAULT_PORTS or not host:
        return None
    number = 0 if port in (None, *_DEFAULT_PORTS.values()) else port
    return _plain_host(host), number or 0, unquote(split.path).lower()


@lru_cache(maxsize=1_024)
def _plain_host(host: str) -> str:
    if not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return host
    return host.removeprefix("www.") if not _is_address(host) and host.count(".") > 1 else host


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
