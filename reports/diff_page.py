"""Two results side by side as one HTML file: opens offline, fetches nothing, runs nothing."""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache, partial
from importlib.resources import files
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.audit import ItemFinding
from oit.diff import Belief, Diff, Gap, ItemDiff, Visit
from oit.wording import date_text, explain, head, label, moment, name_of
from oit.wording_digits import decimal
from reports.diff_text import evidence_command
from reports.html_view import SIGNS, link_view
from reports.safe_text import printable

View = dict[str, Any]


def render_diff(diff: Diff, lang: str = "th", version: str = "") -> str:
    """The page as one HTML text."""
    css = _file("report.css") + _file("proof.css") + _file("diff.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own files; their hash is the only style the page allows
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        tool=head("tool", lang, tool="oit-crawler", version=version),
        **_view(diff, lang),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _view(diff: Diff, lang: str) -> View:
    agency = printable(diff.agency.name, 160) or head("unnamed_agency", lang)
    parts = (
        ("diff_bad", diff.bad), ("human_diff", diff.attested), ("diff_good", diff.good),
        ("diff_undecided", diff.undecided), ("diff_rewritten", diff.rewritten),
    )  # fmt: skip
    return {
        "title": head("diff_of", lang, agency=agency),
        "agency": agency,
        "site": link_view(diff.agency.url),
        "visits": [_visit(name, visit, lang) for name, visit in (("diff_before", diff.before), ("diff_after", diff.after))],
        "counts": head("diff_counts", lang, bad=len(diff.bad), good=len(diff.good)),
        "points": head("diff_points", lang, lost=decimal(diff.points_lost), gained=decimal(diff.points_gained)),
        "rules": "" if diff.same_rules else head("diff_rules_differ", lang, before=diff.before.version, after=diff.after.version),
        "gaps": [_gap(gap, lang) for gap in diff.gaps],
        "parts": [{"id": name, "title": head(name, lang), "items": _items(items, diff, lang)} for name, items in parts if items],
    }


def _visit(name: str, visit: Visit, lang: str) -> View:
    score = head("range", lang, lowest=f"{visit.score.lowest:.2f}", highest=f"{visit.score.highest:.2f}")
    return {"name": head(name, lang), "at": moment(visit.at, lang), "score": score}


def _gap(gap: Gap, lang: str) -> str:
    day, stands = (date_text(one.isoformat(), lang) for one in (gap.day, gap.stands))
    return head("gap", lang, day=day, why=name_of("stopped_by", gap.stopped_by, lang), stands=stands)


def _items(items: Iterable[ItemDiff], diff: Diff, lang: str) -> list[View]:
    return [
        {
            "code": printable(one.code, 12),
            "title": printable(one.item.title_en if lang == "en" else one.item.title_th, 300),
            "kind": label(one.kind, lang) if one.kind else "",
            "bad": one.kind is not None and one.kind.bad,
            "points": head("points_short", lang, points=decimal(one.item.points)),
            "notes": _notes(one, lang),
            "sides": [
                _side(head("diff_before", lang), one.before, diff.before, diff, lang),
                _side(head("diff_after", lang), one.after, diff.after, diff, lang),
            ],
        }
        for one in items
    ]


def _notes(one: ItemDiff, lang: str) -> list[str]:
    notes = [head(one.belief.value, lang)] if one.belief is not Belief.SURE else []
    if (person := one.attested) is not None:
        notes.append(head("human_mark", lang, by=printable(person.by, 80), verdict=head(f"human_{person.verdict.value}", lang)))
    return notes + [head(name, lang) for name, holds in (("bytes_differ", one.rewritten), ("address_differs", one.moved)) if holds]


def _side(name: str, finding: ItemFinding | None, visit: Visit, diff: Diff, lang: str) -> View:
    side: View = {"name": name, "day": date_text(visit.day.isoformat(), lang), "outcome": None}
    if finding is None:
        return side | {"explanation": head("not_in_form", lang), "link": None, "sha256": "", "snippet": "", "command": "", "gone": False}
    best = finding.evidence[0] if finding.evidence else None
    return side | {
        "outcome": {"outcome": finding.outcome.value, "sign": SIGNS[finding.outcome], "label": label(finding.outcome, lang)},
        "explanation": explain(finding, lang),
        "link": link_view(best.url) if best else None,
        "sha256": printable(best.sha256, 64) if best else "",
        "snippet": printable(best.snippet, 300) if best else "",
        "command": evidence_command(diff.agency, finding.code, visit.day, diff.options) if visit.kept else "",
        "gone": not visit.kept,
    }


def _file(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string(_file("diff.html.j2"))
