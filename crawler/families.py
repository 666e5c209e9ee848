"""Addresses of one kind, and whether asking for more of that kind still brings anything. Pure."""

import re
from collections import Counter
from urllib.parse import unquote, urlsplit

from crawler.identity import identity, query_of

_DIGITS = re.compile(r"\d+")
_LONGEST_WORD = 16  # letters of a query's value that names a kind ("mod=news"), not one thing


def family(url: str) -> str:
    """What addresses of one kind share: host and folders without numbers, and the words of the query. The last segment names the one page
    and is left out where it is no script; a number anywhere makes no other kind."""
    split = urlsplit(identity(url))
    parts = [_DIGITS.sub("0", unquote(part)) for part in split.path.split("/") if part]
    if parts and not split.query:
        parts[-1] = "*"
    query = [(name, value if value.isalpha() and len(value) <= _LONGEST_WORD else "") for name, value in query_of(url)]
    return f"{split.netloc}/{'/'.join(parts)}?{'&'.join(f'{name}={value}' for name, value in sorted(query))}"


class Families:
    """How many of one family in a row brought nothing."""

    def __init__(self) -> None:
        self._barren: Counter[str] = Counter()

    def came(self, url: str, fruitful: bool) -> None:
        """A page at `url` was read; `fruitful` if it led on to anything that was looked for."""
        key = family(url)
        self._barren[key] = 0 if fruitful else self._barren[key] + 1

    def barren(self, url: str) -> int:
        """How many of its family came in a row since the last fruitful one."""
        return self._barren[family(url)]
