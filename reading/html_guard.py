"""HTML made harmless before it is parsed: some markup of a few hundred kilobytes keeps any HTML5 parser busy for hours.

Four costs grow with the square of the input: elements nested without end, attributes of one tag, options of a list, and formatting
elements left open (each is made again in every later block). One linear pass in the tokeniser's own terms bounds them and takes noscript
parts out, which a parser without scripting would read as content. Pages of people pass unchanged.
"""

import re
from collections import Counter
from dataclasses import dataclass

LONGEST_TEXT = 5_000_000  # characters of a page that are read
DEEPEST = 1_000  # elements that may stand within one another
MOST_ATTRIBUTES = 200
MOST_REPEATED = 200_000  # formatting elements that a parser would have to make again
MOST_CHOICES = 8_000  # elements within lists to choose from

_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
# A tag: slash, name, attributes; else a comment or declaration by its sign; else a tag that the text breaks off in.
_MARK = re.compile(rf"<(?:(/?)([a-zA-Z][^\s/>]*+)((?:{_ATTRIBUTE})*+)[\s/]*+>|(!--|[!?])|/?[a-zA-Z])")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"))
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"))
_SELF_CLOSING = frozenset((
    "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "optgroup", "colgroup", "html", "head", "body", "a",
))  # fmt: skip
_FORMATTING = frozenset(("b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"))
_FORMATTING_TAG = re.compile(rf"<(?:{'|'.join(sorted(_FORMATTING))})(?=[\s/>])", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<[nN][oO][sS][cC]")
_LONG = re.compile(rf"<[a-zA-Z][^>]{{{2 * MOST_ATTRIBUTES}}}")  # no tag may end here before it has too many attributes ...
_ANGLE_IN_VALUE = re.compile(r"=\s*+(?:\"[^\">]*+>|'[^'>]*+>)")  # ... unless a value holds what looks like its end


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
    if _has_nothing_to_drop(text):
        return Tamed(text, "", problem)
    guard = _Guard(text, keep_formatting=True)
    guard.run()
    if guard.repeated > MOST_REPEATED:
        guard = _Guard(text, keep_formatting=False)
        guard.run()
    return Tamed(guard.result(), "\n".join(guard.noscript), problem or ("too_deep" if guard.dropped else ""))


def _has_nothing_to_drop(text: str) -> bool:
    """True for a text of few tags, none of them long, without noscript parts: no bound can be reached. False proves nothing."""
    most = text.count("<") - text.count("</")  # no more tags than these open anything
    if most > min(DEEPEST, MOST_CHOICES) or _NOSCRIPT.search(text) or _LONG.search(text) or _ANGLE_IN_VALUE.search(text):
        return False
    return most * most <= MOST_REPEATED or most * len(_FORMATTING_TAG.findall(text)) <= MOST_REPEATED


class _Guard:
    """One pass over the marks of a text: decides which to drop."""

    def __init__(self, text: str, keep_formatting: bool) -> None:
        self.text, self.keep_formatting = text, keep_formatting
        self.cuts: list[tuple[int, int, str]] = []
        self.noscript: list[str] = []
        self.open: Counter[str] = Counter()
        self.depth = self.formatting = self.repeated = self.dropped = self.chosen = 0

    def run(self) -> None:
        """Meets tags as a tokeniser does: not those in comments or in scripts. Ends where the text breaks off inside a tag."""
        place, text = 0, self.text
        while mark := _MARK.search(text, place):
            slash, name, attributes, sign = mark.groups()
            if name is not None:
                name = name.lower()
                self._tag(mark, slash, name, attributes)
                place = self._after_raw(mark, name) if name in _RAW and not slash else mark.end()
            elif sign == "!--":
                place = _end_of(_COMMENT_END, text, mark.start() + 2)
            elif sign:
                place = _end_of(_ANGLE, text, mark.end())
            else:
                return

    def _tag(self, tag: re.Match[str], slash: str, name: str, attributes: str) -> None:
        if name in _FORMATTING and not self.keep_formatting:
            self.cuts.append((tag.start(), tag.end(), ""))
        elif slash:
            self._close(name)
        else:
            self._start(tag, name, attributes)

    def _start(self, tag: re.Match[str], name: str, attributes: str) -> None:
        if self.open["select"] and name != "select":
            self.chosen += 1
            if self.chosen > MOST_CHOICES:
                self.cuts.append((tag.start(), tag.end(), ""))
                return
        if len(attributes) > 2 * MOST_ATTRIBUTES and len(_ATTRIBUTES.findall(attributes)) > MOST_ATTRIBUTES:
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

    def _after_raw(self, tag: re.Match[str], name: str) -> int:
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
