"""Nights for people: a line of trouble, the summary, lists of nights and jobs."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from oit.looks import NOT_CAPTURED
from oit.night_plan import ERROR, FEW_PAGES
from oit.wording import date_text, head, name_of
from reports.safe_text import printable

_STOPPED = ("host_gives_up", "interrupted")
_MOST_NAMED = 60


def why_text(why: str, lang: str) -> str:
    """What kept a result from being a full capture, as oit.night_plan.trouble tells it; "" for ""."""
    word, _, rest = why.partition(" ")
    if word == NOT_CAPTURED:
        return head("night_why_not_captured", lang, failure=name_of("failure", rest, lang) if rest else "")
    if word == FEW_PAGES and len(rest.split()) == 2:
        pages, expected = rest.split()
        return head("night_why_few_pages", lang, pages=pages, expected=expected)
    if word in _STOPPED:
        return head("night_why_stopped", lang, stopped=name_of("stopped_by", word, lang))
    if word == ERROR:
        return head("night_why_error", lang, what=printable(rest))
    return head("night_why_other", lang, what=printable(why)) if why else ""


def summary_lines(summary: Mapping[str, Any], lang: str) -> list[str]:
    """The summary of a night: app.night_summary.NightSummary as a mapping."""
    lines = [head("night_title", lang, day=date_text(str(summary["day"]), lang))]
    lines += missed_lines(summary["missed"], lang)
    if summary.get("watched") == 0:
        lines.append(head("night_no_roster", lang))
    if summary.get("due") == 0 or not summary["state"]:
        return [*lines, head("night_nothing", lang)]
    if summary["canary"]:
        lines.append(head("night_stopped", lang, items=summary["canary"]))
    if not summary["agencies"]:
        return lines
    unreached, trouble = summary["unreached"], summary["trouble"]
    counts = {"captured": summary["captured"], "agencies": summary["agencies"], "trouble": len(trouble), "unreached": len(unreached)}
    lines.append(head("night_counts", lang, **counts))
    lines += [_trouble_line(one, lang) for one in trouble[:_MOST_NAMED]]
    if unreached:
        lines.append(head("night_unreached", lang, codes=_some(unreached)))
    if summary["waiting"]:
        lines.append(head("night_waiting", lang, waiting=summary["waiting"]))
    lines.append(
        head("night_figures", lang, requests=f"{summary['requests']:,}", megabytes=f"{summary['bytes'] / 1e6:,.1f}",
             minutes=f"{summary['minutes']:.1f}", cpu=f"{summary['cpu_minutes']:.1f}", per_hour=f"{summary['per_hour']:.0f}")
    )  # fmt: skip
    return lines


def missed_lines(days: Sequence[Any], lang: str) -> list[str]:
    return [head("night_missed", lang, days=_some([date_text(str(day), lang) for day in days]))] if days else []


def _trouble_line(one: Mapping[str, Any], lang: str) -> str:
    name = "night_in_trouble" if one["standing"] else "night_none_stands"
    gaps = {"code": one["code"], "agency": one["name"], "why": why_text(one["why"], lang)}
    return head(name, lang, **gaps, standing=date_text(str(one["standing"]), lang)) if one["standing"] else head(name, lang, **gaps)


def _some(names: Sequence[str]) -> str:
    more = f" (+{len(names) - _MOST_NAMED})" if len(names) > _MOST_NAMED else ""
    return ", ".join(names[:_MOST_NAMED]) + more


def night_line(summary: Mapping[str, Any], lang: str) -> str:
    """One night in a list of nights."""
    counts = {"trouble": len(summary["trouble"]), "unreached": len(summary["unreached"])}
    return head(
        "night_line", lang, day=summary["day"], state=head(f"night_state_{summary['state']}", lang), captured=summary["captured"],
        agencies=summary["agencies"], minutes=f"{summary['minutes']:.0f}", **counts,
    )  # fmt: skip


def job_lines(jobs: Iterable[Mapping[str, Any]], lang: str) -> list[str]:
    """The agencies of one night: code, name, state, why, lowest, highest."""
    return [
        head(
            "night_job", lang, code=one["code"], agency=one["name"], state=head(f"night_job_{one['state']}", lang),
            why=why_text(one["why"], lang), score=score_text(one["lowest"], one["highest"]),
        )
        for one in jobs
    ]  # fmt: skip


def score_text(lowest: float | None, highest: float | None) -> str:
    """A score that is a range where its ends differ; "" for none."""
    if lowest is None or highest is None:
        return ""
    low, high = f"{lowest:.1f}", f"{highest:.1f}"
    return low if low == high else f"{low}-{high}"
