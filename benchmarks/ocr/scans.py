"""Scans of a known text: drawn in a font at so many dots an inch, sharp or as an office scanner leaves them."""

import io
import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from sample.glyphs import placed
from sample.wrapping import wrap

_POINTS, _LEADING, _MARGIN = 16, 1.6, 1.0  # size of letters, lines in sizes, inches
_PAPER = (8.27, 11.69)  # A4 in inches

TITLES = (
    "รายงานการกำกับติดตามการดำเนินงาน ประจำปีงบประมาณ พ.ศ. {year} รอบ 6 เดือน",
    "แผนการจัดซื้อจัดจ้าง ประจำปีงบประมาณ พ.ศ. {year}",
    "รายงานผลการดำเนินการเพื่อจัดการความเสี่ยงการทุจริตและประพฤติมิชอบ ประจำปี {year}",
    "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ประจำปี พ.ศ. {year}",
)
BODY = (
    "องค์การบริหารส่วนตำบลบึงนา อำเภอเมือง จังหวัดปทุมธานี ได้จัดทำแผนฉบับนี้ขึ้นเพื่อใช้เป็นกรอบในการดำเนินงานของหน่วยงาน",
    "โครงการก่อสร้างถนนคอนกรีตเสริมเหล็ก หมู่ที่ 3 งบประมาณ 498,000 บาท เบิกจ่ายแล้ว 249,000 บาท อยู่ระหว่างดำเนินการ",
    "โครงการฝึกอบรมเพื่อเพิ่มศักยภาพบุคลากร งบประมาณ 60,000 บาท เบิกจ่ายแล้ว 58,400 บาท ดำเนินการแล้วเสร็จ",
    "ปัญหาและอุปสรรค การจัดซื้อวัสดุล่าช้าเนื่องจากราคากลางเปลี่ยนแปลง ข้อเสนอแนะ ควรเร่งรัดการกำหนดคุณลักษณะเฉพาะ",
    "จึงประกาศให้ทราบโดยทั่วกัน นายสมชาย ใจดี นายกองค์การบริหารส่วนตำบลบึงนา ITA 9.2 e-Service www.buengna.go.th",
)
_THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")


@dataclass(frozen=True, slots=True)
class Scan:
    """`text` is what stands on the page, `year` the Buddhist year in its title, `picture` its PGM bytes."""

    text: str
    year: int
    picture: bytes


def scan(font: Path, dpi: int, number: int, *, noisy: bool = False, thai_digits: bool = False) -> Scan:
    """A page with the title, year and order of sentences that `number` stands for; the same each time."""
    year = 2562 + number % 8
    title = TITLES[number % len(TITLES)].format(year=year)
    turned = number % len(BODY)
    lines = [title, *BODY[turned:], *BODY[:turned]]
    if thai_digits:
        lines = [line.translate(_THAI_DIGITS) for line in lines]
    page = _drawn(lines, font, dpi)
    return Scan("\n".join(lines), year, _pgm(_scanned(page, number) if noisy else page))


def _drawn(lines: list[str], font: Path, dpi: int) -> Image.Image:
    page = Image.new("L", (round(_PAPER[0] * dpi), round(_PAPER[1] * dpi)), 255)
    draw, size = ImageDraw.Draw(page), round(_POINTS * dpi / 72)
    letters = ImageFont.truetype(str(font), size, layout_engine=ImageFont.Layout.BASIC)
    y = _MARGIN * dpi
    for line in lines:
        for part in wrap(line, page.width - 2 * _MARGIN * dpi, letters.getlength):
            draw.text((_MARGIN * dpi, y), placed(part) if "Sarabun" in font.name else part, 0, letters)
            y += size * _LEADING
    return page


def _scanned(page: Image.Image, seed: int) -> Image.Image:
    """Turned by 0.8 degrees, grey paper, specks, a soft lens, saved as JPEG 40."""
    chance = random.Random(seed)
    noise = Image.frombytes("L", page.size, chance.randbytes(page.width * page.height))
    grey = Image.blend(page.point(lambda value: 40 + value * 200 // 255).rotate(0.8, fillcolor=238), noise, 0.08)
    out = io.BytesIO()
    grey.filter(ImageFilter.GaussianBlur(0.6)).save(out, "JPEG", quality=40)
    return Image.open(io.BytesIO(out.getvalue())).convert("L")


def _pgm(page: Image.Image) -> bytes:
    out = io.BytesIO()
    page.save(out, "PPM")
    return out.getvalue()
