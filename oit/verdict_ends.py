"""When what a person's verdict was given on shows something else. Pure: the verdict, what was seen by then, and what a new visit saw.

What was not seen ends nothing: an address that did not answer, one that nobody asked for, a page whose content did not come.
"""

from collections.abc import Collection

from oit.audit import ItemFinding, Presence
from oit.content import Page
from oit.human import AttestedItem, Ended, HumanVerdict
from oit.page_words import made_by, page_words, same_words
from oit.snapshot import FetchFailure, Resource, SiteSnapshot

_SHOWS = frozenset({Presence.PRESENT, Presence.PARTIAL})
_RENDERED = "r"  # beside the version of words that were read of what a browser made


def words_of(resource: Resource, snapshot: SiteSnapshot, version: str = "") -> str:
    """The words of a page of a snapshot whose contents were read, to be kept with a verdict and the version of the reading; "" for what is
    no page."""
    if not isinstance(resource.content, Page):
        return ""
    mark = version + (_RENDERED if resource.render_sha256 else "")
    return page_words(resource.content, (page for _, page in snapshot.pages()), mark)


def resource_at(snapshot: SiteSnapshot, url: str) -> Resource | None:
    """What was asked for under an address, or answered from it."""
    found = [one for one in snapshot.resources if url in (one.url, one.final_url)]
    return next((one for one in found if one.failure is None), found[0] if found else None)


def why_ended(
    one: AttestedItem, snapshot: SiteSnapshot, finding: ItemFinding, cited: Collection[str]
) -> Ended | None:  # fmt: skip
    """None while the verdict stands. `snapshot` and `finding` are of a later visit, `cited` the addresses that the machine named for the
    item at the visit the person had before them."""
    why = _at_its_place(one, snapshot, finding) if one.evidence_sha256 else None
    if one.verdict is not HumanVerdict.ABSENT:
        return why
    if why in (None, Ended.EVIDENCE_GONE):
        return Ended.EVIDENCE_APPEARED if _appeared(one, finding, cited) else None
    return why


def _at_its_place(one: AttestedItem, snapshot: SiteSnapshot, finding: ItemFinding) -> Ended | None:
    resource = resource_at(snapshot, one.evidence_url)
    if resource is None:
        waits = any(link.url == one.evidence_url for link in snapshot.unfetched)
        return Ended.EVIDENCE_GONE if not waits and finding.presence.verdict is Presence.ABSENT else None
    if resource.failure is FetchFailure.NOT_FOUND:
        return Ended.EVIDENCE_GONE
    if resource.failure is not None or not resource.sha256:
        return None
    return Ended.EVIDENCE_CHANGED if _differs(one, resource, snapshot) else None


def _differs(one: AttestedItem, resource: Resource, snapshot: SiteSnapshot) -> bool:
    """By its bytes; a page, which differs in its bytes on every visit, by its words."""
    same_bytes = resource.sha256 == one.evidence_sha256
    if not one.evidence_words:
        return not same_bytes
    if same_bytes and not resource.render_sha256:
        return False
    if resource.content is None:  # not read again, since the visit before saw the same
        return False
    now = words_of(resource, snapshot)
    if not now:
        return not same_bytes
    if made_by(one.evidence_words).endswith(_RENDERED) is not made_by(now).endswith(_RENDERED):
        return False  # with a browser the one time and without the other: nobody can tell
    return not same_words(one.evidence_words, now)


def _appeared(one: AttestedItem, finding: ItemFinding, cited: Collection[str]) -> bool:
    """Is the item shown somewhere that neither the person nor the machine had named then?"""
    if finding.presence.verdict not in _SHOWS or not finding.evidence:
        return False
    best = finding.best_url or finding.evidence[0].url
    return best != one.evidence_url and best not in cited
