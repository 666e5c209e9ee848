"""The total of the assessment from what is known of its instruments, its rating, and what mending items would change."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import rules
from app.agencies import agency_of
from app.counted import Counted, counted
from oit.audit import Score
from oit.errors import BadInput
from oit.given_scores import score_of, scores_of, sub_scores
from oit.pack import Pack
from oit.rating import Scale
from oit.scoring import score
from oit.simulation import OfAgency, Simulation, result_of
from oit.total import UNKNOWN, Parts, Weights, mean, oit_of, sub_indicators
from oit.what_if import with_fixes, worth_of_fixes
from rules.scales import load_scales
from store.database import open_database

_Odd = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Given:
    """As it was typed; "" for what was not given."""

    iit: str = ""
    eit: str = ""
    eit2: str = ""
    oit: str = ""
    oit_sub: str = ""
    agency: str = ""
    fix: tuple[str, ...] = ()


def simulate(given: Given, database: str, form: str, fiscal_year: int, day: date) -> Simulation:
    """`form`, "" for that of the agency's newest result or of the year, is looked at for sub-indicators and the agency's result. Raises
    BadInput in one line for what cannot be."""
    weights, scale = _of_year(fiscal_year)
    _check(given, scale, fiscal_year)
    found = _agency(given.agency, database, form, fiscal_year, day) if given.agency else None
    pack = found.pack if found is not None else rules.load_pack(form or rules.pack_of_year(fiscal_year) or rules.DEFAULT_PACK)
    _check_codes(given.fix, pack)
    parts, left_out, odd = _surveys(given, weights, scale)
    oit, subs_left_out = _oit(given, pack, found)
    parts = replace(parts, oit=oit)
    made = Simulation(fiscal_year, weights, scale, result_of(parts, weights, scale), left_out + subs_left_out, odd)
    if found is None:
        return made
    seen = found.run.started or found.run.created if found.run else None
    of_agency = OfAgency(found.agency, pack.name, seen, found.findings, worth_of_fixes(pack, found.findings))
    mended = score(pack, with_fixes(found.findings, given.fix)).oit if given.fix else None
    fixed = result_of(replace(parts, oit=mended), weights, scale) if mended is not None else None
    return replace(made, of_agency=of_agency, fix=given.fix, fixed=fixed)


def _of_year(fiscal_year: int) -> tuple[Weights, Scale]:
    scales = load_scales()
    weights, scale = scales.weights_of(fiscal_year), scales.scale_of(fiscal_year)
    if weights is None or scale is None:
        first, last = scales.years
        hint = f"; did you mean {fiscal_year + 543}?" if first <= fiscal_year + 543 <= last else ""
        known = f"those of {first} to {last} are (rules/scales.yaml){hint}"
        raise BadInput(f"--fiscal-year {fiscal_year}: no scale of that year is known, {known}")
    return weights, scale


def _check(given: Given, scale: Scale, fiscal_year: int) -> None:
    sources = [name for name, value in (("--oit", given.oit), ("--oit-sub", given.oit_sub), ("--agency", given.agency)) if value]
    if len(sources) != 1:
        said = f"{' and '.join(sources)} are given" if sources else "none of them is given"
        raise BadInput(f"--oit, --oit-sub, --agency: {said}; give one of them, --oit ? if OIT is not known")
    if given.eit2 and scale.eit_parts == 1:
        raise BadInput(f"--eit2: EIT had one part in FY{fiscal_year}; leave it out, or give the year from 2566 on")
    if given.fix and not given.agency:
        raise BadInput("--fix: belongs to an agency's result; add --agency CODE")


def _check_codes(typed: Sequence[str], pack: Pack) -> None:
    for code in typed:
        if pack.item(code) is None:
            raise BadInput(f"--fix {code}: is no item of form {pack.name}; it has {pack.items[0].code} to {pack.items[-1].code}")


def _surveys(given: Given, weights: Weights, scale: Scale) -> tuple[Parts, tuple[str, ...], _Odd]:
    """The surveys, OIT open; options that were left out; those with another number of values than the survey has indicators."""
    wanted = {"--iit": weights.iit_indicators, "--eit": weights.eit_indicators, "--eit2": weights.eit_indicators}
    texts = dict(zip(wanted, (given.iit, given.eit, given.eit2)[: 1 + scale.eit_parts], strict=False))
    values = {option: scores_of(text, option) for option, text in texts.items() if text}
    iit, *eit = (mean(values[option]) if option in values else UNKNOWN for option in texts)
    odd = tuple((option, len(each), wanted[option]) for option, each in values.items() if len(each) not in (1, wanted[option]))
    return Parts(iit, tuple(eit), UNKNOWN), tuple(option for option in texts if option not in values), odd


def _oit(given: Given, pack: Pack, found: Counted | None) -> tuple[Score, tuple[str, ...]]:
    if given.oit:
        return score_of(given.oit, "--oit"), ()
    if given.oit_sub:
        nesting = sub_indicators(pack)
        known = tuple(sub for inner in nesting.values() for sub in inner)
        subs = sub_scores(given.oit_sub, "--oit-sub", known)
        return oit_of(subs, nesting), tuple(f"--oit-sub {code}" for code in known if code not in subs)
    return (found.score.oit, ()) if found is not None and found.score is not None else (UNKNOWN, ())


def _agency(typed: str, address: str, form: str, fiscal_year: int, day: date) -> Counted:
    with open_database(address) as database:
        agency = agency_of(database, typed)
        entry = next((one for one in database.roster(retired=True) if agency.url in one.urls), None)
        runs = database.runs(agency.url) if not form else []
        name = form or next((run.pack for run in runs if run.fiscal_year == fiscal_year), rules.DEFAULT_PACK)
        found = counted(database, agency, entry, name, fiscal_year, day)
    if found.run is None:
        mend = "run oit check, or name another --form or --fiscal-year"
        raise BadInput(f"{typed}: has no full result by form {name} for FY{fiscal_year} up to {day}; {mend}")
    return found
