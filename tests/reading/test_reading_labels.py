"""Labels over links: of tabs, accordions, lists under dead links, legends, captions, headings of higher levels."""

# ruff: noqa: E501 - a case is easier to read in one line

import pytest

from oit.content import BlockKind, Link, Page, Region
from reading.html import read_page
from reading.serial import from_json, to_json

URL = "https://x.go.th/a/ita.php"


def page_of(html: str) -> Page:
    return read_page(html.encode(), URL, "text/html; charset=utf-8")


def link_to(page: Page, ending: str) -> Link:
    found = [link for link in page.links if (link.url or link.href).endswith(ending)]
    assert len(found) == 1, [link.url for link in page.links]
    return found[0]


def labels(page: Page, ending: str) -> tuple[str, ...]:
    """All labels over a link, outermost first, its heading last."""
    link = link_to(page, ending)
    return (*link.above, link.heading)


def headings(page: Page) -> list[str]:
    return [block.text for block in page.blocks if block.kind is BlockKind.HEADING]


TABS = {
    "bootstrap 3": ('<ul class="nav nav-tabs"><li><a data-toggle="tab" href="#y65">ITA 2565</a></li><li><a data-toggle="tab" href="#y66">ITA 2566</a></li></ul><div class="tab-content">', '<div id="y{0}" class="tab-pane fade">{1}</div>'),
    "bootstrap 4": ('<nav><div class="nav nav-tabs" role="tablist"><a class="nav-link" data-toggle="tab" href="#y65" role="tab" aria-controls="y65">ITA 2565</a><a class="nav-link" data-toggle="tab" href="#y66" role="tab">ITA 2566</a></div></nav><div class="tab-content">', '<div id="y{0}" class="tab-pane" role="tabpanel">{1}</div>'),
    "bootstrap 5": ('<ul class="nav nav-pills" role="tablist"><li role="presentation"><button data-bs-toggle="pill" data-bs-target="#y65" type="button" role="tab">ITA 2565</button></li><li><button data-bs-toggle="pill" data-bs-target="#y66" role="tab">ITA 2566</button></li></ul><div>', '<div class="tab-pane" id="y{0}" role="tabpanel">{1}</div>'),
    "jquery ui": ('<div id="tabs"><ul><li><a href="#y65">ITA 2565</a></li><li><a href="#y66">ITA 2566</a></li></ul>', '<div id="y{0}">{1}</div>'),
    "w3c": ('<div role="tablist"><span id="t65" role="tab" aria-controls="y65">ITA 2565</span><span id="t66" role="tab" aria-controls="y66">ITA 2566</span></div><div>', '<div id="y{0}" role="tabpanel" tabindex="0">{1}</div>'),
    "labelled by": ('<div><span id="t65">ITA 2565</span><span id="t66">ITA 2566</span></div><div>', '<div role="tabpanel" aria-labelledby="t{0}">{1}</div>'),
    "elementor": ('<div class="elementor-tabs-wrapper"><div class="elementor-tab-title" data-tab="65">ITA 2565</div><div class="elementor-tab-title" data-tab="66">ITA 2566</div></div><div class="elementor-tabs-content-wrapper">', '<div class="elementor-tab-content" data-tab="{0}">{1}</div>'),
    "data-tab and id": ('<ul class="tabs"><li data-tab="y65">ITA 2565</li><li data-tab="y66">ITA 2566</li></ul><div>', '<div id="y{0}" class="tab-content">{1}</div>'),
    "handler": ("<div><button onclick=\"show(event,'y65')\">ITA 2565</button><button onclick=\"show(event,'y66')\">ITA 2566</button></div><div>", '<div id="y{0}">{1}</div>'),
}  # fmt: skip
INSIDE = '<h4>ตัวชี้วัด {0}</h4><h5>O10 แผนดำเนินงาน</h5><p><a href="{0}.pdf">ดาวน์โหลด</a></p>'


@pytest.mark.parametrize(("bar", "panel"), TABS.values(), ids=TABS)
def test_the_tab_stands_over_links_below_headings_of_its_panel(bar: str, panel: str) -> None:
    page = page_of(
        f"<main><h2>การประเมิน</h2>{bar}" + "".join(panel.format(year, INSIDE.format(year)) for year in (65, 66)) + "</div></main>"
    )
    for year in (65, 66):
        assert labels(page, f"{year}.pdf") == ("การประเมิน", f"ITA 25{year}", f"ตัวชี้วัด {year}", "O10 แผนดำเนินงาน")


def test_tabs_over_accordions_of_several_years() -> None:
    def item(number: int, file: str) -> str:
        return f'<li><a data-toggle="collapse" href="#faq{number}">EB1 มาตรการ <i></i></a><div id="faq{number}" class="collapse">{file}</div></li>'

    page = page_of(
        '<ul class="nav nav-tabs"><li><a href="#d1" data-toggle="tab">ITA 2563</a></li><li><a href="#d2" data-toggle="tab">ITA 2564</a></li></ul>'
        f'<div class="tab-content"><div class="tab-pane" id="d1"><ul id="f">{item(1, "<p></p>")}{item(2, "<p></p>")}</ul></div>'
        f'<div class="tab-pane" id="d2"><ul id="f">{item(3, "<a href=64.pdf>1.1 บันทึก</a>")}</ul></div></div><p><a href="after.pdf">นอกแท็บ</a></p>'
    )
    assert labels(page, "64.pdf") == ("ITA 2564", "EB1 มาตรการ")
    assert labels(page, "after.pdf") == ("",)


@pytest.mark.parametrize(
    "panel",
    [
        '<div><a data-toggle="collapse" href="#c">ปี 2565</a><div id="c"><a href="1.pdf">แผน</a></div></div>',
        '<a data-toggle="collapse" href="#c">ปี 2565</a><div id="c"><a href="1.pdf">แผน</a></div>',
        '<ul><li><a href="#">ปี 2565</a><ul><li><a href="1.pdf">แผน</a></li></ul></li></ul>',
        "<details><summary>ปี 2565</summary><a href=1.pdf>แผน</a></details>",
        "<fieldset><legend>ปี 2565</legend><h4>O1</h4><a href=1.pdf>แผน</a></fieldset>",
    ],
)
def test_what_follows_a_panel_is_not_below_its_label(panel: str) -> None:
    page = page_of(f"<main><h2>ITA</h2>{panel}<p><a href=after.pdf>คู่มือ</a></p></main>")
    assert labels(page, "1.pdf")[:2] == ("ITA", "ปี 2565")
    assert labels(page, "after.pdf") == ("ITA",)


def test_a_repeated_id_belongs_to_the_nearest_switch_before_it() -> None:
    pair = '<div><a data-toggle="collapse" href="#faq59">{0}</a><div id="faq59"><a href="{1}.pdf">เปิด</a></div></div>'
    page = page_of(pair.format("MOIT 9", 9) + pair.format("MOIT 10", 10) + pair.format("MOIT 11", 11))
    assert [link_to(page, f"/{number}.pdf").heading for number in (9, 10, 11)] == ["MOIT 9", "MOIT 10", "MOIT 11"]


def test_a_button_inside_a_panel_does_not_rename_it() -> None:
    page = page_of(
        '<a data-toggle="tab" href="#a">ปี 2565</a><a data-toggle="tab" href="#b">ปี 2566</a><div id="a"><a href="1.pdf">แผน</a><a data-toggle="tab" href="#b">ถัดไป</a></div>'
        '<div id="b"><a href="2.pdf">แผน</a></div>'
    )
    assert link_to(page, "2.pdf").heading == "ปี 2566"


def test_switches_below_their_panels_name_them_too() -> None:
    page = page_of('<div id="p"><a href="1.pdf">แผน</a></div><a data-toggle="tab" href="#p">ปี 2566</a>')
    assert link_to(page, "1.pdf").heading == "ปี 2566"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<fieldset><legend>ปี 2566</legend><h3>แผน</h3><a href=1.pdf>เปิด</a></fieldset>", ("ปี 2566", "แผน")),
        ("<details><summary>ปี 2566</summary><details><summary>O10</summary><a href=1.pdf>เปิด</a></details></details>", ("ปี 2566", "O10")),
        ("<table><caption>ปี 2566</caption><tr><td colspan=2><b>ไตรมาส 1</b></td></tr><tr><td>ก</td><td><a href=1.pdf>เปิด</a></td></tr></table>", ("ปี 2566", "ไตรมาส 1")),
        ("<dl><dt>ปี 2565</dt><dd>ก</dd><dt>ปี 2566</dt><dd><h4>O10</h4><a href=1.pdf>เปิด</a></dd></dl>", ("ปี 2566", "O10")),
        ('<div class=card><div class=card-header>ปี 2566</div><div class=card-body><h5>O10</h5><a href=1.pdf>เปิด</a></div></div>', ("ปี 2566", "O10")),
        ("<h2>ปี 2565</h2><h3>เก่า</h3><h2>ปี 2566</h2><h3>O10</h3><a href=1.pdf>เปิด</a>", ("ปี 2566", "O10")),
        ("<h3>O9</h3><h3>O10</h3><a href=1.pdf>เปิด</a>", ("O10",)),
        ("<p><b>ประกาศปี 2564</b></p><h3>O10</h3><a href=1.pdf>เปิด</a>", ("O10",)),
        ("<ul><li>ปี 2566<ul><li>O10<ul><li><a href=1.pdf>เปิด</a></ul></ul></ul>", ("ปี 2566", "O10")),
        ('<h3 class="pane-toggler title"><a href="javascript:void(0);"><span>ปี 2566</span></a></h3><div class="pane-slider content"><h4>O10</h4><a href=1.pdf>เปิด</a></div>', ("ปี 2566", "O10")),
        ('<div class="elementor-toggle-item"><div class="elementor-tab-title"><a href="#">ปี 2566</a></div><div class="elementor-tab-content"><h4>O10</h4><a href=1.pdf>เปิด</a></div></div>', ("ปี 2566", "O10")),
        ('<div class="et_pb_toggle"><h5 class="et_pb_toggle_title">ปี 2566</h5><div><h4>O10</h4><a href=1.pdf>เปิด</a></div></div>', ("ปี 2566", "O10")),
        ('<h3><button aria-expanded=false aria-controls=s1>ปี 2566</button></h3><div id=s1 role=region hidden><h4>O10</h4><a href=1.pdf>เปิด</a></div>', ("ปี 2566", "O10")),
        ('<button class="accordion">ปี 2566</button><div class="panel"><h4>O10</h4><a href=1.pdf>เปิด</a></div>', ("ปี 2566", "O10")),
        ("<h2>ITA</h2><div><iframe src=1.pdf></iframe></div>", ("ITA",)),
    ],
)  # fmt: skip
def test_what_encloses_a_link_stands_over_it(html: str, expected: tuple[str, ...]) -> None:
    assert labels(page_of(f"<main>{html}</main>"), "1.pdf") == expected


def test_labels_of_the_menu_stand_over_nothing() -> None:
    page = page_of(
        '<header><h1>เทศบาล</h1></header><nav><h2>เมนู</h2><ul><li>ITA<ul><li>ปี 2565<ul><li><a href="m.php">O1</a></ul></ul><li><a href="#s1">หนึ่ง</a><li><a href="#s2">สอง</a></ul></nav>'
        '<div id="s1"><a href="1.pdf">แผน</a></div><div id="s2"><h3>O2</h3><a href="2.pdf">แผน</a></div>'
    )
    assert link_to(page, "m.php").above == ()
    assert (labels(page, "1.pdf"), labels(page, "2.pdf")) == (("",), ("O2",))


def test_at_most_four_labels_of_bounded_length_and_panels_before_headings() -> None:
    inner = "".join(f"<details><summary>{number} {'ก' * 150}</summary>" for number in range(3))
    page = page_of(f"<h1>หนึ่ง</h1><h2>สอง</h2><h3>สาม</h3>{inner}<h4>ใกล้</h4><a href=1.pdf>เปิด</a>")
    link = link_to(page, "1.pdf")
    assert [label[:3] for label in link.above] == ["สาม", "0 ก", "1 ก", "2 ก"]
    assert max(map(len, link.above)) == 120
    assert link.heading == "ใกล้"


def test_labels_are_kept_and_older_readings_without_them_load() -> None:
    page = page_of("<h2>ก</h2><h3>ข</h3><a href=1.pdf>ค</a>")
    text = to_json(page)
    assert from_json(text) == page
    older = from_json(text.replace(',"above":["ก"]', ""))
    assert isinstance(older, Page)
    assert (older.links[0].above, older.links[0].heading) == ((), "ข")


# -- dead links that are labels --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>{0}<ul><li><a href=1.pdf>เปิด</a></li></ul></li></ul>",
        "<div>{0}<ul><li><a href=1.pdf>เปิด</a></li></ul></div>",
        "<div><p>{0}</p><ol><li>ที่หนึ่ง <a href=1.pdf>เปิด</a></li></ol></div>",
        "<ul><li>{0}</li><ul><li><a href=1.pdf>เปิด</a></li></ul></ul>",
        "<div>{0}<div class=panel><p><a href=1.pdf>เปิด</a></p></div></div>",
        "<div class=accordion-item>{0}<div><p><a href=1.pdf>เปิด</a></p></div></div>",
        "<div>{0}<br><a href=1.pdf>1. เปิด</a><br><a href=2.pdf>2. เปิด</a></div>",
        "<div><p>{0}</p><p>- <a href=1.pdf>เปิด</a></p></div>",
    ],
)
@pytest.mark.parametrize("dead", ['<a href="#">{}</a>', "<a>{}</a>", '<a href="javascript:void(0)"><b>{}</b></a>'])
def test_a_dead_link_over_a_list_of_live_ones_is_their_label(html: str, dead: str) -> None:
    label = "MOIT 12 การมีส่วนร่วม"
    page = page_of(f"<main><h2>ITA 2566</h2><p>คำนำ</p>{html.format(dead.format(label))}</main>")
    assert labels(page, "1.pdf") == ("ITA 2566", label)
    assert headings(page) == ["ITA 2566", label]
    assert (page.links[0].text, page.links[0].url) == (label, None)


@pytest.mark.parametrize(
    "html",
    [
        "<ul><li>{0}</li><li><a href=1.pdf>O11</a></li></ul>",
        "<ul><li>{0}<ul><li><a href=#>ว่าง</a></li></ul></li></ul><p>ต่อไป</p><p><a href=1.pdf>O11</a></p>",
        "<p>{0}</p><p>ข้อความ</p><ul><li><a href=1.pdf>O11</a></li></ul>",
        "<p>{0}</p><div><a href=1.pdf>O11</a></div>",
        "<p>{0}<br><a href=1.pdf>O11</a></p>",
        "<div>ประกาศใน {0}<ul><li><a href=1.pdf>O11</a></li></ul></div>",
        "<p>{0}<br><a href=1.pdf>2. แผน</a></p>",
        "<table><tr><td>{0}</td></tr><tr><td><a href=1.pdf>1. แผน</a></td></tr></table>",
    ],
)
def test_a_dead_link_with_nothing_below_stays_a_dead_link(html: str) -> None:
    page = page_of(f"<main><h2>ITA 2566</h2><p>คำนำ</p>{html.format('<a href=#>O10 แผน</a>')}</main>")
    assert link_to(page, "1.pdf").heading == "ITA 2566"
    assert headings(page) == ["ITA 2566"]
    assert page.links[0].url is None


def test_words_of_buttons_are_no_labels() -> None:
    page = page_of("<main><h2>ข่าว</h2><p><a href=#>ดูทั้งหมด</a></p><ul><li><a href=1.pdf>แผน</a></li></ul></main>")
    assert (link_to(page, "1.pdf").heading, headings(page)) == ("ข่าว", ["ข่าว"])


def test_a_row_of_dead_links_is_a_bar_of_tabs_not_the_label_of_what_follows() -> None:
    page = page_of("<main><h2>ข่าว</h2><p><a href=#>ปี 2565</a> <a href=#>ปี 2566</a></p><ul><li><a href=1.pdf>แผน</a></li></ul></main>")
    assert link_to(page, "1.pdf").heading == "ข่าว"


def test_numbered_lines_hang_below_their_dead_links() -> None:
    lines = [
        ("#", "MOIT 2 ข้อมูล"),
        ("#", "1. พื้นฐาน"),
        ("a.pdf", "1.1 ผู้บริหาร"),
        ("b.pdf", "๑.๒ นโยบาย"),
        ("c.pdf", "2. แผน"),
        ("#", "MOIT 3 จัดซื้อ"),
        ("d.pdf", "1. แผนจัดซื้อ"),
        ("e.pdf", "คู่มือ"),
    ]
    page = page_of("<h3>ตัวชี้วัดที่ 1</h3><div>" + "<br>".join(f'<a href="{href}">{text}</a>' for href, text in lines) + "</div>")
    assert labels(page, "a.pdf") == labels(page, "b.pdf") == ("ตัวชี้วัดที่ 1", "MOIT 2 ข้อมูล", "1. พื้นฐาน")
    assert labels(page, "c.pdf") == ("ตัวชี้วัดที่ 1", "MOIT 2 ข้อมูล")
    assert labels(page, "d.pdf") == ("ตัวชี้วัดที่ 1", "MOIT 3 จัดซื้อ")
    assert labels(page, "e.pdf") == ("ตัวชี้วัดที่ 1",)
    assert headings(page) == ["ตัวชี้วัดที่ 1", "MOIT 2 ข้อมูล", "MOIT 3 จัดซื้อ"]


def test_the_menu_keeps_its_items() -> None:
    page = page_of('<nav><ul><li><a href="#">ITA 2566</a><ul><li><a href="o1.php">โครงสร้าง</a></li></ul></li></ul></nav>')
    assert (headings(page), link_to(page, "o1.php").heading) == ([], "ITA 2566")
    assert {link.region for link in page.links} == {Region.MENU}


def test_ids_repeated_without_end_are_paired_in_order() -> None:
    count = 2_000
    page = page_of(
        "".join(f'<a data-toggle="collapse" href="#t">ข้อ {n}</a><div id="t"><a href="/f{n}.pdf">เปิด</a></div>' for n in range(count))
    )
    live = [link for link in page.links if link.url]
    assert [link.heading for link in live] == [f"ข้อ {n}" for n in range(count)]
