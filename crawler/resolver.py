"""The address guard inside Scrapy: Twisted connects to the very addresses this resolver hands out, for every hop and every spelling."""

from collections.abc import Sequence
from typing import Any

from scrapy.resolver import CachingHostnameResolver
from twisted.internet.interfaces import IAddress, IHostnameResolver, IHostResolution, IResolutionReceiver
from zope.interface import implementer

from crawler.addresses import AddressGuard

ALLOW_SETTING = "OIT_ALLOW_PRIVATE_HOSTS"
refused_hosts: set[str] = set()  # of this process: hosts of which every address was held back


@implementer(IResolutionReceiver)
class _Filter:
    """Passes on the allowed addresses only."""

    def __init__(self, receiver: Any, guard: AddressGuard, host: str, port: int) -> None:
        self._receiver, self._guard, self._host, self._port = receiver, guard, host, port
        self._passed = self._held_back = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: IAddress) -> None:
        if self._guard.allows(address.host, self._host, self._port):
            self._passed = True
            self._receiver.addressResolved(address)
        else:
            self._held_back = True

    def resolutionComplete(self) -> None:
        if self._held_back and not self._passed:
            refused_hosts.add(self._host.lower())
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
