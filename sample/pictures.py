"""Pictures drawn by the program: photographs of nobody, an organisation chart, a scanned page. None is kept in the repository."""

import io
import random
from collections.abc import Sequence
from datetime import UTC, date, datetime

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sample.blocks import Block, Table, plain_lines
from sample.glyphs import placed
from sample.pdf import FONT
from sample.wrapping import wrap

_SKIES = ("#9ecbe8", "#f4c58a", "#b7d9c4", "#c9d6ea", "#f2d7b5", "#a9d3d0")
_GROUNDS = ("#6f9e57", "#8a7a55", "#5d8a6b", "#7a8f4d", "#a08a5f", "#4f8a83")
_SHIRTS = ("#34567a", "#7a3448", "#3d6b4f", "#5a4a7a", "#805f2c", "#2f6f78")
_SCAN_SIZE = (1060, 1500)  # pixels: A4 at about 128 dots an inch


def portrait(number: int) -> bytes:
    """PNG of a person in uniform colours, 180 x 220."""
    image = Image.new("RGB", (180, 220), "#e4ebf2")
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 150, 160, 330), fill=_SHIRTS[number % len(_SHIRTS)])
    draw.polygon(((78, 152), (102, 152), (90, 184)), fill="#fdfdfd")
    draw.ellipse((55, 52, 125, 140), fill="#e2b78f")
    draw.pieslice((50, 40, 130, 126), 180, 360, fill="#2b2420")
    return _png(image, 32)


def photo(number: int) -> bytes:
    """PNG of a landscape with a hall and people, 640 x 400, different for each number."""
    chance = random.Random(number)
    image = Image.new("RGB", (640, 400), _SKIES[number % len(_SKIES)])
    draw = ImageDraw.Draw(image)
    draw.ellipse((480 - number * 7 % 200, 30, 540 - number * 7 % 200, 90), fill="#fff3c4")
    draw.polygon([(0, 260)] + [(x, 190 + chance.randrange(60)) for x in range(0, 700, 80)] + [(640, 400), (0, 400)], fill="#86a7a0")
    draw.rectangle((0, 270, 640, 400), fill=_GROUNDS[number % len(_GROUNDS)])
    left = 60 + chance.randrange(200)
    draw.polygon(((left - 30, 190), (left + 110, 130), (left + 250, 190)), fill="#a5473c")
    draw.rectangle((left, 190, left + 220, 290), fill="#f3ead9")
    for _ in range(6 + number % 6):
        x, y = chance.randrange(20, 600), chance.randrange(285, 330)
        draw.ellipse((x + 4, y - 18, x + 20, y), fill="#dcb08a")
        draw.rounded_rectangle((x, y, x + 24, y + 46), 8, fill=_SHIRTS[chance.randrange(len(_SHIRTS))])
    return _png(image, 48)


def banner() -> bytes:
    """PNG of a lake at dusk with lotus flowers, 1600 x 320, for the front page."""
    image = Image.new("RGB", (1600, 320), "#f3c79a")
    draw = ImageDraw.Draw(image)
    for row in range(190):  # sky: from blue to the colour of the sun
        part = row / 190
        draw.line((0, row, 1600, row), fill=(int(88 + 155 * part), int(138 + 61 * part), int(190 - 36 * part)))
    draw.ellipse((1130, 95, 1250, 215), fill="#fff0c9")
    for left, height, colour in ((-100, 90, "#7f8fa8"), (420, 70, "#74859f"), (900, 100, "#6b7d98")):
        draw.polygon(((left, 190), (left + 330, 190 - height), (left + 800, 190)), fill=colour)
    draw.rectangle((0, 188, 1600, 320), fill="#2f6d9c")
    chance = random.Random("lotus")
    for _ in range(70):
        x, y = chance.randrange(1600), chance.randrange(200, 310)
        draw.line((x, y, x + 60 + chance.randrange(90), y), fill="#4f8ab5", width=2)
    for _ in range(26):
        _lotus(draw, chance.randrange(20, 1560), chance.randrange(225, 312))
    return _png(image, 96)


def _lotus(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.ellipse((x - 34, y - 6, x + 34, y + 8), fill="#4d8a5c")
    for lean, colour in ((-15, "#d76f9b"), (15, "#d76f9b"), (-8, "#e58fb2"), (8, "#e58fb2"), (0, "#f2b3cb")):
        draw.polygon(((x - 5, y), (x + lean, y - 24 + abs(lean) // 2), (x + 5, y)), fill=colour)


def chart(levels: Sequence[Sequence[str]]) -> bytes:
    """PNG of an organisation chart: one row of boxes a level, each level joined to the one above."""
    width, height = 1100, 60 + 130 * len(levels)
    image = Image.new("RGB", (width, height), "#ffffff")
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 21, layout_engine=ImageFont.Layout.BASIC)
    for row, names in enumerate(levels):
        top, share = 30 + 130 * row, width / len(names)
        if row:
            draw.line((width / 2, top - 50, width / 2, top - 25), fill="#2f5d8a", width=3)
            draw.line((share / 2, top - 25, width - share / 2, top - 25), fill="#2f5d8a", width=3)
        for column, name in enumerate(names):
            middle = share * (column + 0.5)
            if row:
                draw.line((middle, top - 25, middle, top), fill="#2f5d8a", width=3)
            half = min(share / 2 - 8, 210)
            draw.rounded_rectangle((middle - half, top, middle + half, top + 80), 10, fill="#e8f1fa", outline="#2f5d8a", width=3)
            lines = wrap(name, 2 * half - 16, font.getlength)
            for number, line in enumerate(lines):
                draw.text((middle, top + 40 + 28 * (number - (len(lines) - 1) / 2)), placed(line), "#143a5c", font, anchor="mm")
    return _png(image, 32)


def scan(title: str, blocks: Sequence[Block], author: str, day: date) -> bytes:
    """PDF of one page that is only a picture: grey, a little turned, with the noise of an office scanner. No text layer."""
    image = Image.new("L", _SCAN_SIZE, 246)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 27, layout_engine=ImageFont.Layout.BASIC)
    y = 110
    texts = [text for block in blocks for text in _typed(block)]
    for line in (part for text in (author, title, *texts) for part in wrap(text, 840, font.getlength)):
        draw.text((110, y), placed(line), 40, font)
        y += 46
    draw.ellipse((700, y + 20, 840, y + 160), outline=150, width=5)  # a stamp
    chance = random.Random(title)
    noise = Image.frombytes("L", _SCAN_SIZE, chance.randbytes(_SCAN_SIZE[0] * _SCAN_SIZE[1]))
    grey = Image.blend(image.rotate(0.7, fillcolor=238), noise, 0.06).filter(ImageFilter.GaussianBlur(0.6))
    out = io.BytesIO()
    grey.save(out, "JPEG", quality=38)
    paper = FPDF()
    paper.set_creation_date(datetime(day.year, day.month, day.day, 9, tzinfo=UTC))
    paper.set_producer("")
    paper.add_page()
    paper.image(out, 0, 0, paper.w, paper.h)
    return bytes(paper.output())


def _typed(block: Block) -> list[str]:
    return [" / ".join(row) for row in block.rows] if isinstance(block, Table) else plain_lines([block])


def _png(image: Image.Image, colours: int) -> bytes:
    out = io.BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()
