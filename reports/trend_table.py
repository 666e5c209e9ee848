"""A trend as data: JSON records and a CSV table."""

import csv
import io
from typing import Any

from oit.audit import Outcome, Score
from oit.trend import Mean, Point, Trend
from reports.safe_text import cell_text

Record = dict[str, Any]


def trend_record(trend: Trend) -> Record:
    """Everything, as plain values. Outcomes of items stand under their topics."""
    return {
        "schema_version": 1,
        "name": trend.name,
        "by": str(trend.by),
        "items": [
            {
                "topic": one.topic, "code": one.code, "title_th": one.title_th, "title_en": one.title_en,
                "codes": [{"fiscal_year": year, "form": form, "code": code} for (year, form), code in sorted(one.codes.items())],
            }
            for one in trend.subjects
        ],
        "periods": [_mean(mean) for mean in trend.means],
        "agencies": [
            {"name": member.name, "url": member.url, "points": [_point(point) for point in member.points.values()]}
            for member in trend.members
        ],
    }  # fmt: skip


def trend_csv(trend: Trend) -> str:
    """One row for each period (of each agency where one was asked for, its items in columns). Starts with a mark that spreadsheets know
    as UTF-8; no cell is taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([[_cell(value) for value in row] for row in (_rows_of_one(trend) if trend.one else _rows_of_all(trend))])
    return "\ufeff" + out.getvalue()


def _rows_of_one(trend: Trend) -> list[list[object]]:
    head = ["period", "day", "carried", "why", "form", "fiscal_year", "lowest", "highest", "rules_changed", "form_changed"]
    rows: list[list[object]] = [[*head, *(one.code for one in trend.subjects)]]
    for point in trend.members[0].points.values() if trend.members else ():
        record = _point(point)
        outcomes = [str(point.marks.get(one.topic, "")) for one in trend.subjects]
        rows.append([*(record[name] for name in head), *outcomes])
    return rows


def _rows_of_all(trend: Trend) -> list[list[object]]:
    head = ["period", "captured", "carried", "none", "oldest", "lowest", "highest", "rules_changed", "form_changed"]
    passing = [f"{one.code}_pass" for one in trend.subjects]
    rows: list[list[object]] = [[*head, *(str(outcome) for outcome in Outcome), *passing]]
    for mean in trend.means:
        record = _mean(mean)
        counts = [mean.counts.get(outcome, 0) for outcome in Outcome]
        rows.append([*(record[name] for name in head), *counts, *(mean.passing.get(one.topic, (0, 0))[0] for one in trend.subjects)])
    return rows


def _mean(mean: Mean) -> Record:
    return {
        "period": mean.period, "captured": mean.captured, "carried": mean.carried, "none": mean.none,
        "oldest": mean.oldest.isoformat() if mean.oldest else None, **_score(mean.score),
        "counts": {str(outcome): mean.counts.get(outcome, 0) for outcome in Outcome},
        "passing": {topic: {"pass": passed, "of": count} for topic, (passed, count) in mean.passing.items()},
        "rules_changed": mean.rules_changed, "form_changed": mean.form_changed,
    }  # fmt: skip


def _point(point: Point) -> Record:
    return {
        "period": point.period, "day": point.day.isoformat() if point.day else None, "carried": point.carried, "why": point.why,
        "form": point.pack, "fiscal_year": point.fiscal_year or None, **_score(point.score), "rules_changed": point.rules_changed,
        "form_changed": point.form_changed, "items": {topic: str(outcome) for topic, outcome in point.marks.items()},
    }  # fmt: skip


def _score(score: Score | None) -> Record:
    return {"lowest": round(score.lowest, 2) if score else None, "highest": round(score.highest, 2) if score else None}


def _cell(value: object) -> object:
    """A text that a spreadsheet would calculate gets a quote in front."""
    if not isinstance(value, str):
        return "" if value is None else value
    text = cell_text(value)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text
