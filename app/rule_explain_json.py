"""The trace of an item as plain values: everything, where the text for the terminal shows the first few."""

from typing import Any

from app.rule_explain import Explained
from oit.explain import SceneTrace, Trace
from oit.naming_trace import Lost, Naming
from oit.wording import explain

MOST = 200  # texts of one kind


def explained_dict(told: Explained, lang: str) -> dict[str, Any]:
    """Keys and lists in a fixed order; scores with one decimal."""
    trace, finding = told.trace, told.trace.finding
    return {
        "code": trace.item.code,
        "topics": list(trace.item.topics),
        "agency": {"name": told.snapshot.agency.name, "url": told.snapshot.agency.url},
        "form": told.terms.form, "fiscal_year": told.terms.fiscal_year, "date": told.terms.day.isoformat(), "rules": told.rules,
        "outcome": finding.outcome.value,
        "presence": {"verdict": finding.presence.verdict.value, "score": finding.presence.score},
        "currency": {"verdict": finding.currency.verdict.value, "score": finding.currency.score, "required": finding.currency.required},
        "reasons": [{"code": reason.code.value, **reason.facts} for reason in finding.reasons],
        "text": explain(finding, lang),
        **_traced(trace, told),
        "parts": [
            {"topic": part.item.topic, "outcome": part.finding.outcome.value, "text": explain(part.finding, lang), **_traced(part, told)}
            for part in trace.parts
        ],
        "mends": [{"place": mend.place, "text": mend.text(lang)} for mend in told.mends],
    }  # fmt: skip


def _traced(trace: Trace, told: Explained) -> dict[str, Any]:
    return {
        "decided_by_first_scene": trace.winner,
        "scenes": [_scene(one) for one in trace.scenes],
        "unread": [
            {"words": one.words, "url": one.url, "score": round(one.score, 1), "why": one.why, "found_on": one.found_on}
            for one in trace.unread[:MOST]
        ],
        "named": [_naming(one) for one in trace.namings[:MOST]],
        "lost": [_lost(one, told) for one in trace.lost[:MOST]],
    }


def _scene(one: SceneTrace) -> dict[str, Any]:
    candidate, scene = one.candidate, one.candidate.scene
    return {
        "url": scene.url, "kind": scene.kind.value, "found_on": scene.found_on, "words": scene.matched,
        "words_score": round(scene.navigation, 1), "behind": one.behind, "outcome": candidate.outcome.value,
        "presence": {"verdict": candidate.identified.verdict.verdict.value, "score": candidate.identified.verdict.score},
        "currency": {
            "verdict": candidate.currency.verdict.value, "score": candidate.currency.score, "required": candidate.currency.required,
            "found": [{"as_written": found.as_written, "source": found.source} for found in candidate.currency.found],
        },
        "needs": [
            {
                "id": seen.need.id, "check": seen.need.check, "core": seen.need.core, "required": seen.need.required,
                "asked": seen.put, "seen": seen.yes, "snippet": seen.snippet,
            }
            for seen in one.needs
        ],
        "reasons": [{"code": reason.code.value, **reason.facts} for reason in candidate.reasons],
    }  # fmt: skip


def _naming(one: Naming) -> dict[str, Any]:
    return {
        "words": one.words, "topic": one.topic, "score": round(one.score, 1), "where": one.where, "found_on": one.found_on,
        "leads": one.leads, "to": one.to, "why": list(one.why),
    }  # fmt: skip


def _lost(one: Lost, told: Explained) -> dict[str, Any]:
    codes = told.pack.codes_by_topic
    return {
        "words": one.naming.words, "topic": one.naming.topic, "where": one.naming.where, "found_on": one.naming.found_on,
        "alone": round(one.alone, 1), "score": round(one.score, 1), "why": list(one.why),
        "to": [{"topic": topic, "code": codes.get(topic), "score": round(score, 1)} for topic, score in one.to],
    }  # fmt: skip
