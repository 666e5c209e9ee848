"""`oit scores list` on a terminal."""

from collections.abc import Callable

from oit.agency import Agency
from oit.night import BANGKOK
from oit.survey import InBoth, PublishedScore, QuestionBook
from oit.wording import date_text, head
from reports.safe_text import printable
from reports.thai_cells import shorten
from reports.years_view import key_text, score_text

Out = Callable[[str], object]


def print_scores(
    found: list[tuple[Agency, list[PublishedScore]]], book: QuestionBook, titles: Callable[[int], dict[str, InBoth]], out: Out,
    lang: str = "th", width: int = 100,
) -> None:  # fmt: skip
    """`titles` gives code -> title of a year's indicators and items of OIT."""
    if not any(scores for _, scores in found):
        out(head("scores_none", lang))
    for agency, scores in found:
        if scores:
            out(printable(agency.name, 160) or agency.url)
        for year in dict.fromkeys(one.fiscal_year for one in scores):
            out("  " + head("scores_year", lang, year=year))
            of_year = [one for one in scores if one.fiscal_year == year]
            for one in of_year:
                out(f"    {score_text(one.score, lang):>6}  {shorten(key_text(one.key, year, book, lang, titles(year)), width - 13)}")
            for source, by, day in dict.fromkeys((one.source, one.by, one.made.astimezone(BANGKOK).date()) for one in of_year):
                out("    " + head("score_source", lang, text=source, name=by, day=date_text(day.isoformat(), lang)))
