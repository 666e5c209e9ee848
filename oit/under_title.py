"""Which links stand under a title on a page: under a heading up to the next, under a bare line up to where its links end."""

from collections.abc import Collection, Iterator

from oit.content import Block, BlockKind, Link, Page, Region

SKIPPED = 2  # blocks without a link (a remark, a guideline) between a bare title and its links
PANEL, ABOVE_PANELS = 6, 2  # level of the labels of tabs and accordions; levels that only headings over panels have
FARTHEST = 60  # blocks under one title


def links_under(page: Page, start: int, titles: Collection[int]) -> Iterator[Link]:
    """The content links under the title at block `start`. `titles` are the page's blocks that name an item: each ends the one before."""
    heading = page.blocks[start].kind is BlockKind.HEADING
    skipped, begun = 0, False
    for index in range(start + 1, min(start + 1 + FARTHEST, len(page.blocks))):
        block = page.blocks[index]
        if index in titles or _ends(page.blocks[start], block):
            return
        links = [page.links[at] for at in block.links if at < len(page.links) and page.links[at].region is Region.CONTENT]
        if links:
            begun = True
            yield from links
        elif not heading and block.kind is not BlockKind.IMAGE:
            skipped += 1
            if begun or skipped > SKIPPED:
                return


def _ends(title: Block, block: Block) -> bool:
    """A heading of the same or a higher level ends a heading; any heading ends a bare line."""
    return block.kind is BlockKind.HEADING and (title.kind is not BlockKind.HEADING or ends_section(title.level, block.level))


def ends_section(title: int, heading: int) -> bool:
    """Does a heading of the level `heading` end what stands under one of the level `title`? One of the same or a higher level does; what
    stands in a panel (its label is of the lowest level) may have headings of its own."""
    if title == PANEL:
        return heading == PANEL or heading <= ABOVE_PANELS
    return (heading or 7) <= (title or 7)
