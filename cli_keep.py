"""`oit evidence`, `oit prune`, `oit db`: what was kept, how long, and whether it is whole."""

from pathlib import Path
from typing import Any

import click

from cli_options import JSON_OPTION, LANG_OPTION, Day, options, say, say_json

DONE, PROBLEMS = 0, 1
DB_OPTION = click.option("--db", metavar="URL", help="The database. Default: the file in the user's data folder.")


@click.command()
@click.argument("agency")
@click.argument("code")
@click.option("--on", type=Day(), help="As it was seen on that day, or last before. Default: the newest check.")
@click.option("--form", default="", metavar="NAME", help="The form. Default: that of the newest check.")
@click.option("--fiscal-year", type=int, metavar="YEAR", help="Assessed year, Buddhist era. Default: that of the newest check.")
@click.option("--out", type=click.Path(path_type=Path), metavar="PLACE", help="A folder, or a file ending in .zip.")
@click.option("--open", "show", is_flag=True, help="Open the page that explains it.")
@click.option("--hold", "note", metavar="WHY", help="Keep this evidence, whatever its age, until it is released.")
@click.option("--by", default="", metavar="NAME", help="Who asks to keep it (with --hold).")
@click.option("--until", type=Day(), help="The last day on which it must be kept (with --hold).")
@click.option("--release", is_flag=True, help="Keep it no longer than other evidence.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def evidence(agency: str, code: str, **given: Any) -> int:
    """The proof of one item: which link, what it showed, on which days, with hashes. AGENCY is an address, code or name."""
    from app.evidence import EvidenceRequest, export, hold, release  # noqa: PLC0415  (start fast: --help needs no database)
    from oit.errors import BadInput  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415
    from reports.proof_page import proof_record  # noqa: PLC0415
    from reports.proof_text import print_proof  # noqa: PLC0415

    request = EvidenceRequest(_database(given["db"]), agency, code, given["on"], given["form"], given["fiscal_year"])
    if (given["by"] or given["until"]) and given["note"] is None:
        raise BadInput("--by, --until: belong to --hold; add --hold WHY")
    if given["release"]:
        say(f"{code}: {release(request)} released")
        return DONE
    if given["note"] is not None:
        hold(request, given["by"], given["note"], given["until"])
    written = export(request, given["out"], given["lang"])
    if given["as_json"]:
        click.echo(proof_record(written.proof), nl=False)
        return DONE
    print_proof(written.proof, say, given["lang"])
    say(f"{head('proof_written', given['lang'])}: {written.page or written.place}")
    if given["show"] and written.page:
        click.launch(written.page.as_uri())
    return DONE


@click.command()
@click.option("--keep-days", type=click.IntRange(0), default=30, show_default=True, help="Keep snapshots that are not older, in days.")
@click.option("--keep-last", type=click.IntRange(1), default=2, show_default=True, help="Keep so many newest snapshots of each agency.")
@click.option("--keep-jobs", type=click.IntRange(1), default=400, show_default=True, help="Keep the work lists of nights, in days.")
@click.option("--keep-messages", type=click.IntRange(1), default=90, show_default=True, help="Keep sent messages, in days.")
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@options((DB_OPTION, JSON_OPTION))
def prune(keep_days: int, keep_last: int, keep_jobs: int, keep_messages: int, dry_run: bool, db: str | None, as_json: bool) -> int:
    """Give up old snapshots. Never one that a standing verdict, a person or an entered link rests on; verdicts and hashes stay."""
    from app.prune import RowPolicy  # noqa: PLC0415
    from app.prune import prune as run  # noqa: PLC0415
    from oit.retention import Policy  # noqa: PLC0415

    done = run(_database(db), Policy(keep_days, keep_last), RowPolicy(keep_jobs, keep_messages), done=not dry_run)
    if as_json:
        record = {name: getattr(done, name) for name in done.__slots__}
        say_json(record | {"reasons": dict(done.reasons)})
        return DONE
    for folder in (*done.removed, *done.unfinished):
        say(folder)
    verb = "removed" if done.done else "would be removed"
    say(f"{len(done.removed)} snapshots and {len(done.unfinished)} unfinished ones {verb}: {done.freed / 1e6:,.1f} MB")
    if done.jobs or done.messages:
        say(f"{done.jobs} entries of old nights' work lists and {done.messages} old sent messages {verb}")
    why = ", ".join(f"{count} {_WHY[name]}" for name, count in done.reasons)
    say(f"{done.kept} snapshots kept" + (f": {why}" if why else ""))
    if done.elsewhere:
        say(f"{len(done.elsewhere)} old ones lie outside of the data folder and are left alone, the first: {done.elsewhere[0]}")
    return DONE


_WHY = {
    "young": "young enough", "among_last": "among the newest of their agency", "standing": "with a verdict that stands",
    "held": "that somebody relies on",
}  # fmt: skip


@click.group("db")
def db_group() -> None:
    """The database and the evidence that belongs to it."""


@db_group.command("check")
@click.option("--deep", is_flag=True, help="Read every kept body and compare it with its hash.")
@options((DB_OPTION, JSON_OPTION))
def check(deep: bool, db: str | None, as_json: bool) -> int:
    """Prove that database and evidence agree. Exit 1 if they do not."""
    from app.database_check import check_database  # noqa: PLC0415

    found = check_database(_database(db), deep=deep)
    if as_json:
        say_json({name: getattr(found, name) for name in found.__slots__})
        return PROBLEMS if found.problems else DONE
    for line in (*found.problems, *found.remarks):
        say(line)
    result = f"{len(found.problems)} problems" if found.problems else "all agree"
    say(f"{found.runs} verdicts, {found.snapshots} snapshots: {result}")
    return PROBLEMS if found.problems else DONE


@db_group.command("backup")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--keep", type=click.IntRange(1), metavar="N", help="Keep only the N newest backups that were named by this command.")
@options((DB_OPTION, JSON_OPTION))
def backup(file: Path | None, keep: int | None, db: str | None, as_json: bool) -> int:
    """Write the whole database into one file while others go on using it. FILE may be a folder. Default: backups in the data folder."""
    from app.backups import make_backup  # noqa: PLC0415

    made = make_backup(_database(db), file, keep)
    if as_json:
        say_json({"file": str(made.file), "size": made.size, "removed": [str(one) for one in made.removed]})
        return DONE
    say(f"{made.file}: {made.size / 1e6:,.1f} MB")
    for one in made.removed:
        say(f"{one}: removed")
    return DONE


@db_group.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also into a database that holds something; that is kept in a backup.")
@options((DB_OPTION,))
def restore(file: Path, replace: bool, db: str | None) -> int:
    """Put a backup into the database, SQLite or PostgreSQL, whichever it was made from. A damaged or newer one changes nothing."""
    from app.backups import restore_backup  # noqa: PLC0415

    before = restore_backup(file, _database(db), replace=replace)
    say(f"{file}: restored")
    if before is not None:
        say(f"what was there is kept in {before}")
    return DONE


@db_group.command("compact")
@options((DB_OPTION,))
def compact(db: str | None) -> int:
    """Give space back to the disk that removed rows left, or those that an upgrade moved."""
    from app.backups import compact_database  # noqa: PLC0415

    before, after = compact_database(_database(db))
    say(f"{before / 1e6:,.1f} MB before, {after / 1e6:,.1f} MB now")
    return DONE


def _database(given: str | None) -> str:
    from store.places import default_database_url  # noqa: PLC0415

    return given or default_database_url()

