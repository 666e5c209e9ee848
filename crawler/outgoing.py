"""The second lock behind the address guard: whatever code of the crawl's process opens a connection, to a forbidden address it gets none.

The resolver and the browser's proxy are the first; this one also holds for a library that would connect past them. It cannot be taken off
again, so it is for the crawl's own process only.
"""

import sys
from typing import Any

from crawler.addresses import forbidden, let_through

_EVENTS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


def watch() -> None:
    """From now on, for the rest of this process."""
    if sys.platform != "win32":  # there an event loop's own pairs of sockets are connections to loopback
        sys.addaudithook(_event)


def may_go(address: Any) -> bool:
    """Is `address`, as sockets take it, a public one or one that a guard let through for its exception? Only internet addresses are judged:
    sockets of the machine itself have names of files."""
    if not isinstance(address, tuple) or len(address) < 2:
        return True
    return (address[0], address[1]) in let_through or not forbidden(str(address[0]))


def _event(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _EVENTS and not may_go(arguments[1]):
        raise PermissionError("stopped: a connection to an address that the guard did not let through")
