"""Reading scans where it may change a verdict: judge, recognise the best unread papers of each undecided item, judge again."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from oit.content import Document
from oit.judge import Judgement
from oit.recognisable import recognisable, worth_recognising
from oit.snapshot import Resource, SiteSnapshot
from reading import READER_VERSION
from reading.ocr_pictures import MOST_PAGES
from reading.serial import from_json, to_json
from reading.tesseract import Tesseract, find_tesseract
from store.snapshots import ReadingCache, body_of

if TYPE_CHECKING:
    from reading.isolated import DocumentReader

ROUNDS = 3  # so many papers of one item at the most
PAGES_A_ROUND = 60  # of all papers: some two minutes

NEVER, AUTO = "never", "auto"


class Recogniser:
    """The recognised text of bodies: from the snapshot's cache, else by tesseract where this machine has it. Use as a context manager."""

    def __init__(self, folder: Path, program: Tesseract | None, earlier: Path | None = None) -> None:
        """What was recognised of the same bytes for the snapshot in `earlier` is taken over."""
        self._folder, self._program, self._cache = folder, program, ReadingCache(folder, earlier)
        self._reader: DocumentReader | None = None
        self._open = ExitStack()

    def __enter__(self) -> "Recogniser":
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    def __call__(self, resource: Resource) -> Document | None:
        """The document with its recognised text; None where nothing could be recognised here."""
        key = f"{resource.sha256}\nocr"
        kept = self._cache.get(key, READER_VERSION)
        if kept is not None:
            with suppress(ValueError):  # damaged: it can be recognised again
                content = from_json(kept)
                return content if isinstance(content, Document) else None
        if self._program is None:
            return None
        made = self._running(self._program).recognise(body_of(self._folder, resource.sha256), resource.final_url, resource.content_type)
        if made.problem in ("timeout", "crashed"):  # of this machine at this time
            return None
        self._cache.put(key, READER_VERSION, to_json(made))
        return made

    def _running(self, program: Tesseract) -> "DocumentReader":
        if self._reader is None:
            from reading.isolated import DocumentReader  # noqa: PLC0415  (loads all that parses)

            self._reader = self._open.enter_context(DocumentReader(recogniser=program))
        return self._reader


def recognised(
    snapshot: SiteSnapshot, judgement_of: Callable[[SiteSnapshot], Judgement], folder: Path, ocr: str, stage: Callable[[str], None],
    earlier: Path | None = None,
) -> SiteSnapshot:  # fmt: skip
    """The snapshot with the text of those scans that may change a verdict. `never`: as it is. `auto`: what was recognised before is taken
    from the snapshot's cache, so the verdicts are the same without tesseract; the rest is recognised where tesseract with Thai is there.
    Tells `stage` "recognising" when it begins. Raises NotFit if OIT_TESSERACT names a program that does not do."""
    if ocr == NEVER or not snapshot.captured or not any(recognisable(resource.content) for resource in snapshot.resources):
        return snapshot
    with Recogniser(folder, find_tesseract(), earlier) as recognise:
        tried: set[str] = set()
        for _ in range(ROUNDS):
            chosen = _chosen(worth_recognising(judgement_of(snapshot)), tried)
            if not chosen:
                break
            stage("recognising")
            tried.update(resource.sha256 for resource in chosen)
            made = {resource.sha256: document for resource in chosen if (document := recognise(resource)) is not None}
            if not made:
                break
            snapshot = _with(snapshot, made)
    return snapshot


def with_kept_text(snapshot: SiteSnapshot, folder: Path) -> SiteSnapshot:
    """The snapshot with the text of scans that an earlier judging kept; nothing is recognised."""
    with Recogniser(folder, None) as kept:
        scans = {resource.sha256: resource for resource in snapshot.resources if recognisable(resource.content)}
        return _with(snapshot, {sha256: document for sha256, scan in scans.items() if (document := kept(scan)) is not None})


def _chosen(wanted: tuple[tuple[Resource, ...], ...], tried: set[str]) -> list[Resource]:
    """The next paper of each item, the short ones first, as many as a round holds."""
    nexts = (next((one for one in papers if one.sha256 not in tried), None) for papers in wanted)
    papers = {one.sha256: one for one in nexts if one is not None}
    chosen, pages = [], 0
    for one in sorted(papers.values(), key=lambda paper: (_pages(paper), paper.size, paper.sha256)):
        pages += _pages(one)
        if pages > PAGES_A_ROUND:
            break
        chosen.append(one)
    return chosen


def _pages(paper: Resource) -> int:
    return max(1, min(MOST_PAGES, paper.content.page_count)) if isinstance(paper.content, Document) else 1


def _with(snapshot: SiteSnapshot, made: Mapping[str, Document]) -> SiteSnapshot:
    return replace(snapshot, resources=tuple(_replaced(resource, made) for resource in snapshot.resources))


def _replaced(resource: Resource, made: Mapping[str, Document]) -> Resource:
    """The paper keeps the name in its properties, and what it was before where nothing could be opened."""
    before, document = resource.content, made.get(resource.sha256)
    if document is None or not document.ocr or not isinstance(before, Document) or not recognisable(before):
        return resource
    return replace(resource, content=replace(document, url=before.url, kind=before.kind, title=before.title, page_count=before.page_count))
