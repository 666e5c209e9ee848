"""The proof of a finding: what an assessor opens, how one gets there, and the words seen."""

from oit.absence import Absence
from oit.audit import Evidence
from oit.presence import Identified
from oit.scene import Scene, SceneKind
from oit.site_index import SiteIndex
from oit.snapshot import Resource

SNIPPET = 300


def scene_evidence(scene: Scene, identified: Identified, site: SiteIndex) -> Evidence:
    """The evidence that a judged scene gives."""
    path = site.link_path(scene.resource)
    outside = scene.kind in (SceneKind.LINK, SceneKind.PICTURE)
    if outside:
        path = (*path, scene.matched)
    resource, tried = scene.resource, scene.tried
    return Evidence(
        url=scene.url, found_on=scene.found_on, link_path=path, kind=_kind(scene),
        http_status=(tried.status if tried else None) if outside else resource.status,
        content_type="" if outside else resource.content_type,
        sha256="" if outside else (resource.render_sha256 or resource.sha256),
        fetched_at=tried.fetched_at if tried else resource.fetched_at,
        snippet=" ".join(identified.snippet.split())[:SNIPPET], matched=scene.matched[:200], similarity=round(scene.navigation, 1),
    )  # fmt: skip


def absence_evidence(absence: Absence, site: SiteIndex) -> tuple[Evidence, ...]:
    """Where a reader is led to expect the item, if anywhere: the page that names it."""
    resource: Resource | None = absence.found_on
    if resource is None:
        return ()
    found_on = resource.seen[0].found_on if resource.seen else ""
    proof = Evidence(
        url=resource.final_url, found_on=found_on, link_path=site.link_path(resource), kind="page", http_status=resource.status,
        content_type=resource.content_type, sha256=resource.sha256, fetched_at=resource.fetched_at, snippet=absence.words[:SNIPPET],
        matched=absence.words[:200], similarity=round(absence.score, 1),
    )  # fmt: skip
    return (proof,)


def _kind(scene: Scene) -> str:
    if scene.kind in (SceneKind.LINK, SceneKind.PICTURE):
        return "link" if scene.kind is SceneKind.LINK else "image"
    return scene.document.kind if scene.document is not None else "page"
