"""The address guard inside Scrapy: Twisted connects to the very addresses this resolver hands out, for every hop and every spelling."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from crawler.addresses import AddressGuard
from crawler.net_limits import MOST_ADDRESSES
from crawler.outgoing import watch

ALLOW_SETTING = "OIT_ALLOW_PRIVATE_HOSTS"
Place = tuple[str, int]  # host in lower case without the last dot, port
_PORTS = {"http": 80, "https": 443}
_refused: set[Place] = set()  # of this process: where every address was held back


def is_refused(url: str) -> bool:
    """Did the guard hold back every address of the host of `url`, for the port of `url`?"""
    try:
        split = urlsplit(url)
        port = split.port or _PORTS.get(split.scheme, 0)
        return _place(split.hostname or "", port) in _refused
    except ValueError:
        return False


def refusal(url: str) -> str:
    """One line on why `url` was not asked for."""
    return f"{urlsplit(url).netloc.rpartition('@')[2][:200]} is a private or reserved address, or a port of another service"


def _place(host: str, port: int) -> Place:
    return host.lower().rstrip("."), port


@implementer(IResolutionReceiver)
class _Filter:
    """Passes on the allowed addresses only, each judged by itself, and no more than a few."""

    def __init__(self, receiver: Any, guard: AddressGuard, host: str, port: int) -> None:
        self._receiver, self._guard, self._host, self._port = receiver, guard, host, port
        self._passed, self._held_back = 0, False

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        if not self._guard.allows(address.host, self._host, self._port):
            self._held_back = True
        elif self._passed < MOST_ADDRESSES:
            self._passed += 1
            self._receiver.addressResolved(address)

    def resolutionComplete(self) -> None:
        if self._held_back and not self._passed:
            _refused.add(_place(self._host, self._port))
        self._receiver.resolutionComplete()


@implementer(IHostnameResolver)
class GuardedResolver(CachingHostnameResolver):
    """Scrapy's caching resolver behind an AddressGuard. For the setting TWISTED_DNS_RESOLVER."""

    def __init__(self, reactor: Any, cache_size: int, guard: AddressGuard) -> None:
        super().__init__(reactor, cache_size)
        self._guard = guard

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> "GuardedResolver":
        guard = AddressGuard(crawler.settings.getlist(ALLOW_SETTING))
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), guard)

    def install_on_reactor(self) -> None:
        super().install_on_reactor()
        watch()

    def resolveHostName(
        self,
        resolutionReceiver: IResolutionReceiver,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Sequence[type[IAddress]] | None = None,
        transportSemantics: str = "TCP",
    ) -> IHostResolution:
        receiver: Any = _Filter(resolutionReceiver, self._guard, hostName, portNumber)
        return super().resolveHostName(receiver, hostName, portNumber, addressTypes, transportSemantics)
