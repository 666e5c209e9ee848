"""Files made for the tests of reading: PDFs with Thai text, set in whatever Thai font the machine or the project has."""

import io
from pathlib import Path

import pytest
from fpdf import FPDF

SENTENCE = "รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2566 ของเทศบาลตำบล ที่ให้ความสำคัญกับการป้องกันการทุจริต และเป็นไปตามแผนงานในประกาศ"
_FONTS = ("Laksaman.ttf", "Sarabun-Regular.ttf", "THSarabunNew.ttf", "Garuda.ttf", "Loma.ttf", "NotoSansThai-Regular.ttf")
_FOLDERS = (Path(__file__).parents[2] / "sample" / "fonts", Path("/usr/share/fonts"), Path("/Library/Fonts"), Path("C:/Windows/Fonts"))


@pytest.fixture(scope="session")
def thai_font() -> Path:
    for folder in _FOLDERS:
        for name in _FONTS:
            for path in sorted(folder.rglob(name)) if folder.is_dir() else ():
                return path
    pytest.skip(f"no Thai font: none of {', '.join(_FONTS)} in {', '.join(map(str, _FOLDERS))}")


@pytest.fixture(scope="session")
def thai_pdf(thai_font: Path) -> bytes:
    """Three pages of Thai text with a title in the properties."""
    pdf = FPDF()
    pdf.add_font("Thai", "", thai_font)
    pdf.set_title("รายงานผล ประจำปี 2566")
    for number in range(3):
        pdf.add_page()
        pdf.set_font("Thai", size=14)
        pdf.multi_cell(0, 9, f"หน้าที่ {number + 1} " + f"{SENTENCE} " * 6)
    return bytes(pdf.output())


@pytest.fixture(scope="session")
def scan_pdf() -> bytes:
    """Two pages that hold a picture each."""
    from PIL import Image  # noqa: PLC0415

    pdf = FPDF()
    for _ in range(2):
        pdf.add_page()
        picture = io.BytesIO()
        Image.new("L", (300, 400), 200).save(picture, "PNG")
        pdf.image(picture, 0, 0, 100)
    return bytes(pdf.output())
