"""The report of a round as one HTML file: opens offline, fetches nothing, runs nothing, prints on A4. It holds no time of its making, so
that the same state makes the same bytes."""

import base64
import hashlib
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.rounds import AgencyRound, OpenItem
from oit.rounds_status import RoundStatus
from oit.wording import head, label
from oit.wording_digits import figure
from reports.html_view import SIGNS, link_view
from reports.rounds_words import (
    any_other_rules,
    counts_words,
    day_words,
    difference_words,
    district_words,
    has_result,
    head_lines,
    moved_sums,
    moved_words,
    owner_words,
    reason_words,
    score_words,
    seen_words,
    share_words,
    span_words,
    state_name,
    title_of,
)
from reports.safe_text import printable

View = dict[str, Any]


def render_round(status: RoundStatus, lang: str = "th") -> str:
    """The page as one HTML text."""
    css = _file("report.css") + _file("rounds.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own files; their hash is the only style the page allows
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        **_view(status, lang),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _view(status: RoundStatus, lang: str) -> View:
    one = status.round
    reported = any(agency.since_report is not None for agency in status.agencies)
    return {
        "title": head("round_report", lang, day=day_words(status.day, lang)),
        "round_name": head("round_title", lang, name=printable(one.name, 120)),
        "span": span_words(one, lang),
        "lines": head_lines(status, lang),
        "counts": [
            {"state": state.value, "number": figure(str(number), lang), "name": state_name(state, lang)}
            for state, number in status.counts.items()
            if number
        ],
        "counted": counts_words(status, lang),
        "moved": moved_sums(status, lang),
        "columns": _columns(reported, lang),
        "reported": reported,
        "agencies": [_agency(agency, number, lang) for number, agency in enumerate(status.agencies, 1)],
        "other_rules": any_other_rules(status),
        "blocking": _blocking(status, lang),
        "waiting": [_waiting(agency, number, lang) for number, agency in enumerate(status.agencies, 1) if _is_waiting(agency)],
        "differences_title": head("round_differences", lang, day=day_words(status.day, lang)),
        "differences": difference_words(status, lang),
    }


def _columns(reported: bool, lang: str) -> list[View]:
    moved = ("moved", "moved_report") if reported else ("moved",)
    names = ("code", "agency", "state", "share", "looking", "score", *moved)
    return [{"text": head(f"round_col_{name}", lang), "num": name not in ("code", "agency", "state")} for name in names]


def _is_waiting(agency: AgencyRound) -> bool:
    return bool(agency.open) and not agency.finished


def _agency(one: AgencyRound, number: int, lang: str) -> View:
    return {
        "code": printable(one.entry.code, 40),
        "id": f"a{number}" if _is_waiting(one) else "",
        "name": printable(one.entry.name, 160) or head("unnamed_agency", lang),
        "district": district_words(one.entry.district, lang),
        "state": one.state.value,
        "state_name": seen_words(one, lang),
        "share": share_words(one, lang),
        "looking": figure(str(one.tally.to_look), lang) if has_result(one) else "–",
        "score": score_words(one, lang),
        "since_start": moved_words(one.since_start, lang),
        "since_report": moved_words(one.since_report, lang),
    }


def _waiting(one: AgencyRound, number: int, lang: str) -> View:
    return _agency(one, number, lang) | {"link": link_view(one.entry.agency.url), "open": [_item(item, lang) for item in one.open]}


def _item(item: OpenItem, lang: str) -> View:
    return {
        "code": printable(item.finding.code, 12),
        "title": title_of(item, lang),
        "outcome": item.outcome.value,
        "sign": SIGNS[item.outcome],
        "label": label(item.outcome, lang),
        "reason": reason_words(item, lang),
        "owner": owner_words(item, lang),
        "link": link_view(item.finding.best_url, 70) if item.finding.best_url else None,
    }


def _blocking(status: RoundStatus, lang: str) -> list[View]:
    titles = {item.finding.code: title_of(item, lang) for agency in status.agencies for item in agency.open}
    return [
        {"code": code, "title": titles[code], "lacking": figure(str(lacking), lang), "looking": figure(str(looking), lang)}
        for code, lacking, looking in status.blocking
    ]


def _file(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string(_file("rounds.html.j2"))
