"""Is text taken out of a PDF language? Repairs clusters that font maps write twice, and tells a real text layer from noise."""

import re
from collections.abc import Sequence

from oit.content import TextLayer
from reading.words import COMMON_BITS

_FEWEST_LETTERS = 20  # a page of fewer says nothing of its layer
_LEAST_THAI = 0.30  # share of the letters
_LEAST_BITS = 3.0  # common bits for each 100 consonants
_LEAST_WORDS = 0.5  # of a Latin text: share of the letters that stand in plain words
_DOUBLED_PER_1000 = 4.0  # more doubled clusters than this are a fault of the file; real text has almost none

_FOR_LETTERS = 500  # consonants from which their frequencies say something
_MOST_TWICE, _LEAST_AA = 0.03, 0.115

_CONSONANT = "\u0e01-\u0e2e"
_CLUSTER_MARKS = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0e33"
_DOUBLED = re.compile(rf"([{_CONSONANT}])([{_CLUSTER_MARKS}]+)(.??)(?:\1\2)+", re.DOTALL)
_TWICE = re.compile(rf"([{_CONSONANT}])\1")
_CONSONANTS = re.compile(f"[{_CONSONANT}]")
_THAI = re.compile(r"[\u0e01-\u0e4e]")
_LETTER = re.compile(r"[^\W\d_]|[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")
_LATIN_WORD = re.compile(r"\b[A-Za-z]{2,14}\b")
_VOWEL = re.compile(r"[aeiouyAEIOUY]")


def repair_doubled(text: str) -> str:
    """`text` with consonants and their marks that stand twice at once, or twice about one letter, made single: only where that happens
    so often that the file is at fault."""
    consonants = len(_CONSONANTS.findall(text))
    doubled = sum(1 for _ in _DOUBLED.finditer(text))
    if consonants < 50 or doubled <= _DOUBLED_PER_1000 * consonants / 1000:
        return text
    return _DOUBLED.sub(r"\1\2\3", text)


def text_layer(pages: Sequence[str]) -> TextLayer:
    """GOOD, NONE (next to no letters) or GARBLED (letters that make no Thai and no Latin words)."""
    text = "\n".join(pages)
    letters = len(_LETTER.findall(text))
    if letters < _FEWEST_LETTERS:
        return TextLayer.GOOD if _is_short_text(text) else TextLayer.NONE
    thai = len(_THAI.findall(text))
    if thai < _LEAST_THAI * letters:
        return TextLayer.GOOD if _is_latin_text(text, letters) else TextLayer.GARBLED
    consonants = len(_CONSONANTS.findall(text))
    bits = sum(text.count(bit) for bit in COMMON_BITS)
    if consonants >= _FOR_LETTERS and _has_swapped_letters(text, consonants):
        return TextLayer.GARBLED
    if consonants >= 100:
        return TextLayer.GOOD if bits * 100 >= _LEAST_BITS * consonants else _by_tables(text, consonants, bits)
    return TextLayer.GOOD


def _has_swapped_letters(text: str, consonants: int) -> bool:
    """A font map that gives some letters and marks as others leaves Thai letters, yet few of sara aa and many consonants twice in a row.

    Of 24 papers the sound have 0 to 26 doubled consonants and 143 to 214 sara aa for each 1,000 consonants, a broken one 35 and 100."""
    doubled = sum(1 for _ in _TWICE.finditer(text))
    sara_aa = text.count("\u0e32") + text.count("\u0e33")
    return doubled >= _MOST_TWICE * consonants and sara_aa <= _LEAST_AA * consonants


def _by_tables(text: str, consonants: int, bits: int) -> TextLayer:
    """Lists of names and numbers hold few of the common bits; noise holds none, and marks where no consonant carries them."""
    stray = len(re.findall(rf"(?<![{_CONSONANT}{_CLUSTER_MARKS}])[{_CLUSTER_MARKS}]", text))
    return TextLayer.GOOD if bits * 100 >= consonants and stray * 50 < consonants else TextLayer.GARBLED


def _is_short_text(text: str) -> bool:
    return len(_THAI.findall(text)) >= 8 or len(re.findall(r"\w", text)) >= _FEWEST_LETTERS


def _is_latin_text(text: str, letters: int) -> bool:
    words = [word for word in _LATIN_WORD.findall(text) if _VOWEL.search(word) and not _mixed_case(word)]
    return sum(map(len, words)) >= _LEAST_WORDS * letters


def _mixed_case(word: str) -> bool:
    return not (word.islower() or word.isupper() or word.istitle())


_SURE_THAI, _SURE_WORDS = 40, 20  # letters, Latin words: what a recogniser makes of foliage and faces is less


def recognised_layer(pages: Sequence[str]) -> TextLayer:
    """As text_layer, for text recognised in pictures, of which noise comes out as short scraps: GOOD only for a good deal of language."""
    text = "\n".join(pages)
    thai, consonants = len(_THAI.findall(text)), len(_CONSONANTS.findall(text))
    words = [word for word in _LATIN_WORD.findall(text) if len(word) >= 3 and _VOWEL.search(word) and not _mixed_case(word)]
    if text_layer(pages) is not TextLayer.GOOD:
        return TextLayer.NONE
    if thai >= _SURE_THAI:
        bits = sum(text.count(bit) for bit in COMMON_BITS)
        return TextLayer.GOOD if bits * 100 >= _LEAST_BITS * consonants else TextLayer.NONE
    return TextLayer.GOOD if thai == 0 and len(words) >= _SURE_WORDS else TextLayer.NONE
