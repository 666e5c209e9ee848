"""The variants as sites, without a crawl: they hold what the truth names, and their servers have the manners they are made for."""

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import urlopen

import pytest

from sample import build, serve
from sample.spec import load_spec
from sample.variants import VARIANTS, expected
from sample.variants.made import site_of
from sample.variants.server import Served, serve_variant
from sample.variants.site import Asked


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("core")
    build(folder, next(iter(VARIANTS)))
    return folder


def served(built: Path, name: str) -> Iterator[Served]:
    variant = VARIANTS[name]
    with serve_variant(variant, site_of(built, variant)) as site:
        yield site


@pytest.mark.parametrize("name", VARIANTS)
def test_what_the_truth_names_is_there(name: str, built: Path) -> None:
    variant = VARIANTS[name]
    site = site_of(built, variant)
    there = {variant.plain(target, site) for target in site.parts}
    named = {unquote(entry.item.best_path) for entry in expected(variant).values() if entry.exact and entry.item.best_path}
    assert named - there == set()
    assert unquote(urlsplit(variant.entry).path) in site.parts


@pytest.mark.parametrize("name", VARIANTS)
def test_its_changed_truths_are_of_items_that_there_are(name: str) -> None:
    assert set(VARIANTS[name].changed_truth()) <= set(load_spec().items)
    assert all(entry.outcomes for entry in expected(VARIANTS[name]).values())


def test_variants_have_fewer_pages_and_all_documents_of_items(built: Path, tmp_path: Path) -> None:
    build(tmp_path)
    core = {file.relative_to(built).as_posix() for file in built.rglob("*") if file.is_file()}
    full = {file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*") if file.is_file()}
    assert core < full
    assert len(core) < 0.75 * len(full)


def test_serve_takes_the_name_of_a_variant(built: Path) -> None:
    with serve(built, variant="office") as address:
        assert urlsplit(address).path == "/office/"
        with urlopen(address) as answer:
            assert "จังหวัดนครคราม" in answer.read().decode()


def test_every_page_of_the_old_site_gives_a_new_session(built: Path) -> None:
    for site in served(built, "php"):
        address = f"{site.address}index.php?mod=menu"
        sessions = {re.search(rb"PHPSESSID=(\w+)", urlopen(address).read()) for _ in range(2)}
        assert len({found[1] for found in sessions if found}) == 2
        assert "charset" not in urlopen(address).headers["Content-Type"]


def test_a_dead_address_of_a_page_comes_with_200_and_of_a_file_with_404(built: Path) -> None:
    for site in served(built, "dead_links"):
        assert urlopen(f"{site.address}news/news/contact.html").status == 200
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{site.address}news/files/x.pdf")


def test_the_slow_server_fails_once_in_four_ways(built: Path) -> None:
    ways = set()
    for site in served(built, "slow"):
        for target in site_of(built, VARIANTS["slow"]).parts:
            if target.isascii() and " " not in target and not target.startswith("/images/"):
                ways.add(_answer(site.address, target))
                assert _answer(site.address, target) == "200"
    assert ways == {"200", "503", "504", "dropped", "cut"}


def _answer(address: str, target: str) -> str:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=5)
    try:
        connection.request("GET", target)
        answer = connection.getresponse()
        answer.read()
        return str(answer.status)
    except http.client.IncompleteRead:
        return "cut"
    except (http.client.BadStatusLine, ConnectionError):
        return "dropped"
    finally:
        connection.close()


def test_the_guarded_server_asks_for_pauses(built: Path) -> None:
    for site in served(built, "guarded"):
        assert b"Crawl-delay" in urlopen(f"{site.address}robots.txt").read()
        statuses = [_status(f"{site.address}contact.html") for _ in range(20)]
        assert {200, 429} <= set(statuses) <= {200, 403, 429}
    variant = VARIANTS["guarded"]
    hurried = variant.answer(Asked("/contact.html", times=1, number=1, rate=1000), site_of(built, variant))
    assert hurried is not None
    assert hurried.part.status == 403


def _status(url: str) -> int:
    try:
        return int(urlopen(url).status)
    except HTTPError as error:
        return error.code
