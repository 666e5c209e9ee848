"""`oit years` on a terminal, and as plain data."""

from collections.abc import Callable
from typing import Any

from oit.agency import Agency
from oit.survey import QuestionBook
from oit.wording import head
from oit.wording_digits import figure
from oit.year_on_year import SubSum, Year, YearOnYear
from reports.safe_text import printable
from reports.thai_cells import wrap
from reports.years_view import (
    cell_words,
    difference_text,
    key_text,
    rating_text,
    said,
    score_text,
    source_text,
    sum_text,
    titles_of,
)

Out = Callable[[str], object]


def print_years(agency: Agency, found: YearOnYear, book: QuestionBook, out: Out, lang: str = "th", width: int = 100) -> None:
    """Lines of plain text of at most `width` cells."""

    def tell(line: str, indent: int = 0) -> None:
        for n, part in enumerate(wrap(line, width - indent - 2)):
            out(" " * (indent + (2 if n else 0)) + part)

    tell(head("years_of", lang, agency=printable(agency.name, 160) or agency.url))
    if not found.years:
        tell(head("years_none", lang))
        return
    tell(head("years_hint", lang))
    _print_scores(found, book, out, tell, lang)
    _print_sums(found, out, tell, lang)
    if found.items:
        out("")
        tell(head("years_items", lang))
        for row in found.items:
            tell(said(row.title, lang), 2)
            for cell, year in zip(row.cells, found.years, strict=True):
                tell(f"{figure(str(year.fiscal_year), lang)}  {cell_words(cell, year, lang)}", 6)


def _print_scores(found: YearOnYear, book: QuestionBook, out: Out, tell: Callable[..., None], lang: str) -> None:
    if found.scores:
        out("")
        tell(head("years_scores", lang))
    for row in found.scores:
        newest = max(n for n, value in enumerate(row.values) if value is not None)
        year = found.years[newest]
        tell(key_text(row.key, year.fiscal_year, book, lang, titles_of(year)), 2)
        for one, value, difference in zip(found.years, row.values, row.differences, strict=True):
            if value is not None:
                rating = rating_text(one.rated, lang) if row.key == "total" else ""
                parts = (figure(str(one.fiscal_year), lang), score_text(value, lang), rating, _against(difference, lang))
                tell("  ".join(filter(None, parts)), 6)


def _against(difference: float | None, lang: str) -> str:
    return f"({head('years_difference', lang)} {difference_text(difference, lang)})" if difference is not None else ""


def _print_sums(found: YearOnYear, out: Out, tell: Callable[..., None], lang: str) -> None:
    if any(found.sums):
        out("")
        tell(head("years_sums", lang))
    for year, sums in zip(found.years, found.sums, strict=True):
        if year.pack is None:
            tell(head("years_no_form", lang, year=year.fiscal_year), 2)
        elif sums:
            tell(head("scores_year", lang, year=year.fiscal_year), 2)
            for one in sums:
                tell(f"{one.code} {said(one.title, lang)}: {sum_text(one, lang)} ({source_text(one, year, lang)})", 6)


def years_record(agency: Agency, found: YearOnYear) -> dict[str, Any]:
    """Plain data; years as keys in the Buddhist era."""
    numbers = [year.fiscal_year for year in found.years]
    return {
        "agency": {"url": agency.url, "name": agency.name, "type": agency.type, "code": agency.code},
        "years": [_year_record(year) for year in found.years],
        "scores": [
            {"key": row.key, "values": _by(numbers, row.values), "differences": _by(numbers, row.differences)} for row in found.scores
        ],
        "sums": {
            year: [_sum_record(one) for one in sums] for year, sums in zip(numbers, found.sums, strict=True)
        },
        "items": [
            {
                "topic": row.topic, "title_th": row.title.th, "title_en": row.title.en,
                "years": {
                    year: {"code": cell.code, "outcome": cell.outcome.value if cell.outcome else None, "score": cell.score}
                    for year, cell in zip(numbers, row.cells, strict=True)
                },
            }
            for row in found.items
        ],
    }  # fmt: skip


def _by(numbers: list[int], values: tuple[float | None, ...]) -> dict[int, float | None]:
    return dict(zip(numbers, values, strict=True))


def _sum_record(one: SubSum) -> dict[str, Any]:
    return {"indicator": one.code, "lowest": one.lowest, "highest": one.highest, "most": one.most, "from": one.source.value}


def _year_record(year: Year) -> dict[str, Any]:
    rated = {"lowest": year.rated.lowest.id, "highest": year.rated.highest.id} if year.rated else None
    form = year.pack.name if year.pack else None
    return {"fiscal_year": year.fiscal_year, "form": form, "checked_on": year.day.isoformat() if year.day else None, "rating": rated}
