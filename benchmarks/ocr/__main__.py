"""Prints the tables of docs/benchmarks.md, OCR: `python -m benchmarks.ocr [PAGES]` (pages of each kind, default 4; some minutes)."""

import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from benchmarks.ocr.scans import Scan, scan
from oit.dates import find_periods
from oit.thai import clean
from reading.tesseract import Tesseract, find_tesseract, letters_of

FONTS = ("sample/fonts/Sarabun-Regular.ttf", "tlwg/Laksaman.ttf", "tlwg/Garuda.ttf", "tlwg/Norasi.ttf", "tlwg/Loma.ttf")
FOLDERS = (Path(__file__).parents[2], Path("/usr/share/fonts/truetype"))
SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Measured:
    """`errors` of `letters` (blanks left out), seconds of CPU, and whether the title's year was read right, not at all, or wrong."""

    errors: int
    letters: int
    seconds: float
    year: str


def fonts() -> Iterator[Path]:
    for name in FONTS:
        yield from (folder / name for folder in FOLDERS if (folder / name).is_file())


def measured(page: Scan, program: Tesseract) -> Measured:
    before = _cpu()
    read = letters_of(page.picture, program, SECONDS)
    seconds = _cpu() - before
    seen, meant = ("".join(clean(text).split()) for text in (read, page.text))
    return Measured(Levenshtein.distance(seen, meant), len(meant), seconds, _year(read, page.year))


def _cpu() -> float:
    """Of the recogniser's runs so far, which are children of this process: other work on the machine does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _year(read: str, meant: int) -> str:
    """Of the years of the first lines written in Arabic digits: the one meant, another one, none."""
    found = {
        year
        for period in find_periods(read[:160], "text")
        if not any("\u0e50" <= sign <= "\u0e59" for sign in period.as_written)
        for year in period.fiscal_years
    }
    return "right" if meant in found else "wrong" if found else "none"


def line(name: str, found: list[Measured]) -> str:
    rate = 100 * sum(one.errors for one in found) / sum(one.letters for one in found)
    seconds = sorted(one.seconds for one in found)
    years = ", ".join(f"{sum(one.year == word for one in found)} {word}" for word in ("right", "none", "wrong"))
    return f"| {name} | {len(found)} | {100 - rate:.1f} % | {seconds[len(seconds) // 2]:.1f} | {years} |"


def main(pages: int) -> int:
    program = find_tesseract()
    if program is None:
        print("no tesseract with Thai on this machine; see: oit doctor")
        return 4
    print(f"tesseract {program.version}, {program.asked}")
    print("| scan | pages | letters right | CPU s/page | title's year, read in Arabic digits |\n|---|---|---|---|---|")
    for font in fonts():
        for dpi in (150, 200, 300):
            for noisy in (False, True):
                found = [measured(scan(font, dpi, number, noisy=noisy), program) for number in range(pages)]
                print(line(f"{font.stem}, {dpi} dpi, {'noisy, turned' if noisy else 'sharp'}", found), flush=True)
        thai = [measured(scan(font, 200, number, thai_digits=True), program) for number in range(2 * pages)]
        print(line(f"{font.stem}, 200 dpi, sharp, Thai digits", thai), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 4))
