"""Elements of a page that lead on or show something: links, buttons, pictures, frames, lists of addresses."""

from selectolax.lexbor import LexborNode

from oit.content import Block, BlockKind, Region
from reading.html_blocks import BlockWriter
from reading.html_links import Draft, LinkShelf, behind_viewer, one_line, option_target
from reading.html_openings import Opening
from reading.html_regions import Attributes
from reading.html_tree import Element

LINK, UNLISTED = 2, 32  # what has to be undone when the element is left: an open link, a part that is not listed
_ICONS = ("i", "svg", "use", "span", "em")
_MOST_SPARE = 20


class ElementReader:
    """Reads single elements into the blocks and links of one page."""

    def __init__(self, writer: BlockWriter, shelf: LinkShelf) -> None:
        self.writer, self.shelf = writer, shelf
        self.switches: list[Element] = []  # dead links and buttons of the content that a script may answer
        self.own_icon = ""  # what the classes of the open link name
        self.select_drives = False  # choosing an option of the open list opens its address

    def fork(self, writer: BlockWriter) -> "ElementReader":
        """The same state, to be gone on with apart."""
        other = ElementReader(writer, writer.shelf)
        other.switches, other.own_icon, other.select_drives = self.switches.copy(), self.own_icon, self.select_drives
        return other

    def meet(self, element: Element) -> int:
        tag, opening = element.tag, element.opening
        if self.writer.open_link is not None and opening.attributes:
            self._inside_link(self.shelf.drafts[self.writer.open_link], tag, opening)
        if tag == "img":
            self._picture(opening.attributes)
        elif tag in ("frame", "embed"):
            self.embed(tag, opening.attributes, element.node)
        elif tag == "select":
            handler = opening.attributes.get("onchange") or ""
            self.select_drives = "location" in handler or "open(" in handler or ("submit" not in handler and "href" in handler)
        elif tag == "option":
            self._option(element.node, opening.attributes)
            return UNLISTED
        elif not (tag == "input" and (opening.attributes.get("type") or "").lower() == "hidden"):
            return self._link(element, tag)
        return 0

    def _link(self, element: Element, tag: str) -> int:
        opening = element.opening
        found, writer = opening.leads, self.writer
        if tag in ("a", "button") and (found is None or opening.is_switch) and writer.frame.region is Region.CONTENT:
            self.switches.append(element)
        if found is None or (writer.open_link is not None and found[1] == "button"):
            return 0
        index = self.shelf.add(found[0], writer.trail_here(), writer.frame.region, found[1], list(opening.stated), opening.written)
        if index is None:
            return 0
        if tag in ("area", "input"):
            writer.inside.append(index)
            return 0
        if writer.pieces and writer.pieces[-1] == "":
            writer.write(" ")
        self.own_icon = opening.own_icon
        writer.open_link = index
        writer.inside.append(index)
        return LINK

    def _inside_link(self, draft: Draft, tag: str, opening: Opening) -> None:
        """Words and icons that stand in for the text of an otherwise empty link."""
        if tag in _ICONS and len(draft.spare) < _MOST_SPARE:
            draft.spare += [opening.attributes.get(name) or "" for name in ("title", "aria-label")]
        if not draft.icon and (tag == "img" or tag in _ICONS):
            draft.icon = opening.icon

    def name_icon(self, title: str) -> None:
        """Takes the title within a drawn icon as words of the open link."""
        if self.writer.open_link is not None and len(self.shelf.drafts[self.writer.open_link].spare) < _MOST_SPARE:
            self.shelf.drafts[self.writer.open_link].spare.append(title)

    def end_link(self) -> None:
        writer = self.writer
        index = writer.open_link
        writer.open_link = None
        if index is None:
            return
        draft = self.shelf.drafts[index]
        draft.done = True
        draft.icon = draft.icon or self.own_icon
        if index not in writer.inside:  # its blocks are written already
            self.shelf.settle([index], draft.text)
        writer.pieces.append("")  # two links without a blank between them stay two words

    def _picture(self, attributes: Attributes) -> None:
        writer = self.writer
        source = (attributes.get("src") or "").strip()
        if not source or source.startswith("data:"):
            source = next((value for value in map(attributes.get, ("data-src", "data-lazy-src", "data-original")) if value), source)
        alt = one_line(attributes.get("alt") or attributes.get("title") or "")
        links: tuple[int, ...] = ()
        if writer.open_link is not None:
            self.shelf.drafts[writer.open_link].spare.append(alt)
            links = (writer.open_link,)
        picture = Block(BlockKind.IMAGE, alt[:1000], 0, writer.frame.region, links, self._picture_address(source))
        if writer.letters:
            writer.later.append(picture)
        elif picture.url or alt:
            writer.put(picture)

    def _picture_address(self, source: str) -> str:
        if source[:5].lower() == "data:":
            return source[:100].split(";", 1)[0].split(",", 1)[0].lower()
        return self.shelf.resolve(source) or ""

    def embed(self, tag: str, attributes: Attributes, node: LexborNode) -> None:
        writer = self.writer
        if not writer.in_row and writer.open_link is None:
            writer.flush()
        names = ("src", "data-src", "data-lazy-src", "data", "data-url")
        if tag == "video" and not attributes.get("src"):
            source = node.css_first("source")
            attributes = source.attributes if source is not None else attributes
        written = [value.strip() for value in map(attributes.get, names) if value and value.strip()]
        address = next((value for value in written if self.shelf.resolve(value)), "")
        title = one_line(attributes.get("title") or attributes.get("aria-label") or attributes.get("name") or "")
        links: list[int] = []
        if address and tag != "video":
            links = self._framed(address, title)
        if address:
            url = self.shelf.resolve(address) or ""
            writer.put(Block(BlockKind.EMBED, title, 0, writer.frame.region, tuple(links), url))

    def _framed(self, address: str, title: str) -> list[int]:
        """Links of a frame: to what it shows, and to the file behind it where what it shows is a viewer."""
        trail, region = self.writer.trail_here(), self.writer.frame.region
        first = self.shelf.add(address, trail, region, "frame", [title])
        file = behind_viewer(self.shelf.drafts[first].url) if first is not None else None
        second = self.shelf.add(file, trail, region, "frame", [title]) if file else None
        return [index for index in (first, second) if index is not None]

    def _option(self, node: LexborNode, attributes: Attributes) -> None:
        address = option_target(attributes.get("value") or "", self.select_drives)
        if address:
            label = node.text(deep=True)[:300]
            self.shelf.add(address, self.writer.trail_here(), self.writer.frame.region, "option", [label])
