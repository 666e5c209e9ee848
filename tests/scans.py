"""Scans made for tests: pages drawn by benchmarks.ocr.scans as PDF files and pictures, and whether this machine can read them."""

import io
import os
from pathlib import Path

import pytest
from PIL import Image

from benchmarks.ocr.scans import scan
from oit.errors import NotFit
from reading.tesseract import find_tesseract

FONT = Path(__file__).parents[1] / "sample" / "fonts" / "Sarabun-Regular.ttf"


def _found() -> bool:
    try:
        return find_tesseract() is not None
    except NotFit:
        return False


needs_tesseract = pytest.mark.skipif(not _found(), reason="no tesseract with Thai (tesseract-ocr, tesseract-ocr-tha) on this machine")
needs_posix = pytest.mark.skipif(os.name != "posix", reason="needs programs that are shell scripts")


def page(number: int = 0, *, noisy: bool = False, thai_digits: bool = False, dpi: int = 200) -> tuple[str, Image.Image]:
    """The text of a page and its picture."""
    made = scan(FONT, dpi, number, noisy=noisy, thai_digits=thai_digits)
    return made.text, Image.open(io.BytesIO(made.picture)).convert("L")


def pdf_of(*pictures: Image.Image, dpi: int = 200) -> bytes:
    """A PDF of these pictures, one a page, without a text layer."""
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=dpi, save_all=True, append_images=list(pictures[1:]))
    return out.getvalue()


def file_of(picture: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind)
    return out.getvalue()
