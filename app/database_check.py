"""Do database and kept evidence agree? Looks, changes nothing."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import rules
from oit.errors import SnapshotError
from store.database import open_database
from store.layout import MANIFEST
from store.look_records import look_problems
from store.places import SNAPSHOTS, default_data_folder
from store.rows import Claim, RunRow
from store.snapshots import archive_of
from store.verifying import problems_of


@dataclass(frozen=True, slots=True)
class Checked:
    runs: int
    snapshots: int
    problems: tuple[str, ...]  # what must not be, one line each
    remarks: tuple[str, ...]  # what is worth knowing


def check_database(address: str, *, deep: bool) -> Checked:
    """Whether each run is whole and stands once, and each snapshot that was not given up is there and unchanged; `deep` reads every body.

    Raises NotFit for a database that cannot be opened."""
    with open_database(address) as database:
        claims = [claim for agency in database.agencies() for claim in database.claims(agency.url)]
        problems = database.integrity()
        problems += look_problems(default_data_folder(), database.look_archives(), deep=deep)
    runs = [claim.run for claim in claims]
    problems += [*_doubles(runs), *(line for claim in claims for line in _of_run(claim))]
    snapshots = {run.snapshot for run in runs if run.pruned is None}
    problems += [line for snapshot in sorted(snapshots) for line in problems_of(Path(snapshot), deep=deep)]
    problems += [f"{run.snapshot}: was given up and is still there; run oit prune" for run in runs if run.pruned and _is_there(run)]
    return Checked(len(runs), len(snapshots), tuple(dict.fromkeys(problems)), tuple(_unknown({run.snapshot for run in runs})))


def _of_run(claim: Claim) -> list[str]:
    """Half a run, or evidence that its snapshot does not hold."""
    run, where = claim.run, f"run {claim.run.id} ({claim.run.agency.url})"
    if claim.problem:
        return [claim.problem]
    expected = {item.code for item in rules.load_pack(run.pack).items} if run.pack in rules.pack_names() else claim.codes
    found = [f"{where}: lacks the verdicts on {', '.join(sorted(expected - claim.codes))}"] if expected - claim.codes else []
    if run.pruned is None:
        cited = set(claim.bodies)
        found += [f"{where}: cites a body {sha256} that its snapshot does not hold" for sha256 in sorted(cited - _bodies(run, cited))]
    return found


def _bodies(run: RunRow, cited: set[str]) -> set[str]:
    """What the snapshot holds; a damaged one is told apart, and one of before has no index."""
    try:
        return set(archive_of(Path(run.snapshot)).bodies)
    except SnapshotError:
        return cited


def _doubles(runs: list[RunRow]) -> list[str]:
    """The same snapshot judged twice on one day by the same rules, with the same result, is one verdict too many."""
    counts = Counter(
        (run.snapshot, run.pack, run.pack_sha256, run.fiscal_year, run.judged_on, run.tool_version, run.agency.url, run.started, run.score)
        for run in runs if run.snapshot
    )  # fmt: skip
    return [f"{key[0]}: stands {count} times for {key[1]}, {key[3]}, judged on {key[4]}" for key, count in counts.items() if count > 1]


def _is_there(run: RunRow) -> bool:
    return (Path(run.snapshot) / MANIFEST).is_file()


def _unknown(known: set[str]) -> list[str]:
    """Finished snapshots of the data folder that no run knows: a check that was broken off before its verdicts were saved."""
    root = default_data_folder() / SNAPSHOTS
    folders = sorted(path.parent for path in root.glob(f"*/*/{MANIFEST}")) if root.is_dir() else []
    return [f"{folder}: a snapshot without verdicts; judge it with: oit judge {folder}" for folder in folders if str(folder) not in known]
