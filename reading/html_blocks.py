"""Text of a page gathered into blocks, with the labels that stand above each place. Fed in reading order by reading/html_walk.py."""

import re
from dataclasses import replace
from functools import lru_cache

from oit.content import Block, BlockKind, Region
from oit.thai import clean
from reading.html_links import Draft, LinkShelf, one_line
from reading.html_outline import Line, Lines, number_of
from reading.html_trail import Hold, Label, Trail, add_label, innermost
from reading.words import COPYRIGHT_WORDS, COUNTER_WORDS

MOST_BLOCKS = 20_000
CELL = "\x1f"  # stands between the cells of a row until the row is written; no page holds it after clean()
_LONGEST_BLOCK = 20_000
_LONGEST_LABEL = 200
_LONGEST_HEADING = 300  # longer ones are prose in large letters
_LONGEST_BOLD = 120
_LONGEST_FOOT = 300
_LONGEST_COUNTER = 120
_LONGEST_CARD = 400
_INHERITED = (BlockKind.ITEM, BlockKind.ROW)
_SHORT = 160  # letters of blocks that are remembered
_made = lru_cache(maxsize=4_096)(Block)  # a menu is the same on every page
_LETTERS = re.compile(r"[^\W\d_]")


class Frame:
    """One open element that shapes what is inside: `trail` holds the labels in force, the first `base` of them from around it; `own` is
    the last one set inside this very frame. What few frames have stands in the class until it is set."""

    own: Label | None = None
    heads_box = False  # a heading made to open and close the box after it
    panel = ""  # the first label of a panel; it holds for nothing that follows, where `before` is in force again
    before: Trail = ()
    lines: Lines | None = None  # its dead links that may be labels of the lines after them
    in_article = False
    certain = False  # tag or role, not only a name, say which region this is
    label = ""  # of a list item: its first words, the heading of the list inside it

    def __init__(self, tag: str, region: Region, kind: BlockKind, trail: Trail, level: int, size: int, plain: int, links: int) -> None:
        self.tag, self.region, self.kind, self.trail, self.base = tag, region, kind, trail, len(trail)
        self.level = level  # 1-6 when the element is a heading or label
        self.size, self.plain, self.links = size, plain, links  # BlockWriter.size, .plain and the number of links when it was opened

    def fork(self) -> "Frame":
        """The same frame, to be gone on with apart."""
        other = Frame.__new__(Frame)
        other.__dict__.update(self.__dict__)
        if self.lines is not None:
            other.lines = Lines(self.lines.open.copy(), self.lines.sure)
        return other


class BlockWriter:
    """Writes blocks. The open piece of text is ended (`flush`) by whoever meets the border of a block."""

    def __init__(self, shelf: LinkShelf) -> None:
        self.shelf = shelf
        self.blocks: list[Block] = []
        self.frames: list[Frame] = [Frame("html", Region.CONTENT, BlockKind.TEXT, (), 0, 0, 0, 0)]
        self.open_items = 0  # list items among them
        self.pieces: list[str] = []
        self.inside: list[int] = []  # links of the open piece
        self.open_link: int | None = None
        self.letters = self.bold_letters = 0
        self.bold = 0
        self.in_row = False
        self.later: list[Block] = []  # pictures met within a line, written after it
        self.size = 0  # letters written
        self.plain = 0  # blocks written that are no headings
        self.last_trail: dict[Region, Trail] = {}
        self.recent: list[tuple[int, str]] = []  # (size before it, text) of the last blocks, for the text of small boxes
        self.full = False

    def fork(self, base: str) -> "BlockWriter":
        """The same state for another page with the same beginning, to be gone on with apart."""
        open_links = self.inside if self.open_link is None else [*self.inside, self.open_link]
        other = BlockWriter.__new__(BlockWriter)
        other.__dict__.update(self.__dict__)
        other.shelf = self.shelf.fork(base, open_links)
        other.frames = [frame.fork() for frame in self.frames]
        other.blocks, other.pieces, other.inside = self.blocks.copy(), self.pieces.copy(), self.inside.copy()
        other.later, other.recent, other.last_trail = self.later.copy(), self.recent.copy(), self.last_trail.copy()
        return other

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    # -- frames -------------------------------------------------------------------------------------------------------------------

    def push(self, tag: str, region: Region, kind: BlockKind | None = None, level: int = 0) -> Frame:
        above = self.frames[-1]
        kind = kind or (above.kind if above.kind in _INHERITED else BlockKind.TEXT)
        frame = Frame(tag, region, kind, above.trail, level, self.size, self.plain, len(self.shelf.drafts))
        self.frames.append(frame)
        self.open_items += tag == "li"
        return frame

    def pop(self) -> Frame:
        """Closes the innermost frame. The heading of a box that offers no links holds for what follows the box: cards put title and words
        in one box and the button in the next."""
        frame, above = self.frames.pop(), self.frames[-1]
        self.open_items -= frame.tag == "li"
        if frame.panel:
            self.last_trail[frame.region] = frame.before
            if above.own and above.own.text == frame.panel and above.trail and len(self.shelf.drafts) > frame.links:
                above.trail, above.own = above.trail[:-1], None  # the words of its switch hold for it alone
        elif frame.own and frame.region is above.region:
            linkless = len(self.shelf.drafts) == frame.links and frame.tag not in ("li", "tr")
            if linkless or self.plain == frame.plain:
                above.own = Label(frame.own.text, frame.own.level)
                above.trail = add_label(above.trail, above.base, above.own)
        if self.shelf.bare and self.shelf.bare[-1] >= frame.links and self.size - frame.size <= _LONGEST_CARD:
            self.shelf.settle_box(frame.links, self._text_since(frame))
            if frame.tag == "li":  # one record of a list: what stands beside it speaks of others
                self.shelf.settle_box(frame.links, "", last=True)
        return frame

    def _text_since(self, frame: Frame) -> str:
        return " ".join([text for size, text in self.recent if size >= frame.size])

    def trail_here(self) -> Trail:
        """The labels above this place: of the boxes it stands in, else the last of the same part of the page."""
        frame = self.frames[-1]
        return frame.trail or self.last_trail.get(frame.region, ())

    def heading_here(self) -> str:
        """The nearest of `trail_here`, "" if there is none."""
        return innermost(self.trail_here())

    def set_heading(self, label: Label, frame: Frame) -> None:
        if label.hold is Hold.PANEL and not frame.panel:
            before = self.last_trail.get(frame.region, ())
            frame.panel, frame.before = label.text, before[:-1] if innermost(before) == label.text else before
        frame.own = label
        frame.trail = self.last_trail[frame.region] = add_label(frame.trail, frame.base, label)

    def set_panel(self, text: str, frame: Frame) -> None:
        """Puts `text` over all that stands in `frame`, and over nothing after it."""
        self.set_heading(Label(text, 6, Hold.PANEL), frame)

    # -- text ---------------------------------------------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        self.pieces.append(text)
        if self.open_link is not None:
            self.shelf.drafts[self.open_link].own.append(text)
        if not text.isspace():
            count = len(text) - text.count(" ")
            self.letters += count
            if self.bold:
                self.bold_letters += count

    def flush(self) -> None:
        """Ends the open piece: writes it as a block of the kind of its frame."""
        if self.letters or self.inside:
            self._flush_text()
        else:
            if self.open_link is not None:
                self.shelf.drafts[self.open_link].own.append(" ")
            if self.pieces:
                self.pieces = []
        if self.later:
            for picture in self.later:
                self.put(picture)
            self.later = []

    def _flush_text(self) -> None:
        text, indices = self._text(), self.inside
        if self.open_link is not None:
            if text:
                indices = [*indices, self.open_link]
            self.shelf.drafts[self.open_link].own.append(" ")
        if len(indices) > 1:
            indices = list(dict.fromkeys(indices))
        all_bold = 0 < self.letters <= self.bold_letters
        self.pieces, self.inside, self.letters, self.bold_letters = [], [], 0, 0
        if text:
            self._write_block(text, indices, all_bold)
        elif indices:
            self.shelf.settle(indices, "")

    def put(self, block: Block) -> None:
        if len(self.blocks) >= MOST_BLOCKS:
            self.full = True
            return
        self.blocks.append(block)
        if block.kind in (BlockKind.IMAGE, BlockKind.EMBED):
            return
        self.recent.append((self.size, block.text))
        if len(self.recent) > 8:
            del self.recent[0]
        self.size += len(block.text) + 1
        self.plain += block.kind is not BlockKind.HEADING

    def _text(self) -> str:
        joined = "".join(self.pieces)[:_LONGEST_BLOCK]
        if CELL not in joined:
            return one_line(joined)
        return " | ".join(cell for cell in map(one_line, joined.split(CELL)) if cell)

    def _write_block(self, text: str, indices: list[int], all_bold: bool) -> None:
        frame, drafts = self.frames[-1], self.shelf.drafts
        region = Region.FOOTER if len(text) <= _LONGEST_FOOT and _is_foot(text, bool(indices)) else frame.region
        level = self._level(frame, text, indices, all_bold)
        if region is not frame.region:
            for index in indices:
                drafts[index].region = region
        make = _made if len(text) <= _SHORT else Block
        self.put(make(BlockKind.HEADING if level else frame.kind, text, level, region, tuple(indices)))
        if indices:
            in_cells = len(indices) == 1 or frame.kind is BlockKind.ROW
            context = text if in_cells else text.replace(" | ", " / ")  # bars between the links of a line set no cells apart
            self.shelf.settle([index for index in indices if index != self.open_link], context)
        if level:
            self.set_heading(Label(text, level, _hold(frame)), self._holder())
            self._line_box().lines = None
            return
        if self.open_items:
            self._label_item(text)
        if region is Region.CONTENT and frame.kind is not BlockKind.ROW:
            box = self._line_box()
            if indices or box.lines:
                self._in_line(box, text, [drafts[index] for index in indices])

    # -- lines under a dead link ----------------------------------------------------------------------------------------------------

    def _line_box(self) -> Frame:
        """The box whose lines the open piece belongs to: a paragraph or item is one line of the box around it."""
        frame = self.frames[-1]
        return self.frames[-2] if frame.tag in ("p", "li", "div") and len(self.frames) > 1 else frame

    def _in_line(self, box: Frame, text: str, drafts: list[Draft]) -> None:
        if any(draft.leads for draft in drafts):
            over = box.lines.live(text) if box.lines else []
            for line in over[:1]:  # a second heading of the level would end the section of the first
                self.blocks[line.block] = replace(self.blocks[line.block], kind=BlockKind.HEADING, level=6)
            for draft in drafts if over else ():
                draft.trail = (*draft.trail, *(Label(line.text) for line in over))
        elif not drafts:
            if box.lines:
                box.lines.plain(text)
        elif sum(len(draft.text) for draft in drafts) * 2 >= len(text) and len(text) <= _LONGEST_HEADING and letters_of(text):
            box.lines = box.lines or Lines()
            box.lines.dead(Line(text, number_of(text), len(self.blocks) - 1))

    def _level(self, frame: Frame, text: str, indices: list[int], all_bold: bool) -> int:
        """1-6 if this piece is a heading or works as a label of what follows."""
        if len(text) > _LONGEST_HEADING:
            return 0
        if 1 <= frame.level <= 5 or frame.tag in ("h6", "caption", "legend", "summary"):
            return frame.level
        if not (frame.level or all_bold) or not _LETTERS.search(text) or (frame.kind is BlockKind.ROW and " | " in text):
            return 0
        if any(self.shelf.drafts[index].url for index in indices):
            return 0
        if frame.level and len(text) <= _LONGEST_LABEL:
            return frame.level
        return 6 if all_bold and len(text) <= _LONGEST_BOLD and frame.kind is not BlockKind.ITEM and not indices else 0

    def _holder(self) -> Frame:
        """The frame that a heading written now speaks for: the one around the heading element itself."""
        place = len(self.frames) - 1
        while place > 0 and (self.frames[place].level or self.frames[place].tag in ("p", "tr")):
            place -= 1
        return self.frames[place]

    def _label_item(self, text: str) -> None:
        item = next((frame for frame in reversed(self.frames[-6:]) if frame.tag == "li"), None)
        if item is not None and not item.label and len(text) <= _LONGEST_LABEL:
            item.label = text


def _hold(frame: Frame) -> Hold:
    if frame.tag in ("caption", "legend", "summary", "dt"):
        return Hold.PANEL
    return Hold.BOX if frame.heads_box or (frame.level == 6 and frame.tag != "h6") else Hold.UNTIL_NEXT


@lru_cache(maxsize=2_048)
def _is_foot(text: str, has_links: bool) -> bool:
    low = text.lower()
    if any(word in low for word in COPYRIGHT_WORDS):
        return True
    return not has_links and len(text) <= _LONGEST_COUNTER and any(word in low for word in COUNTER_WORDS)


def letters_of(text: str) -> str:
    """`text` cleaned, or "" when it holds no letter: icons and rulers are no label."""
    text = clean(text)
    return text if _LETTERS.search(text) else ""
