"""A plan to begin with, as YAML with comments in both languages."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from jinja2 import BaseLoader, Environment, StrictUndefined, Template

from oit.pack import Pack
from oit.rounds import Plan
from oit.wording import date_text, head


def render_plan(plan: Plan, pack: Pack) -> str:
    """The plan's text. All its rounds ask for everything; the comments name a topic of the form as example."""
    text = _template().render(
        form=plan.form,
        year=plan.fiscal_year,
        topic=pack.items[0].topic,
        rounds=[
            {"name": one.name, "start": one.start, "start_th": _thai(one.start), "end": one.end, "end_th": _thai(one.end)}
            for one in plan.rounds
        ],
        report_days=_days(plan.report_days),
        steps=[
            {"key": step.key, "first": step.first, "last": step.last, "sure": step.sureness.value,
             "name": f"{head(f'round_step_{step.key}')} – {head(f'round_step_{step.key}', 'en')}"}
            for step in plan.calendar
        ],
    )  # fmt: skip
    return text.rstrip() + "\n"


def _days(days: Sequence[date]) -> list[dict[str, object]]:
    return [{"day": day, "thai": _thai(day)} for day in days]


def _thai(day: date) -> str:
    return f" # {date_text(day.isoformat())}"


@cache
def _template() -> Template:
    environment = Environment(autoescape=False, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, loader=BaseLoader())
    return environment.from_string((files("reports") / "templates" / "rounds.yaml.j2").read_text(encoding="utf-8"))
