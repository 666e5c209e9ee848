"""The pieces of items.yaml made concrete: gaps filled, and as bytes of a document or as HTML."""

import datetime as dt
import html
import json
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from benchmarks.accuracy.variant import Variant, load_specification
from sample.build import file_bytes
from sample.pages import thai_date
from sample.spec import FileSpec

_GAP = re.compile(r"<([A-Za-z]\w*)>")
_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_MADE = {"before": (-1, 10, 18), "half": (0, 4, 7), "after": (0, 11, 21), "within": (0, 2, 20)}  # years from the paper's own; month; day


def gaps(variant: Variant, about: int) -> dict[str, str]:
    """What stands in the gaps of a paper about fiscal year `about`. Days lie within that year and before any day of judgement in it.
    A plan of several years begins two years before `about` and ends two years after the assessed one, or, if old, before it."""
    offset = about - variant.fiscal_year
    first = about - 2 if offset > -5 else about
    days = ((about - 544, 11, 15), (about - 543, 1, 20), (about - 543, 3, 10))
    dates = {f"d{number}": thai_date(dt.date(*day)) for number, day in enumerate(days, 1)}
    years = {"Y": about, "L": about - 1, "N": about + 1, "S": first, "E": first + 4}
    return {**load_specification()["agencies"][variant.agency_kind]["tokens"], "agency": variant.name, **dates,
            **{name: str(year) for name, year in years.items()}}  # fmt: skip


def filled(value: Any, values: Mapping[str, str], thai_digits: bool = False) -> Any:
    """`value` of the specification, gaps filled all the way down; HTML and addresses keep their Arabic digits."""
    if isinstance(value, str):
        text = _GAP.sub(lambda gap: values.get(gap[1], gap[0]), value)
        return text.translate(_THAI) if thai_digits else text
    if isinstance(value, Mapping):
        return {name: filled(part, values, thai_digits and name not in ("html", "form")) for name, part in value.items()}
    return [filled(part, values, thai_digits) for part in value] if isinstance(value, list) else value


def document(title: str, body: Sequence[Any], form: str, author: str, day: dt.date) -> bytes:
    """A file of the sample's own writers, with title, author and day."""
    return _written(title, json.dumps(body), form, author, day)


@lru_cache(maxsize=400)
def _written(title: str, body: str, form: str, author: str, day: dt.date) -> bytes:
    """Kept, since the same paper stands on sites of different technologies."""
    return file_bytes(FileSpec(f"paper.{form}", title, day, tuple(json.loads(body))), author)


def day_made(made: str, about: int) -> dt.date:
    shift, month, day = _MADE[made]
    return dt.date(about - 543 + shift, month, day)


def fragment(body: Sequence[Any]) -> str:
    """The pieces as HTML."""
    return "\n".join(_piece(part) for part in body)


def _piece(part: Any) -> str:
    if isinstance(part, str):
        return f"<p>{html.escape(part)}</p>"
    [(kind, value)] = part.items()
    match kind:
        case "h":
            return f"<h3>{html.escape(value)}</h3>"
        case "list":
            return "<ul>" + "".join(f"<li>{html.escape(text)}</li>" for text in value) + "</ul>"
        case "table":
            head, *rows = ("".join(f"<td>{html.escape(str(cell))}</td>" for cell in row) for row in value)
            return f"<table border=1><tr>{head.replace('td>', 'th>')}</tr>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
        case "sign":
            return "<p>" + "<br>".join(html.escape(line) for line in value) + "</p>"
        case "people":
            return "".join(
                f"<div class=person><b>{name}</b><br>{post}<br>{f'โทร. {phone}' if phone else ''}</div>" for name, post, phone in value
            )
        case "form":
            return _form(value)
        case "html":
            return str(value)
    raise ValueError(f"items.yaml: a body has no piece of the kind {kind!r}")


def _form(form: Mapping[str, Any]) -> str:
    fields = "".join(
        f"<p><label>{label}<br>"
        f"{f'<textarea name={name}></textarea>' if kind == 'textarea' else f'<input type={kind} name={name}>'}</label></p>"
        for name, label, kind in form["fields"]
    )
    return f'<form method="post" action="/send.php"><h3>{form["title"]}</h3>{fields}<button type="submit">{form["submit"]}</button></form>'
