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
        say(head("keep_released", given["lang"], code=code, count=release(request)))
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
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def prune(keep_days: int, keep_last: int, keep_jobs: int, keep_messages: int, dry_run: bool, **given: Any) -> int:
    """Give up old snapshots. Never one that a standing verdict, a person or an entered link rests on; verdicts and hashes stay."""
    from app.prune import RowPolicy  # noqa: PLC0415
    from app.prune import prune as run  # noqa: PLC0415
    from oit.retention import Policy  # noqa: PLC0415

    done = run(_database(given["db"]), Policy(keep_days, keep_last), RowPolicy(keep_jobs, keep_messages), done=not dry_run)
    if given["as_json"]:
        record = {name: getattr(done, name) for name in done.__slots__}
        say_json(record | {"reasons": dict(done.reasons)})
    else:
        _say_pruned(done, given["lang"])
    return DONE


def _say_pruned(done: Any, lang: str) -> None:
    from oit.wording import head  # noqa: PLC0415

    for folder in (*done.removed, *done.unfinished):
        say(folder)
    counts = {"snapshots": len(done.removed), "unfinished": len(done.unfinished), "megabytes": f"{done.freed / 1e6:,.1f}"}
    say(head("keep_removed" if done.done else "keep_would_remove", lang, **counts))
    if done.jobs or done.messages:
        name = "keep_rows_removed" if done.done else "keep_rows_would_remove"
        say(head(name, lang, jobs=done.jobs, messages=done.messages))
    why = ", ".join(head(f"keep_{name}", lang, count=count) for name, count in done.reasons)
    say(head("keep_kept", lang, count=done.kept, why=why))
    if done.elsewhere:
        say(head("keep_elsewhere", lang, count=len(done.elsewhere), path=done.elsewhere[0]))


@click.group("db")
def db_group() -> None:
    """The database and the evidence that belongs to it."""


@db_group.command("check")
@click.option("--deep", is_flag=True, help="Read every kept body and compare it with its hash.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def check(deep: bool, db: str | None, lang: str, as_json: bool) -> int:
    """Prove that database and evidence agree. Exit 1 if they do not."""
    from app.database_check import check_database  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    found = check_database(_database(db), deep=deep)
    if as_json:
        say_json({name: getattr(found, name) for name in found.__slots__})
        return PROBLEMS if found.problems else DONE
    for line in (*found.problems, *found.remarks):
        say(line)
    counts = {"runs": found.runs, "snapshots": found.snapshots, "problems": len(found.problems)}
    say(head("db_problems" if found.problems else "db_agrees", lang, **counts))
    return PROBLEMS if found.problems else DONE


@db_group.command("backup")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--keep", type=click.IntRange(1), metavar="N", help="Keep only the N newest backups that were named by this command.")
@options((DB_OPTION, LANG_OPTION, JSON_OPTION))
def backup(file: Path | None, keep: int | None, db: str | None, lang: str, as_json: bool) -> int:
    """Write the whole database into one file while others go on using it. FILE may be a folder. Default: backups in the data folder."""
    from app.backups import make_backup  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    made = make_backup(_database(db), file, keep)
    if as_json:
        say_json({"file": str(made.file), "size": made.size, "removed": [str(one) for one in made.removed]})
        return DONE
    say(head("db_file", lang, path=made.file, megabytes=f"{made.size / 1e6:,.1f}"))
    for one in made.removed:
        say(head("db_removed", lang, path=one))
    return DONE


@db_group.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--replace", is_flag=True, help="Also into a database that holds something; that is kept in a backup.")
@options((DB_OPTION, LANG_OPTION))
def restore(file: Path, replace: bool, db: str | None, lang: str) -> int:
    """Put a backup into the database, SQLite or PostgreSQL, whichever it was made from. A damaged or newer one changes nothing."""
    from app.backups import restore_backup  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    before = restore_backup(file, _database(db), replace=replace)
    say(head("db_restored", lang, path=file))
    if before is not None:
        say(head("db_before", lang, path=before))
    return DONE


@db_group.command("compact")
@options((DB_OPTION, LANG_OPTION))
def compact(db: str | None, lang: str) -> int:
    """Give space back to the disk that removed rows left, or those that an upgrade moved."""
    from app.backups import compact_database  # noqa: PLC0415
    from oit.wording import head  # noqa: PLC0415

    before, after = compact_database(_database(db))
    say(head("db_compacted", lang, before=f"{before / 1e6:,.1f}", after=f"{after / 1e6:,.1f}"))
    return DONE


def _database(given: str | None) -> str:
    from store.places import default_database_url  # noqa: PLC0415

    return given or default_database_url()
