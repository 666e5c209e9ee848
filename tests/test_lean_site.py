"""The site of the lean benchmark: what its generator says it wrote is there, the same each time, and all of it within reach."""

import re
from pathlib import Path

import pytest

from benchmarks.crawl.lean_server import HOST, _own, _wait_for, free_ports
from benchmarks.crawl.lean_site import DOCUMENTS, FEWEST_PAGES, Built, build, slug

BASE = "http://127.0.0.1:8000"
PAGES = 120
LINK = re.compile(r'<a href="(?!mailto:|javascript:)([^"]*)"')


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    folder = tmp_path_factory.mktemp("lean")
    return folder, build(folder, PAGES, BASE)


def text_of(path: Path) -> str:
    body = path.read_bytes()
    return body.decode("cp874" if b'charset="windows-874"' in body else "utf-8")


def test_it_wrote_what_it_says(site: tuple[Path, Built]) -> None:
    folder, built = site
    pages = sorted((folder / "page").glob("*.html"))
    links = [link for page in [*pages, folder / "index.html"] for link in LINK.findall(text_of(page))]
    assert built == Built(PAGES, len(links), sum(page.stat().st_size for page in pages))
    assert len(pages) == PAGES
    assert len(list((folder / "pdf").glob("*.pdf"))) == DOCUMENTS
    assert sum(b'charset="windows-874"' in page.read_bytes() for page in pages) == PAGES // 50


def test_every_page_is_within_reach_and_every_link_leads_somewhere(site: tuple[Path, Built]) -> None:
    folder, _ = site
    waiting, seen = ["index.html"], {"index.html"}
    for name in waiting:  # grows while it is read
        for link in LINK.findall(text_of(folder / name)):
            target = link.removeprefix(BASE).removeprefix("..").lstrip("/").partition("#")[0]
            assert (folder / target).is_file(), f"{name}: {link}"
            if target not in seen:
                seen.add(target)
                waiting += [target] if target.endswith(".html") else []
    assert sum(name.startswith("page/") for name in seen) == PAGES


def test_each_page_is_as_heavy_as_real_ones(site: tuple[Path, Built]) -> None:
    _, built = site
    assert 60_000 < built.bytes / built.pages < 80_000
    assert 80 < built.links / built.pages < 110


def test_the_same_arguments_write_the_same_bytes(site: tuple[Path, Built], tmp_path: Path) -> None:
    folder, built = site
    assert build(tmp_path, PAGES, BASE) == built
    for path in (path for path in folder.rglob("*") if path.is_file()):
        assert (tmp_path / path.relative_to(folder)).read_bytes() == path.read_bytes()


def test_names_of_pages_differ_in_letters() -> None:
    names = {slug(number) for number in range(5_000)}
    assert len(names) == 5_000
    assert all(re.fullmatch(r"[a-z]+-[a-z]+-[a-z]+", name) for name in names)


def test_fewer_pages_than_the_menus_lead_to_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=f"the {FEWEST_PAGES} that the menus lead to"):
        build(tmp_path, FEWEST_PAGES - 1, BASE)


def test_the_own_server_serves_it(site: tuple[Path, Built]) -> None:
    import subprocess  # noqa: PLC0415
    import urllib.request  # noqa: PLC0415

    folder, _ = site
    (port,) = free_ports(1)
    process = subprocess.Popen(_own({port: folder}))
    try:
        _wait_for(port, process)
        with urllib.request.urlopen(f"http://{HOST}:{port}/page/{slug(7)}.html") as answer:
            assert answer.headers["Content-Type"] == "text/html"
            assert answer.read() == (folder / "page" / f"{slug(7)}.html").read_bytes()
        with pytest.raises(urllib.error.HTTPError, match="404"):
            urllib.request.urlopen(f"http://{HOST}:{port}/none.html")
    finally:
        process.terminate()
        process.wait(10)
