"""Text of a page gathered into blocks, with the heading that stands above each place. Fed in reading order by reading/html_walk.py."""

import re
from dataclasses import dataclass

from oit.content import Block, BlockKind, Region
from oit.thai import clean
from reading.html_links import LinkShelf, one_line
from reading.words import COPYRIGHT_WORDS, COUNTER_WORDS

MOST_BLOCKS = 20_000
CELL = "\x1f"  # stands between the cells of a row until the row is written; no page holds it after clean()
_LONGEST_BLOCK = 20_000
_LONGEST_LABEL = 200
_LONGEST_HEADING = 300  # longer ones are prose in large letters
_LONGEST_BOLD = 120
_LONGEST_FOOT = 300
_LONGEST_COUNTER = 120
_LETTERS = re.compile(r"[^\W\d_]")


@dataclass(slots=True)
class Frame:
    """One open element that shapes what is inside: `heading` is the one in force, `own` the last one set inside this very frame."""

    tag: str
    region: Region
    kind: BlockKind = BlockKind.TEXT
    heading: str = ""
    own: str = ""
    level: int = 0  # 1-6 when the element is a heading or label
    in_article: bool = False
    certain: bool = False  # tag or role, not only a name, say which region this is
    label: str = ""  # of a list item: its first words, the heading of the list inside it
    size: int = 0  # BlockWriter.size, .plain and the number of links when it was opened
    plain: int = 0
    links: int = 0


class BlockWriter:
    """Writes blocks. The open piece of text is ended (`flush`) by whoever meets the border of a block."""

    def __init__(self, shelf: LinkShelf) -> None:
        self.shelf = shelf
        self.blocks: list[Block] = []
        self.frames: list[Frame] = [Frame("html", Region.CONTENT)]
        self.pieces: list[str] = []
        self.inside: list[int] = []  # links of the open piece
        self.open_link: int | None = None
        self.letters = self.bold_letters = 0
        self.bold = 0
        self.in_row = False
        self.later: list[Block] = []  # pictures met within a line, written after it
        self.size = 0  # letters written
        self.plain = 0  # blocks written that are no headings
        self.last_heading: dict[Region, str] = {}
        self.recent: list[tuple[int, str]] = []  # (size before it, text) of the last blocks, for the text of small boxes
        self.full = False

    @property
    def frame(self) -> Frame:
        return self.frames[-1]

    # -- frames -------------------------------------------------------------------------------------------------------------------

    def push(self, tag: str, region: Region, kind: BlockKind | None = None, level: int = 0) -> Frame:
        above = self.frame
        kind = kind or (above.kind if above.kind in (BlockKind.ITEM, BlockKind.ROW) else BlockKind.TEXT)
        frame = Frame(tag, region, kind, above.heading, level=level, size=self.size, plain=self.plain,
                      links=len(self.shelf.drafts))  # fmt: skip
        self.frames.append(frame)
        return frame

    def pop(self) -> Frame:
        """Closes the innermost frame. The heading of a box that offers no links holds for what follows the box: cards put title and words
        in one box and the button in the next."""
        frame, above = self.frames.pop(), self.frames[-1]
        linkless = len(self.shelf.drafts) == frame.links and frame.tag not in ("li", "tr")
        if frame.own and frame.region is above.region and (linkless or self.plain == frame.plain):
            above.heading = above.own = frame.own
        if self.shelf.bare and self.size - frame.size <= 400:
            self.shelf.settle_box(frame.links, " ".join(text for size, text in self.recent if size >= frame.size))
            if frame.tag == "li":  # one record of a list: what stands beside it speaks of others
                self.shelf.settle_box(frame.links, "", last=True)
        return frame

    def heading_here(self) -> str:
        """The nearest heading above this place: of the boxes it stands in, else the last of the same part of the page."""
        return self.frame.heading or self.last_heading.get(self.frame.region, "")

    def set_heading(self, text: str, frame: Frame) -> None:
        frame.heading = frame.own = text
        self.last_heading[frame.region] = text

    # -- text ---------------------------------------------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        self.pieces.append(text)
        if self.open_link is not None:
            self.shelf.drafts[self.open_link].own.append(text)
        count = len(text) - text.count(" ") if text.strip() else 0
        self.letters += count
        if self.bold:
            self.bold_letters += count

    def flush(self) -> None:
        """Ends the open piece: writes it as a block of the kind of its frame."""
        text = "" if self.letters == 0 and not self.inside else self._text()
        indices = list(dict.fromkeys(self.inside + ([self.open_link] if self.open_link is not None and text else [])))
        if self.open_link is not None:
            self.shelf.drafts[self.open_link].own.append(" ")
        all_bold = 0 < self.letters <= self.bold_letters
        self.pieces, self.inside, self.letters, self.bold_letters = [], [], 0, 0
        if text:
            self._write_block(text, indices, all_bold)
        elif indices:
            self.shelf.settle(indices, "")
        for picture in self.later:
            self.put(picture)
        self.later = []

    def put(self, block: Block) -> None:
        if len(self.blocks) >= MOST_BLOCKS:
            self.full = True
            return
        self.blocks.append(block)
        if block.kind in (BlockKind.IMAGE, BlockKind.EMBED):
            return
        self.recent = [*self.recent[-7:], (self.size, block.text)]
        self.size += len(block.text) + 1
        self.plain += block.kind is not BlockKind.HEADING

    def put_heading(self, text: str, frame: Frame, level: int = 6) -> None:
        """Writes a heading that stands for `frame`, and puts it in force there."""
        self.put(Block(BlockKind.HEADING, text, level, frame.region))
        self.set_heading(text, frame)

    def _text(self) -> str:
        joined = "".join(self.pieces)[:_LONGEST_BLOCK]
        if CELL not in joined:
            return one_line(joined)
        return " | ".join(cell for cell in map(one_line, joined.split(CELL)) if cell)

    def _write_block(self, text: str, indices: list[int], all_bold: bool) -> None:
        frame = self.frame
        region = Region.FOOTER if _is_foot(text, bool(indices)) else frame.region
        level = self._level(frame, text, indices, all_bold)
        kind = BlockKind.HEADING if level else frame.kind
        if region is not frame.region:
            for index in indices:
                self.shelf.drafts[index].region = region
        self.put(Block(kind, text, level, region, tuple(indices)))
        self.shelf.settle([index for index in indices if index != self.open_link], text)
        if level:
            self.set_heading(text, self._holder())
        else:
            self._label_item(text)

    def _level(self, frame: Frame, text: str, indices: list[int], all_bold: bool) -> int:
        """1-6 if this piece is a heading or works as a label of what follows."""
        live = any(self.shelf.drafts[index].url for index in indices)
        if len(text) > _LONGEST_HEADING:
            return 0
        if 1 <= frame.level <= 5 or frame.tag in ("h6", "caption", "legend", "summary"):
            return frame.level
        if live or not _LETTERS.search(text) or (frame.kind is BlockKind.ROW and " | " in text):
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


def _is_foot(text: str, has_links: bool) -> bool:
    if len(text) > _LONGEST_FOOT:
        return False
    low = text.lower()
    if any(word in low for word in COPYRIGHT_WORDS):
        return True
    return not has_links and len(text) <= _LONGEST_COUNTER and any(word in low for word in COUNTER_WORDS)


def letters_of(text: str) -> str:
    """`text` cleaned, or "" when it holds no letter: icons and rulers are no label."""
    text = clean(text)
    return text if _LETTERS.search(text) else ""
