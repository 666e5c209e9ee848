"""A simulated score for a terminal and as plain values."""

from collections.abc import Callable, Iterator
from typing import Any

from oit.audit import Score
from oit.rating import Level
from oit.simulation import OfAgency, Result, Simulation
from oit.total import Parts, published
from oit.what_if import FixWorth
from oit.wording import date_text, head
from oit.wording_digits import figure
from reports.columns import columns
from reports.safe_text import printable

MOST_FIXES = 8
_EXACT = 4  # decimals of plain values


def simulation_record(made: Simulation) -> dict[str, Any]:
    """Contract: total and rating as ranges, parts. Levels bear their Thai name; scores have four decimals."""
    record = _result_record(made.result, made) | {
        "fiscal_year": made.fiscal_year,
        "unknown": list(made.unknown),
        "scale": {"id": made.scale.id, "confidence": made.scale.confidence, "source": made.scale.source},
    }
    if made.of_agency is not None:
        one = made.of_agency
        record["agency"] = {"code": one.agency.code, "name": one.agency.name, "url": one.agency.url}
        record |= {"form": one.form, "seen": one.seen.isoformat() if one.seen else None, "fixes": [_fix_record(fix) for fix in one.fixes]}
    if made.fixed is not None:
        record["fixed"] = _result_record(made.fixed, made) | {"items": list(made.fix)}
    return record


def print_simulation(made: Simulation, out: Callable[[str], object], lang: str, width: int) -> None:
    agency = made.of_agency.agency if made.of_agency else None
    out(head("sim_title", lang, year=made.fiscal_year, agency=(agency.name or agency.url) if agency else ""))
    for line in _result_lines(made.result, made, lang, width):
        out(line)
    if made.unknown:
        out(head("sim_unknown", lang, options=", ".join(made.unknown)))
    for option, given, wanted in made.odd:
        out(head("sim_odd", lang, option=option, given=given, wanted=wanted))
    if made.of_agency is not None:
        one = made.of_agency
        out(head("sim_standing", lang, date=date_text(one.seen.isoformat() if one.seen else "", lang), pack=one.form))
    if made.fixed is not None:
        out("")
        out(head("sim_fixed", lang, codes=", ".join(made.fix)))
        for line in _result_lines(made.fixed, made, lang, width):
            out(line)
    if made.of_agency is not None:
        out("")
        for line in _fix_lines(made.of_agency, lang, width):
            out(line)


def _result_record(result: Result, made: Simulation) -> dict[str, Any]:
    return {
        "total": _range_record(result.total),
        "rating": {"lowest": result.rated.lowest.th, "highest": result.rated.highest.th},
        "rating_en": {"lowest": result.rated.lowest.en, "highest": result.rated.highest.en},
        "parts": {name: _range_record(score) for name, score in _named(result.parts).items()},
        "short_of": None if result.towards is None else {
            "rating": result.towards.th, "by": [{"part": one.part, "least": one.least, "lacks": one.lacks} for one in result.short],
        },
    }  # fmt: skip


def _named(parts: Parts) -> dict[str, Score]:
    found = {"iit": parts.iit, "eit": parts.eit}
    if len(parts.eit_parts) > 1:
        found |= {f"eit{number}": one for number, one in enumerate(parts.eit_parts, 1)}
    return found | {"oit": parts.oit}


def _range_record(score: Score) -> dict[str, float]:
    return {"lowest": round(score.lowest, _EXACT), "highest": round(score.highest, _EXACT)}


def _fix_record(fix: FixWorth) -> dict[str, Any]:
    return {
        "code": fix.code, "topic": fix.topic, "outcome": fix.outcome.value, "lowest": round(fix.lowest, _EXACT),
        "highest": round(fix.highest, _EXACT), "effort": fix.effort.value, "recovers": list(fix.recovers), "rests_on": list(fix.rests_on),
    }  # fmt: skip


def _result_lines(result: Result, made: Simulation, lang: str, width: int) -> Iterator[str]:
    weights = {"iit": made.weights.iit, "eit": made.weights.eit, "oit": made.weights.oit}
    rows = []
    for name, score in _named(result.parts).items():
        weight = head("sim_weight", lang, weight=f"{weights[name]:g}") if name in weights else ""
        rows.append((("  " if name not in weights else "") + head(f"sim_{name}", lang), _range(score, lang), weight))
    rows.append((head("sim_total", lang), _range(result.total, lang), ""))
    rows.append((head("sim_rating", lang), _levels(result.rated.lowest, result.rated.highest, lang), ""))
    yield from columns(rows, width, 0)
    if result.towards is not None and result.short:
        short = ", ".join(_short(one.part, one.lacks, one.least, lang) for one in result.short)
        yield "  " + head("sim_towards", lang, level=_name(result.towards, lang), short=short)


def _short(part: str, lacks: float, least: float, lang: str) -> str:
    return head("sim_short", lang, part=head(f"sim_{part}", lang), lacks=f"{lacks:.2f}", least=f"{least:g}")


def _range(score: Score, lang: str) -> str:
    low, high = f"{published(score.lowest):.2f}", f"{published(score.highest):.2f}"
    return figure(low, lang) if low == high else head("sim_range", lang, lowest=low, highest=high)


def _levels(low: Level, high: Level, lang: str) -> str:
    return _name(low, lang) if low == high else head("sim_range", lang, lowest=_name(low, lang), highest=_name(high, lang))


def _name(level: Level, lang: str) -> str:
    return level.en if lang == "en" else level.th


def _fix_lines(one: OfAgency, lang: str, width: int) -> Iterator[str]:
    if not one.fixes:
        yield head("sim_nothing", lang)
        return
    yield head("sim_fixes", lang)
    titles = {each.code: each.title_en if lang == "en" else each.title_th for each in one.findings}
    rows = []
    for fix in one.fixes[:MOST_FIXES]:
        recovers = head("sim_recovers", lang, codes=", ".join(fix.recovers)) if fix.recovers else ""
        recovers = recovers or (head("sim_rests_on", lang, codes=", ".join(fix.rests_on)) if fix.rests_on else "")
        rows.append(
            (printable(fix.code, 12), _gain(fix, lang), head(f"effort_{fix.effort.value}", lang), recovers, titles.get(fix.code, ""))
        )
    yield from columns([[printable(cell, 200) for cell in row] for row in rows], width, 4)
    if len(one.fixes) > MOST_FIXES:
        yield "  " + head("sim_more", lang, count=len(one.fixes) - MOST_FIXES)


def _gain(fix: FixWorth, lang: str) -> str:
    low, high = sorted((f"{fix.lowest:.2f}", f"{fix.highest:.2f}"), key=float)
    return head("sim_gain", lang, points=high) if low == high else head("sim_gain_range", lang, lowest=low, highest=high)
