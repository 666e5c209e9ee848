"""HTML made harmless before it is parsed: some markup of a few hundred kilobytes keeps any HTML5 parser busy for hours.

Some costs grow with the square of the input: elements nested without end, attributes of one tag, different names of tags and attributes,
options of a list, and formatting elements left open (each is made again in every later block). One linear pass in the tokeniser's own
terms bounds them and the number of tags, and takes noscript parts out, which a parser without scripting would read as content. Pages of
people pass unchanged.
"""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

LARGEST_BODY = 9_000_000  # bytes of a page that are decoded
LONGEST_TEXT = 3_000_000  # characters of a page that are read
MOST_TAGS = 60_000  # that open an element
MOST_MARKS = 200_000  # tags of both kinds, comments and declarations
DEEPEST = 1_000  # elements that may stand within one another
MOST_ATTRIBUTES = 200  # of one tag
MOST_TAG_NAMES = 1_000
MOST_ATTRIBUTE_NAMES = 5_000  # beside those of the first _FREE_ATTRIBUTES letters
MOST_REPEATED = 200_000  # formatting elements that a parser would have to make again
MOST_CHOICES = 8_000  # elements within lists to choose from
LONGEST_NOSCRIPT = 20_000  # characters, of all noscript parts
_NOSCRIPT_PART = 2_000
_FREE_ATTRIBUTES = 40_000
_MOST_UNSEEN = 200_000  # characters of comments and scripts that hold tags, after a drawing or list

_ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+"
# A tag: slash, name, attributes; else a comment or declaration by its sign; else a tag that the text breaks off in.
_MARK = re.compile(rf"<(?:(/?)([a-zA-Z][^\s/>]*+)((?:{_ATTRIBUTE})*+)[\s/]*+>|(!--|[!?])|/?[a-zA-Z])")
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_VALUE = re.compile(r"(?<=[^\s/>])\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>]*+)")
_ATTRIBUTE_NAME = re.compile(r"[^\s/>][^\s/>=]*+")
# Pictures and states of forms written into the page as one long word: megabytes that no reader sees.
_PAYLOAD = re.compile(rb"(base64,|value=[\"'])[A-Za-z0-9+/=]{400,}+")
_ANGLE = re.compile(">")
_OPENING = re.compile("<[a-zA-Z]")
_COMMENT_END = re.compile(r"--!?>")
_RAW = frozenset(("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"))
_RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in _RAW}
_OTHER_RULES = frozenset(("svg", "math", "select", "frameset"))
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
    """`text` is safe to parse; `noscript` what stood in noscript parts; `problem` "" or too_large (part of the page was left out) or
    too_deep (only boxes around its content were)."""

    text: str
    noscript: str
    problem: str


def trim(body: bytes) -> tuple[bytes, bool]:
    """`body` without the bytes of pictures written into it where it is long, at most LARGEST_BODY of it; and whether more was there."""
    if len(body) <= LONGEST_TEXT:
        return body, False
    body = _PAYLOAD.sub(rb"\1", body)
    return body[:LARGEST_BODY], len(body) > LARGEST_BODY


def tame(text: str) -> Tamed:
    """`text` cut at LONGEST_TEXT, with tags, nesting, attributes and open formatting within bounds. Linear in the length."""
    problem = "too_large" if len(text) > LONGEST_TEXT else ""
    text = text[:LONGEST_TEXT].replace("\x00", "")
    if _has_nothing_to_drop(text):
        return Tamed(text, "", problem)
    guard = _Guard(text, keep_formatting=True)
    guard.run()
    if guard.repeated > MOST_REPEATED:
        guard = _Guard(text, keep_formatting=False)
        guard.run()
    if guard.lost:
        problem = "too_large"
    return Tamed(guard.result(), "\n".join(guard.noscript), problem or ("too_deep" if guard.dropped else ""))


def _has_nothing_to_drop(text: str) -> bool:
    """True for a text of few tags, none of them long, without noscript parts: no bound can be reached. False proves nothing."""
    marks = text.count("<")
    most = marks - text.count("</")  # no more tags than these open anything
    if most > min(DEEPEST, MOST_CHOICES, MOST_TAG_NAMES) or marks > MOST_MARKS:
        return False
    if _NOSCRIPT.search(text) or _LONG.search(text) or _ANGLE_IN_VALUE.search(text):
        return False
    return most * most <= MOST_REPEATED or most * len(_FORMATTING_TAG.findall(text)) <= MOST_REPEATED


class _Guard:
    """One pass over the marks of a text: decides which to drop."""

    def __init__(self, text: str, keep_formatting: bool) -> None:
        self.text, self.keep_formatting = text, keep_formatting
        self.cuts: list[tuple[int, int, str]] = []
        self.noscript: list[str] = []
        self.names: set[str] = set()
        self.attribute_names: set[str] = set()
        self.known: set[str] = set()  # attributes whose names these are
        self.open: Counter[str] = Counter()
        self.depth = self.formatting = self.repeated = self.dropped = self.chosen = self.tags = self.attributes = self.noscripts = 0
        self.foreign = False  # rules of another kind of markup may hold somewhere
        self.unseen = self.unseen_tags = 0
        self.lost = False  # something that a reader might have seen was left out

    def run(self) -> None:
        """Meets tags as a tokeniser does: not those in comments or in scripts. Ends where the text breaks off inside a tag, or where there
        are too many."""
        place, text = 0, self.text
        for _ in range(MOST_MARKS):
            mark = _MARK.search(text, place)
            if mark is None:
                return
            slash, name, attributes, sign = mark.groups()
            if name is not None:
                name = name.lower()
                kept = self._tag(mark, slash, name, attributes)
                place = self._after_raw(mark, name, kept) if name in _RAW and not slash else mark.end()
            elif sign == "!--":
                place = _end_of(_COMMENT_END, text, mark.start() + 2)
                if self.foreign and not self._is_harmless(mark.end(), place):
                    self.cuts.append((mark.start(), place, ""))
            elif sign:
                place = _end_of(_ANGLE, text, mark.end())
            else:  # a parser drops the tag, and before that compares all its attributes
                self.cuts.append((mark.start(), len(text), ""))
                return
            if self.tags > MOST_TAGS:
                break
        self.lost = self.lost or place < len(text)
        self.cuts.append((place, len(text), ""))

    def _tag(self, tag: re.Match[str], slash: str, name: str, attributes: str) -> bool:
        """False if the tag is dropped."""
        if name not in self.names:
            if len(self.names) >= MOST_TAG_NAMES:
                return self._drop(tag, lost=True)
            self.names.add(name)
        if name in _FORMATTING and not self.keep_formatting:
            return self._drop(tag)
        if slash:
            self._close(name)
            return True
        return self._start(tag, name, attributes)

    def _drop(self, tag: re.Match[str], lost: bool = False) -> bool:
        self.cuts.append((tag.start(), tag.end(), ""))
        self.lost = self.lost or lost
        return False

    def _start(self, tag: re.Match[str], name: str, attributes: str) -> bool:
        self.tags += 1
        self.foreign = self.foreign or name in _OTHER_RULES
        if self.open["select"] and name != "select":
            self.chosen += 1
            if self.chosen > MOST_CHOICES:
                return self._drop(tag, lost=True)
        if name in _FORMATTING:
            self.formatting += 1
        else:
            self.repeated += self.formatting
        if name not in _VOID and name not in _SELF_CLOSING:
            if self.depth >= DEEPEST:
                self.dropped += 1
                return self._drop(tag)
            self.depth += 1
            self.open[name] += 1
        if attributes:
            self._keep_attributes(tag, name, attributes)
        return True

    def _keep_attributes(self, tag: re.Match[str], name: str, attributes: str) -> None:
        """The first MOST_ATTRIBUTES of a tag stay, and none of a tag that brings more names than a parser can keep apart."""
        kept = attributes
        if len(attributes) > 2 * MOST_ATTRIBUTES:
            first = [found.group() for found in islice(_ATTRIBUTES.finditer(attributes), MOST_ATTRIBUTES + 1)]
            kept = "".join(first[:MOST_ATTRIBUTES]) if len(first) > MOST_ATTRIBUTES else attributes
        self.attributes += len(kept)
        if self.attributes > _FREE_ATTRIBUTES and not self._takes_in(kept):
            kept = ""
        if kept != attributes:
            self.cuts.append((tag.start(), tag.end(), f"<{name}{kept}>"))
            self.lost = True

    def _takes_in(self, attributes: str) -> bool:
        """False if these attributes have more new names than are left."""
        if attributes not in self.known:
            new = {name.lower() for name in _ATTRIBUTE_NAME.findall(_VALUE.sub(" ", attributes))} - self.attribute_names
            if len(new) + len(self.attribute_names) > MOST_ATTRIBUTE_NAMES:
                return False
            self.attribute_names |= new
            self.known.add(attributes)
        return True

    def _close(self, name: str) -> None:
        if self.open[name]:
            self.open[name] -= 1
            self.depth -= 1
            self.formatting -= name in _FORMATTING

    def _after_raw(self, tag: re.Match[str], name: str, kept: bool) -> int:
        end = _RAW_END[name].search(self.text, tag.end())
        place = end.start() if end else len(self.text)
        if name == "noscript":
            if self.noscripts < LONGEST_NOSCRIPT:
                self.noscript.append(self.text[tag.end() : min(place, tag.end() + _NOSCRIPT_PART)])
                self.noscripts += len(self.noscript[-1])
            self.cuts.append((tag.end(), place, ""))
        elif not kept or (self.foreign and not self._is_harmless(tag.end(), place)):
            self.cuts.append((tag.end(), place, ""))
        return place

    def _is_harmless(self, start: int, end: int) -> bool:
        """Within drawings, formulas and lists what looks like a comment or script may be read as tags: is there little of that so far?"""
        opening = _OPENING.search(self.text, start, end)
        if opening is not None:
            self.unseen += end - opening.start()
            self.unseen_tags += self.text.count("<", opening.start(), end)
        return self.unseen <= _MOST_UNSEEN and self.unseen_tags <= DEEPEST

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


def _end_of(pattern: re.Pattern[str], text: str, place: int) -> int:
    end = pattern.search(text, place)
    return end.end() if end else len(text)
