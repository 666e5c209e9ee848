"""The made-up municipality: its specification holds, its site is whole, its files can be read, its server keeps to the site."""

import http.client
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, unquote, urljoin, urlsplit
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from oit.audit import Currency, Outcome, Presence, ReasonCode
from oit.content import TextLayer
from oit.thai import clean
from reading.documents import read_document
from reading.html import read_page
from sample import ItemTruth, Truth, build, serve, truth
from sample.blocks import plain_lines, read_blocks
from sample.build import file_bytes
from sample.glyphs import letter, placed
from sample.spec import FileSpec, load_spec
from sample.wrapping import wrap

SPEC = load_spec()
TRUTH = truth()
_ROOT = "http://site.test"
_OFF_SITE = re.compile(r"https?://(?!site\.test)|mailto:|javascript:")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as base:
        yield base


def _contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def _squeezed(text: str) -> str:
    return re.sub(r"\s", "", clean(text))


def _page(path: str) -> str:
    [page] = [page for page in SPEC.pages if page.path == path]
    return page.title


# the truth


def test_every_item_has_a_truth_in_the_words_of_the_audit() -> None:
    assert list(TRUTH.items) == [f"O{number}" for number in range(1, 44)]
    for verdict in _verdicts(TRUTH):
        Outcome(verdict.outcome), Presence(verdict.presence), Currency(verdict.currency), ReasonCode(verdict.reason)
        assert verdict.note


def _verdicts(told: Truth) -> list[ItemTruth]:
    return [verdict for item in told.items.values() for verdict in (item, item.without_browser) if verdict]


def test_the_truth_keeps_the_order_of_outcomes() -> None:
    for code, item in TRUTH.items.items():
        expected = _outcome(item)
        assert item.outcome == expected, code


def _outcome(item: ItemTruth) -> str:
    """The rule of docs/DESIGN.md on the truth's own words; a dependency is the one thing it cannot see."""
    by_presence = {"not_checked": "not_checked", "unclear": "unclear", "absent": "missing"}
    if item.presence in by_presence:
        return by_presence[item.presence]
    if item.currency == "outdated":
        return "outdated"
    return "incomplete" if item.presence == "partial" or item.reason == "dependency" else "pass"


def test_the_mix_of_outcomes_is_the_one_the_tests_rely_on() -> None:
    outcomes = Counter(item.outcome for item in TRUTH.items.values())
    assert outcomes == {"pass": 28, "missing": 6, "outdated": 4, "incomplete": 3, "unclear": 2}
    reasons = {item.reason for item in TRUTH.items.values()}
    assert {"title_only", "guideline_text", "broken_link", "dead_link", "nothing_found", "placeholder", "scan", "off_site"} <= reasons
    assert {code for code, item in TRUTH.items.items() if item.without_browser} == {"O22", "O27"}


def test_the_agency_and_the_day() -> None:
    assert (TRUTH.type, TRUTH.day, TRUTH.fiscal_year, TRUTH.form) == ("subdistrict_municipality", date(2023, 4, 18), 2566, "o01_o43")
    assert TRUTH.agency in SPEC.agency["greeting"]


# the site


def test_two_builds_give_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build(tmp_path)
    first, second = _contents(site), _contents(tmp_path)
    assert first.keys() == second.keys()
    assert [name for name in first if first[name] != second[name]] == []


def test_the_site_has_the_size_of_a_small_municipality(site: Path) -> None:
    pages = [name for name in _contents(site) if name.endswith(".html") and name != "404.html"]
    assert len(pages) == TRUTH.pages == len(set(SPEC.html_paths()))
    assert 80 <= TRUTH.pages <= 150


def test_every_internal_link_resolves_but_the_broken_ones(site: Path) -> None:
    there = {f"/{name}" for name in _contents(site)} | {"/"} | set(SPEC.routes)
    dead = {path for path in _reached(site) if path not in there}
    assert dead == set(SPEC.broken)


def test_every_page_and_file_can_be_reached(site: Path) -> None:
    reached = {SPEC.routes.get(path, path.lstrip("/") or "index.html") for path in _reached(site)}
    wanted = {*SPEC.html_paths(), *(file.path for file in SPEC.files)}
    assert wanted - reached == set()


def _reached(site: Path) -> set[str]:
    """Where links of pages and of script data lead, as path with query, in Thai letters."""
    found = {entry["to"] for entry in SPEC.data["data/notices.json"]}
    found |= {to for group in SPEC.data["data/hr.json"].values() for part in group.values() for _, to in part}
    for name in SPEC.html_paths():
        soup = BeautifulSoup((site / name).read_bytes(), "lxml", from_encoding="cp874" if name == "powers.html" else "utf-8")
        for anchor in soup.select("a[href]"):
            href = str(anchor["href"]).strip().replace("\\", "/")
            if not _OFF_SITE.match(href):
                parts = urlsplit(urljoin(f"{_ROOT}{_address_of(name)}", quote(href, safe="/%?=&#:;@+,()")))
                found.add(unquote(parts.path + (f"?{parts.query}" if parts.query else "")))
    return found


def _address_of(name: str) -> str:
    return next((address for address, page in SPEC.routes.items() if page == name), f"/{name}")


def test_what_the_truth_calls_best_is_there(site: Path) -> None:
    there = {f"/{name}" for name in _contents(site)} | set(SPEC.routes)
    for verdict in _verdicts(TRUTH):
        assert verdict.best_path is None or unquote(verdict.best_path) in there


def test_the_title_only_item_has_no_link_and_the_dead_one_leads_nowhere(site: Path) -> None:
    page = read_page((site / "transparency/ita2566.html").read_bytes(), f"{_ROOT}/transparency/ita2566.html")
    [culture] = [block for block in page.blocks if block.text.startswith("O38")]
    [action] = [block for block in page.blocks if block.text.startswith("O37")]
    assert culture.links == ()
    assert [page.links[number].url for number in action.links] == [None]


def test_the_accordion_and_the_notices_are_not_in_the_page(site: Path) -> None:
    assert "criteria.pdf" not in (site / "hr.html").read_text("utf-8")
    assert "หลักเกณฑ์" not in (site / "hr.html").read_text("utf-8")
    assert "ประกาศผู้ชนะ" not in (site / "procurement/notices.html").read_text("utf-8")


# the files


@pytest.mark.parametrize("file", SPEC.files, ids=lambda file: file.path)
def test_a_file_holds_its_text(file: FileSpec, site: Path) -> None:
    document = read_document((site / file.path).read_bytes(), f"{_ROOT}/{file.path}")
    assert document.problem == ""
    if file.scan:
        assert document.text_layer is TextLayer.NONE
        assert not document.text.strip()
        return
    assert document.text_layer is TextLayer.GOOD
    read = _squeezed(document.text.replace(" | ", ""))
    assert [line for line in (file.title, *plain_lines(read_blocks(file.body))) if _squeezed(line) not in read] == []


def test_a_file_of_an_unknown_kind_is_named() -> None:
    with pytest.raises(ValueError, match=r"brochure\.odp"):
        file_bytes(FileSpec("files/brochure.odp", "แผ่นพับ", date(2023, 1, 1), ("ข้อความ",)), "เทศบาล")
    with pytest.raises(ValueError, match="'people'"):
        read_blocks([{"people": []}])


def test_marks_move_by_their_neighbours_and_stay_the_same_letters() -> None:
    for word in ("ที่", "ป้า", "น้ำ", "ปี่", "ญู", "ฟ้า", "หน้า"):
        assert "".join(chr(letter(ord(char))) for char in placed(word)) == word
    assert placed("ที่") != "ที่"
    assert placed("มา") == "มา"


def test_lines_break_between_letters_and_not_inside_them() -> None:
    text = "เทศบาลตำบลหนองฟ้าครามจัดทำแผนการดำเนินงานประจำปีงบประมาณ"
    lines = wrap(text, 12, len)
    assert "".join(lines) == text
    assert max(map(len, lines)) <= 12
    assert not [line for line in lines if re.match("[ะาำ\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]", line) or line[-1] in "เแโใไ"]
    assert wrap("สั้น\nสอง", 50, len) == ["สั้น", "สอง"]


# the server


def test_the_server_gives_pages_files_and_query_addresses(address: str) -> None:
    with urlopen(f"{address}/") as answer:
        assert answer.headers["Content-Type"] == "text/html; charset=UTF-8"
        assert TRUTH.agency in answer.read().decode()
    with urlopen(f"{address}/index.php?_mod=webboard") as answer:
        assert _page("webboard.html") in unescape(answer.read().decode())
    with urlopen(address + str(TRUTH.items["O10"].best_path)) as answer:
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.read(5) == b"%PDF-"
    with urlopen(f"{address}/robots.txt") as answer:
        assert "Disallow: /admin/" in answer.read().decode()


def test_a_file_with_blanks_and_capitals_in_its_name_is_a_pdf(address: str) -> None:
    [path] = [file.path for file in SPEC.files if file.path.endswith(".PDF")]
    with urlopen(f"{address}/{quote(path)}") as answer:
        assert answer.headers["Content-Type"] == "application/pdf"


def test_the_tis620_page_is_sent_in_that_encoding(address: str) -> None:
    with urlopen(f"{address}/powers.html") as answer:
        body = answer.read()
        assert answer.headers["Content-Type"] == "text/html; charset=TIS-620"
    assert _page("powers.html") in body.decode("cp874")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


def test_the_broken_link_is_a_thai_404(address: str) -> None:
    for path in SPEC.broken:
        with pytest.raises(HTTPError) as caught:
            urlopen(address + path)
        assert caught.value.code == 404
        assert "ไม่พบหน้า" in caught.value.read().decode()


@pytest.mark.parametrize(
    "target",
    ["/../pyproject.toml", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd", "/files/", "/files", "/..", "/%00"],
)
def test_nothing_outside_the_site_and_no_folder_is_served(address: str, target: str) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=5)
    connection.request("GET", target)
    answer = connection.getresponse()
    assert answer.status == 404
    assert "ไม่พบหน้า" in answer.read().decode()
    connection.close()


def test_a_head_request_has_the_length_and_no_body(address: str) -> None:
    parts = urlsplit(address)
    connection = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=5)
    connection.request("HEAD", "/contact.html")
    answer = connection.getresponse()
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 1000
    assert answer.read() == b""
    connection.close()


@pytest.mark.browser
def test_a_browser_sees_the_accordion_after_two_clicks_and_the_notices(address: str) -> None:
    program = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if program is None:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"{address}/hr.html")
        for label in ("ระเบียบงานบุคคล", "หลักเกณฑ์การบริหารและพัฒนาทรัพยากรบุคคล"):
            assert page.locator("a[href$='criteria.pdf']").count() == 0
            page.get_by_role("button", name=label).click()
        page.wait_for_selector("a[href$='criteria.pdf']")
        page.goto(f"{address}/procurement/notices.html")
        page.wait_for_selector("td a")
        assert page.locator("tbody tr").count() == len(SPEC.data["data/notices.json"])
        browser.close()


def test_the_truth_has_the_fields_that_others_use() -> None:
    assert [field.name for field in fields(Truth)] == ["agency", "type", "day", "fiscal_year", "form", "items", "pages"]
