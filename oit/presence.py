"""Is what an item asks for there? The needs of the item, put to one scene."""

from collections.abc import Mapping
from dataclasses import dataclass

from oit.audit import ElementSeen, Presence, PresenceVerdict, Reason, ReasonCode
from oit.checks import Context, Seen, run
from oit.checks.people import pictures
from oit.checks.words import key_of, none_stated, own_lines
from oit.content import Document, TextLayer
from oit.outside import Counts, Whose
from oit.ownership import other_agency, proper_name
from oit.pack import Item, Need
from oit.scene import Scene, SceneKind
from oit.snapshot import FetchFailure
from oit.thai import key

PICTURE_LETTERS = 60  # a caption; a page with more letters is read as text
CAPTION_LETTERS = 150  # a caption that already shows a part: the rest stands in the picture
NAVIGATION_SHARE = 0.4  # of the presence score; the rest is the share of required needs that were seen

_TOLD: Mapping[FetchFailure | None, ReasonCode] = {
    FetchFailure.LOGIN: ReasonCode.LOGIN,
    FetchFailure.NEEDS_BROWSER: ReasonCode.NEEDS_BROWSER,
}


@dataclass(frozen=True, slots=True)
class Identified:
    verdict: PresenceVerdict
    elements: tuple[ElementSeen, ...]
    reasons: tuple[Reason, ...]
    snippet: str


def identify(item: Item, scene: Scene, context: Context) -> Identified:
    """What the scene shows of the item. A document that nobody could read is `unclear`, an outside address is what its words say."""
    if scene.document is not None and scene.document.text_layer is not TextLayer.GOOD:
        return _unread(item, scene, scene.document)
    if scene.kind is SceneKind.PICTURE:
        unknown = tuple(_element(need, Seen(None)) for need in item.needs)
        return Identified(_score(scene, Presence.UNCLEAR, 0.3), unknown, (Reason(ReasonCode.PICTURE, _facts(scene)),), "")
    foreign = _foreign(item, scene, context)
    if foreign is not None:
        return foreign
    answers = [(need, run(need.args, scene, context)) for need in item.needs]
    elements = tuple(_element(need, answer) for need, answer in answers)
    snippet = next((answer.snippet for _, answer in answers if answer.yes and answer.snippet), "")
    stated = none_stated(scene, item.none_words, context) if item.none_words else Seen(False)
    core = [(need, answer) for need, answer in answers if need.core]
    core_seen = all(answer.yes or (stated.yes and _under_title(need, scene, context)) for need, answer in core)
    if not core:  # an item without a core need shows nothing until any of its needs is seen
        core_seen = any(answer.yes for _, answer in answers)
    if stated.yes and core_seen:
        return Identified(_score(scene, Presence.PRESENT, 1.0), elements, (Reason(ReasonCode.STATED_NONE),), stated.snippet)
    if scene.kind is SceneKind.LINK and not core_seen and set(item.shown_as) != {"link"}:
        return _off_site(scene, elements, context)
    if not core_seen and _is_picture(scene, context):
        return Identified(_score(scene, Presence.UNCLEAR, 0.3), elements, (Reason(ReasonCode.PICTURE, _facts(scene)),), "")
    found = _weigh(scene, answers, elements, snippet)
    if found.verdict.verdict in (Presence.ABSENT, Presence.PARTIAL) and _was_cut(scene):
        return Identified(_score(scene, Presence.UNCLEAR, 0.5), elements, (Reason(ReasonCode.READ_IN_PART, _facts(scene)),), snippet)
    if found.verdict.verdict in (Presence.PRESENT, Presence.PARTIAL) and _may_be_another(item, scene, context):
        reason = Reason(ReasonCode.OFF_SITE_OPENS, _outside_facts(scene))
        return Identified(_score(scene, Presence.UNCLEAR, 0.5), elements, (reason,), snippet)
    if scene.doubtful and found.verdict.verdict in (Presence.PRESENT, Presence.PARTIAL):
        return Identified(_score(scene, Presence.UNCLEAR, 0.5), elements, (Reason(ReasonCode.WEAK_MATCH, _facts(scene)),), snippet)
    if found.verdict.verdict is Presence.PARTIAL and _is_picture(scene, context, CAPTION_LETTERS):
        return Identified(_score(scene, Presence.UNCLEAR, 0.3), elements, (Reason(ReasonCode.PICTURE, _facts(scene)),), snippet)
    return found


def _under_title(need: Need, scene: Scene, context: Context) -> bool:
    """ "There was nothing to report" is a short sentence: under the item's own heading it needs no further substance."""
    headings = (title.text for title in scene.titles if title.source == "heading")
    return need.args.get("check") == "titled" and any(context.score(text) >= context.accept for text in headings)


def _weigh(scene: Scene, answers: list[tuple[Need, Seen]], elements: tuple[ElementSeen, ...], snippet: str) -> Identified:
    required = [(need, answer) for need, answer in answers if need.required]
    seen = [need for need, answer in required if answer.yes]
    share = len(seen) / len(required)
    missing = ",".join(need.id for need, answer in required if not answer.yes)
    doubtful = any(need.core and answer.yes is None for need, answer in required)
    if any(answer.yes is False and (need.core or doubtful) for need, answer in required) or (not seen and not doubtful):
        return Identified(_score(scene, Presence.ABSENT, 0.0), elements, (Reason(ReasonCode.EMPTY_TARGET, _facts(scene)),), snippet)
    if any(answer.yes is None for _, answer in required):
        return Identified(_score(scene, Presence.UNCLEAR, share), elements, (Reason(ReasonCode.WEAK_MATCH, _facts(scene)),), snippet)
    if share == 1.0:
        return Identified(_score(scene, Presence.PRESENT, 1.0), elements, (Reason(ReasonCode.ALL_SEEN),), snippet)
    reason = Reason(ReasonCode.ELEMENTS_MISSING, {"missing": missing, "seen": ",".join(need.id for need in seen)})
    return Identified(_score(scene, Presence.PARTIAL, share), elements, (reason,), snippet)


def _was_cut(scene: Scene) -> bool:
    """Is there more of it than was read? The rest may show what is missing."""
    return (scene.document is not None and scene.document.cut) or (scene.page is not None and scene.page.cut)


def _unread(item: Item, scene: Scene, document: Document) -> Identified:
    elements = tuple(_element(need, Seen(None)) for need in item.needs)
    if document.text_layer is TextLayer.UNREAD:
        reason = Reason(ReasonCode.UNREADABLE, {**_facts(scene), "problem": document.problem or "unsupported"})
    elif document.ocr:
        reason = Reason(ReasonCode.RECOGNISED_LITTLE, _facts(scene))
    else:
        reason = Reason(ReasonCode.SCAN if document.text_layer is TextLayer.NONE else ReasonCode.GARBLED, _facts(scene))
    return Identified(_score(scene, Presence.UNCLEAR, 0.3), elements, (reason,), "")


def _off_site(scene: Scene, elements: tuple[ElementSeen, ...], context: Context) -> Identified:
    """A link to another host, by what came when it was tried. Only of a page there that was read it may be said that it shows nothing."""
    tried, facts = scene.tried, _outside_facts(scene)
    failure = context.site.outside_failure(tried) if tried is not None else None
    if tried is None:
        reason = Reason(ReasonCode.OFF_SITE, facts)
    elif failure in _TOLD:
        reason = Reason(_TOLD[failure], facts)
    elif failure is not None:
        reason = Reason(ReasonCode.FETCH_TROUBLE, {**facts, "failure": failure.value})
    elif tried.content is None or context.site.lacks_content(tried) or context.site.kind_of(tried).counts is not Counts.CONTENT:
        reason = Reason(ReasonCode.OFF_SITE_OPENS, facts)
    else:
        return Identified(_score(scene, Presence.ABSENT, 0.0), elements, (Reason(ReasonCode.EMPTY_TARGET, facts),), "")
    return Identified(_score(scene, Presence.UNCLEAR, 0.3), elements, (reason,), "")


def _outside_facts(scene: Scene) -> dict[str, str]:
    host = scene.url.split("/")[2] if scene.url.count("/") >= 2 else scene.url
    return {**_facts(scene), "host": host}


def _may_be_another(item: Item, scene: Scene, context: Context) -> bool:
    """A page of another organisation, on its own host, that does not name the agency, where the item asks for the agency's own."""
    resource = scene.resource
    if not item.own or not resource.outside or scene.page is None or context.site.kind_of(resource).whose is Whose.AGENCY:
        return False
    own = proper_name(context.site.snapshot.agency.name, context.word_lists.get("agency_kinds", ()))
    return len(own) < 3 or own not in key(f"{scene.page.title}\n{scene.page.text}")


def _foreign(item: Item, scene: Scene, context: Context) -> Identified | None:
    """A paper of another agency where the item asks for the agency's own: a person must say whether it may stand."""
    if not item.own or scene.document is None:
        return None
    other = other_agency(scene.document, context.site.snapshot.agency.name, context.word_lists.get("agency_kinds", ()))
    if not other:
        return None
    elements = tuple(_element(need, Seen(None)) for need in item.needs)
    reason = Reason(ReasonCode.OTHER_AGENCY, {**_facts(scene), "name": other})
    return Identified(_score(scene, Presence.UNCLEAR, 0.3), elements, (reason,), " ".join(scene.opening[:200].split()))


def _is_picture(scene: Scene, context: Context, letters: int = PICTURE_LETTERS) -> bool:
    """A page or section that its words lead to and that shows a picture instead of text: somebody must look at it."""
    if scene.page is None or scene.kind is SceneKind.SITE or scene.index or scene.navigation < context.accept:
        return False
    if context.site.is_start(scene.resource) or pictures(scene, {"not": "icons"}, context).yes is not True:
        return False
    if any(key_of(word) in scene.key for word in context.marks.get("placeholder", ())):
        return False
    return len(key(" ".join(own_lines(scene, context, titles=True)))) < letters and not scene.files


def _facts(scene: Scene) -> dict[str, str]:
    return {"text": scene.matched[:160], "url": scene.url, "page": scene.found_on}


def _score(scene: Scene, verdict: Presence, share: float) -> PresenceVerdict:
    if verdict is Presence.ABSENT:
        return PresenceVerdict(verdict, round(NAVIGATION_SHARE * scene.navigation * 0.5))
    value = NAVIGATION_SHARE * scene.navigation + (1 - NAVIGATION_SHARE) * 100 * share
    return PresenceVerdict(verdict, max(0, min(100, round(value))))


def _element(need: Need, answer: Seen) -> ElementSeen:
    return ElementSeen(need.id, need.text_th, need.text_en, need.required, bool(answer.yes), answer.snippet[:300])
