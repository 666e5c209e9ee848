"""Where Thai marks stand, for drawing with a font and no shaping engine.

The font in fonts/ carries its raised, narrow and cut-off glyphs at private codes: U+E000 + low byte of the letter for a
raised or lowered mark, U+E100 for a mark moved left of a tall stroke, U+E200 for a letter that drops its foot. `placed` puts
these codes into a text before it is drawn; `letter` leads back, so that a PDF still says which letter was meant.
"""

_TALL = frozenset("ปฝฟฬ")
_FOOTED = frozenset("ญฐ")
_BELOW = frozenset("ฺุู")
_ABOVE = frozenset("ัิีึืํ็")
_TONES = frozenset("่้๊๋์")
_SARA_AM = "ำ"
_RAISED, _NARROW, _FOOTLESS = 0xE000, 0xE100, 0xE200


def placed(text: str) -> str:
    """The same number of characters, some replaced by the private code of the glyph that fits its neighbours."""
    return "".join(_glyph(text, index) for index in range(len(text)))


def letter(code: int) -> int:
    """The Thai letter that a private code of the font stands for; any other code comes back as it is."""
    return 0x0E00 + (code & 0xFF) if _RAISED <= code < _FOOTLESS + 0x100 else code


def _glyph(text: str, index: int) -> str:
    char = text[index]
    before = text[index - 1] if index else ""
    after = text[index + 1] if index + 1 < len(text) else ""
    if char in _FOOTED and after in _BELOW:
        return chr(_FOOTLESS + (ord(char) & 0xFF))
    if char in _TONES:
        return _tone(char, before, after)
    if char in _ABOVE and before in _TALL:
        return chr(_NARROW + (ord(char) & 0xFF))
    return char


def _tone(char: str, before: str, after: str) -> str:
    if before in _ABOVE or after == _SARA_AM:
        return chr(_RAISED + (ord(char) & 0xFF))
    if before in _TALL:
        return chr(_NARROW + (ord(char) & 0xFF))
    return char
