"""When each host may be asked next, and when it is better left alone. Pure, apart from the clock it is given."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

LONGEST_PAUSE = 60.0  # seconds; a server that asks for more is asked again later, not waited for
LONGEST_CRAWL_DELAY = 30.0
FIRST_PAUSE = 5.0  # after a 429 or 503 without Retry-After; doubles each time
SLOW_ANSWER = 1.0  # seconds; from here on the pause between requests is at least as long as the server lately took to answer
LONGEST_EASE = 10.0  # the pause grows to this after refusals and slow answers, no further
LEAST_EASE = 0.25  # the first pause after refusals is twice the usual one, and at least twice this
GOOD_TO_HALVE = 5  # good answers in a row after which the pause is halved again
FIRST_PROBE = 3  # refusals in a row from which on the pause doubles, and an address that came before is asked for: is it the host?
GIVE_UP_AFTER = 10  # refusals in a row, that address among them, after which the host is asked for nothing more
CHANCES = 2  # how often a host that was given up may be tried again
REFUSALS_A_CHANCE = 3  # and how many refusals such a chance lasts


@dataclass(slots=True)
class _Host:
    free_at: float | None = None
    crawl_delay: float = 0.0
    busy: int = 0  # "come later" in a row
    refusals: int = 0  # of any kind in a row
    refusals_before: int = 0  # when the last good answer came
    good: int = 0  # good answers in a row
    ease: float = 0.0
    answer_time: float = 0.0
    last_good: str = ""  # an address that came, the latest
    probed_at: int = 0  # refusals in a row when it was asked for again
    probes_passed: int = 0
    given_up: bool = False
    second_look: bool = False
    chances: int = CHANCES


@dataclass
class HostClock:
    """All times are of `now`, in seconds. Hosts are known by their names in lower case."""

    delay: float
    now: Callable[[], float] = time.monotonic
    _hosts: dict[str, _Host] = field(default_factory=dict)

    def reserve(self, host: str) -> float:
        """Seconds to wait before the next request to `host`; that moment is then taken."""
        known, now = self._of(host), self.now()
        start = max(now, known.free_at if known.free_at is not None else now)
        known.free_at = start + self.pace(host)
        return start - now

    def pace(self, host: str) -> float:
        """Seconds from one request to the next: the usual delay, or what robots.txt, refusals or slow answers ask for, if that is more."""
        known = self._of(host)
        slow = min(known.answer_time, LONGEST_EASE) if known.answer_time >= SLOW_ANSWER else 0.0
        return max(self.delay, known.crawl_delay, known.ease, slow)

    def ask_for(self, host: str, seconds: float) -> None:
        """robots.txt asks for this Crawl-delay; the longer one counts."""
        self._of(host).crawl_delay = min(max(seconds, 0.0), LONGEST_CRAWL_DELAY)

    def finished(self, host: str) -> None:
        """A long visit by the browser ended now: the pause counts from here."""
        self._not_before(host, self.now() + self.pace(host))

    # What came

    def took(self, host: str, seconds: float) -> None:
        """An answer began so long after it was asked for. A slow one counts at once, quick ones by half each."""
        known = self._of(host)
        known.answer_time = max(seconds, (known.answer_time + seconds) / 2)

    def answered(self, host: str, url: str = "") -> None:
        """The server is well: `url` came."""
        known = self._of(host)
        known.refusals_before, known.refusals, known.busy, known.probed_at = known.refusals, 0, 0, 0
        known.last_good = url or known.last_good
        known.good += 1
        if known.good >= GOOD_TO_HALVE:
            known.good, known.ease = 0, known.ease / 2 if known.ease > LEAST_EASE else 0.0

    def refused(self, host: str) -> None:
        """It did not answer, or said no. The first ones are no sign; the pause doubles with each that follows."""
        known = self._of(host)
        known.refusals, known.refusals_before, known.good = known.refusals + 1, 0, 0
        if known.refusals >= self._probe_at(known):
            known.ease = min(max(2 * known.ease, 2 * max(self.delay, LEAST_EASE)), LONGEST_EASE)
        if known.refusals >= GIVE_UP_AFTER and (not known.last_good or known.probed_at >= GIVE_UP_AFTER):
            known.given_up = True

    def blocked(self, host: str) -> None:
        """What came last with a success was a page in front of the site: it was a refusal after all."""
        known = self._of(host)
        if known.refusals == 0:
            known.refusals, known.last_good = known.refusals_before, ""
            self.refused(host)

    def pause(self, host: str, seconds: float | None) -> None:
        """The server is busy: nothing goes to it for so long (None: the usual pause, longer each time)."""
        known = self._of(host)
        known.busy += 1
        if seconds is None:
            seconds = FIRST_PAUSE * 2 ** min(known.busy - 1, 4)
        self._not_before(host, self.now() + min(max(seconds, 0.0), LONGEST_PAUSE))

    def busy(self, host: str) -> int:
        """How many times in a row it said that it is busy."""
        return self._of(host).busy

    # Whether to go on

    def probe(self, host: str) -> str:
        """The address that came before and is to be asked for now, "" when there is no need. It is given once for each time of need."""
        known = self._of(host)
        due = known.refusals >= GIVE_UP_AFTER > known.probed_at or known.refusals >= self._probe_at(known) > known.probed_at
        if not due or not known.last_good:
            return ""
        known.probed_at = known.refusals
        return known.last_good

    def passed(self, host: str) -> None:
        """The probe came: the refusals were about those addresses, not about us."""
        known = self._of(host)
        known.probes_passed, known.ease = known.probes_passed + 1, 0.0

    def gives_up(self, host: str) -> bool:
        """Did the host refuse so often that nothing more is asked of it?"""
        return self._of(host).given_up

    def forgive(self, host: str) -> bool:
        """A second look begins. A host that was given up has few such chances, each ended by few refusals; False if none is left."""
        known = self._of(host)
        if known.given_up and known.chances == 0:
            return False
        if known.given_up:
            known.chances, known.given_up, known.last_good = known.chances - 1, False, ""
        known.refusals = GIVE_UP_AFTER - REFUSALS_A_CHANCE if known.chances < CHANCES else 0
        known.busy, known.second_look = 0, True
        return True

    def looks_again(self, host: str) -> bool:
        """Has a second look begun since this was asked last?"""
        known = self._of(host)
        begun, known.second_look = known.second_look, False
        return begun

    @staticmethod
    def _probe_at(known: _Host) -> int:
        return FIRST_PROBE * (2 if known.probes_passed else 1)

    def _not_before(self, host: str, moment: float) -> None:
        known = self._of(host)
        known.free_at = max(known.free_at or 0.0, moment)

    def _of(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host())
