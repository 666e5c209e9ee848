"""`oit simulate`: the total and the rating from what is known, and which mends bring most."""

import shutil
from typing import Any

import click

from cli_options import JSON_OPTION, LANG_OPTION, Day, options, say, say_json

DONE = 0


@click.command()
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Assessed year, Buddhist era. Default: that of today.")
@click.option("--iit", default="", metavar="A,B,..", help="IIT: its indicators, or their mean; ? for what is not known.")
@click.option("--eit", default="", metavar="A,B,..", help="EIT, from 2566 on its part 1.")
@click.option("--eit2", default="", metavar="A,B,..", help="Part 2 of EIT, from 2566 on.")
@click.option("--oit", default="", metavar="N", help="OIT as one number, as 80..90 or ?.")
@click.option("--oit-sub", default="", metavar="9.1=N,..", help="OIT by its sub-indicators.")
@click.option("--agency", default="", metavar="CODE", help="OIT from what counts of that agency (address, code or name).")
@click.option("--fix", default="", metavar="O12,..", help="With --agency: also the result with these items mended.")
@click.option("--form", default="", metavar="NAME", help="The form. Default: that of the agency's newest result, or of the year.")
@click.option("--date", "day", type=Day(), help="With --agency: as things stood at the end of that day. Default: today in Bangkok.")
@click.option("--db", metavar="URL", help="The database. Default: the file in the user's data folder.")
@options((LANG_OPTION, JSON_OPTION))
def simulate(**given: Any) -> int:
    """The ITA total as a range, its rating by the scale of the year, what it lacks to the next one, and which items to mend first."""
    from app.judging import terms  # noqa: PLC0415  (start fast: --help needs no database)
    from app.simulate import Given  # noqa: PLC0415
    from app.simulate import simulate as run  # noqa: PLC0415
    from reports.simulate_text import print_simulation, simulation_record  # noqa: PLC0415
    from rules import DEFAULT_PACK  # noqa: PLC0415
    from store.places import default_database_url  # noqa: PLC0415

    by = terms(given["form"] or DEFAULT_PACK, given["fiscal_year"], given["day"])
    fix = tuple(dict.fromkeys(code.strip().upper() for code in given["fix"].split(",") if code.strip()))
    typed = Given(given["iit"], given["eit"], given["eit2"], given["oit"], given["oit_sub"], given["agency"], fix)
    made = run(typed, given["db"] or default_database_url(), given["form"], by.fiscal_year, by.day)
    if given["as_json"]:
        say_json(simulation_record(made))
    else:
        print_simulation(made, say, given["lang"], shutil.get_terminal_size((100, 24)).columns)
    return DONE
