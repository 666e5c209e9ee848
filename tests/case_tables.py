"""The tab-separated tables of cases under tests/data, and the escapes in their cells."""

import csv
from pathlib import Path

_DATA = Path(__file__).parent / "data"


def rows(*names: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    for name in names:
        with (_DATA / name).open(encoding="utf-8", newline="") as lines:
            found += csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


def unescaped(cell: str) -> str:
    parts = cell.split("\\u")
    text = parts[0] + "".join(chr(int(part[:4], 16)) + part[4:] for part in parts[1:])
    return text.replace("\\n", "\n").replace("\\t", "\t")
