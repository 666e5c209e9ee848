"""The year-on-year comparison as one HTML file: opens offline, fetches nothing, runs nothing."""

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.agency import Agency
from oit.survey import QuestionBook
from oit.wording import date_text, head, label
from oit.wording_digits import figure
from oit.year_on_year import ItemCell, ScoreRow, SubSum, Year, YearOnYear
from reports.safe_text import printable
from reports.years_view import difference_text, key_text, rating_text, said, score_text, source_text, sum_text, titles_of

View = dict[str, Any]


def render_years(agency: Agency, found: YearOnYear, book: QuestionBook, lang: str = "th") -> str:
    """The page as one HTML text."""
    css = _file("report.css") + _file("years.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    name = printable(agency.name, 160) or head("unnamed_agency", lang)
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own files; their hash is the only style the page allows
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        title=head("years_of", lang, agency=name),
        years=[figure(str(year.fiscal_year), lang) for year in found.years],
        days=[head("advice_checked", lang, day=date_text(year.day.isoformat(), lang)) if year.day else "" for year in found.years],
        ratings=[rating_text(year.rated, lang) for year in found.years],
        scores=[_score(row, found, book, lang) for row in found.scores],
        sums=_sums(found, lang),
        items=[
            {
                "title": said(row.title, lang),
                "cells": [_cell(cell, year, lang) for cell, year in zip(row.cells, found.years, strict=True)],
            }
            for row in found.items
        ],
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _score(row: ScoreRow, found: YearOnYear, book: QuestionBook, lang: str) -> View:
    newest = found.years[max(n for n, value in enumerate(row.values) if value is not None)]
    cells = [
        {"value": "" if value is None else score_text(value, lang), "change": difference_text(change, lang), "down": (change or 0) < 0}
        for value, change in zip(row.values, row.differences, strict=True)
    ]
    return {"name": key_text(row.key, newest.fiscal_year, book, lang, titles_of(newest)), "cells": cells, "total": row.key == "total"}


def _sums(found: YearOnYear, lang: str) -> list[View]:
    """A row for each sub-indicator; its name may change with the form, so that each cell of another name bears its own."""
    codes = sorted({one.code for sums in found.sums for one in sums}, key=lambda code: [int(part) for part in code.split(".")])
    rows = []
    for code in codes:
        by_year = [next((one for one in sums if one.code == code), None) for sums in found.sums]
        name = next(said(one.title, lang) for one in reversed(by_year) if one)
        cells = [_sum(one, year, name, lang) for one, year in zip(by_year, found.years, strict=True)]
        rows.append({"name": f"{code} {name}", "cells": cells})
    return rows


def _sum(one: SubSum | None, year: Year, name: str, lang: str) -> View:
    if one is None:
        return {"value": "", "source": "", "name": ""}
    own = said(one.title, lang)
    return {"value": sum_text(one, lang), "source": source_text(one, year, lang), "name": own if own != name else ""}


def _cell(cell: ItemCell, year: Year, lang: str) -> View:
    if not cell.code:
        return {"code": "", "outcome": "", "state": "", "score": head("years_no_item" if year.pack else "years_absent", lang)}
    score = head("years_published", lang, score=figure(f"{cell.score:g}", lang)) if cell.score is not None else ""
    outcome = label(cell.outcome, lang) if cell.outcome else ""
    return {"code": cell.code, "outcome": outcome, "state": cell.outcome.value if cell.outcome else "", "score": score}


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string(_file("years.html.j2"))


def _file(name: str) -> str:
    return files("reports").joinpath("templates", name).read_text(encoding="utf-8")
