"""What an href leads to. One canonical spelling for each address, so that the same page is not asked for twice."""

import ipaddress
import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

LONGEST = 2000  # characters of an address; longer ones are data or a trap

_INNER_BREAKS = re.compile(r"[\t\r\n\x00]")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*):")
_WEB_SCHEME = re.compile(r"(https?):(/*)", re.IGNORECASE)
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,62}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,62}[a-z0-9_])?)*\.?")
_PORTS = {"http": 80, "https": 443}
_PATH_SAFE = "/:@!$&'()*+,;=~-._%"
_QUERY_SAFE = _PATH_SAFE + "?[]{}|^`\\"
_BAD_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")
_PERCENT = re.compile(r"%[0-9a-fA-F]{2}")
_UNRESERVED = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")
_SCRIPT_TARGET = re.compile(
    r"(?:location(?:\.href)?\s*=(?!=)|location\.(?:assign|replace)\s*\(|window\.open\s*\(|\bopen\s*\()"
    r"""\s*(["'])([^"'<>]{1,2000})\1""",
    re.IGNORECASE,
)
_SHORT = 500  # characters of a link that is remembered
_PLAIN_BASE = re.compile(
    r"(?P<site>https?://[a-z0-9.-]+(?::\d+)?)(?P<folder>/(?:[\w.~%@!$&'()*+,=:-]+/)*)?[\w.~%@!$&'()*+,=:-]*(?:[?#]|\Z)", re.ASCII
)
# What is written so leads to the same address from every page of the site, or of the folder; anything else may depend on the whole base.
_BY_SITE = re.compile(r"(?:/(?!/)|https?://(?![/?#]))[^\t\r\n\x00\\]*\Z")
_BY_FOLDER = re.compile(r"(?:[\w%~-]|\.\.?/)[^:\t\r\n\x00\\]*\Z")
_VIEWERS = {"docs.google.com": "url", "drive.google.com": "url", "view.officeapps.live.com": "src"}


def resolve(base: str, href: str, charset: str = "utf-8") -> str | None:
    """The absolute, canonical http(s) address that `href` on the page `base` leads to, without fragment; None when it leads nowhere
    (empty, fragment only, javascript:, other schemes) or cannot be used (no host, bad port, longer than 2,000 characters). Letters of a
    query are encoded by the page's `charset`, as browsers do; those of a path always as UTF-8. Never raises."""
    if len(href) > _SHORT:
        return _resolve(base, href, charset)
    return _resolved(home(base, bond(href)), href, charset)


@lru_cache(maxsize=8_192)
def bond(href: str) -> int:
    """What of a page's address decides where `href` leads: 0 at most the site, 1 the folder, 2 perhaps all of it."""
    if len(href) > _SHORT:
        return 2
    if _BY_SITE.match(href) or is_dead(href):
        return 0
    return 1 if _BY_FOLDER.match(href) else 2


@lru_cache(maxsize=512)
def home(base: str, level: int) -> str:
    """The part of `base` that links of that bond depend on, an address itself: links resolve against it as against `base`."""
    found = _PLAIN_BASE.match(base) if level < 2 else None
    if found is None:
        return base
    return found.group("site") + "/" if level == 0 else found.group("site") + (found.group("folder") or "/")


def _resolve(base: str, href: str, charset: str) -> str | None:
    if is_dead(href):
        return None
    try:
        home = _repaired(base, "")
        return _canonical(urljoin(home, _repaired(href, home.split(":", 1)[0])), charset)
    except ValueError:  # no host, bad IPv6 literals, ports that are none
        return None


# The links of a menu stand on every page of a site: what they lead to depends on the site, or on the folder, and not on the page.
_resolved = lru_cache(maxsize=8_192)(_resolve)


def is_dead(href: str) -> bool:
    """True if `href` leads nowhere: empty, only a fragment, javascript:, about:, data:, blob: and the like, mailto: and tel: included."""
    text = _INNER_BREAKS.sub("", href).strip()
    if not text or text.startswith("#"):
        return True
    scheme = _SCHEME.match(text)
    return bool(scheme) and not _leads_by(scheme.group(1).lower(), text) if scheme else False


def script_target(code: str) -> str | None:
    """The address that a handler ("location.href='x'", "window.open('x')") opens, as written; None when it opens none."""
    found = _SCRIPT_TARGET.search(code[:20_000])
    return found.group(2).strip() if found and found.group(2).strip() else None


def viewed_file(url: str) -> str | None:
    """The file behind the address of a viewer (Google, Office, pdf.js), resolved; None when `url` is no viewer's."""
    try:
        parts = urlsplit(url)
        names = dict(parse_qsl(parts.query, max_num_fields=50))
    except ValueError:
        return None
    if (parts.hostname or "") in _VIEWERS:
        return resolve(url, names.get(_VIEWERS[parts.hostname or ""], ""))
    return resolve(url, names.get("file", "")) if parts.path.lower().endswith("viewer.html") else None


def _leads_by(scheme: str, text: str) -> bool:
    """A scheme that we can follow, or no scheme at all: "host.go.th:8080/x" and "a:b.pdf" written without one."""
    if scheme in ("http", "https"):
        return True
    return "." in scheme and bool(re.match(r"[^:]+:\d+(/|$)", text))


def _repaired(address: str, base_scheme: str) -> str:
    """Backslashes and slips in the slashes put right as browsers do: "http:/x" is a path where the page's own scheme is http.
    Raises ValueError for an address that names no host."""
    text = _INNER_BREAKS.sub("", address).strip().strip("\u200b\ufeff\xa0").replace("\\", "/")
    if re.match(r"[\w.-]+\.[\w-]+:\d+(/|$)", text):
        text = f"http://{text}"
    found = _WEB_SCHEME.match(text)
    if not found:
        return text
    scheme, rest = found.group(1).lower(), text[found.end() :]
    if scheme == base_scheme and len(found.group(2)) < 2:
        return found.group(2) + rest
    if rest[:1] in ("", "?", "#"):
        raise ValueError(f"an address without a host: {text}")
    return f"{scheme}://{rest}"


def _canonical(address: str, charset: str) -> str | None:
    if len(address) > 3 * LONGEST:
        return None
    parts = urlsplit(address)
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not parts.hostname:
        return None
    host = _canonical_host(parts.hostname)
    port = parts.port
    if host is None or port == 0:
        return None
    netloc = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    path = _quoted(_without_dots(_quoted(parts.path, _PATH_SAFE)), _PATH_SAFE) or "/"
    url = urlunsplit((scheme, netloc, path, _quoted(parts.query, _QUERY_SAFE, charset), ""))
    return url if len(url) <= LONGEST else None


def _canonical_host(host: str) -> str | None:
    if ":" in host:
        return f"[{ipaddress.IPv6Address(host.split('%', 1)[0]).compressed}]"
    name = unquote(host).strip().lower().rstrip(".")
    if not name.isascii():
        name = ".".join(_idna(label) for label in re.split("[.\u3002\uff0e\uff61]", name)).rstrip(".")
    return name if name and len(name) <= 253 and _HOST.fullmatch(name) else None


def _idna(label: str) -> str:
    """Thai labels need no mapping beyond lower case; the codec of IDNA 2003 refuses or changes some marks, so punycode is made here."""
    return label if label.isascii() else "xn--" + label.encode("punycode").decode("ascii")


def _quoted(text: str, safe: str, charset: str = "utf-8") -> str:
    """Percent-encoded in one way: letters outside ASCII by `charset`, escapes in upper case, escapes of plain letters undone. Encodings of
    two or four bytes a letter are for pages only: in addresses UTF-8 stands for them."""
    charset = "utf-8" if charset.startswith(("utf-16", "utf-32")) else charset
    text = _BAD_PERCENT.sub("%25", text.strip() if safe is _QUERY_SAFE else text)
    return _PERCENT.sub(_plain_escape, quote(text, safe=safe, encoding=charset, errors="replace"))


def _plain_escape(found: re.Match[str]) -> str:
    char = chr(int(found.group()[1:], 16))
    return char if char in _UNRESERVED else found.group().upper()


def _without_dots(path: str) -> str:
    """Dot segments taken out; empty segments stay, since servers may tell them apart, except those at the front."""
    if "/." not in path:
        return path
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept) if len(kept) > 1 else "/"
