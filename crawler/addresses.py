"""Which network addresses may be connected to: the public internet, and what the operator names. Pure; Scrapy and browser ask here."""

import ipaddress
from collections.abc import Iterable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


def _nets(*texts: str) -> tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]:
    return tuple(ipaddress.ip_network(text) for text in texts)


# IPv6 addresses whose last 32 bits are the IPv4 address that is meant.
_MAPPED_COMPATIBLE_TRANSLATED_NAT64 = _nets("::ffff:0:0/96", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96")
_ISATAP = (0x0000_5EFE, 0x0200_5EFE)  # bits 64-96 of an address that carries one in the last 32
_PUBLIC_IPV6 = ipaddress.IPv6Network("2000::/3")  # all that is given out for the internet; the rest is local, or nobody's yet
# Python releases differ in what of the registries of special purposes they know; none of these blocks has a website.
_RESERVED = _nets(
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
    "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24",
    "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "2001::/23", "2001:db8::/32", "2620:4f:8000::/48", "3fff::/20",
    "168.63.129.16/32",  # public by its number, and inside one provider's machines the door to their settings
)  # fmt: skip
# Ports of other services than the web, by the list that browsers keep (the Fetch standard): a request must not be read as a command there.
_NOT_WEB_PORTS = frozenset({
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104, 109, 110, 111, 113, 115,
    117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515, 526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601,
    636, 989, 990, 993, 995, 1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
    10080,
})  # fmt: skip

let_through: set[tuple[str, int]] = set()  # of this process: addresses and ports that an exception applied to; crawler/outgoing.py asks


def forbidden(ip: str) -> bool:
    """True if `ip` is not a public unicast address, also when an IPv4 address is wrapped in IPv6; True for what is no address."""
    try:
        address = ipaddress.ip_address(ip.partition("%")[0])
    except ValueError:
        return True
    inner = _tunnelled(address)
    return _special(address) or (inner is not None and _special(inner))


def _special(address: IPAddress) -> bool:
    plain = _unwrapped(address)
    if any(plain.version == net.version and plain in net for net in _RESERVED):
        return True
    return not plain.is_global or plain.is_multicast or (plain.version == 6 and plain not in _PUBLIC_IPV6)


def _unwrapped(address: IPAddress) -> IPAddress:
    """The IPv4 address where an IPv6 one is only another way to write it; else the address itself."""
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if any(address in net for net in _MAPPED_COMPATIBLE_TRANSLATED_NAT64):
        return _last_32(address)
    return address.sixtofour or address


def _tunnelled(address: IPAddress) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a tunnel within a site (ISATAP) would send on to."""
    if isinstance(address, ipaddress.IPv6Address) and (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return _last_32(address)
    return None


def _last_32(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


class AddressGuard:
    """The public internet plus the named exceptions of `--allow-private-hosts`.

    An exception is a host name (all its addresses), an address (however it is named), or either with a port: `localhost`,
    `127.0.0.1`, `[::1]`, `intranet.local:8080`. There is no switch that allows everything.
    """

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        self._allowed = frozenset(_entry(text) for text in allow_hosts if text.strip())

    def allows(self, ip: str, host: str, port: int) -> bool:
        """May a connection for `host` go to `ip`, `port`?"""
        if not forbidden(ip) and port not in _NOT_WEB_PORTS:
            return True
        names = (_name(host), _name(ip))
        named = any((name, wanted) in self._allowed for name in names for wanted in (0, port))
        if named:
            let_through.add((ip, port))
        return named


def _entry(text: str) -> tuple[str, int]:
    """(host, port), port 0 for any."""
    text = text.strip()
    host, _, port = text.rpartition(":")
    bracketed_or_single = host.endswith("]") or (host and ":" not in host)
    if bracketed_or_single and port.isdecimal():
        return _name(host), int(port)
    return _name(text), 0


def _name(host: str) -> str:
    host = host.strip().strip("[]").rstrip(".").lower().partition("%")[0]
    try:
        return str(_unwrapped(ipaddress.ip_address(host)))
    except ValueError:
        return _ascii(host)


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host
