"""Places on hosts that are not the agency's own: which kind an address is of, whether it is opened, what counts of what it shows. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from oit.outside_address import Address, Place, parsed, registrable
from oit.thai import key

SHORT_PAGE = 1500  # match letters of a page that may be nothing but a notice; longer ones are content
MOST_WRAPS = 3  # addresses within addresses that are unpacked


class Reach(StrEnum):
    """How far a link to a place is gone after."""

    FOLLOW = "follow"  # read, and what it links to within the place too
    FETCH = "fetch"  # read
    CHECK = "check"  # asked whether it answers; nothing of it is kept
    LEAVE = "leave"  # not asked for


class Counts(StrEnum):
    """What may count as evidence."""

    CONTENT = "content"  # what it shows, as on the agency's own pages
    REACHABLE = "reachable"  # that it answers: shows what a link can show
    NONE = "none"


class Whose(StrEnum):
    """Whose words stand there."""

    AGENCY = "agency"  # who shares a link to it speaks there: drives, an agency's site at a provider
    DOMAIN = "domain"  # the organisation that the agency belongs to
    ANYONE = "anyone"


class Relation(StrEnum):
    """Kinds that are known by the agency's own hosts, not by their own names. Every file of rules has one of each."""

    LANDLORD = "landlord"  # the agency's own host, outside its path
    SISTER_HOST = "sister_host"  # another host of the same domain
    FRONT_PAGE = "front_page"  # the front page of another site: shows nothing of this agency
    OTHER = "other"


class Sign(StrEnum):
    """What a service says instead of showing something. It often does so with status 200."""

    LOGIN = "login"
    NO_PERMISSION = "no_permission"
    NOT_FOUND = "not_found"
    QUOTA = "quota"
    SCAN_WARNING = "scan_warning"  # "too large to scan for viruses": the file is one more click away


@dataclass(frozen=True, slots=True)
class SignWords:
    sign: Sign
    words: tuple[str, ...]  # match keys
    addresses: tuple[Place, ...] = ()  # hosts and paths that say so by themselves


@dataclass(frozen=True)
class OutsideKind:
    """One kind of outside place. `read_at` are templates of addresses that can be read without scripts, tried in this order; with
    `set_query` the link's own address with these parameters is tried instead. `open_at` is what a person opens. `onward` names the kinds
    that a followed place's links may lead to, `within` the beginning of further addresses of the place itself, `steps` how many links
    deep. `file_only`: a page in place of the file means that it did not open. `sure_404`: its "not found" can be believed."""

    name: str
    th: str
    en: str
    reach: Reach
    counts: Counts
    whose: Whose = Whose.ANYONE
    places: tuple[Place, ...] = ()
    read_at: tuple[str, ...] = ()
    set_query: tuple[tuple[str, str], ...] = ()
    keep_query: tuple[str, ...] = ()
    open_at: str = ""
    onward: tuple[str, ...] = ()
    within: str = ""
    steps: int = 0
    file_only: bool = False
    sure_404: bool = True
    resolves: bool = False  # only leads somewhere: what counts is where
    unwrap: str = ""  # the query parameter that holds the address meant
    relation: Relation | None = None


NOWHERE = OutsideKind("nowhere", "ที่อยู่ที่เปิดไม่ได้", "an address that cannot be opened", Reach.LEAVE, Counts.NONE)
UNKNOWN = OutsideKind("other", "เว็บไซต์อื่น", "another site", Reach.LEAVE, Counts.REACHABLE, relation=Relation.OTHER)


@dataclass(frozen=True)
class OutsideRules:
    """All kinds, first match first; words of notices; `suffixes` under which domains are registered beside the top ones; `shared` domains
    whose sub-domains belong to different owners. Without kinds every address is UNKNOWN: seen, and not opened."""

    version: str = ""
    kinds: tuple[OutsideKind, ...] = ()
    signs: tuple[SignWords, ...] = ()
    suffixes: frozenset[str] = field(default_factory=frozenset)
    shared: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def _by_name(self) -> Mapping[str, OutsideKind]:
        return {kind.name: kind for kind in self.kinds}

    def kind(self, name: str) -> OutsideKind:
        """The kind of that name; one that these rules do not know is `other`."""
        return self._by_name.get(name) or self._relation(Relation.OTHER)

    def kind_of(self, url: str, own: Collection[str] = ()) -> OutsideKind:
        """The kind of place that `url` (absolute) leads to, for an agency whose site is on the hosts `own`. An address that only wraps
        another one is of that one's kind. NOWHERE for what is no web address."""
        address = parsed(self.unwrapped(url))
        if address is None:
            return NOWHERE
        named = next((kind for kind in self.kinds if not kind.unwrap and _place(kind, address) is not None), None)
        return named or self._relation(self._related(address, own))

    def unwrapped(self, url: str) -> str:
        """The address meant by one that carries it in its query (a viewer, a link that a service counts); else `url` itself."""
        for _ in range(MOST_WRAPS):
            address = parsed(url)
            kind = next((k for k in self.kinds if k.unwrap and address is not None and _place(k, address) is not None), None)
            inner = address.query.get(kind.unwrap, "") if kind is not None and address is not None else ""
            if parsed(inner) is None:
                return url
            url = inner
        return url

    def addresses_to_read(self, url: str) -> tuple[str, ...]:
        """Where what `url` shows can be read without scripts: the best address first, further ones for when that fails."""
        url = self.unwrapped(url)
        kind = self.kind_of(url)
        address = parsed(url)
        if address is None:
            return (url,)
        if kind.set_query:
            return (address.with_query(dict(kind.set_query)),)
        return tuple(_filled(kind, template, address) for template in kind.read_at) or (url,)

    def address_to_read(self, url: str) -> str:
        """The first of `addresses_to_read`."""
        return self.addresses_to_read(url)[0]

    def opened_as(self, url: str) -> str:
        """The address by which a person opens what `url` (a link, or an address to read) stands for; `url` itself where none is known."""
        url = self.unwrapped(url)
        kind, address = self.kind_of(url), parsed(url)
        return _filled(kind, kind.open_at, address) if address is not None and kind.open_at else url

    def is_within(self, kind: OutsideKind, first: str, url: str) -> bool:
        """Does `url` belong to the place of that kind which `first` is an address of?"""
        one, other = parsed(first), parsed(url)
        if one is None or other is None or not kind.within:
            return False
        parts = {**(_place(kind, one) or {}), "host": one.host}
        beginning = parsed(kind.within.format_map(parts))
        if beginning is None or other.host != beginning.host:
            return False
        path = beginning.path.rstrip("/")
        return not path or other.path == path or other.path.startswith(path + "/")

    def same_domain(self, host: str, other: str) -> bool:
        """Were the two hosts registered as one domain?"""
        one = registrable(host, self.suffixes, self.shared)
        return bool(one) and one == registrable(other, self.suffixes, self.shared)

    def sign(self, url: str, title: str, text: str) -> Sign | None:
        """What a page says instead of showing something, by its address, its title, or its text if that is short; None for content."""
        address = parsed(url)
        for one in self.signs:
            if address is not None and any(place.match(address) is not None for place in one.addresses):
                return one.sign
        head, body = key(title), key(text[: SHORT_PAGE * 4])
        for one in self.signs:
            if any(word in head for word in one.words) or (len(body) <= SHORT_PAGE and any(word in body for word in one.words)):
                return one.sign
        return None

    def _relation(self, relation: Relation) -> OutsideKind:
        return next((kind for kind in self.kinds if kind.relation is relation), UNKNOWN)

    def _related(self, address: Address, own: Collection[str]) -> Relation:
        hosts = {host for one in own if (host := _host(one))}
        related = any(self.same_domain(address.host, host) for host in hosts)
        if address.is_front and not (related and address.is_sub_domain and address.host not in hosts):
            return Relation.FRONT_PAGE
        if address.host in hosts:
            return Relation.LANDLORD
        return Relation.SISTER_HOST if related else Relation.OTHER


def _place(kind: OutsideKind, address: Address) -> Mapping[str, str] | None:
    return next((parts for place in kind.places if (parts := place.match(address)) is not None), None)


def _filled(kind: OutsideKind, template: str, address: Address) -> str:
    """A template of the kind filled with the named groups of the path and the parameters of the query, and with what is kept of it."""
    made = template.format_map(_place(kind, address) or {})
    kept = {name: address.query[name] for name in kind.keep_query if name in address.query}
    read = parsed(made)
    return read.with_query(kept) if kept and read is not None else made


def _host(text: str) -> str:
    address = parsed(text if "://" in text else f"http://{text}/")
    return address.host if address is not None else ""
