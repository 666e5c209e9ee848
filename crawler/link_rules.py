"""Why a link is not worth asking for: media, schemes, traps. Pure, apart from the counters that a trap is recognised by."""

from collections import Counter, OrderedDict
from urllib.parse import unquote, urlsplit

from crawler.identity import query_of
from crawler.trap_kinds import Kind, Marks, is_calendar, marks
from crawler.trap_learning import Facets, SessionNames
from crawler.trap_words import NEWS_WORDS
from crawler.words import DOCUMENT_EXTENSIONS, MEDIA_EXTENSIONS
from oit.snapshot import NotFetched

__all__ = ["TRUSTED_RANK", "Traps", "is_calendar", "is_document", "path_extension", "refused", "repeats_segments"]

MAX_URL = 2_000
MAX_SEGMENTS = 16  # of a path
MAX_PARAMETERS = 20
MAX_SAME_NAME = 4  # of one parameter, unless it is a list ("a[]")
MAX_NESTED = 3  # addresses within an address
MAX_SAME_SHAPE = 40  # addresses that differ only in numbers: more wait until the rest is done
HARD_SAME_SHAPE = 120  # and beyond this they are never asked for, where they are news, pictures and the like
HARDEST_SAME_SHAPE = 400  # or anything else: the whole of an old site may be one script with a number
WAITING_PAGES, MAX_PAGES = 12, 40  # of one list in pages: more wait, and beyond they are never asked for
MAX_COUNTED = 50_000  # series that are counted; the least counted go first
TRUSTED_RANK = 60.0  # a link this likely to lead to an item is no trap

# Of one calendar or dated list: a year of months, three years of months. Of all others of the kind on a host.
MAX_CALENDAR_PAGES = 12
MAX_DATED_PAGES = 36
MAX_OF_KIND = {
    Kind.CALENDAR: 48, Kind.SEARCH: 6, Kind.TAG: 12, Kind.ACCOUNT: 2, Kind.SHOP: 2, Kind.FEED: 2, Kind.COPY: 3,
}  # fmt: skip
_SERVER_PAGES = (".php", ".html", ".htm", ".asp", ".aspx", ".jsp", ".cgi", ".do")


def is_document(url: str) -> bool:
    """Does the path end like a document that is read: pdf, Word, Excel, slides, text?"""
    return path_extension(url) in DOCUMENT_EXTENSIONS


def path_extension(url: str) -> str:
    """Lower-case ending of the path's last segment without dot, "" for none. Long or odd endings count as none."""
    try:
        name = unquote(urlsplit(url).path).rstrip().rsplit("/", 1)[-1]
    except ValueError:
        return ""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return ending if ending.isalnum() and len(ending) <= 5 else ""


def refused(url: str) -> NotFetched | None:
    """The reason that lies in the address alone, None when it may be asked for."""
    try:
        split = urlsplit(url)
    except ValueError:
        return NotFetched.SCHEME
    if split.scheme not in ("http", "https"):
        return NotFetched.SCHEME
    if path_extension(url) in MEDIA_EXTENSIONS:
        return NotFetched.TYPE
    if len(url) > MAX_URL or repeats_segments(split.path) or _overgrown(url):
        return NotFetched.TRAP
    return None


def _overgrown(url: str) -> bool:
    """Addresses that grow with every step: their own address within them, the same parameter again and again."""
    if "?" not in url and "%" not in url:
        return urlsplit(url).path.count("/") > MAX_SEGMENTS
    names = Counter(name for name, _ in query_of(url) if not name.endswith("]"))
    if names and (max(names.values()) >= MAX_SAME_NAME or sum(names.values()) > MAX_PARAMETERS):
        return True
    return unquote(unquote(url)).count("://") > MAX_NESTED or urlsplit(url).path.count("/") > MAX_SEGMENTS


def repeats_segments(path: str) -> bool:
    """A relative link followed from the wrong folder: one segment three times, a run of segments twice in a row, a script twice."""
    parts = [part for part in path.split("/") if part and not part.isdecimal()]
    counted = Counter(parts)
    if any(times >= 3 or (times == 2 and part.lower().endswith(_SERVER_PAGES)) for part, times in counted.items()):
        return True
    runs = ((start, size) for size in range(2, len(parts) // 2 + 1) for start in range(len(parts) - 2 * size + 1))
    return any(parts[start : start + size] == parts[start + size : start + 2 * size] for start, size in runs)


class Traps:
    """Counts what was asked for and learns from it, so that nothing endless takes the whole crawl. Its memory is bounded.

    Give it every address that is asked for (`asked`); what links show (`saw`) and what came (`came`) make it quicker. What it calls a trap
    is never likely (TRUSTED_RANK) and never a document."""

    def __init__(self) -> None:
        self._asked = _Tally()  # by shape
        self._series = _Tally()  # calendars
        self._kinds = _Tally()  # by host and kind
        self._pages = _Tally()  # of lists in pages
        self._came: OrderedDict[str, set[str]] = OrderedDict()  # list in pages -> hashes of its pages
        self._over: OrderedDict[str, None] = OrderedDict()  # lists that began to repeat themselves
        self._originals: OrderedDict[str, None] = OrderedDict()  # pages asked for that are not marked as foreign
        self._done: OrderedDict[str, None] = OrderedDict()
        self._sessions, self._facets = SessionNames(), Facets()

    def verdict(self, url: str, rank: float) -> NotFetched | None:
        """TRAP when enough of its kind were asked for, or it repeats what was. Documents lead nowhere further and are never traps."""
        if rank >= TRUSTED_RANK or is_document(url):
            return None
        known = marks(url)
        hardest = HARD_SAME_SHAPE if any(word in unquote(known.shape).lower() for word in NEWS_WORDS) else HARDEST_SAME_SHAPE
        listed = bool(known.list) and (self._pages[known.list] >= MAX_PAGES or known.list in self._over)
        if listed or self._asked[known.shape] >= hardest or self._enough_of_kind(url, known) or self._repeats(url, known):
            return NotFetched.TRAP
        return None

    def crowded(self, url: str, rank: float) -> bool:
        """Were so many of its kind asked for that others go first, or is it of a kind that can always wait?"""
        if rank >= TRUSTED_RANK or is_document(url):
            return False
        known = marks(url)
        many = self._asked[known.shape] >= MAX_SAME_SHAPE or (bool(known.list) and self._pages[known.list] >= WAITING_PAGES)
        return many or known.foreign or known.kind not in (Kind.PAGE, Kind.DATED)

    def asked(self, url: str) -> None:
        """Notes that `url` is asked for."""
        known = marks(url)
        self.saw(url)
        self._asked.add(known.shape)
        if known.kind is not Kind.PAGE:
            self._kinds.add(_of_host(url, known.kind))
        if known.series:
            self._series.add(known.series)
        if known.list:
            self._pages.add(known.list)
        if not known.foreign:
            _remember(self._originals, known.original)
        _remember(self._done, self.identity(url))
        self._facets.asked(url)

    def saw(self, url: str) -> None:
        """A link to `url` was seen: session ids under unusual names are learnt from many of these."""
        if self._sessions.learn(url):
            self._done = OrderedDict.fromkeys(self.identity(f"http:{key}") for key in self._done)

    def came(self, url: str, sha256: str) -> bool:
        """A page came, of these bytes. True if it shows that its list has ended and only repeats itself now."""
        listed = marks(url).list
        if not listed or not sha256:
            return False
        seen = self._came.setdefault(listed, set())
        over = sha256 in seen
        if over:
            _remember(self._over, listed)
        elif len(seen) < 2 * MAX_PAGES:
            seen.add(sha256)
        while len(self._came) > MAX_COUNTED // 10:
            self._came.popitem(last=False)
        return over

    def identity(self, url: str) -> str:
        """When two addresses are one page, with what was learnt of the site's session ids."""
        return self._sessions.identity(url)

    def _enough_of_kind(self, url: str, known: Marks) -> bool:
        most = {Kind.CALENDAR: MAX_CALENDAR_PAGES, Kind.DATED: MAX_DATED_PAGES}.get(known.kind)
        if most is not None and self._series[known.series] >= most:
            return True
        return known.kind in MAX_OF_KIND and self._kinds[_of_host(url, known.kind)] >= MAX_OF_KIND[known.kind]

    def _repeats(self, url: str, known: Marks) -> bool:
        if known.foreign and known.original in self._originals:
            return True
        return self._facets.nothing_new(url) or (bool(self._sessions.names) and self.identity(url) in self._done)


class _Tally(Counter[str]):
    """Counts; of too many keys those go that were counted least."""

    def add(self, key: str) -> None:
        self[key] += 1
        if len(self) > MAX_COUNTED:
            kept = self.most_common(MAX_COUNTED // 2)
            self.clear()
            self.update(dict(kept))


def _remember(keys: OrderedDict[str, None], key: str) -> None:
    keys[key] = None
    while len(keys) > MAX_COUNTED:
        keys.popitem(last=False)


def _of_host(url: str, kind: Kind) -> str:
    return f"{kind.value} {urlsplit(url).netloc}"
