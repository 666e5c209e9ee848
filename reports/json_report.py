"""The JSON report, schema_version 1 (reports/audit.schema.json)."""

from typing import Any, TextIO

from oit.audit import AgencyAudit, CurrencyVerdict, Evidence, ItemFinding, Outcome, Score
from oit.wording import explain, head, sentence
from reports.person_words import advice_words
from reports.safe_text import json_text

SCHEMA_VERSION = 1
TOOL = "oit-crawler"
# As they are read: what is in order, what is to be mended, what is open.
OUTCOME_ORDER = (
    Outcome.PASS,
    Outcome.INCOMPLETE,
    Outcome.OUTDATED,
    Outcome.MISSING,
    Outcome.UNCLEAR,
    Outcome.NOT_CHECKED,
    Outcome.NOT_DUE,
    Outcome.NOT_APPLICABLE,
)


def audit_to_dict(audit: AgencyAudit, lang: str = "th", *, version: str = "") -> dict[str, Any]:
    """The whole report as plain values. Numbers have at most two decimals; the order of keys and lists is fixed."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": TOOL, "version": version},
        "agency": {"name": audit.agency.name, "type": audit.agency.type, "url": audit.agency.url},
        "form": {
            "pack": audit.form.pack,
            "version": audit.form.version,
            "sha256": audit.form.sha256,
            "fiscal_year": audit.form.fiscal_year,
        },
        "judged_on": audit.judged_on,
        "crawl": _crawl(audit),
        "score": _scores(audit),
        "items": [_item(item, lang) for item in audit.items],
        "notes": notes(audit, lang),
    }


def audit_to_json(audit: AgencyAudit, lang: str = "th", *, version: str = "") -> str:
    """The report as JSON text that always encodes as UTF-8; ends with a line break."""
    return json_text(audit_to_dict(audit, lang, version=version), indent=2) + "\n"


def write_json(audit: AgencyAudit, stream: TextIO, lang: str = "th", *, version: str = "") -> None:
    """Writes the report to a text stream, which should be UTF-8."""
    stream.write(audit_to_json(audit, lang, version=version))


def notes(audit: AgencyAudit, lang: str) -> list[dict[str, str]]:
    """Remarks on the audit as a whole, each as {code, text}."""
    found = [{"code": reason.code.value, "text": sentence(reason, lang)} for reason in audit.notes]
    if audit.form.own_pack:
        text = head("own_form", lang, year=audit.form.fiscal_year, pack=audit.form.own_pack)
        found.append({"code": "own_form", "text": text})
    if audit.form.other_years:
        text = head("unknown_year", lang, year=audit.form.fiscal_year, pack=audit.form.pack, years=audit.form.other_years)
        found.append({"code": "unknown_year", "text": text})
    return found


def _crawl(audit: AgencyAudit) -> dict[str, Any]:
    facts = audit.crawl
    return {
        "started": facts.started,
        "finished": facts.finished,
        "requests": facts.requests,
        "pages": facts.pages,
        "documents": facts.documents,
        "rendered": facts.rendered,
        "bytes": facts.bytes,
        "stopped_by": facts.stopped_by,
        "failures": [{"url": url, "failure": failure, "found_on": found_on} for url, failure, found_on in audit.failures],
    }


def _range(score: Score) -> dict[str, float]:
    return {"lowest": round(score.lowest, 2), "highest": round(score.highest, 2)}


def _scores(audit: AgencyAudit) -> dict[str, Any]:
    score = audit.score
    return {
        "oit": _range(score.oit),
        "ita_points_lost": _range(score.points_lost),
        "indicators": [{"code": one.code, **_range(one.score), "items": list(one.items)} for one in score.indicators],
        "counts": {outcome.value: int(score.counts.get(outcome, 0)) for outcome in OUTCOME_ORDER},
    }


def _item(item: ItemFinding, lang: str) -> dict[str, Any]:
    attested = item.attestation
    return {
        "code": item.code,
        "topic": item.topic,
        "title_th": item.title_th,
        "title_en": item.title_en,
        "indicator": item.indicator,
        "outcome": item.outcome.value,
        "reasons": [reason.code.value for reason in item.reasons],
        "explanation": explain(item, lang),
        "presence": {"verdict": item.presence.verdict.value, "score": item.presence.score},
        "currency": _currency(item.currency),
        "best_url": item.best_url,
        "evidence": [_evidence(one) for one in item.evidence[:3]],
        "depends_on": [{"code": one.code, "year": one.year} for one in item.depends_on],
        "points": round(item.points, 2),
        "fact_confidence": item.fact_confidence,
        "attestation": {"verdict": attested.verdict, "by": attested.by, "at": attested.at, "note": attested.note} if attested else None,
        "advice": advice_words(item, lang),
        "elements": [
            {"id": e.id, "text_th": e.text_th, "text_en": e.text_en, "required": e.required, "seen": e.seen, "snippet": e.snippet}
            for e in item.elements
        ],
    }


def _currency(currency: CurrencyVerdict) -> dict[str, Any]:
    found = [
        {
            "fiscal_year": one.fiscal_year,
            "date": one.date,
            "span": list(one.span) if one.span else None,
            "as_written": one.as_written,
            "source": one.source,
        }
        for one in currency.found
    ]
    return {"verdict": currency.verdict.value, "score": currency.score, "required": currency.required, "found": found}


def _evidence(one: Evidence) -> dict[str, Any]:
    return {
        "url": one.url,
        "found_on": one.found_on,
        "link_path": list(one.link_path),
        "kind": one.kind,
        "http_status": one.http_status,
        "content_type": one.content_type,
        "sha256": one.sha256,
        "fetched_at": one.fetched_at,
        "snippet": one.snippet,
        "matched": one.matched,
        "similarity": round(one.similarity, 2),
        "screenshot": one.screenshot or None,
    }
