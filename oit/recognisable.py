"""Which unread pictures of text are worth recognising: those that may change a verdict."""

from collections.abc import Sequence

from oit.audit import Currency, Outcome
from oit.content import Document, TextLayer
from oit.findings import applies
from oit.judge import Candidate, Judgement
from oit.snapshot import Resource


def recognisable(content: object) -> bool:
    """A picture of text, as far as one can tell: nothing was recognised in it yet."""
    if not isinstance(content, Document) or content.ocr or content.kind not in ("pdf", "image"):
        return False
    return content.text_layer in (TextLayer.NONE, TextLayer.GARBLED)


def worth_recognising(judgement: Judgement) -> tuple[tuple[Resource, ...], ...]:
    """For each item that its places do not make pass, the unread pictures of text that might, the best first. Not those whose own link
    names another year or only comes near the item: what they show could not change the verdict."""
    agency = judgement.snapshot.agency
    items = [part for item in judgement.pack.items if applies(item, agency) for part in (item.parts or (item,))]
    return tuple(wanted for item in items if (wanted := _wanted(judgement.candidates(item))))


def _wanted(candidates: Sequence[Candidate]) -> tuple[Resource, ...]:
    if not candidates or candidates[0].outcome is Outcome.PASS:
        return ()
    open_ones = (one for one in candidates if one.currency.verdict is not Currency.OUTDATED and not one.scene.doubtful)
    found = {one.scene.resource.sha256: one.scene.resource for one in open_ones if recognisable(one.scene.resource.content)}
    return tuple(found.values())
