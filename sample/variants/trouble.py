"""Servers that give trouble: slow ones, guarded ones, one behind a challenge, one half closed for maintenance."""

from dataclasses import dataclass

from sample.variants.kind import HONEST, Variant
from sample.variants.site import Answer, Asked, Part, Site, page

_ROBOTS = "/robots.txt"
_DELAY = 0.15  # seconds of every answer of the slow server
_WAYS = 12  # of the slow server: four of them are trouble
_BURST = 40  # requests in a second that the guarded server bears
_NOW_AND_THEN = 17
_CHALLENGE = (
    '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>'
    "<body><h1>Checking your browser before accessing the site.</h1><noscript>Enable JavaScript and cookies to continue</noscript>"
    '<div id="challenge-error-text"></div><script>(function(){{window._cf_chl_opt={{cRay:"0"}};}})();</script></body></html>'
)
_CLOSED = (
    '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ปิดปรับปรุงเว็บไซต์</title></head><body style="text-align:center">'
    "<h1>ขออภัย เว็บไซต์ปิดปรับปรุงชั่วคราว</h1><p>Site under maintenance. Please come back later.</p></body></html>"
)


@dataclass(frozen=True)
class Slow(Variant):
    """Every answer takes a while; documents and some pages fail the first time, in four ways, and come the second time."""

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        part = site.parts.get(asked.target)
        if part is None or asked.target == _ROBOTS or asked.target.startswith(("/images/", "/assets/")):
            return None
        way = sum(asked.path.encode()) % _WAYS
        if asked.times > 1 or asked.path == "/":
            return Answer(part, delay=_DELAY)
        trouble = {
            0: Answer(part, delay=_DELAY, drop=True),
            1: Answer(part, delay=_DELAY, cut=True),
            2: Answer(_with(page("<h1>503 Service Temporarily Unavailable</h1>", 503), "Retry-After", "1"), delay=_DELAY),
            3: Answer(page("<h1>504 Gateway Time-out</h1>", 504), delay=_DELAY),
        }
        return trouble.get(way, Answer(part, delay=_DELAY))


@dataclass(frozen=True)
class Guarded(Variant):
    """robots.txt asks for a pause; now and then 429 with Retry-After; whoever hurries gets 403 for as long as they do."""

    def change(self, site: Site) -> None:
        robots = site.parts[_ROBOTS]
        site.parts[_ROBOTS] = Part(robots.content_type, robots.body + b"Crawl-delay: 0.05\n")

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        if asked.target == _ROBOTS or asked.target.startswith(("/images/", "/assets/", "/data/")):
            return None
        if asked.rate > _BURST:
            return Answer(page("<h1>403 Forbidden</h1><p>Request rate limit exceeded</p>", 403))
        if asked.number % _NOW_AND_THEN == 0:
            return Answer(_with(page("<h1>429 Too Many Requests</h1>", 429), "Retry-After", "1"))
        return None


@dataclass(frozen=True)
class Blocked(Variant):
    """A firewall's challenge in place of every page, also for a browser."""

    status: int = 200

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        return None if asked.target == _ROBOTS else Answer(page(_CHALLENGE.format(), self.status))

    def changed_truth(self) -> dict[str, tuple[str, ...]]:
        return {f"O{number}": ("not_checked",) for number in range(1, 44)}


@dataclass(frozen=True)
class Maintenance(Variant):
    """Half of what items rest on answers that the site is closed, with 200 or with 503; the way to it stays open."""

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        if asked.target not in _SHUT:
            return None
        return Answer(_with(page(_CLOSED, 503), "Retry-After", "1") if asked.target in _WITH_503 else page(_CLOSED))

    def changed_truth(self) -> dict[str, tuple[str, ...]]:
        return dict.fromkeys(_SHUT.values(), HONEST)


def _with(part: Part, name: str, value: str) -> Part:
    """The part with one more header."""
    return Part(part.content_type, part.body, part.status, (*part.headers, (name, value)))


_WITH_503 = ("/executives.html", "/procurement/monthly.html", "/files/hr/policy2566.pdf")
_SHUT = {
    "/structure.html": "O1",
    "/executives.html": "O2",
    "/powers.html": "O3",
    "/plans/development.html": "O4",
    "/service/manuals.html": "O13",
    "/service/citizen.html": "O14",
    "/plans/budget.html": "O18",
    "/procurement/notices.html": "O22",
    "/procurement/monthly.html": "O23",
    "/complaint/corruption.html": "O30",
    "/complaint/statistics.html": "O31",
    "/opinion.html": "O32",
    "/files/reports/annual-2565.pdf": "O12",
    "/files/hr/policy2566.pdf": "O25",
    "/files/risk/corruption-risk-2566.pdf": "O36",
    "/files/anticorruption/report2565.docx": "O41",
}

TROUBLE = (
    Slow(name="slow", tells="answers take long; some lines break or time out the first time and answer the second"),
    Guarded(name="guarded", tells="429 with Retry-After now and then, 403 for a burst, Crawl-delay in robots.txt"),
    Blocked(name="blocked", tells="a firewall's challenge in place of every page", captured=False),
    Blocked(name="blocked_403", tells="the same with status 403", captured=False, status=403),
    Maintenance(name="maintenance", tells="half of the pages and documents say that the site is closed, with 200 or 503"),
)
