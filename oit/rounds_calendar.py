"""The calendar of the assessment: its usual steps, and their days where they are known."""

from datetime import date

from oit.rounds import Step, Sureness

# In the order of the year. oit.wording_rounds has their names.
STEPS = ("register", "enter", "survey", "scoring", "explain", "confirm", "results")
_MONTHS = (
    ((1, 1), (2, 28)),
    ((3, 1), (4, 30)),
    ((4, 1), (5, 31)),
    ((5, 1), (5, 31)),
    ((6, 1), (6, 15)),
    ((6, 16), (6, 30)),
    ((8, 1), (8, 31)),
)
# Fiscal year -> step -> first and last (month, day). What is not here is assumed: the months of FY2565, and August for the results.
_KNOWN: dict[int, dict[str, tuple[tuple[int, int], tuple[int, int], Sureness]]] = {
    2563: {"results": ((9, 28), (9, 28), Sureness.ONE_SOURCE)},
    2564: {
        "register": ((2, 1), (3, 31), Sureness.CONFIRMED),
        "enter": ((3, 1), (4, 30), Sureness.CONFIRMED),
        "survey": ((4, 1), (5, 31), Sureness.CONFIRMED),
        "scoring": ((5, 1), (6, 19), Sureness.ASSUMED),  # only its last day is known
        "explain": ((6, 20), (7, 4), Sureness.CONFIRMED),
        "confirm": ((7, 5), (7, 19), Sureness.CONFIRMED),
        "results": ((8, 1), (8, 31), Sureness.CONFIRMED),
    },
    2565: {
        "register": ((1, 1), (2, 28), Sureness.CONFIRMED),
        "enter": ((3, 1), (4, 30), Sureness.CONFIRMED),
        "scoring": ((5, 1), (5, 31), Sureness.CONFIRMED),
        "explain": ((6, 1), (6, 15), Sureness.CONFIRMED),
        "confirm": ((6, 16), (6, 30), Sureness.CONFIRMED),
    },
    2566: {"results": ((8, 10), (8, 10), Sureness.ONE_SOURCE)},
}


def usual_calendar(fiscal_year: int) -> tuple[Step, ...]:
    """The steps of a Buddhist fiscal year: as they were where that is known, else in the usual months, marked as assumed."""
    known, year = _KNOWN.get(fiscal_year, {}), fiscal_year - 543
    steps = []
    for key, months in zip(STEPS, _MONTHS, strict=True):
        first, last, sureness = known.get(key, (*months, Sureness.ASSUMED))
        steps.append(Step(key, date(year, *first), date(year, *last), sureness))
    return tuple(steps)
