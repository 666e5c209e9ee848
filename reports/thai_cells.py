"""Thai text in the cells of a terminal: breaking lines where a reader can bear it. Widths are those of rich, which pads the cells."""

import unicodedata

from rich.cells import cell_len

_LEADING_VOWELS = "เแโใไ"
_NEVER_FIRST = "ะาำๅๆฯ)]}”’»,.:;!?%…"  # vowels and marks that belong to the letter before them, closing signs
_NEVER_LAST = _LEADING_VOWELS + "([{“‘«"
# Words that often begin a part of a long title; Thai writes no blanks between them.
_GOOD_STARTS = (
    "การ", "ความ", "ข้อมูล", "รายงาน", "แผน", "ประจำ", "ปีงบ", "ประกาศ", "หน่วยงาน", "หรือ", "และ", "ตาม", "เรื่อง", "เกี่ยวกับ",
    "ภายใน", "เพื่อ", "ทุจริต", "ประพฤติ", "ทรัพยากร", "บุคคล", "พัสดุ", "ที่", "ของ", "โดย", "ซึ่ง", "แต่", "ไม่", "ยัง", "ในหน้า",
    "ส่งเสริม", "คุณธรรม", "ป้องกัน",
)  # fmt: skip
# Words in which one of those is no beginning.
_WHOLE_WORDS = (
    "มาตรการ", "ข้อความ", "ข้าราชการ", "ราชการ", "จัดการ", "ดำเนินการ", "บริการ", "โครงการ", "กรรมการ", "ต้องการ", "วิชาการ", "หลักการ",
    "รายการ", "ประกอบการ", "บริหารการ", "ติดตาม", "ปฏิบัติตาม", "เป็นไปตาม", "หน้าที่", "พื้นที่", "เจ้าหน้าที่", "แผนที่", "สถานที่", "สิ่งของ",
    "การทุจริต", "การป้องกัน", "หรือไม่", "ไม่ได้", "และประพฤติ", "รับของ",
)  # fmt: skip
_LOOK_AROUND = 14


def clusters(text: str) -> list[str]:
    """The text in pieces that must not be parted: a letter with its marks, with the vowel before or after it."""
    pieces: list[str] = []
    for ch in text:
        if ch == "ๆ" and pieces and pieces[-1] == " ":
            pieces[-2:] = ["".join(pieces[-2:])]
        glued = unicodedata.category(ch) in ("Mn", "Me") or ch in _NEVER_FIRST or (pieces and pieces[-1][-1] in _NEVER_LAST)
        if pieces and glued and pieces[-1] != " ":
            pieces[-1] += ch
        else:
            pieces.append(ch)
    return pieces


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells, broken at blanks, else before a usual beginning of a Thai word, else between letters."""
    pieces, lines = clusters(text.strip()), []
    while pieces:
        fits = _fitting(pieces, width)
        cut = len(pieces) if fits == len(pieces) else _break_at(pieces, fits)
        lines.append("".join(pieces[:cut]).strip())
        pieces = pieces[cut:]
        while pieces and pieces[0] == " ":
            pieces = pieces[1:]
    return lines or [""]


def _fitting(pieces: list[str], width: int) -> int:
    used = count = 0
    for piece in pieces:
        used += cell_len(piece)
        if used > width:
            break
        count += 1
    return max(1, count)


def _break_at(pieces: list[str], fits: int) -> int:
    """Where to break so that at most `fits` pieces stay: the last good place in the second half, else right there."""
    if pieces[fits] == " ":
        return fits
    floor = max(1, fits // 2)
    for good in (_after_blank, _before_word):
        for at in range(fits, floor - 1, -1):
            if good(pieces, at):
                return at
    return fits


def _after_blank(pieces: list[str], at: int) -> bool:
    return pieces[at - 1] == " " or (pieces[at - 1] in ("-", "/") and pieces[at] != "\u00a0")


def _before_word(pieces: list[str], at: int) -> bool:
    after = "".join(pieces[at : at + _LOOK_AROUND])
    if not after.startswith(_GOOD_STARTS):
        return False
    before = "".join(pieces[max(0, at - _LOOK_AROUND) : at])
    around = before + after
    places = ((found, found + len(word)) for word in _WHOLE_WORDS if (found := around.find(word, max(0, len(before) - len(word) + 1))) >= 0)
    return not any(start < len(before) < end for start, end in places)


def shorten(text: str, width: int) -> str:
    """The text in at most `width` cells, with "…" for what was cut."""
    if cell_len(text) <= width:
        return text
    pieces = clusters(text)
    return "".join(pieces[: _fitting(pieces, width - 1)]).rstrip() + "…"
