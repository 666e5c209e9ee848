"""What importing a list changes, or would change: one line an agency, then how many."""

from typing import Any

from oit.roster_plan import Plan, PlannedStep, Step
from oit.roster_words import COLUMNS
from oit.wording import date_text, head
from reports.safe_text import printable

_SIGNS = {Step.ADDED: "+", Step.CHANGED: "~", Step.RENAMED: "~", Step.RETIRED: "-"}
_SHOWN = 60  # lines; of a first import the number says enough


def plan_text(plan: Plan, lang: str, *, dry_run: bool) -> str:
    lines = [_line(step, lang) for step in plan.steps[:_SHOWN]]
    if len(plan.steps) > _SHOWN:
        lines.append(f"... +{len(plan.steps) - _SHOWN}")
    for entry in plan.still_retired[:_SHOWN]:
        day = date_text(entry.retired.isoformat(), lang) if entry.retired else ""
        lines.append(f"  {entry.code} {printable(entry.name)}: {head('roster_still_retired', lang, day=day)}")
    if plan.missing and not plan.count(Step.RETIRED):
        lines.append(head("roster_missing", lang, count=len(plan.missing)))
    changed = plan.count(Step.CHANGED) + plan.count(Step.RENAMED)
    lines.append(head("roster_would" if dry_run else "roster_done", lang, added=plan.count(Step.ADDED), changed=changed,
                      retired=plan.count(Step.RETIRED), unchanged=plan.unchanged))  # fmt: skip
    return "\n".join(lines)


def plan_record(plan: Plan, *, dry_run: bool) -> dict[str, Any]:
    """For `--json`."""
    return {
        "written": not dry_run,
        "steps": [
            {
                "step": step.step.value, "code": step.entry.code, "name": step.entry.name, "fields": _fields(step),
                "before": step.before or None,
            }
            for step in plan.steps
        ],
        "unchanged": plan.unchanged,
        "missing": [entry.code for entry in plan.missing],
        "still_retired": [entry.code for entry in plan.still_retired],
    }  # fmt: skip


def _line(step: PlannedStep, lang: str) -> str:
    if step.step is Step.CHANGED:
        what = ", ".join(_fields(step))
    elif step.step is Step.RENAMED:
        what = ", ".join([head("roster_renamed", lang, before=step.before), *(name for name in _fields(step) if name != "code")])
    else:
        what = head("roster_retiring" if step.step is Step.RETIRED else "roster_added", lang)
    return f"{_SIGNS[step.step]} {step.entry.code} {printable(step.entry.name)}: {what}"


def _fields(step: PlannedStep) -> list[str]:
    """What changed, by the names of the columns."""
    names = {"url" if name == "urls" else name for name in step.fields}
    return [column for column in COLUMNS if column in names]
