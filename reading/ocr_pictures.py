"""Bodies from the web -> grey pictures of pages that a recogniser can be given: pages of a PDF drawn, picture files opened."""

import io
import math
from collections.abc import Iterator

import pypdfium2
from PIL import Image, ImageSequence

from reading.pdf import PDFIUM, open_pdf

DPI = 200  # docs/benchmarks.md, OCR: more costs time and finds nothing
MOST_PAGES = 3  # docs/benchmarks.md, OCR
MOST_PIXELS = 9_000_000  # of a page that is recognised: an A3 page at 200 dots an inch has 7.7 million
LARGEST_PICTURE = 60_000_000  # pixels; a larger one is not opened
SMALLEST_SIDE, SMALLEST_AREA = 120, 60_000  # pixels; icons, buttons, portraits of nothing
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")


class NotOpened(Exception):
    """`problem` is one of Document.problem: broken, encrypted, too_large, unsupported."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def pages_of_pdf(body: bytes) -> tuple[int, Iterator[bytes]]:
    """How many pages the file has, and its first MOST_PAGES as PGM pictures, each drawn when it is asked for. A page that cannot be drawn
    is b"". Raises NotOpened."""
    document = open_pdf(body)
    if document is None:
        raise NotOpened("broken")
    return len(document), _drawn(document)


def _drawn(document: pypdfium2.PdfDocument) -> Iterator[bytes]:
    try:
        for number in range(min(len(document), MOST_PAGES)):
            yield _page(document, number)
    finally:
        with PDFIUM:
            document.close()


def _page(document: pypdfium2.PdfDocument, number: int) -> bytes:
    with PDFIUM:
        try:
            page = document[number]
            try:
                width, height = page.get_size()
                if not (0 < width < 1e5 and 0 < height < 1e5):
                    return b""
                scale = min(DPI / 72, math.sqrt(MOST_PIXELS / (width * height)))
                bitmap = page.render(scale=scale, grayscale=True)
                return _pgm(bitmap.to_pil())
            finally:
                page.close()
        except (pypdfium2.PdfiumError, ValueError):
            return b""


def pages_of_picture(body: bytes) -> tuple[int, list[bytes]]:
    """How many pages (frames of a TIFF, else 1) and the first of them as PGM pictures; none of an icon. Raises NotOpened."""
    try:
        with Image.open(io.BytesIO(body), formats=_FORMATS) as picture:
            if picture.width * picture.height > LARGEST_PICTURE:
                raise NotOpened("too_large")
            count = getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1
            frames = ImageSequence.Iterator(picture) if count > 1 else iter((picture,))
            return count, [_pgm(_grey(frame)) for frame, _ in zip(frames, range(MOST_PAGES), strict=False) if _may_hold_text(frame)]
    except Image.DecompressionBombError:
        raise NotOpened("too_large") from None
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, EOFError, OverflowError, ArithmeticError):
        raise NotOpened("broken") from None  # Pillow tells of bad bytes by all of these


def _may_hold_text(frame: Image.Image) -> bool:
    small = min(frame.size) < SMALLEST_SIDE or frame.width * frame.height < SMALLEST_AREA
    return not small and frame.width * frame.height <= LARGEST_PICTURE


def _grey(frame: Image.Image) -> Image.Image:
    """Grey on white: what is transparent is paper, no ink."""
    frame.draft("L", (3000, 3000))
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        layered = frame.convert("RGBA")
        white = Image.new("RGBA", layered.size, "white")
        frame = Image.alpha_composite(white, layered)
    grey = frame.convert("L")
    shrink = math.sqrt(MOST_PIXELS / (grey.width * grey.height))
    return grey if shrink >= 1 else grey.resize((max(1, int(grey.width * shrink)), max(1, int(grey.height * shrink))), Image.Resampling.BOX)


def _pgm(grey: Image.Image) -> bytes:
    """A format without compression: nothing is lost and no time on packing."""
    out = io.BytesIO()
    grey.convert("L").save(out, "PPM")
    return out.getvalue()
