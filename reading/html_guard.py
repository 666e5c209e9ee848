"""HTML made harmless before it is parsed: some markup of a few hundred kilobytes keeps any HTML5 parser busy for hours.

Four costs grow with the square of the input: elements nested without end, attributes of one tag, options of a list, and formatting
elements left open (each is made again in every later block). One linear pass in the tokeniser's own terms bounds them and takes noscript
parts out, which a parser without scripting would read as content. Pages of people pass unchanged.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_TEXT = 5_000_000  # characters of a page that are read
DEEPEST = 1_000  # elements that may stand within one another
MOST_ATTRIBUTES = 200
MOST_REPEATED = 200_000  # formatting elements that a parser would have to make again
MOST_CHOICES = 8_000  # elements within lists to choose from

_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
_TAG = re.compile(rf"<(/?)([a-zA-Z][^\s/>]*+)((?:{_ATTRIBUTE})*+)[\s/]*+>")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_MARK = re.compile(r"<(?:!--|[!?]|/?[a-zA-Z])")
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"))
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"))
_SELF_CLOSING = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "html", "head", "body", "a",
))  # fmt: skip
_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))


@dataclass(frozen=True, slots=True)
class Tamed:
    """`text` is safe to parse; `noscript` what stood in noscript parts; `problem` "" or too_large or too_deep."""

    text: str
    noscript: str
    problem: str


def tame(text: str) -> Tamed:
    """`text` cut at LONGEST_TEXT, with nesting, attributes and open formatting within bounds. Linear in the length."""
    problem = "too_large" if len(text) > LONGEST_TEXT else ""
    text = text[:LONGEST_TEXT].replace("\x00", "")
    guard = _Guard(text, keep_formatting=True)
    guard.run()
    if guard.repeated > MOST_REPEATED:
        guard = _Guard(text, keep_formatting=False)
        guard.run()
    return Tamed(guard.result(), "\n".join(guard.noscript), problem or ("too_deep" if guard.dropped else ""))


class _Guard:
    """One pass over the marks of a text: decides which to drop."""

    def __init__(self, text: str, keep_formatting: bool) -> None:
        self.text, self.keep_formatting = text, keep_formatting
        self.cuts: list[tuple[int, int, str]] = []
        self.noscript: list[str] = []
        self.open: Counter[str] = Counter()
        self.depth = self.formatting = self.repeated = self.dropped = self.chosen = 0

    def run(self) -> None:
        for tag in self._tags():
            name = tag.group(2).lower()
            if name in _FORMATTING and not self.keep_formatting:
                self.cuts.append((tag.start(), tag.end(), ""))
            elif tag.group(1):
                self._close(name)
            else:
                self._start(tag, name)

    def _start(self, tag: re.Match[str], name: str) -> None:
        if self.open["select"] and name != "select":
            self.chosen += 1
            if self.chosen > MOST_CHOICES:
                self.cuts.append((tag.start(), tag.end(), ""))
                return
        if len(tag.group(3)) > 2 * MOST_ATTRIBUTES and len(_ATTRIBUTES.findall(tag.group(3))) > MOST_ATTRIBUTES:
            self.cuts.append((tag.start(), tag.end(), f"<{name}>"))
        if name in _FORMATTING:
            self.formatting += 1
        else:
            self.repeated += self.formatting
        if name in _VOID or name in _SELF_CLOSING:
            return
        if self.depth >= DEEPEST:
            self.dropped += 1
            self.cuts.append((tag.start(), tag.end(), ""))
            return
        self.depth += 1
        self.open[name] += 1

    def _close(self, name: str) -> None:
        if self.open[name]:
            self.open[name] -= 1
            self.depth -= 1
            self.formatting -= name in _FORMATTING

    def _tags(self) -> Iterator[re.Match[str]]:
        """Tags as a tokeniser meets them: not those in comments or in scripts. Ends where the text breaks off inside a tag."""
        place, text = 0, self.text
        while mark := _MARK.search(text, place):
            if mark.group() == "<!--":
                place = _end_of(_COMMENT_END, text, mark.start() + 2)
            elif mark.group() in ("<!", "<?"):
                place = _end_of(_ANGLE, text, mark.end())
            elif tag := _TAG.match(text, mark.start()):
                yield tag
                place = self._after_raw(tag) if tag.group(2).lower() in _RAW and not tag.group(1) else tag.end()
            else:
                return

    def _after_raw(self, tag: re.Match[str]) -> int:
        name = tag.group(2).lower()
        end = _RAW_END[name].search(self.text, tag.end())
        place = end.start() if end else len(self.text)
        if name == "noscript":
            self.noscript.append(self.text[tag.end() : min(place, tag.end() + 2000)])
            self.cuts.append((tag.end(), place, ""))
        return place

    def result(self) -> str:
        if not self.cuts:
            return self.text
        pieces: list[str] = []
        place = 0
        for start, end, instead in self.cuts:
            if start >= place:
                pieces += (self.text[place:start], instead)
                place = end
        return "".join(pieces) + self.text[place:]


_ANGLE = re.compile(">")


def _end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    end = pattern.search(text, place)
    return end.end() if end else len(text)
