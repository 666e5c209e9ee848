"""Thai text: repaired for show (`clean`), folded for matching (`key`). NFKC is never used: it takes sara am apart for good."""

import re
from functools import lru_cache

from oit.remembered import Remembered
from oit.words import MISSPELLINGS

_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e"  # written above or below the letter before them
_NIKHAHIT, _AA, _AM = "\u0e4d", "\u0e32", "\u0e33"
_MARK_ORDER = {**dict.fromkeys(range(0x0E48, 0x0E4C), 2), 0x0E47: 1, 0x0E4C: 3, 0x0E4D: 4, 0x0E4E: 4}  # vowels, missing here, come first


def _ranges(*bounds: tuple[int, int]) -> list[int]:
    return [code for first, last in bounds for code in range(first, last + 1)]


_DELETED = _ranges(
    (0x00, 0x08), (0x0E, 0x1F), (0x7F, 0x84), (0x86, 0x9F), (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180E),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F),
    (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF9, 0xFFFB), (0xFFFE, 0xFFFF), (0xE0000, 0xE007F),
)  # fmt: skip
_BLANKS = [0x09, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B)]
_LINE_ENDS = [0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029]
_DASHES = [*range(0x2010, 0x2016), 0x2043, 0x2212, 0xFE58, 0xFE63]
# Glyph codes that old Windows and Mac fonts used for moved marks and trimmed letters, U+F700 on.
_FONT_GLYPHS = (
    "\u0e10\u0e34\u0e35\u0e36\u0e37\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e48\u0e49\u0e4a\u0e4b"
    "\u0e4c\u0e0d\u0e31\u0e4d\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c\u0e38\u0e39\u0e3a"
)
_REPAIRS: dict[int, str] = {
    **dict.fromkeys(_DELETED, ""),
    **dict.fromkeys(_BLANKS, " "),
    **dict.fromkeys(_LINE_ENDS, "\n"),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys([0x2018, 0x2019, 0x201A, 0x201B], "'"),
    **dict.fromkeys([0x201C, 0x201D, 0x201E, 0x201F], '"'),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),  # half characters cannot be written to a file
    **{0xFF01 + step: chr(0x21 + step) for step in range(0x5E)},
    **{0xF700 + step: glyph for step, glyph in enumerate(_FONT_GLYPHS)},
}
_TO_REPAIR = re.compile(r"[^ -~\n\u0e01-\u0e5b]")  # holds every letter of _REPAIRS: most texts need none of them
_BLANK_RUN = re.compile(r" *\n[ \n]*| {2,}")
_THAI = re.compile(r"[\u0e01-\u0e5b]")
# The blank itself comes first, so that a search passes over all other letters at once.
_BLANK_BEFORE_MARK = re.compile(rf"[ \n](?=[{_MARKS}{_AM}])(?<=[\u0e01-\u0e3a\u0e40-\u0e4e][ \n])")
_BLANK_IN_SARA_AM = re.compile(rf"[ \n](?={_AA})(?:(?<={_NIKHAHIT}[ \n])|(?<={_NIKHAHIT}[\u0e48-\u0e4b][ \n]))")
_PASSES = 12  # bounds the work on text made of marks and blanks only; real text needs one
_JOINED = f"{_MARKS}{_AA}{_AM}"  # what stands above, below or right behind a letter
# Nearly all are one vowel and one tone, or a tone and sara aa, in order already. The class comes first: a search passes over other letters.
_NOT_RIGHT = (
    rf"(?=[{_JOINED}])(?!(?<=[\u0e31\u0e34-\u0e3a])[\u0e47-\u0e4e](?![{_JOINED}]))"
    rf"(?!(?<=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4c\u0e4e])[{_AA}{_AM}](?![{_JOINED}]))"
)
_CLUSTER = re.compile(rf"[{_JOINED}]{_NOT_RIGHT}[{_JOINED}]+")
_BEFORE_MARK = rf"(?=[{_MARKS}{_AM}])(?<=[\u0e01-\u0e3a\u0e40-\u0e4e][ \n])"
_IN_SARA_AM = rf"(?={_AA})(?:(?<={_NIKHAHIT}[ \n])|(?<={_NIKHAHIT}[\u0e48-\u0e4b][ \n]))"
# Finds something where one of the three above does.
_TO_JOIN = re.compile(rf"[ \n{_JOINED}](?:(?<=[ \n])(?:{_BEFORE_MARK}|{_IN_SARA_AM})|(?<![ \n]){_NOT_RIGHT})")

_THAI_DIGIT = re.compile(r"[\u0e50-\u0e59]")
_ARABIC = {0x0E50 + digit: str(digit) for digit in range(10)}
_THAI_LETTER = re.compile(r"[\u0e01-\u0e2e\u0e30\u0e32\u0e33\u0e40-\u0e45]")
_NOT_IN_KEY = re.compile(r"[^\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4ea-z0-9]+")
_NOT_IN_SPELLING = re.compile(r"[ \n*_\"'()\[\]{}:;,/|\\ฯๆ]+")  # `clean` leaves no other blanks


def _sara_aa(text: str) -> str:
    return text.replace(_AM, _AA)


_SHORT = 160  # letters of texts that come again and again
_REMEMBERED = 3_000_000  # letters of the longer texts whose keys are remembered
_SPELLING = [(_sara_aa(sign), re.compile(_sara_aa(wrong)), _sara_aa(right)) for sign, wrong, right in MISSPELLINGS]


def _in_order(cluster: re.Match[str]) -> str:
    """Marks and sara aa of one letter in the order of the keyboard standard, each mark once, nikhahit and aa made one sara am."""
    seen = dict.fromkeys(cluster.group())
    letters = [char for char in cluster.group() if char in (_AA, _AM)]
    marks = sorted((char for char in seen if char not in (_AA, _AM)), key=lambda mark: _MARK_ORDER.get(ord(mark), 0))
    if letters and _NIKHAHIT in marks:
        marks.remove(_NIKHAHIT)
        letters[0] = _AM
    return "".join(marks) + re.sub(f"{_AM}+", _AM, "".join(letters))


def clean(text: str) -> str:
    """`text` with its encoding repaired and nothing else changed: what may be shown as evidence.

    Invisible characters go, every run of blanks becomes one space (one line feed where it holds a line end), ends are trimmed; dashes,
    quotes, full-width forms and old font glyphs become the plain ones; Thai marks stand once and in order. Digits, spelling and blanks
    between words stay as written. Idempotent; linear in the length.
    """
    return _clean_short(text) if len(text) <= _SHORT else _clean(text)


def _clean(text: str) -> str:
    if _TO_REPAIR.search(text):
        text = text.translate(_REPAIRS)
    if "\n" in text or "  " in text:
        text = _BLANK_RUN.sub(lambda run: "\n" if "\n" in run.group() else " ", text)
    text = text.strip(" \n")
    if not _THAI.search(text):
        return text
    for _ in range(_PASSES if _TO_JOIN.search(text) else 0):
        # Putting marks in order may bring one to stand behind a blank.
        joined = _CLUSTER.sub(_in_order, _BLANK_IN_SARA_AM.sub("", _BLANK_BEFORE_MARK.sub("", text)))
        if joined == text:
            break
        text = joined
    return text.replace("เเ", "แ")


def arabic_digits(text: str) -> str:
    """`text` with Thai digits as Arabic digits; the length stays the same."""
    return text.translate(_ARABIC) if _THAI_DIGIT.search(text) else text


def key(text: str) -> str:
    """What matching compares: the letters and digits of `clean(text)` without case, blanks, punctuation, known misspellings.

    Sara am counts as sara aa, since PDFs lose its upper half. Holds only Thai letters, vowels and marks, a-z and 0-9.
    """
    if len(text) <= _SHORT:
        return _key_short(text)
    known = _keys_of_long.get(text)
    return _keys_of_long.keep(_key(text), text) if known is None else known


def _key(text: str) -> str:
    folded = _sara_aa(arabic_digits(clean(text)).lower()).replace("ฯลฯ", "")
    folded = _NOT_IN_SPELLING.sub("", folded).replace("เเ", "แ")
    for sign, wrong, right in _SPELLING:
        if sign in folded:
            folded = wrong.sub(right, folded)
    return _NOT_IN_KEY.sub("", folded)


# A site repeats its menu and footer on every page: short texts come again and again.
_clean_short = lru_cache(maxsize=16_384)(_clean)
_key_short = lru_cache(maxsize=16_384)(_key)
_keys_of_long: Remembered[str] = Remembered(_REMEMBERED)


def holds(text: str, word: str) -> bool:
    """Does a text hold a word, by the match keys of both? A Latin word counts only whole: "ITA" does not stand in "hospital"."""
    if word.isascii() and word.isalpha():
        return re.search(rf"(?<![a-z]){word.lower()}(?![a-z])", clean(text).lower()) is not None
    return key(word) in key(text)


def thai_share(text: str) -> float:
    """The share of Thai among the letters of `text`, 0.0-1.0; 0.0 when it has no letters. Marks above and below do not count."""
    letters = sum(map(str.isalpha, text))
    return len(_THAI_LETTER.findall(text)) / letters if letters else 0.0
