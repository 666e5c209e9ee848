"""The plan of rounds in a file: read, and written for a new year."""

from calendar import monthrange
from datetime import date
from pathlib import Path

import rules
from oit.errors import BadInput
from oit.rounds import Plan, Round
from oit.rounds_calendar import usual_calendar
from oit.rounds_reader import parse_plan
from oit.wording import head
from reports.rounds_plan import render_plan
from rules.plain_yaml import read_plain_yaml


def read_plan(path: Path) -> Plan:
    """The plan in a YAML file. Raises BadInput naming file, line and field of the first mistake, or how to write a plan."""
    if not path.is_file():
        raise BadInput(f"{path}: is no file; write a plan with oit round init, or name one with --plan")
    return parse_plan(*read_plain_yaml(path), rules.load_pack, rules.pack_names())


def write_plan(path: Path, form: str, fiscal_year: int) -> Plan:
    """A plan to begin with: three rounds, January, February to March, and April, as provinces have planned them. Never overwrites a file.
    Raises BadInput."""
    year = fiscal_year - 543
    rounds = tuple(
        Round(head("round_name", number=number), date(year, first, 1), _last_day(year, last))
        for number, (first, last) in enumerate(((1, 1), (2, 3), (4, 4)), 1)
    )
    plan = Plan(form, fiscal_year, rounds, tuple(date(year, 3, day) for day in (2, 13, 30)), usual_calendar(fiscal_year))
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(render_plan(plan, rules.load_pack(form)))
    except FileExistsError:
        raise BadInput(f"{path}: is there already and is left as it is; give another name") from None
    except OSError as error:
        raise BadInput(f"{path}: cannot be written ({error.strerror or error}); give another name or place") from error
    return read_plan(path)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
