"""Documents whose text cannot be taken from the file: fonts with a wrong letter for every glyph, and scans."""

from dataclasses import dataclass
from functools import cache

from fpdf.fonts import SubsetMap

from sample.blocks import read_blocks
from sample.glyphs import letter
from sample.pdf import write_pdf
from sample.pictures import scan
from sample.spec import FileSpec
from sample.variants.core import core_spec
from sample.variants.kind import Variant
from sample.variants.site import Part, Site

_THAI = range(0x0E00, 0x0E80)
# Documents of passing items: half get the glyph font, half become scans.
_GLYPHS = ("files/procurement/plan2566.pdf", "files/hr/policy2566.pdf", "files/reports/satisfaction65.pdf")
_SCANS = ("files/hr/report2565.pdf", "files/risk/corruption-risk-2566.pdf", "files/nogift/nogift2566.pdf")
_ITEMS = {"O16": "pass", "O21": "pass", "O25": "pass", "O28": "pass", "O34": "pass", "O36": "pass"}


def _wrong(code: int) -> int:
    """Another letter for each Thai one, always the same: what a subset font of a printer driver says."""
    plain = letter(code)
    return 0x21 + (plain * 37) % 94 if plain in _THAI else plain


class _Glyphs(SubsetMap):
    """Draws the right glyph and writes the wrong letter into the text layer."""

    @cache  # noqa: B019  # fpdf calls pick.cache_clear() when it is done
    def pick(self, unicode: int) -> int | None:
        shape = self.font.glyph_ids.get(unicode)
        if shape is None:
            return None
        width = int(self.font.cw[unicode])
        glyph = self.get_glyph(glyph=shape, unicode=(_wrong(unicode),), glyph_name=self.font.cmap[unicode], glyph_width=width)
        drawn: int | None = self.pick_glyph(glyph)
        return drawn


@dataclass(frozen=True)
class Glyph(Variant):
    def change(self, site: Site) -> None:
        files = {file.path: file for file in core_spec().files}
        author = core_spec().agency["name"]
        for path in _GLYPHS:
            site.parts[f"/{path}"] = Part("application/pdf", _garbled(files[path], author))
        for path in _SCANS:
            file = files[path]
            site.parts[f"/{path}"] = Part("application/pdf", scan(file.title, read_blocks(file.body), author, file.day))

    def changed_truth(self) -> dict[str, tuple[str, ...]]:
        """Nobody can tell without recognising the letters; whoever recognises them sees what there is."""
        return {code: ("unclear", there) for code, there in _ITEMS.items()}


def _garbled(file: FileSpec, author: str) -> bytes:
    return write_pdf(file.title, read_blocks(file.body), author, file.day, letters=_Glyphs)


GLYPH = (Glyph(name="glyph", tells="PDFs whose fonts name wrong letters, and scans"),)
