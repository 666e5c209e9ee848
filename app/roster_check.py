"""Whether the addresses of the roster still lead to the agencies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from app.roster import watched
from crawler.addresses import AddressGuard
from crawler.contract import user_agent
from crawler.front_doors import FrontDoors
from crawler.single_request import Patience
from oit.errors import BadInput
from oit.roster_check import CheckedAddress, check_addresses, places


@dataclass(frozen=True, slots=True)
class Asking:
    """How the addresses are asked for. `timeout` and `delay` in seconds; `shown` is told each address that was asked."""

    contact: str = ""
    allow_private_hosts: tuple[str, ...] = ()
    timeout: float = 30.0
    delay: float = 1.0
    shown: Callable[[str, int, int], None] = lambda url, done, count: None


def check_roster(database: str, codes: Sequence[str], asking: Asking, *, district: str = "") -> list[CheckedAddress]:
    """Every address of the watched agencies (of these codes, of a district), in the order of their codes; one request each, and one more
    where https gives no line. Raises BadInput for a code that is not on the roster and where nobody is watched."""
    entries = [row.entry for row in watched(database, district=district, codes=codes)]
    if not entries:
        raise BadInput("no agency to check: the roster is empty, or nobody is watched there; see oit agencies list")
    urls = list(dict.fromkeys(entry.urls[n] for entry in entries for n in places(entry)))
    everyone = [row.entry for row in watched(database)]
    patience = Patience(silent=min(15.0, asking.timeout), whole=asking.timeout)
    doors = FrontDoors(
        AddressGuard(asking.allow_private_hosts), user_agent(asking.contact), asking.delay, patience, _counted(asking.shown, urls)
    )
    return check_addresses(entries, doors.ask_all(urls), everyone)


def _counted(shown: Callable[[str, int, int], None], urls: Iterable[str]) -> Callable[[str], None]:
    count, done = len(list(urls)), 0

    def tell(url: str) -> None:
        nonlocal done
        done += 1
        shown(url, done, count)

    return tell
