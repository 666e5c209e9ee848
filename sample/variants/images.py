"""Evidence as pictures: pages whose content is one picture of it, links to a photographed paper instead of a document."""

import io
import re
from dataclasses import dataclass
from html import unescape

from PIL import Image, ImageDraw, ImageFont

from sample.blocks import plain_lines, read_blocks
from sample.glyphs import placed
from sample.pdf import FONT
from sample.variants.core import core_spec
from sample.variants.kind import Variant
from sample.variants.site import Part, Site, content, with_content
from sample.wrapping import wrap

_WIDTH, _MARGIN, _STEP = 1000, 60, 44  # pixels
_TAGS = re.compile(r"<[^>]+>")
_PAGES = {"/powers.html": "O3", "/service/citizen.html": "O14", "/executives.html": "O2"}
_FILES = {"/files/hr/policy2566.pdf": "O25", "/files/procurement/plan2566.pdf": "O21", "/files/nogift/nogift2566.pdf": "O34"}


@dataclass(frozen=True)
class Images(Variant):
    def change(self, site: Site) -> None:
        for number, target in enumerate(_PAGES, 1):
            part = site.parts[target]
            heading, _, rest = content(part.text).partition("</h1>")
            lines = [line for line in (unescape(_TAGS.sub(" ", piece)).strip() for piece in rest.split("\n")) if line]
            site.parts[f"/images/content{number}.jpg"] = Part("image/jpeg", _typed(lines))
            picture = f'{heading}</h1><p><img class="full" src="/images/content{number}.jpg" alt=""></p>'
            site.parts[target] = part.with_text(with_content(part.text, picture))
        self._photographed(site)

    @staticmethod
    def _photographed(site: Site) -> None:
        files = {f"/{file.path}": file for file in core_spec().files}
        moved = {}
        for target in _FILES:
            file = files[target]
            lines = [core_spec().agency["name"], file.title, *plain_lines(read_blocks(file.body))]
            moved[target] = target.replace(".pdf", ".jpg")
            site.parts[target] = Part("image/jpeg", _typed(lines))
        site.move(moved)

    def changed_truth(self) -> dict[str, tuple[str, ...]]:
        """Nobody can tell without recognising the letters; whoever does sees what there is."""
        return dict.fromkeys((*_PAGES.values(), *_FILES.values()), ("unclear", "pass"))


def _typed(lines: list[str]) -> bytes:
    """JPEG of the lines, as large as they need."""
    font = ImageFont.truetype(str(FONT), 27, layout_engine=ImageFont.Layout.BASIC)
    rows = [part for line in lines for part in wrap(line, _WIDTH - 2 * _MARGIN, font.getlength)]
    image = Image.new("L", (_WIDTH, 2 * _MARGIN + _STEP * max(1, len(rows))), 248)
    draw = ImageDraw.Draw(image)
    for number, row in enumerate(rows):
        draw.text((_MARGIN, _MARGIN + _STEP * number), placed(row), 30, font)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=70)
    return out.getvalue()


IMAGES = (Images(name="images", tells="evidence as pictures: pages that are one picture, links to photographs of papers"),)
