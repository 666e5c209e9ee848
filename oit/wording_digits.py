"""Thai digits as an option: numbers of our own sentences, dates and tables. What was read on a website, codes, addresses and hashes keep
the digits that they have, since people look for them as they are written."""

import re
from contextvars import ContextVar

ARABIC, THAI = "arabic", "thai"
CHOICES = (ARABIC, THAI)
_CHOSEN: ContextVar[str] = ContextVar("digits", default=ARABIC)
_TO_THAI = {ord("0") + value: ord("\N{THAI DIGIT ZERO}") + value for value in range(10)}
_LETTER = re.compile(r"[\N{THAI CHARACTER KO KAI}-\N{THAI CHARACTER KHOMUT}]")
# A number of a sentence: no part of a code (O12), an option (--max-pages), an address, a version or a name of a file.
_NUMBER = re.compile(r"(?<![A-Za-z0-9./:_#@=\\-])\d[\d,]*(?:\.\d+)?(?![A-Za-z0-9_/\\@=-]|[.:]\w)")
_AS_READ = frozenset(
    {
        "text",
        "as_written",
        "title",
        "url",
        "page",
        "name",
        "agency",
        "host",
        "where",
        "code",
        "status",
        "command",
        "pack",
        "form",
        "version",
    }
)  # gaps
_FIGURE = re.compile(r"[-+−–]?\d[\d,.:]*(?:\s*(?:[-–/]|\.\.)\s*\d[\d,.:]*)*\s*%?")


def use_digits(choice: str) -> None:
    """For everything that is worded from now on in this thread of work: one of CHOICES."""
    if choice not in CHOICES:
        raise ValueError(choice)
    _CHOSEN.set(choice)


def in_thai_digits() -> bool:
    return _CHOSEN.get() == THAI


def figure(text: str, lang: str) -> str:
    """A number of ours, or a range of them, as the reader of this language wants it; any other text as it is."""
    wanted = lang != "en" and in_thai_digits() and _FIGURE.fullmatch(text.strip())
    return text.translate(_TO_THAI) if wanted else text


def decimal(value: float) -> str:
    """At most two decimals, no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def dated(text: str, lang: str) -> str:
    """A date or period that we wrote out; its numbers stand alone."""
    return _NUMBER.sub(lambda found: found[0].translate(_TO_THAI), text) if lang != "en" and in_thai_digits() else text


def worded(phrase: str, values: dict[str, str]) -> tuple[str, dict[str, str]]:
    """A phrase of the tables and the values for its gaps; only a phrase in Thai has Thai digits."""
    if not in_thai_digits() or not _LETTER.search(phrase):
        return phrase, values
    return dated(phrase, "th"), {name: value if name in _AS_READ else figure(value, "th") for name, value in values.items()}
