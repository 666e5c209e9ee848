"""What --help says, in Thai. The commands say it in English where they are written; help_th.tsv says each paragraph in Thai."""

from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("help_th.tsv")
_CUT = "..."  # how a list of commands ends a paragraph that has no room
_EXTRA = "  ["  # what stands after an option's text: its default, its range


@cache
def help_lines() -> dict[str, tuple[str, str]]:
    """English, with single blanks: (Thai, short Thai); the short is the whole where the table has none."""
    rows = (row.split("\t") for row in TABLE.read_text(encoding="utf-8").splitlines() if not row.startswith("# "))
    return {english: (thai, short[0] if short else thai) for english, thai, *short in rows}


def in_thai(text: str) -> str:
    """The paragraph in Thai, as it is where the table does not know it."""
    plain = " ".join(text.split())
    return help_lines().get(plain, (plain, ""))[0]


def short_in_thai(text: str) -> str:
    """The same for the beginning of a command's text, cut or whole."""
    known = help_lines()
    begin = " ".join(text.removesuffix(_CUT).split())
    found = known.get(begin) or next((known[english] for english in known if begin and english.startswith(begin)), None)
    return found[1] if found else text


def option_in_thai(text: str) -> str:
    """The text of an option with what stands behind it in brackets."""
    said, between, extra = text.rpartition(_EXTRA)
    if not between:
        return in_thai(text)
    parts = (part.partition(" ") for part in extra.removesuffix("]").split("; "))
    return f"{in_thai(said)} [{'; '.join(in_thai(first) + blank + rest for first, blank, rest in parts)}]"
