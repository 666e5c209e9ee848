"""`oit rules impact`: every snapshot of a folder judged with two sets of rules, and which verdicts flip."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.judging import Terms, codes_for
from app.ocr import with_kept_text
from app.readings import read_snapshot
from app.rule_books import RuleBook
from oit.audit import AgencyAudit, ItemFinding
from oit.errors import BadInput, OitError
from oit.judge import judge
from oit.pack import Pack
from oit.snapshot import SiteSnapshot

MANIFEST = "manifest.json"
DEEPEST = 4  # folders below the one given in which snapshots are looked for


@dataclass(frozen=True, slots=True)
class Change:
    """One item of one snapshot that is judged otherwise. `old` or `new` is None where only one of the two forms has the item."""

    snapshot: Path
    agency: str
    code: str
    old: ItemFinding | None
    new: ItemFinding | None

    @property
    def flips(self) -> bool:
        """False where the outcome stays and only the link is another one."""
        return self.old is None or self.new is None or self.old.outcome is not self.new.outcome

    @property
    def kind(self) -> tuple[str, str]:
        """Outcomes before and after, "" for none."""
        return (self.old.outcome.value if self.old else "", self.new.outcome.value if self.new else "")


@dataclass(frozen=True, slots=True)
class Impact:
    old: str
    new: str
    terms: Terms
    snapshots: tuple[Path, ...]
    verdicts: int  # judged with both rules
    changes: tuple[Change, ...]  # by snapshot, in the order of the form
    skipped: Mapping[Path, str] = field(default_factory=dict)  # snapshots that could not be read, and why

    @property
    def flips(self) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.flips)

    @property
    def moved(self) -> tuple[Change, ...]:
        """The same outcome, shown by another link."""
        return tuple(change for change in self.changes if not change.flips)

    @property
    def by_item(self) -> Mapping[str, int]:
        return Counter(change.code for change in self.flips)

    @property
    def by_kind(self) -> Mapping[tuple[str, str], int]:
        return dict(Counter(change.kind for change in self.flips).most_common())


def measure_impact(old: RuleBook, new: RuleBook, folder: Path, by: Terms, progress: Callable[[int, int], None]) -> Impact:
    """Judges every snapshot below `folder` with both; a snapshot that cannot be read is skipped and told. Raises BadInput where there is
    no snapshot, RulePackError for a mistake in the rules."""
    snapshots = tuple(sorted(_snapshots(folder, DEEPEST)))
    if not snapshots:
        raise BadInput(f"{folder}: holds no snapshot (a folder with {MANIFEST}); keep some with `oit check ADDRESS --snapshot FOLDER`")
    packs = (old.pack(by.form), new.pack(by.form))
    changes: list[Change] = []
    skipped: dict[Path, str] = {}
    verdicts = 0
    for number, path in enumerate(snapshots, 1):
        progress(number, len(snapshots))
        try:
            snapshot = with_kept_text(read_snapshot(path), path)
        except OitError as error:
            skipped[path] = str(error)
            continue
        audits = [_audit(snapshot, pack, book, by) for pack, book in zip(packs, (old, new), strict=True)]
        verdicts += len(audits[0].items)
        changes += _changes(path, *audits)
    return Impact(old.name, new.name, by, snapshots, verdicts, tuple(changes), skipped)


def _audit(snapshot: SiteSnapshot, pack: Pack, book: RuleBook, by: Terms) -> AgencyAudit:
    codes = codes_for(pack, by.fiscal_year, snapshot.agency)
    return judge(snapshot, pack, book.words, by.day, by.fiscal_year, codes=codes)


def _changes(path: Path, old: AgencyAudit, new: AgencyAudit) -> Iterator[Change]:
    before, after = ({item.code: item for item in audit.items} for audit in (old, new))
    for code in dict.fromkeys((*before, *after)):
        one, other = before.get(code), after.get(code)
        if one is None or other is None or (one.outcome, one.best_url) != (other.outcome, other.best_url):
            yield Change(path, old.agency.name or old.agency.url, code, one, other)


def _snapshots(folder: Path, depth: int) -> Iterator[Path]:
    """Folders that hold a snapshot; what lies within one is no other."""
    try:
        if (folder / MANIFEST).is_file():
            yield folder
        elif depth:
            for inner in folder.iterdir():
                if inner.is_dir() and not inner.is_symlink():
                    yield from _snapshots(inner, depth - 1)
    except OSError as error:
        raise BadInput(f"{folder}: cannot be read ({error.strerror}); give a folder of snapshots") from error
