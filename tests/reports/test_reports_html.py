"""The HTML report: complete, inert, and without a single request."""

import base64
import hashlib
import io
import re
from dataclasses import replace
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from made_audit import SITE, made_audit, uncaptured_audit
from PIL import Image

from oit.audit import Outcome
from oit.counting import counted_outcome
from oit.wording import explain, label
from reports.html import render_html


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "#345").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def text():
    return render_html(made_audit(), picture=lambda name: png(), version="0.1.0")


@pytest.fixture(scope="module")
def page(text):
    return BeautifulSoup(text, "html.parser")


def words(node) -> str:
    return " ".join(node.get_text(" ").split())


def test_nothing_is_fetched(text, page):
    assert not page.find_all(["script", "link", "iframe", "object", "embed", "base", "form", "video", "audio", "source"])
    assert all(image["src"].startswith("data:image/png;base64,") for image in page.find_all("img"))
    assert not page.find_all(attrs={"srcset": True})
    css = page.style.string
    assert not re.search(r"@import|https?:|//[a-z]", css)
    assert set(re.findall(r"url\(([^)]*)\)", text)) == {"#hatch"}


def test_the_policy_forbids_all_but_our_own_style(page):
    policy = page.find("meta", attrs={"http-equiv": "Content-Security-Policy"})["content"]
    digest = base64.b64encode(hashlib.sha256(page.style.string.encode()).digest()).decode()
    assert policy == f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not page.find_all(style=True)


def test_hostile_words_are_words(text, page):
    assert not [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
    assert "<script>alert('x')</script>" in page.get_text()
    assert "alert('x')</script>" not in text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text)


def test_only_web_addresses_are_links(page):
    links = [anchor["href"] for anchor in page.find_all("a")]
    outside = [href for href in links if not href.startswith("#")]
    assert outside
    assert all(re.match(r"https?://", href) for href in outside)
    assert all("noreferrer" in anchor["rel"] for anchor in page.find_all("a") if not anchor["href"].startswith("#"))
    assert "javascript:alert(document.cookie)" in page.get_text()


def test_links_within_the_page_arrive(page):
    for anchor in page.find_all("a", href=re.compile("^#")):
        assert page.find(id=anchor["href"][1:]), anchor["href"]
    every = [tag["id"] for tag in page.find_all(id=True)]
    assert len(every) == len(set(every))


def test_the_head_says_who_what_when(page):
    head = words(page.header)
    for said in ("องค์การบริหารส่วนตำบลบ้านสวน", "o01_o43 รุ่น 1", "ปีงบประมาณ พ.ศ. 2566", "15 มีนาคม 2566 เวลา 10.00 น.", "318 หน้า"):
        assert said in head
    assert page.html["lang"] == "th"
    assert "องค์การบริหารส่วนตำบลบ้านสวน" in page.title.string


def test_the_summary_has_range_points_and_counts(page):
    summary = words(page.find(class_="summary"))
    assert "33.33 ถึง 56.25" in summary
    assert "เสียแล้ว 17.50 คะแนน และอาจเสียถึง 26.67 คะแนน" in summary
    counts = [int(one.b.string) for one in page.find(class_="counts").find_all("li")]
    assert sum(counts) == 43
    assert "ไม่ใช่ผลการประเมินหรือการรับรอง" in summary
    bar = page.find(class_="figure").svg
    assert (bar.find(class_="sure")["width"], bar.find(class_="open")["width"]) == ("33.33%", "22.92%")
    assert "33.33" in bar["aria-label"]


def test_items_stand_in_form_order_under_their_indicators(page):
    assert [article["id"] for article in page.find_all("article")] == [f"O{n}" for n in range(1, 44)]
    assert [words(one) for one in page.find_all(class_="sub")][:2] == ["9.1 ข้อมูลพื้นฐาน", "9.2 การบริหารงาน"]
    assert page.find(id="O10").find_previous("h4").get_text().startswith("9.2")


def test_every_item_has_badge_and_explanation(page):
    for item in made_audit().items:
        article = page.find(id=item.code)
        badge = article.find(class_="badge")
        assert counted_outcome(item).value in badge["class"]
        assert label(counted_outcome(item)) in words(badge)
        assert badge.find(class_="sign").get_text()
        assert " ".join(explain(item).split()) in words(article)


def test_elements_periods_and_evidence_are_shown(page):
    elements = page.find(id="O2").find(class_="elements").find_all("li")
    assert [one["class"] for one in elements] == [["seen"], ["seen"], ["unseen"], ["unseen"], ["optional"]]
    assert "รูปถ่าย (ไม่พบในหน้าที่ตรวจ)" in words(elements[2])
    outdated = words(page.find(id="O4"))
    assert "ปี พ.ศ. 2561 ถึง 2565 เขียนว่า “พ.ศ. 2561 - 2565” ในข้อความลิงก์" in outdated
    proof = page.find(id="O4").find(class_="evidence")
    assert [words(step) for step in proof.find_all("li")][:3] == ["หน้าแรก", "การเปิดเผยข้อมูลสาธารณะ (ITA)", "ITA 2566"]
    for said in ("15 มีนาคม 2566 เวลา 10.04 น.", "รหัสตอบกลับ HTTP 200", "0404040404040404…"):
        assert said in words(proof)
    assert proof.find("a")["href"] == f"{SITE}/files/4.pdf"


def test_a_link_that_was_not_opened_can_be_opened(page):
    assert page.find(id="O24").find(class_="best").a["href"] == SITE + "/p/99"


def test_a_shared_picture_is_embedded_once(page):
    shared = [one for one in page.find_all("img") if one["alt"] == "ภาพหน้าจอของข้อ O1"]
    assert len(shared) == 1
    assert "ภาพเดียวกับข้อ O1" in words(page.find(id="O5"))
    sources = [image.find_parent("article")["id"] for image in page.find_all("img")]
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize("body", [None, b"", b"<svg onload=alert(1)>", b"\x89PNG\r\n\x1a\n" + b"0" * 5_000_000])
def test_only_pictures_of_bearable_size_are_embedded(body):
    assert "<img" not in render_html(made_audit(), picture=lambda name: body)


def test_inferred_requirements_are_marked_and_explained(page):
    assert page.find(id="inferred")
    marked = {mark.find_parent("article")["id"] for mark in page.find_all(class_="mark")}
    assert marked == {"O27", "O35"}


def test_trouble_notes_and_attestation_are_told(page):
    trouble = words(page.find("table", class_="trouble"))
    assert "เครื่องแม่ข่ายไม่ตอบภายในเวลาที่กำหนด" in trouble
    assert "ตรวจทานโดย นางสาวมาลี ตรวจดี" in words(page.find(id="O9"))
    assert "--form 2566" in words(page.footer)


def test_very_much_trouble_is_cut():
    audit = made_audit()
    many = replace(audit, failures=tuple((f"{SITE}/{n}", "timeout", "") for n in range(1000)))
    page = BeautifulSoup(render_html(many), "html.parser")
    assert len(page.find("table", class_="trouble").tbody.find_all("tr")) == 200
    assert "และอีก 800 รายการ" in page.get_text()


def test_headings_go_down_step_by_step(page):
    levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_site_that_was_not_captured_accuses_nobody():
    page = BeautifulSoup(render_html(uncaptured_audit()), "html.parser")
    assert not page.find_all(class_="badge missing")[1:]  # the count of 0 in the summary alone
    assert "0.00 ถึง 100.00" in words(page.find(class_="summary"))
    assert "ยังไม่สามารถตรวจเว็บไซต์ได้" in words(page.find("section", attrs={"aria-labelledby": "first"}))
    assert not page.find(class_="first")


def test_english_is_english():
    page = BeautifulSoup(render_html(made_audit(), "en", title="A title <b>"), "html.parser")
    assert page.html["lang"] == "en"
    assert page.title.string == "A title <b>"
    heads = [words(one) for one in page.find_all("h2")]
    assert "What to fix or check first" in heads
    assert not any(re.search("[\u0e00-\u0e7f]", one) for one in heads)


def test_every_outcome_has_a_sign_of_its_own(page):
    signs = [one.find(class_="sign").get_text() for one in page.find(class_="counts").find_all("li")]
    assert len(set(signs)) == len(Outcome)
