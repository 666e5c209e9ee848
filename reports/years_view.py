"""What the year-on-year comparison says, in words: shared by terminal and page."""

from oit.rating import Level, Rated
from oit.survey import InBoth, QuestionBook
from oit.survey_keys import INSTRUMENTS, TOTAL, is_item, is_question
from oit.wording import date_text, head, label
from oit.wording_digits import figure
from oit.year_on_year import ItemCell, SubSum, SumFrom, Year


def said(text: InBoth | None, lang: str) -> str:
    return "" if text is None else text.en if lang == "en" else text.th


def score_text(value: float, lang: str) -> str:
    """As it is published: two decimals."""
    return figure(f"{value:.2f}", lang)


def key_text(key: str, year: int, book: QuestionBook, lang: str, titles: dict[str, InBoth] | None = None) -> str:
    """What a key is of, in words; the name of an indicator only where that year's is known. `titles`: of sub-indicators and items."""
    if key == TOTAL or key in INSTRUMENTS:
        return head(f"key_{key}", lang)
    if is_question(key):
        part, _, code = key.rpartition(":")
        question = book.question(year, key)
        return head("key_question", lang, code=code, title=said(question.subject if question else None, lang), part=part)
    title = book.indicator_name(year, key) or (titles or {}).get(key)
    name = "key_item" if is_item(key) else "key_sub" if "." in key else "key_indicator"
    return head(name, lang, code=key, title=said(title, lang))


def titles_of(year: Year) -> dict[str, InBoth]:
    """Code -> title of that year's indicators and items of OIT."""
    if year.pack is None:
        return {}
    titles = {one.code: InBoth(one.title_th, one.title_en) for one in year.pack.indicators}
    return titles | {one.code: InBoth(one.title_th, one.title_en) for one in year.pack.items}


def rating_text(rated: Rated | None, lang: str) -> str:
    if rated is None:
        return ""
    low, high = _level(rated.lowest, lang), _level(rated.highest, lang)
    return low if low == high else head("years_rating_range", lang, low=low, high=high)


def difference_text(value: float | None, lang: str) -> str:
    return "" if value is None else figure(f"{value:+.2f}", lang)


def sum_text(one: SubSum, lang: str) -> str:
    low, high, most = (figure(f"{value:g}", lang) for value in (one.lowest, one.highest, float(one.most)))
    if one.lowest == one.highest:
        return head("years_sum_of", lang, sum=low, most=most)
    return head("years_sum_range", lang, low=low, high=high, most=most)


def source_text(one: SubSum, year: Year, lang: str) -> str:
    if one.source is SumFrom.FINDINGS and year.day is not None:
        return head("from_findings", lang, day=date_text(year.day.isoformat(), lang))
    return head(f"from_{one.source}", lang)


def cell_words(cell: ItemCell, year: Year, lang: str) -> str:
    """Code, what counts, and the published score."""
    if not cell.code:
        return head("years_no_item" if year.pack else "years_absent", lang)
    told = [label(cell.outcome, lang)] if cell.outcome is not None else []
    if cell.score is not None:
        told.append(head("years_published", lang, score=figure(f"{cell.score:g}", lang)))
    return f"{cell.code} {', '.join(told) or head('years_absent', lang)}"


def _level(level: Level, lang: str) -> str:
    return level.en if lang == "en" else level.th
