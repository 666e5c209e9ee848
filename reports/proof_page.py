"""The page that explains one item's proof: opens offline beside the files it names, fetches nothing, runs nothing."""

import base64
import hashlib
from dataclasses import asdict
from functools import cache, partial
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import BaseLoader, Environment, StrictUndefined, Template
from markupsafe import Markup

from oit.audit import Outcome
from oit.proof import Answer, Proof, ProofPiece, Span
from oit.retention import Hold
from oit.wording import advise, date_text, explain, head, label, moment, name_of, period_found, required_period
from reports.html_view import SIGNS, link_view
from reports.safe_text import json_text, printable

View = dict[str, Any]


def render_proof(proof: Proof, lang: str = "th", version: str = "") -> str:
    """The page as one HTML text."""
    css = _file("report.css") + _file("proof.css")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode("ascii")
    text = _template().render(
        lang="en" if lang == "en" else "th",
        head=partial(_head, lang),
        css=Markup(css),  # our own files; their hash is the only style the page allows
        policy=f"default-src 'none'; img-src 'self' file: data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'",
        **_view(proof, lang, version),
    )
    return text.encode("utf-8", "replace").decode("utf-8")


def proof_record(proof: Proof, version: str = "") -> str:
    """The same for programs, as JSON."""
    record = {"schema_version": 1, "tool": {"name": "oit-crawler", "version": version}, **asdict(proof)}
    return json_text(record, indent=1, default=str) + "\n"


def _head(lang: str, name: str, **gaps: object) -> str:
    return head(name, lang, **gaps)


def _view(proof: Proof, lang: str, version: str) -> View:
    finding = proof.finding
    agency = printable(proof.agency.name, 160) or head("unnamed_agency", lang)
    return {
        "title": head("proof_of", lang, code=printable(finding.code, 12), agency=agency),
        "agency": agency,
        "code": printable(finding.code, 12),
        "item_title": printable(finding.title_en if lang == "en" else finding.title_th, 300),
        "facts": [
            {"name": head("website", lang), "text": "", "link": link_view(proof.agency.url)},
            *_texts(proof, lang),
        ],
        "outcome": _outcome(finding.outcome, lang),
        "explanation": explain(finding, lang),
        "advice": advise(finding, lang),
        "required": required_period(finding.currency.required, lang),
        "found": list(dict.fromkeys(period_found(period, lang) for period in finding.currency.found[:5])),
        "best": link_view(finding.best_url) if finding.best_url else None,
        "pieces": [_piece(piece, number, lang) for number, piece in enumerate(proof.pieces, 1)],
        "has_sources": any(piece.file.endswith(".html.txt") for piece in proof.pieces),
        "spans": [_span(span, lang) for span in proof.spans],
        "answers": [_answer(answer, lang) for answer in proof.answers],
        "archive": printable(proof.archive, 200),
        "hashes": [{"name": printable(name, 200), "sha256": printable(sha256, 64)} for name, sha256 in proof.hashes],
        "holds": [_hold(hold, lang) for hold in proof.holds],
        "tool": head("tool", lang, tool="oit-crawler", version=version),
    }


def _texts(proof: Proof, lang: str) -> list[View]:
    texts = {
        "form": head("form_text", lang, pack=printable(proof.form.pack, 60), version=printable(proof.form.version, 60)),
        "assessed_year": head("fiscal_year", lang, year=proof.form.fiscal_year),
        "judged_on": date_text(proof.judged_on, lang),
    }
    return [{"name": head(name, lang), "text": text, "link": None} for name, text in texts.items()]


def _outcome(outcome: Outcome, lang: str) -> View:
    return {"outcome": outcome.value, "sign": SIGNS[outcome], "label": label(outcome, lang)}


def _piece(piece: ProofPiece, number: int, lang: str) -> View:
    one = piece.evidence
    return {
        "head": head("piece", lang, number=number),
        "kind": name_of("kind", one.kind, lang),
        "link": link_view(one.url),
        "found_on": link_view(one.found_on) if one.found_on else None,
        "path": [step for step in (printable(step, 80) for step in one.link_path) if step],
        "matched": printable(one.matched, 160),
        "snippet": printable(one.snippet, 300),
        "fetched": moment(one.fetched_at, lang) if one.fetched_at else "",
        "status": str(one.http_status) if one.http_status is not None else "",
        "sha256": printable(one.sha256, 64),
        "file": _file_view(piece.file),
        "picture": _file_view(piece.picture),
        "picture_alt": head("picture_of", lang, code=printable(one.url, 60)),
    }


def _file_view(name: str) -> View | None:
    return {"href": quote(name, safe="", errors="replace"), "name": printable(name, 200)} if name else None


def _span(span: Span, lang: str) -> View:
    return {
        "first": moment(span.first.at, lang),
        "last": moment(span.last.at, lang),
        "checks": span.checks,
        "outcome": _outcome(span.last.outcome, lang),
        "link": link_view(span.last.url, 50) if span.last.url else None,
        "sha256": printable(span.last.sha256, 64),
    }


def _answer(answer: Answer, lang: str) -> View:
    return {
        "link": link_view(answer.url.removeprefix("urn:oit:dom:"), 70),
        "at": moment(answer.at, lang),
        "status": str(answer.status) if answer.status else head("as_browser", lang),
        "size": f"{answer.size:,}",
        "sha256": printable(answer.sha256, 64),
    }


def _hold(hold: Hold, lang: str) -> str:
    until = date_text(hold.until.isoformat(), lang) if hold.until else ""
    kind, made = name_of("hold", hold.kind.value, lang), moment(hold.made.isoformat(), lang)
    return head("held_text", lang, kind=kind, by=printable(hold.by, 80), made=made, until=until, note=printable(hold.note, 300))


def _file(name: str) -> str:
    return (files("reports") / "templates" / name).read_text(encoding="utf-8")


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string(_file("proof.html.j2"))
