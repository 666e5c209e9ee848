"""Papers that are pictures: what counts as not read of them."""

from dataclasses import replace

from oit.content import Document, TextLayer
from oit.scene import Scene


def unread(scene: Scene) -> Scene:
    """The scene as it was before anything was recognised in its document: a picture without text."""
    if scene.document is None:
        return scene
    return replace(scene, document=replace(scene.document, pages=(), text_layer=TextLayer.NONE))


def mostly_pictures(document: Document) -> bool:
    """At least half of the pages are pictures: what the others do not show may stand on these."""
    return document.picture_pages > 0 and len(document.pages) <= 2 * document.picture_pages
