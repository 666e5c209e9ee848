"""The scenes of one item: from the places that name it to what an assessor would have before them there."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from oit.content import Block, BlockKind, Document, Link, Page, Region
from oit.item_mentions import links_of, places_of
from oit.mentions import LinkMention, Mentions, PlaceMention, section_of
from oit.outside import Counts
from oit.pack import Item
from oit.scene import Scene, SceneKind, Title
from oit.site_index import Leads, SiteIndex
from oit.snapshot import Resource

BORROWED = 0.75  # what the words of another item's page are worth for this one
MOST_NAMED = 2  # items that the prose of one section may name
MOST_SCENES = 40  # of one item that are looked at, best words first


def scenes_of(item: Item, site: SiteIndex, mentions: Mentions) -> list[Scene]:
    """At most MOST_SCENES scenes, those with the best words first; one of each place."""
    found: dict[tuple[str, str, str], Scene] = {}
    for scene in _all(item, site, mentions):
        place = (scene.kind, scene.url, scene.blocks[0].text if scene.kind is SceneKind.SECTION and scene.blocks else "")
        known = found.get(place)
        if known is None:
            found[place] = scene
        elif scene.navigation > known.navigation:
            found[place] = _joined(scene, known)
        else:
            found[place] = _joined(known, scene)
    ranked = sorted(found.values(), key=lambda scene: (-scene.navigation, scene.url))
    return ranked[:MOST_SCENES]


def _joined(kept: Scene, other: Scene) -> Scene:
    """The better-named of two scenes of one place, with the titles of both."""
    titles = tuple(dict.fromkeys((*kept.titles, *other.titles)))[:8]
    doubtful = kept.doubtful and other.doubtful
    return kept if (titles, doubtful) == (kept.titles, kept.doubtful) else replace(kept, titles=titles, doubtful=doubtful)


def _all(item: Item, site: SiteIndex, mentions: Mentions) -> Iterator[Scene]:
    for mention in links_of(item, mentions):
        for scene in filter(None, (_of_link(mention, site, mentions), _of_outside(mention, site))):
            doubtful = mention.score < mentions.accept and not mention.inherited
            named = replace(scene, labels=(*mention.link.above, mention.link.heading), doubtful=doubtful)
            if not (named.kind is SceneKind.LINK and item.shown_as == ("page",)):  # a map elsewhere is no page of ours
                yield _with_frame(named) if item.site_wide else named
    for place in places_of(item, mentions):
        spot = _of_place(place, site, mentions)
        if spot is not None and place.score < mentions.accept:
            spot = replace(spot, doubtful=True)
        if spot is not None:
            yield _with_frame(spot) if item.site_wide else spot
    for topic in item.also_on:
        for borrowed in mentions.links.get(topic, ()):
            lent = _of_link(borrowed, site, mentions)
            if lent is not None and lent.kind is SceneKind.PAGE:
                yield replace(lent, navigation=lent.navigation * BORROWED)
    if item.site_wide:
        yield from _site_wide(site)


def _of_link(mention: LinkMention, site: SiteIndex, mentions: Mentions) -> Scene | None:
    titles = [Title("link", mention.link.text), Title("heading", mention.link.heading), Title("context", mention.link.context)]
    resource = mention.target.resource
    url = mention.link.url or ""
    if mention.target.leads is Leads.PICTURE:
        named = _named(titles, url)
        return Scene(SceneKind.PICTURE, mention.on, mention.score, mention.words, named, found_on=mention.on.final_url, url=url)
    if resource is None or mention.target.leads is Leads.OFF_SITE:
        return None
    if mention.target.leads is Leads.FILE and isinstance(resource.content, Document):
        return _document(resource, resource.content, mention.score, mention.words, titles, mention.on.final_url, site)
    if mention.target.leads is Leads.PAGE and isinstance(resource.content, Page):
        if mentions.is_index(resource) and mention.inherited:
            return None
        return page_scene(resource, resource.content, site, mentions, mention.score, mention.words, tuple(titles), mention.on.final_url)
    return None


def _of_outside(mention: LinkMention, site: SiteIndex) -> Scene | None:
    """The link itself, where it leads to a page on another host: for some items a link is what is asked for, and where the page could not
    be read its words are all there is."""
    url, tried = mention.link.url or "", mention.target.resource
    if not mention.target.away or not _says_where(url) or (tried is not None and site.kind_of(tried).counts is Counts.NONE):
        return None
    titles = [Title("link", mention.link.text), Title("heading", mention.link.heading), Title("context", mention.link.context)]
    named = _named(titles, url)
    return Scene(
        SceneKind.LINK, mention.on, mention.score, mention.words, named, found_on=mention.on.final_url, url=url, tried=tried
    )  # fmt: skip


def _of_place(place: PlaceMention, site: SiteIndex, mentions: Mentions) -> Scene | None:
    content = place.on.content
    if isinstance(content, Document):
        found_on = place.on.seen[0].found_on if place.on.seen else ""
        links = [Title("link", sighting.text) for sighting in place.on.seen[:3]]
        return _document(place.on, content, place.score, place.words, links, found_on, site)
    if not isinstance(content, Page) or place.bare or site.says_not_found(content):
        return None
    found_on = place.on.seen[0].found_on if place.on.seen else ""
    if place.block < 0:
        return page_scene(place.on, content, site, mentions, place.score, place.words, (), found_on)
    return _section(place, content, site, mentions)


def _says_where(url: str) -> bool:
    """False for the front page of another site: that shows nothing of this agency. A sub-domain's front page may be a system of its own."""
    parts = urlsplit(url)
    return bool(parts.path.strip("/") or parts.query) or (parts.hostname or "").removeprefix("www.").count(".") >= 3


def _document(
    resource: Resource, document: Document, score: float, words: str, titles: list[Title], found_on: str, site: SiteIndex
) -> Scene:
    url = site.address_of(resource)
    named = _named([*titles, Title("title", document.title)], _telling(resource, url, site))
    return Scene(SceneKind.DOCUMENT, resource, score, words, named, found_on=found_on, document=document, files=(resource,), url=url)


def _telling(resource: Resource, url: str, site: SiteIndex) -> str:
    """The address for what its words tell; "" where it is made of letters by chance, as on shared drives."""
    return "" if resource.outside and site.kind_of(resource).read_at else url


def page_scene(
    resource: Resource, page: Page, site: SiteIndex, mentions: Mentions, score: float, words: str, titles: tuple[Title, ...], found_on: str
) -> Scene:
    """A whole page, without the site's frame."""
    blocks = site.content_blocks(page)
    links = _links(page, blocks)
    url = site.address_of(resource)
    named = _named([*titles, Title("heading", page.heading), Title("title", page.title)], _telling(resource, url, site))
    return Scene(
        SceneKind.PAGE, resource, score, words, named, found_on, page, None, blocks, links,
        tuple(form for form in page.forms if form.region is Region.CONTENT), page.tables, _files(links, page, site),
        mentions.is_index(resource), url,
    )  # fmt: skip


def _section(place: PlaceMention, page: Page, site: SiteIndex, mentions: Mentions) -> Scene | None:
    own = set(map(id, site.content_blocks(page)))
    blocks = tuple(block for block in section_of(page, place.block) if id(block) in own)
    if not blocks:
        return None
    links = _links(page, blocks)
    heading = page.blocks[place.block].text
    named = _named([Title("heading", heading), Title("title", page.heading), Title("title", page.title)], "")
    forms = tuple(form for form in page.forms if form.heading == heading)
    tables = tuple(table for table in page.tables if table.heading == heading)
    listed = mentions.is_index(place.on) and _lists_items(blocks, links, place.topic, page, site, mentions)
    return Scene(
        SceneKind.SECTION, place.on, place.score, place.words, named, place.on.final_url, page, None, blocks, links, forms, tables,
        _files(links, page, site), listed, site.address_of(place.on),
    )  # fmt: skip


def _lists_items(blocks: tuple[Block, ...], links: tuple[Link, ...], own: str, page: Page, site: SiteIndex, mentions: Mentions) -> bool:
    """On a page that lists items: does this section, whose heading names the topic `own`, only name things too? One that speaks under its
    heading is content; one that names further items, or whose button is dead, is a piece of the list (the form's own words stand over such
    buttons)."""
    if any(site.target(link, page.url).leads in (Leads.NOWHERE, Leads.HOME, Leads.BROKEN) for link in links):
        return True
    kinds = {block.kind for block in blocks}
    entries = {BlockKind.IMAGE, BlockKind.ITEM}
    if not links and entries <= kinds <= entries | {BlockKind.HEADING}:
        return True  # entries beside the icon of a file, and none of them opens: what should be there, not what is there
    best = ((block, next(iter(mentions.scores(block.text[:200]).items()), ("", 0.0))) for block in blocks)
    named = [(block, topic) for block, (topic, score) in best if score >= mentions.accept]
    rows = {topic for block, topic in named if block.kind is BlockKind.ROW and topic != own}  # one row may speak like another item's title
    return any(block.links for block, _ in named) or len(rows) > 1 or len({topic for _, topic in named}) > MOST_NAMED


def _with_frame(scene: Scene) -> Scene:
    """A page with its header and footer: for contact lines and social links an assessor takes the page as a whole."""
    if scene.kind is not SceneKind.PAGE or scene.page is None:
        return scene
    return replace(scene, blocks=scene.page.blocks, links=scene.page.links)


def _site_wide(site: SiteIndex) -> Iterator[Scene]:
    """The front page with all its regions: contact lines and social links stand in headers and footers. Where it is only a door (a picture
    and a way in), also headers and footers of the pages that it leads to."""
    for resource in site.front_pages():
        if isinstance(page := resource.content, Page):
            whole = site.is_start(resource)
            blocks = page.blocks if whole else tuple(block for block in page.blocks if block.region is not Region.CONTENT)
            links = page.links if whole else tuple(link for link in page.links if link.region is not Region.CONTENT)
            forms, tables = (page.forms, page.tables) if whole else ((), ())
            yield Scene(
                SceneKind.SITE, resource, 60.0, page.title, (), resource.final_url, page, None, blocks, links, forms, tables, (), False,
                resource.final_url,
            )  # fmt: skip


def _links(page: Page, blocks: tuple[Block, ...]) -> tuple[Link, ...]:
    indices = dict.fromkeys(index for block in blocks for index in block.links if index < len(page.links))
    return tuple(page.links[index] for index in indices)


def _files(links: tuple[Link, ...], page: Page, site: SiteIndex) -> tuple[Resource, ...]:
    targets = (site.target(link, page.url) for link in links)
    return tuple(dict.fromkeys(t.resource for t in targets if t.leads is Leads.FILE and t.resource is not None))


def _named(titles: list[Title], url: str) -> tuple[Title, ...]:
    """Titles that say something, and the file name and address as the weakest."""
    path = unquote(urlsplit(url).path) if url else ""
    extra = [Title("filename", path.rsplit("/", 1)[-1]), Title("url", path)] if path.strip("/") else []
    return tuple(dict.fromkeys(title for title in [*titles, *extra] if title.text))
