"""Addresses of outside places, taken apart once, and the patterns by which rules know them. Pure; the standard library only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

LONGEST = 4000  # letters of an address that is looked at
MOST_QUERY = 60  # parameters
_PORTS = {"http": 80, "https": 443}
SUB_DOTS = 3  # in the name of a sub-domain: service.agency.go.th
_LANDING = re.compile(r"/?(?:(?:index|home|main|default|intro|welcome|th|en|web|site)(?:\.\w{2,5})?/?){0,3}", re.IGNORECASE)
_TONGUE = frozenset({"lang", "language", "locale"})


@dataclass(frozen=True, slots=True)
class Address:
    """A web address: `host` in lower case, as in the name system, without "www.", a trailing dot or a usual port; `path` decoded."""

    url: str
    host: str
    path: str
    query: Mapping[str, str]

    @property
    def name(self) -> str:
        """The host without its port."""
        return self.host.partition(":")[0] if self.host.count(":") == 1 else self.host

    @property
    def is_front(self) -> bool:
        """The front page of a whole site, in whatever language."""
        return bool(_LANDING.fullmatch(self.path)) and self.query.keys() <= _TONGUE and not _is_ip(self.name)

    @property
    def is_sub_domain(self) -> bool:
        """Is the host a part of an organisation's? Its front page may be a system of its own."""
        return self.name.count(".") >= SUB_DOTS

    def with_query(self, values: Mapping[str, str]) -> str:
        """The same address with these parameters set."""
        base = self.url.partition("#")[0].partition("?")[0]
        return f"{base}?{urlencode({**self.query, **values}, quote_via=quote, safe='!*()~:,/@')}"


@dataclass(frozen=True)
class Place:
    """Addresses known by host, path and query. A host ".x.com" stands for x.com and all its sub-domains, "*.x.com" for sub-domains only."""

    hosts: tuple[str, ...]
    path: re.Pattern[str] | None = None  # must match from the beginning of the path
    query: tuple[tuple[str, re.Pattern[str]], ...] = ()  # parameters that must be there, with values of this form

    def match(self, address: Address) -> Mapping[str, str] | None:
        """The named parts of the path and the query, None if the address is no such place."""
        if not any(_same_host(host, address) for host in self.hosts):
            return None
        found = self.path.match(address.path) if self.path is not None else None
        if self.path is not None and found is None:
            return None
        values = {name: address.query.get(name, "") for name, _ in self.query}
        if any(not pattern.fullmatch(values[name]) for name, pattern in self.query):
            return None
        named = {name: value or "" for name, value in found.groupdict().items()} if found is not None else {}
        return {**named, **values}


@lru_cache(maxsize=20_000)
def parsed(url: str) -> Address | None:
    """`url` taken apart; None for what is no http or https address. Never raises."""
    try:
        split = urlsplit(url.strip()[:LONGEST])
        port = split.port
        host = _plain(split.hostname or "")
        query = dict(parse_qsl(split.query, max_num_fields=MOST_QUERY))
    except ValueError:
        return None
    if split.scheme not in _PORTS or not host:
        return None
    if port is not None and port not in _PORTS.values():
        host = f"{host}:{port}"
    plain = {name.removeprefix("amp;"): value for name, value in query.items()}  # "&amp;" that was encoded twice
    return Address(url.strip()[:LONGEST], host, re.sub("/{2,}", "/", unquote(split.path)) or "/", plain)


def registrable(host: str, suffixes: frozenset[str], shared: frozenset[str]) -> str:
    """The domain that was registered: one label more than the suffix; "" for addresses in numbers and names without a dot. Under a
    `shared` domain each sub-domain is an owner's."""
    name = host.partition(":")[0]
    labels = name.split(".")
    if _is_ip(name) or len(labels) < 2:
        return ""
    for start in range(len(labels) - 1):
        if ".".join(labels[start:]) in shared:
            return ".".join(labels[max(0, start - 1) :])
    taken = 3 if ".".join(labels[-2:]) in suffixes else 2
    return ".".join(labels[-taken:]) if len(labels) >= taken else ""


def _same_host(pattern: str, address: Address) -> bool:
    if pattern.startswith("*."):
        return address.name.endswith(pattern[1:])
    if pattern.startswith("."):
        return address.name == pattern[1:] or address.name.endswith(pattern)
    return pattern in (address.host, address.name)


def _plain(host: str) -> str:
    name = host.lower().rstrip(".")
    if not name.isascii():
        try:
            name = name.encode("idna").decode("ascii")
        except UnicodeError:
            return name
    return name.removeprefix("www.") if not _is_ip(name) and name.count(".") > 1 else name


def _is_ip(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True
