"""When two addresses are one page: scheme, www., session ids, tracking, sort orders, counters do not make another page. Pure."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from crawler.trap_words import CHANCE_PARAMETERS, COUNTER_PARAMETERS, RETURN_PARAMETERS, VERSION_OF_VIEW
from crawler.words import ACTION_PARAMETERS, SESSION_PARAMETERS, SORT_PARAMETERS, SORT_VALUES, TRACKING_PARAMETERS

_SESSION_IN_PATH = re.compile(r";(?:jsessionid|phpsessid|sid|cfid|cftoken|aspsessionid\w*)=[^/?#;]*", re.IGNORECASE)
_SESSION_FOLDER = re.compile(r"/\((?:[a-z]\([a-z0-9]{20,}\))+\)/", re.IGNORECASE)  # ASP.NET: /(S(abc...))/
_SESSION_VALUE = re.compile(r"[0-9a-zA-Z,\-_]{16,}\Z")
_SHORT_SESSION = re.compile(r"[0-9a-f]{26,40}\Z")  # under names that mean other things as well
_SHORT_NAMES = frozenset({"s", "session", "sess", "ssid"})
_CHANCE_VALUE = re.compile(r"\d{9,}\Z|0\.\d{4,}\Z")
_ADDRESS_VALUE = re.compile(r"https?:|/|aHR0c|aW5kZX|L[2-9]|[\w.-]+\.(?:php|html?|aspx?|jsp)\b")  # as it is, or in base64
_LISTING_ORDER = re.compile(r"C=[NMSD][;&]O=[AD]|[NMSD]=[AD]")  # the column heads of a server's own file listing
_DIGITS = re.compile(r"\d+")


@lru_cache(maxsize=50_000)
def identity(url: str) -> str:
    """A key that is equal for addresses that show the same page. `url` is absolute; the key is no address to be asked for."""
    try:
        split = urlsplit(url)
        host, port = (split.hostname or "").removeprefix("www."), split.port
    except ValueError:
        return url
    place = host if port in (None, 80, 443) else f"{host}:{port}"
    path = _SESSION_FOLDER.sub("/", _SESSION_IN_PATH.sub("", split.path)) or "/"
    query = _meaning(url)
    return f"//{place}{unquote(path)}" + (f"?{urlencode(query)}" if query else "")


def shape(url: str) -> str:
    """What addresses of one endless list have in common: numbers left out of path and query."""
    split = urlsplit(identity(url))
    query = sorted((name, _DIGITS.sub("0", value)) for name, value in _meaning(url))
    return f"{split.netloc}{_DIGITS.sub('0', split.path)}?{urlencode(query)}"


def query_of(url: str) -> list[tuple[str, str]]:
    """Names and values of the query in order; at most 100, the rest is left in no key."""
    if _LISTING_ORDER.fullmatch(urlsplit(url).query):
        return []
    try:
        return parse_qsl(urlsplit(url).query, keep_blank_values=True, max_num_fields=100)
    except ValueError:
        return [("query", urlsplit(url).query)]


def _meaning(url: str) -> list[tuple[str, str]]:
    """The query without noise, in the order of names: servers do not tell orders apart. Equal names keep theirs."""
    query = [(name, value) for name, value in query_of(url) if not _is_noise(name.lower(), value)]
    counted = [name for name, value in query if name.lower() in COUNTER_PARAMETERS and value.isdecimal()]
    if counted and len(counted) < len(query):  # what alone says which page is meant is no counter
        query = [(name, value) for name, value in query if name not in counted]
    return sorted(query, key=lambda pair: pair[0])


def _is_noise(name: str, value: str) -> bool:
    if name in TRACKING_PARAMETERS or name.startswith("utm_") or name in ACTION_PARAMETERS:
        return True
    if name in SESSION_PARAMETERS or name.startswith("aspsessionid"):
        return _SESSION_VALUE.match(value) is not None
    if name in _SHORT_NAMES:
        return _SHORT_SESSION.match(value) is not None
    if name in CHANCE_PARAMETERS:
        return _CHANCE_VALUE.match(value) is not None
    if name in RETURN_PARAMETERS:
        return _ADDRESS_VALUE.match(value) is not None
    if name in VERSION_OF_VIEW:
        return value.lower() in VERSION_OF_VIEW[name]
    return name in SORT_PARAMETERS and value.lower() in SORT_VALUES
