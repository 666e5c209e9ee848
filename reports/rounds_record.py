"""A round for programs: plain values for JSON. Days are ISO dates, times ISO in UTC."""

from typing import Any

from oit.audit import Score
from oit.plain_data import to_data
from oit.rounds import AgencyRound, Moved, OpenItem, Round, SignOff, Step
from oit.rounds_frozen import Certified, frozen_round, thaw
from oit.rounds_status import RoundStatus
from oit.wording import advise
from reports.rounds_words import reason_words

Record = dict[str, Any]


def round_record(status: RoundStatus, lang: str = "th") -> Record:
    """The whole status; sentences are in the language asked for."""
    return {
        "schema_version": 1,
        "form": status.plan.form,
        "fiscal_year": status.plan.fiscal_year,
        "round": _round(status.round),
        "day": status.day.isoformat(),
        "as_of": status.as_of.isoformat(),
        "district": status.district,
        "counts": {state.value: number for state, number in status.counts.items()},
        "agencies": [_agency(one, lang) for one in status.agencies],
        "blocking": [{"code": code, "lacking": lacking, "to_look": looking} for code, lacking, looking in status.blocking],
        "sign_offs": [sign_off_record(one) for one in status.sign_offs],
        "other_plan": status.other_plan,
        "differences": [to_data(one) for one in status.differences],
        "calendar": [_step(step) for step in status.plan.calendar],
    }


def sign_off_record(one: SignOff) -> Record:
    return {
        "id": one.id, "round": one.round, "by": one.by, "note": one.note, "made": one.made.isoformat(),
        "withdrawn": one.withdrawn.isoformat() if one.withdrawn else None, "withdrawn_by": one.withdrawn_by, "result": to_data(thaw(one)),
    }  # fmt: skip


def certificate_record(found: Certified) -> Record:
    return {
        "all_rounds": found.every,
        "rounds": [{**to_data(one.result.round), "by": one.sign_off.by, "made": one.sign_off.made.isoformat()} for one in found.signed],
        "agencies": [to_data(one) for one in found.agencies],
    }


def _step(step: Step) -> Record:
    first, last = step.first.isoformat(), step.last.isoformat()
    return {"key": step.key, "name": step.name, "first": first, "last": last, "sure": step.sureness.value}


def _round(one: Round) -> Record:
    made: Record = to_data(frozen_round(one))
    return made


def _agency(one: AgencyRound, lang: str) -> Record:
    entry, counted = one.entry, one.tally
    return {
        "code": entry.code, "name": entry.name, "url": entry.agency.url, "type": entry.type, "district": entry.district,
        "state": one.state.value, "finished": one.finished, "counting": counted.counting, "passed": counted.passed,
        "failed": counted.failed, "to_look": counted.to_look, "left": counted.left,
        "share": {"lowest": counted.lowest, "highest": counted.highest}, "score": _score(one.score), "run_id": one.run_id,
        "seen": one.seen.isoformat() if one.seen else None, "since_start": _moved(one.since_start),
        "since_report": _moved(one.since_report),
        "open": [_open(item, lang) for item in one.open],
    }  # fmt: skip


def _open(item: OpenItem, lang: str) -> Record:
    finding, said = item.finding, item.finding.attestation
    return {
        "code": finding.code, "topic": finding.topic, "title": finding.title_en if lang == "en" else finding.title_th,
        "outcome": item.outcome.value, "machine_outcome": finding.outcome.value, "attested_by": said.by if said else None,
        "reason": reason_words(item, lang), "advice": advise(finding, lang), "url": finding.best_url,
        "owner": {"name": item.owner.name, "contact": item.owner.contact} if item.owner else None,
    }  # fmt: skip


def _score(score: Score | None) -> Record | None:
    return {"lowest": score.lowest, "highest": score.highest} if score else None


def _moved(moved: Moved | None) -> Record | None:
    if moved is None:
        return None
    since = moved.since.isoformat() if moved.since else None
    return {"since": since, "better": list(moved.better), "worse": list(moved.worse), "other_rules": moved.other_rules}
