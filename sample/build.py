"""Writes the whole made-up site into a folder."""

import json
from pathlib import Path

from sample.blocks import read_blocks
from sample.office import write_word, write_workbook
from sample.pages import PHOTOS, list_html, news_html, not_found_html, page_html
from sample.pdf import write_pdf
from sample.pictures import banner, chart, photo, portrait, scan
from sample.spec import FOLDER, FileSpec, Spec, list_path, load_spec
from sample.variants.core import core_spec

_PORTRAITS = 12
_ROBOTS = "User-agent: *\nDisallow: /admin/\n"


def build(folder: Path, variant: str = "") -> None:
    """Writes every page, file and picture below `folder`, which is made if needed. The same bytes each time; takes a few seconds.

    For a variant of sample/variants: fewer pages, as all variants are made of; `serve` gives them the variant's form."""
    spec = core_spec() if variant else load_spec()
    for path, data in {**_pages(spec), **_files(spec), **_pictures(spec), **_rest(spec)}.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def _pages(spec: Spec) -> dict[str, bytes]:
    pages = {page.path: page_html(page, spec) for page in spec.pages}
    pages |= {news.path: news_html(news, spec) for news in spec.news}
    pages |= {list_path(number): list_html(number, spec) for number in range(1, spec.list_pages() + 1)}
    return pages


def _files(spec: Spec) -> dict[str, bytes]:
    return {file.path: file_bytes(file, spec.agency["name"]) for file in spec.files}


def file_bytes(file: FileSpec, author: str) -> bytes:
    """A document in the format that its name ends with. ValueError for a format that nobody writes."""
    blocks = read_blocks(file.body)
    ending = file.path.rsplit(".", 1)[-1].lower()
    if file.scan:
        return scan(file.title, blocks, author, file.day)
    writers = {"pdf": write_pdf, "xlsx": write_workbook, "docx": write_word}
    if ending not in writers:
        raise ValueError(f"site.yaml: {file.path}: no writer for .{ending}; take {', '.join(writers)}")
    return writers[ending](file.title, blocks, author, file.day)


def _pictures(spec: Spec) -> dict[str, bytes]:
    pictures = {f"images/photo{number}.png": photo(number) for number in range(PHOTOS)}
    pictures |= {f"images/person{number}.png": portrait(number) for number in range(_PORTRAITS)}
    pictures["images/banner.png"] = banner()
    pictures |= {path: chart(levels) for path, levels in spec.charts.items()}
    return pictures


def _rest(spec: Spec) -> dict[str, bytes]:
    rest = {path: json.dumps(value, ensure_ascii=False, indent=1).encode() for path, value in spec.data.items()}
    rest |= {f"assets/{file.name}": file.read_bytes() for file in (FOLDER / "assets").iterdir()}
    rest["robots.txt"] = _ROBOTS.encode()
    rest["404.html"] = not_found_html(spec)
    return rest
