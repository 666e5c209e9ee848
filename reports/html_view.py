"""What the HTML report shows, as plain values for its template: worded in one language, made harmless, in the order of the page."""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from oit.audit import AgencyAudit, Currency, Evidence, FoundPeriod, ItemFinding, Outcome, Presence, ReasonCode, Score
from oit.counting import counted_outcome
from oit.wording import date_text, explain, head, label, moment, name_of, period_found, required_period
from oit.wording_digits import decimal, figure
from reports import LARGEST_PICTURE
from reports.json_report import OUTCOME_ORDER, TOOL, notes
from reports.person_words import advice_words, attested_words
from reports.priorities import fix_first
from reports.safe_text import printable, short_address, web_address
from reports.where_to_look import address_to_open

View = dict[str, Any]
SIGNS = {
    Outcome.PASS: "✓",
    Outcome.INCOMPLETE: "◐",
    Outcome.OUTDATED: "!",
    Outcome.MISSING: "✕",
    Outcome.UNCLEAR: "?",
    Outcome.NOT_CHECKED: "–",
    Outcome.NOT_DUE: "›",
    Outcome.NOT_APPLICABLE: "○",
}
MOST_TROUBLE = 200
_PICTURE_TYPES = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"RIFF", "image/webp"))
# The outcomes whose reader has something to look at at once.
_FOLDED = frozenset({Outcome.PASS, Outcome.NOT_APPLICABLE, Outcome.NOT_DUE})


@dataclass
class Pictures:
    """Screenshots as data addresses; a picture that several items share is embedded once."""

    get: Callable[[str], bytes | None]
    first_shown: dict[str, str] = field(default_factory=dict)

    def view(self, name: str, code: str) -> View | None:
        """{src} where the picture is shown first, {same: code} after that, None when there is no usable picture."""
        if not name:
            return None
        if name in self.first_shown:
            return {"src": "", "same": self.first_shown[name]}
        body = self.get(name)
        kind = next((kind for start, kind in _PICTURE_TYPES if body and body.startswith(start)), "")
        if not body or not kind or len(body) > LARGEST_PICTURE:
            return None
        self.first_shown[name] = code
        return {"src": f"data:{kind};base64,{base64.b64encode(body).decode('ascii')}", "same": ""}


def report_view(audit: AgencyAudit, lang: str, picture: Callable[[str], bytes | None], title: str, version: str) -> View:
    """Everything the template needs."""
    pictures = Pictures(picture)
    items = [_item(item, lang, pictures) for item in audit.items]
    agency = printable(audit.agency.name, 160) or head("unnamed_agency", lang)
    return {
        "title": printable(title, 200) or head("report_of", lang, agency=agency),
        "agency": agency,
        "facts": _facts(audit, lang),
        "score": _score(audit, lang),
        "counts": [
            {
                "outcome": one.value,
                "sign": SIGNS[one],
                "label": label(one, lang),
                "count": figure(str(audit.score.counts.get(one, 0)), lang),
                "none": not audit.score.counts.get(one, 0),
            }
            for one in OUTCOME_ORDER
        ],
        "total": len(items),
        "first": [items[audit.items.index(item)] for item in fix_first(audit)],
        "nothing_first": _nothing_first(audit, lang),
        "indicators": [_indicator(one.code, _title(one, lang), one.score, len(one.items), lang) for one in audit.score.indicators],
        "groups": _groups(audit, items, lang),
        "trouble": [_trouble(*failure, lang) for failure in audit.failures[:MOST_TROUBLE]],
        "more_trouble": max(0, len(audit.failures) - MOST_TROUBLE),
        "notes": [note["text"] for note in notes(audit, lang)],
        "inferred": any(item["inferred"] for item in items),
        "tool": head("tool", lang, tool=TOOL, version=version),
        "form_hash": head("form_hash", lang, sha256=printable(audit.form.sha256, 64)),
    }


def _title(titled: Any, lang: str) -> str:
    return printable(titled.title_en if lang == "en" else titled.title_th, 240)


def link_view(url: str, limit: int = 90) -> View:
    return {"href": web_address(url), "text": short_address(url, limit)}


def _facts(audit: AgencyAudit, lang: str) -> list[View]:
    crawl, form = audit.crawl, audit.form
    extent = head(
        "extent_text", lang, pages=f"{crawl.pages:,}", documents=f"{crawl.documents:,}", requests=f"{crawl.requests:,}",
        stopped=name_of("stopped_by", crawl.stopped_by, lang),
    )  # fmt: skip
    browser = head("browser_text", lang, rendered=crawl.rendered, browser=printable(crawl.browser, 60)) if crawl.rendered else ""
    rows = (
        ("website", "", link_view(audit.agency.url, 120)),
        ("type", name_of("agency_type", audit.agency.type, lang), None),
        ("form", head("form_text", lang, pack=printable(form.pack, 60), version=printable(form.version, 60)), None),
        ("assessed_year", head("fiscal_year", lang, year=form.fiscal_year), None),
        ("judged_on", date_text(audit.judged_on, lang), None),
        ("crawled", head("crawled_text", lang, started=moment(crawl.started, lang), finished=moment(crawl.finished, lang)), None),
        ("extent", " · ".join(part for part in (extent, browser) if part), None),
    )
    return [{"name": head(name, lang), "text": text, "link": link} for name, text, link in rows if text or link]


def _bar(score: Score) -> View:
    low, high = (min(100.0, max(0.0, value)) for value in (score.lowest, score.highest))
    return {"low": round(low, 2), "open": round(max(0.0, high - low), 2)}


def _score(audit: AgencyAudit, lang: str) -> View:
    oit, lost = audit.score.oit, audit.score.points_lost
    low, high = f"{oit.lowest:.2f}", f"{oit.highest:.2f}"
    sure = f"{lost.lowest:.2f}" == f"{lost.highest:.2f}"
    return {
        "range": figure(low, lang) if low == high else head("range", lang, lowest=low, highest=high),
        "bar": _bar(oit),
        "bar_text": head("bar_text", lang, lowest=low, highest=high),
        "lost": head("points_lost_one" if sure else "points_lost_text", lang, lowest=f"{lost.lowest:.2f}", highest=f"{lost.highest:.2f}"),
    }


def _nothing_first(audit: AgencyAudit, lang: str) -> str:
    if any(item.outcome is not Outcome.NOT_CHECKED for item in audit.items):
        return head("nothing_to_fix", lang)
    return head("not_captured", lang, why=name_of("stopped_by", audit.crawl.stopped_by, lang))


def _indicator(code: str, title: str, score: Score, count: int, lang: str) -> View:
    low, high = (figure(decimal(one), lang) for one in (score.lowest, score.highest))
    return {
        "code": printable(code, 12), "title": title, "top": "." not in code, "items": count, "bar": _bar(score),
        "range": low if low == high else f"{low}–{high}",
    }  # fmt: skip


def _groups(audit: AgencyAudit, items: list[View], lang: str) -> list[View]:
    """Indicators with their sub-indicators with their items, in the order of the form."""
    titles = {one.code: _title(one, lang) for one in audit.score.indicators}
    found: list[View] = []
    for top, of_top in groupby(items, key=lambda item: str(item["indicator"]).split(".")[0]):
        subs = [
            {"code": code, "title": titles.get(code, ""), "items": list(of_sub), "same_as_top": code == top}
            for code, of_sub in groupby(of_top, key=lambda item: str(item["indicator"]))
        ]
        found.append({"code": top, "title": titles.get(top, ""), "subs": subs})
    return found


def _item(item: ItemFinding, lang: str, pictures: Pictures) -> View:
    code, shown = printable(item.code, 12), counted_outcome(item)
    return {
        "code": code,
        "id": re.sub(r"[^A-Za-z0-9]+", "-", code),
        "title": _title(item, lang),
        "indicator": printable(item.indicator, 12),
        "outcome": shown.value,
        "sign": SIGNS[shown],
        "label": label(shown, lang),
        "points": head("points_of_100", lang, points=decimal(item.points)),
        "explanation": explain(item, lang),
        "advice": advice_words(item, lang),
        "inferred": item.fact_confidence == "inferred" or any(reason.code is ReasonCode.INFERRED_FACT for reason in item.reasons),
        "presence": f"{label(item.presence.verdict, lang)} ({figure(str(item.presence.score), lang)})",
        "currency": f"{label(item.currency.verdict, lang)} ({figure(str(item.currency.score), lang)})",
        "required": required_period(item.currency.required, lang),
        "dated": bool(item.currency.found) or item.currency.verdict not in (Currency.NOT_REQUIRED, Currency.NOT_CHECKED, Currency.NOT_DUE),
        "found": [_found(period, lang) for period in item.currency.found[:5]],
        "best": link_view(address_to_open(item)) if address_to_open(item) else None,
        "unread": item.presence.verdict in (Presence.UNCLEAR, Presence.NOT_CHECKED),  # what was not seen may be there
        "elements": [
            {
                "text": printable(one.text_en if lang == "en" else one.text_th, 240), "seen": one.seen, "required": one.required,
                "snippet": printable(one.snippet, 160),
            }
            for one in item.elements
        ],
        "evidence": [_evidence(one, code, lang, pictures) for one in item.evidence[:3]],
        "depends": [
            head("depends_prev" if one.year == "prev" else "depends_same", lang, code=printable(one.code, 12)) for one in item.depends_on
        ],
        "attested": attested_words(item, lang),
        "machine": head("human_beside", lang, outcome=label(item.outcome, lang)) if item.attestation else "",
        "open": shown not in _FOLDED,
    }  # fmt: skip


def _found(period: FoundPeriod, lang: str) -> View:
    words = printable(period.as_written, 120)
    source = name_of("source", period.source, lang)
    return {"text": period_found(period, lang), "written": head("written", lang, words=words, source=source) if words else ""}


def _evidence(one: Evidence, code: str, lang: str, pictures: Pictures) -> View:
    path = [printable(step, 80) for step in one.link_path]
    return {
        "link": link_view(one.url),
        "kind": name_of("kind", one.kind, lang),
        "found_on": link_view(one.found_on) if one.found_on else None,
        "path": [step for step in path if step],
        "snippet": printable(one.snippet, 300),
        "matched": printable(one.matched, 160),
        "similarity": head("similarity", lang, percent=round(one.similarity)) if one.matched else "",
        "fetched": moment(one.fetched_at, lang) if one.fetched_at else "",
        "status": str(one.http_status) if one.http_status is not None else "",
        "sha256": printable(one.sha256, 64),
        "picture": pictures.view(one.screenshot, code),
        "picture_alt": head("picture_of", lang, code=code),
    }


def _trouble(url: str, failure: str, found_on: str, lang: str) -> View:
    return {"link": link_view(url, 80), "why": name_of("failure", failure, lang), "found_on": link_view(found_on, 60) if found_on else None}
