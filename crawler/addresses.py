"""Which network addresses may be connected to: the public internet, and what the operator names. Pure; Scrapy and browser ask here."""

import ipaddress
from collections.abc import Iterable

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
# Python releases differ in whether these count as global; none of them is a website.
_RESERVED = tuple(ipaddress.ip_network(net) for net in ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "2001::/32", "fec0::/10"))


def forbidden(ip: str) -> bool:
    """True if `ip` is not a public unicast address, also when an IPv4 address is wrapped in IPv6; True for what is no address."""
    try:
        address = _unwrapped(ipaddress.ip_address(ip.partition("%")[0]))
    except ValueError:
        return True
    reserved = any(address.version == net.version and address in net for net in _RESERVED)
    return reserved or not address.is_global or address.is_multicast


def _unwrapped(address: IPAddress) -> IPAddress:
    if not isinstance(address, ipaddress.IPv6Address):
        return address
    if address in _NAT64 or address in _COMPATIBLE:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address


class AddressGuard:
    """The public internet plus the named exceptions of `--allow-private-hosts`.

    An exception is a host name (all its addresses), an address (however it is named), or either with a port: `localhost`,
    `127.0.0.1`, `[::1]`, `intranet.local:8080`. There is no switch that allows everything.
    """

    def __init__(self, allow_hosts: Iterable[str] = ()) -> None:
        self._allowed = frozenset(_entry(text) for text in allow_hosts if text.strip())

    def allows(self, ip: str, host: str, port: int) -> bool:
        """May a connection for `host` go to `ip`, `port`?"""
        if not forbidden(ip):
            return True
        names = (_name(host), _name(ip))
        return any((name, wanted) in self._allowed for name in names for wanted in (0, port))


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
