"""What a person's verdict is bound to: the address they looked at, its hash and words, from the kept snapshot of the run that stands."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.counted import Counted
from app.diff import is_kept
from app.readings import read_snapshot
from oit.attesting import Bound
from oit.audit import Evidence, ItemFinding
from oit.content import Page
from oit.errors import SnapshotError
from oit.human import AttestedItem, HumanVerdict
from oit.roster_address import bare
from oit.snapshot import Resource, SiteSnapshot
from oit.verdict_ends import resource_at, words_of
from reading import READER_VERSION
from store.database import Database
from store.rows import RunRow
from store.snapshot_reader import load_outline

_PAGE = "page"


@dataclass(frozen=True, slots=True)
class Looked:
    """What the person had before them. `words` as oit.page_words writes them, "" for what is no page."""

    bound: Bound
    url: str = ""
    sha256: str = ""
    words: str = ""


def looked_at(shown: Counted, finding: ItemFinding, verdict: HumanVerdict, url: str) -> Looked:
    """What the verdict is bound to: the address that is named, else the machine's best evidence. A verdict that the item is not asked of
    the agency rests on nothing on the site unless an address is named."""
    if not url and verdict is HumanVerdict.NOT_APPLICABLE:
        return Looked(Bound.NOTHING)
    piece = _piece(finding, url)
    if not url and piece is None:
        return Looked(Bound.APPEARS if verdict is HumanVerdict.ABSENT else Bound.NOTHING)
    address = url or (piece.url if piece else "")
    kept = shown.run is not None and is_kept(shown.run.snapshot, pruned=shown.run.pruned is not None)
    seen = _in_snapshot(shown.run, address) if shown.run is not None and kept else None
    if seen is not None:
        return seen
    if piece is not None and piece.sha256:
        return Looked(Bound.BYTES if piece.kind == _PAGE else Bound.FILE, piece.url, piece.sha256)
    return Looked(Bound.NOTHING, address)


def refresh_words(database: Database, agency_url: str, form: str, fiscal_year: int) -> int:
    """Reads the pages of people's verdicts anew that another version of the reading read, from the snapshots that are kept; how many. Of
    what nobody can read any more the words stay as they were read."""
    done = 0
    for one in database.attested(agency_url, form, fiscal_year):
        if one.withdrawn is None and one.ended is None and one.evidence_words and not _by_this_version(one):
            run = database.run(one.run_id) if one.run_id is not None else None
            seen = _in_snapshot(run, one.evidence_url) if run and is_kept(run.snapshot, pruned=run.pruned is not None) else None
            if seen is not None and seen.words and seen.sha256 == one.evidence_sha256:
                database.set_verdict_words(one.id, seen.words)
                done += 1
    return done


def _by_this_version(one: AttestedItem) -> bool:
    return one.evidence_words.partition("|")[0].rstrip("r") == READER_VERSION


def _piece(finding: ItemFinding, url: str) -> Evidence | None:
    if url:
        return next((piece for piece in finding.evidence if bare(piece.url) == bare(url)), None)
    named = [piece for piece in finding.evidence if piece.url == finding.best_url]
    return next(iter((*named, *finding.evidence)), None)


def _in_snapshot(run: RunRow, url: str) -> Looked | None:
    """None where the snapshot cannot be read, or did not see the address."""
    folder = Path(run.snapshot)
    try:
        found = _resource(load_outline(folder), url)
        if found is None or found.failure is not None or not found.sha256:
            return None
        if "html" not in found.content_type and not found.render_sha256:
            return Looked(Bound.FILE, found.final_url, found.sha256)
        snapshot = read_snapshot(folder)
    except SnapshotError:
        return None
    read = resource_at(snapshot, found.final_url)
    if read is None or not isinstance(read.content, Page):
        return Looked(Bound.FILE, found.final_url, found.sha256)
    return Looked(Bound.PAGE, read.final_url, read.sha256, words_of(read, snapshot, READER_VERSION))


def _resource(snapshot: SiteSnapshot, url: str) -> Resource | None:
    exact = resource_at(snapshot, url)
    if exact is not None:
        return exact
    alike = [one for one in snapshot.resources if bare(url) in (bare(one.url), bare(one.final_url))]
    return next((one for one in alike if one.failure is None), None)


def bound_to(one: AttestedItem, looked: Looked) -> AttestedItem:
    """The verdict with what it was given on."""
    return replace(one, evidence_url=looked.url, evidence_sha256=looked.sha256, evidence_words=looked.words)
