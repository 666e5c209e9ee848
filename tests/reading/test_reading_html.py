"""Pages: blocks, links, headings and regions in reading order, over the quirks of real sites."""

# ruff: noqa: E501 - a case is easier to read in one line

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oit.content import Block, BlockKind, Link, Page, Region
from oit.thai import clean
from reading.html import read_page

URL = "https://x.go.th/a/index.php"


def page_of(html: str, url: str = URL) -> Page:
    return read_page(html.encode(), url, "text/html; charset=utf-8")


def link_to(page: Page, ending: str) -> Link:
    found = [link for link in page.links if (link.url or link.href).endswith(ending)]
    assert len(found) == 1, [link.url for link in page.links]
    return found[0]


def texts(page: Page, kind: BlockKind | None = None) -> list[str]:
    return [block.text for block in page.blocks if block.text and (kind is None or block.kind is kind)]


def test_title_heading_and_order() -> None:
    page = page_of("<title> เทศบาล\n ตำบล </title><header><h1>เมนู</h1></header><main><p>ก่อน</p><h2>แผน <b>งาน</b></h2><p>หลัง</p></main>")
    assert page.title == "เทศบาล ตำบล"
    assert page.heading == "แผน งาน"
    assert texts(page) == ["เมนู", "ก่อน", "แผน งาน", "หลัง"]
    assert page.text == "เมนู\nก่อน\nแผน งาน\nหลัง"


def test_texts_are_clean_and_scripts_stay_out() -> None:
    page = page_of(
        "<p>นํ้า&nbsp;&#3585;&#x0E32;\u200bร<!-- no --><script>var a='ไม่เห็น'</script><style>p{}</style><template>แม่แบบ</template>"
        "<noscript><p>ไม่เห็น</p></noscript></p><p>ใหม่</p>"
    )
    assert texts(page) == ["น้ำ การ", "ใหม่"]
    assert all(clean(block.text) == block.text for block in page.blocks)


def test_link_text_falls_back_to_what_is_stated() -> None:
    page = page_of(
        '<p><a href=1.pdf> แผน <b>งาน</b></a> <a href=2.pdf title="ชื่อ"></a> <a href=3.pdf aria-label="ป้าย"><i></i></a>'
        '<a href=4.pdf><img src=i.png alt="ภาพ"></a> <a href=5.pdf></a></p>'
    )
    assert [link.text for link in page.links] == ["แผน งาน", "ชื่อ", "ป้าย", "ภาพ", ""]


def test_neighbouring_links_stay_two_words() -> None:
    assert texts(page_of("<div><a href=1>หนึ่ง</a><a href=2>สอง</a></div>")) == ["หนึ่ง สอง"]


@pytest.mark.parametrize("href", ["", "#", "#!", "javascript:void(0)", "javascript:;", "about:blank"])
def test_dead_links_stay_as_links_without_an_address(href: str) -> None:
    page = page_of(f'<h3>O10</h3><p><a href="{href}">แผนดำเนินงาน</a></p>')
    assert [(link.text, link.url, link.href, link.heading) for link in page.links] == [("แผนดำเนินงาน", None, href, "O10")]


def test_anchor_without_href_is_a_dead_link_and_a_named_place_is_none() -> None:
    page = page_of("<a>แผน</a><a name=top></a><a id=x>ที่หมาย</a>")
    assert [(link.text, link.href) for link in page.links] == [("แผน", "")]


def test_mail_and_phone_links_keep_what_was_written() -> None:
    page = page_of('<a href="mailto:saraban@x.go.th">อีเมล</a> <a href="tel:02-123">โทร</a>')
    assert [(link.url, link.href) for link in page.links] == [(None, "mailto:saraban@x.go.th"), (None, "tel:02-123")]


def test_base_backslashes_and_thai_in_hrefs() -> None:
    page = page_of('<base href="/files/"><a href="ita\\แผน 66.pdf ">แผน</a><a href="../x.php">x</a>')
    assert [link.url for link in page.links] == ["https://x.go.th/files/ita/%E0%B9%81%E0%B8%9C%E0%B8%99%2066.pdf", "https://x.go.th/x.php"]
    assert page.links[0].href == "ita\\แผน 66.pdf"


@pytest.mark.parametrize(
    ("html", "url", "rel"),
    [
        ("<map><area href=m.php alt=แผนที่></map>", "m.php", "area"),
        ("<iframe src=f.php></iframe>", "f.php", "frame"),
        ("<iframe src=about:blank data-src=lazy.php></iframe>", "lazy.php", "frame"),
        ("<object data=o.pdf></object>", "o.pdf", "frame"),
        ("<embed src=e.pdf>", "e.pdf", "frame"),
        ("<button onclick=\"location.href='b.php'\">ไป</button>", "b.php", "button"),
        ("<div onclick=\"window.open('w.pdf','_blank')\">เปิด</div>", "w.pdf", "button"),
        ("<a href=\"javascript:window.open('j.pdf')\">เปิด</a>", "j.pdf", "button"),
        ("<a href=# onclick=\"window.location='l.php'\">ไป</a>", "l.php", "button"),
        ("<input type=button value=ไป onclick=\"location='i.php'\">", "i.php", "button"),
        ("<tr data-href='r.php'>", "r.php", "button"),
        ("<div data-pdf='/up/d.pdf'></div>", "d.pdf", "button"),
        ("<select onchange='location=this.value'><option value=''>-</option><option value='s.php?y=2566'>2566</option></select>", "s.php?y=2566", "option"),
        ("<select><option value='https://y.go.th/'>y</option><option value='1'>1</option></select>", "https://y.go.th/", "option"),
        ('<meta http-equiv="Refresh" content="0; URL=\'home.php\'">', "home.php", "refresh"),
        ('<meta http-equiv=refresh content="5;home.php">', "home.php", "refresh"),
        ("<script>window.location.replace('main.php');</script>", "main.php", "refresh"),
        ('<svg><a xlink:href="v.php"><text>v</text></a></svg>', "v.php", "a"),
    ],
)  # fmt: skip
def test_other_ways_to_lead_on(html: str, url: str, rel: str) -> None:
    page = page_of(f"<table>{html}<td>x</table>" if html.startswith("<tr") else html)
    assert [(link.url or "").removeprefix("https://x.go.th/a/").removeprefix("https://x.go.th/up/") for link in page.links] == [url]
    assert page.links[0].rel == rel


def test_frames_of_a_frameset_are_links() -> None:
    page = page_of("<html><frameset cols='1,2'><frame src=menu.htm name=menu><frame src=main.htm></frameset></html>")
    assert [(link.url, link.rel) for link in page.links] == [
        ("https://x.go.th/a/menu.htm", "frame"),
        ("https://x.go.th/a/main.htm", "frame"),
    ]


def test_a_refresh_to_itself_is_no_link() -> None:
    assert page_of('<meta http-equiv=refresh content="60"><p>x</p>').links == ()


def test_viewer_frames_give_the_file_too() -> None:
    page = page_of('<iframe src="https://docs.google.com/viewer?url=https%3A%2F%2Fx.go.th%2Fq.pdf&embedded=true"></iframe>')
    assert [link.url for link in page.links][1] == "https://x.go.th/q.pdf"
    embed = next(block for block in page.blocks if block.kind is BlockKind.EMBED)
    assert embed.url.startswith("https://docs.google.com/viewer")


def test_maps_and_pictures_are_blocks() -> None:
    page = page_of(
        '<iframe src="https://www.google.com/maps/embed?pb=1" title="แผนที่"></iframe><img src="../i/org.jpg" alt="โครงสร้าง"><img src="data:image/png;base64,AAAA">'
    )
    assert [(block.kind, block.text, block.url) for block in page.blocks] == [
        (BlockKind.EMBED, "แผนที่", "https://www.google.com/maps/embed?pb=1"),
        (BlockKind.IMAGE, "โครงสร้าง", "https://x.go.th/i/org.jpg"),
        (BlockKind.IMAGE, "", "data:image/png"),
    ]


def test_bootstrap_accordion_names_its_links() -> None:
    page = page_of(
        '<div id=content><h2>ITA</h2><div class="accordion-item"><h3 class="accordion-header"><button data-bs-toggle="collapse" data-bs-target="#c1">'
        'O10 แผนดำเนินงาน</button></h3><div id="c1" class="collapse" style="display:none"><a href="10.pdf">ดาวน์โหลด</a></div></div>'
        '<div class="accordion-item"><h3><button data-bs-toggle="collapse" data-bs-target="#c2">O11</button></h3>'
        '<div id="c2" class="collapse"><a href="11.pdf">ดาวน์โหลด</a></div></div></div>'
    )
    assert link_to(page, "10.pdf").heading == "O10 แผนดำเนินงาน"
    assert link_to(page, "11.pdf").heading == "O11"
    assert texts(page, BlockKind.HEADING) == ["ITA", "O10 แผนดำเนินงาน", "O11"]
    assert page.needs_browser == ()


@pytest.mark.parametrize(
    "label",
    [
        '<button class="accordion" onclick="x(this)">{0}</button>',
        "<details open><summary>{0}</summary>",
        '<div class="card-header">{0}</div>',
        '<p class="panel-title">{0}</p>',
        "<dl><dt>{0}</dt><dd>",
        "<p><strong>{0}</strong></p>",
        "<div><b>{0}</b></div>",
        '<p style="font-weight: bold">{0}</p>',
        "<h4>{0}</h4>",
        "<fieldset><legend>{0}</legend>",
        "<table><caption>{0}</caption><tr><td>",
    ],
)
def test_labels_work_as_headings(label: str) -> None:
    page = page_of(f"<div id=content><div>{label.format('แผนปฏิบัติการ')}<div class=panel><a href=1.pdf>ดาวน์โหลด</a></div></div></div>")
    words = link_to(page, "1.pdf")
    assert "แผนปฏิบัติการ" in (words.heading, words.context.removesuffix(" ดาวน์โหลด"))


def test_tabs_name_their_panels() -> None:
    page = page_of(
        '<div><h2>แผน</h2><ul class="nav nav-tabs"><li><a data-toggle="tab" href="#t66">ปี 2566</a></li><li><a data-toggle="tab" href="#t65">ปี 2565</a></li></ul>'
        '<div class="tab-content"><div id="t66" class="tab-pane"><a href="66.pdf">แผน</a></div><div id="t65" class="tab-pane"><a href="65.pdf">แผน</a></div></div></div>'
    )
    assert (link_to(page, "66.pdf").heading, link_to(page, "65.pdf").heading) == ("ปี 2566", "ปี 2565")
    assert texts(page, BlockKind.HEADING) == ["แผน", "ปี 2566", "ปี 2565"]


def test_hand_made_tabs_are_found_by_the_id_in_the_handler() -> None:
    page = page_of(
        "<div><button onclick=\"openYear(event, 'y66')\">ปี 2566</button><button onclick=\"openYear(event, 'y65')\">ปี 2565</button>"
        "<div id=y66><a href=66.pdf>แผน</a></div><div id=y65 hidden><a href=65.pdf>แผน</a></div></div>"
    )
    assert (link_to(page, "66.pdf").heading, link_to(page, "65.pdf").heading) == ("ปี 2566", "ปี 2565")


def test_nested_menus_take_the_words_of_their_item() -> None:
    page = page_of(
        '<nav><ul><li><a href="#">ITA 2566</a><ul><li><a href="o1.php">โครงสร้าง</a></li></ul></li>'
        '<li><a href="#">ข่าว</a><div class="dropdown-menu"><a href="n.php">ประชาสัมพันธ์</a></div></li><li><a href="c.php">ติดต่อ</a></li></ul></nav>'
    )
    assert (link_to(page, "o1.php").heading, link_to(page, "n.php").heading, link_to(page, "c.php").heading) == ("ITA 2566", "ข่าว", "")
    assert {link.region for link in page.links} == {Region.MENU}
    assert texts(page, BlockKind.ITEM)[0] == "ITA 2566"


def test_a_heading_in_its_own_box_holds_for_the_next_box_and_not_for_the_next_card() -> None:
    page = page_of(
        "<main><h1>ดาวน์โหลด</h1><div class=card><div><h5>แผน</h5><p>คำอธิบาย</p></div><div><a href=1.pdf>เปิด</a></div></div>"
        "<div class=card><a href=2.pdf>อื่น</a></div></main>"
    )
    assert (link_to(page, "1.pdf").heading, link_to(page, "2.pdf").heading) == ("แผน", "ดาวน์โหลด")


def test_rows_give_context_and_section_rows_headings() -> None:
    page = page_of(
        "<h2>จัดซื้อ</h2><table><tr><th>ที่</th><th>ชื่อ</th><th>ไฟล์</th></tr><tr><td colspan=3><b>ปีงบประมาณ 2565</b></td></tr>"
        "<tr><td>1</td><td><p>แผน</p><p>จัดซื้อ</p></td><td><a href=1.pdf><img src=pdf.gif></a></td></tr></table>"
    )
    assert texts(page, BlockKind.ROW) == ["ที่ | ชื่อ | ไฟล์", "1 | แผน จัดซื้อ"]
    link = link_to(page, "1.pdf")
    assert (link.heading, link.context, link.text) == ("ปีงบประมาณ 2565", "1 | แผน จัดซื้อ", "")
    assert page.tables[0].rows == (("ที่", "ชื่อ", "ไฟล์"), ("ปีงบประมาณ 2565", "", ""), ("1", "แผน จัดซื้อ", ""))
    assert page.tables[0].heading == "จัดซื้อ"
    row = next(block for block in page.blocks if block.kind is BlockKind.ROW and block.links)
    assert page.links[row.links[0]] == link


def test_context_of_a_bare_button_is_its_box() -> None:
    page = page_of(
        "<div class=row><div>มาตรการส่งเสริม</div><div><a href=m.pdf>คลิก</a></div></div><ul><li>แผน <a href=p.pdf>ดาวน์โหลด</a></li></ul>"
    )
    assert link_to(page, "m.pdf").context == "มาตรการส่งเสริม คลิก"
    assert link_to(page, "p.pdf").context == "แผน ดาวน์โหลด"


def test_long_context_is_cut_about_the_link() -> None:
    page = page_of(f"<p>{'ก' * 400}<a href=1>ที่นี่</a>{'ข' * 400}</p>")
    assert len(page.links[0].context) == 200
    assert "ที่นี่" in page.links[0].context


def test_tables_that_only_lay_out_are_no_rows() -> None:
    page = page_of(
        "<table><tr><td><ul><li><a href=a.php>หน้าแรก</a></li></ul></td><td><h2>ข่าว</h2><p>เนื้อหา</p><table><tr><td>1</td><td>แผน</td></tr></table></td></tr></table>"
    )
    assert texts(page, BlockKind.ROW) == ["1 | แผน"]
    assert texts(page, BlockKind.TEXT) == ["เนื้อหา"]
    assert [table.rows for table in page.tables] == [(("1", "แผน"),)]


def test_spans_of_tables_are_filled_and_bounded() -> None:
    page = page_of(
        "<table><tr><td rowspan=2>ก</td><td>1</td></tr><tr><td>2</td></tr><tr><td colspan=999999999>ข</td><td rowspan=-1>ค</td></tr></table>"
    )
    rows = page.tables[0].rows
    assert rows[:2] == (("ก", "1"), ("ก", "2"))
    assert len(rows[2]) <= 60


@pytest.mark.parametrize(
    ("box", "region"),
    [
        ("<nav>{}</nav>", Region.MENU), ("<header>{}</header>", Region.MENU), ('<div role="navigation">{}</div>', Region.MENU),
        ('<div id="main-menu">{}</div>', Region.MENU), ('<ul class="navbar-nav ml-auto">{}</ul>', Region.MENU), ('<div class="sidebar">{}</div>', Region.MENU),
        ('<div class="breadcrumb">{}</div>', Region.MENU), ('<div class="topbar">{}</div>', Region.MENU), ('<div id="cssmenu">{}</div>', Region.MENU),
        ("<footer>{}</footer>", Region.FOOTER), ('<div role="contentinfo">{}</div>', Region.FOOTER), ('<div class="site-footer">{}</div>', Region.FOOTER),
        ('<div id="copyright">{}</div>', Region.FOOTER), ("<p>สงวนลิขสิทธิ์ {}</p>", Region.FOOTER), ("<p>{} สถิติผู้เข้าชม 12345</p>", Region.CONTENT),
        ("<div>{}</div>", Region.CONTENT), ('<div class="card"><div class="card-footer">{}</div></div>', Region.CONTENT),
        ('<ul class="nav nav-tabs"><li>{}</li></ul>', Region.CONTENT), ('<div class="has-sidebar">{}</div>', Region.CONTENT),
        ('<section class="nav-arrow-b">{}</section>', Region.CONTENT), ("<article><header>{}</header></article>", Region.CONTENT),
        ('<div class="sidebar"><article>{}</article></div>', Region.CONTENT), ('<div class="menu-page"><main>{}</main></div>', Region.CONTENT),
    ],
)  # fmt: skip
def test_regions(box: str, region: Region) -> None:
    page = page_of(f"<p>ข้อความอื่นของหน้า</p>{box.format('<a href=1>ลิงก์</a>')}")
    assert page.links[0].region is region


def test_a_box_named_menu_that_holds_the_page_is_no_menu() -> None:
    page = page_of(f'<div id="menu"><h1>ประวัติ</h1><p>{"ความเป็นมาของตำบล " * 60}</p><a href=1>ลิงก์</a></div>')
    assert {block.region for block in page.blocks} == {Region.CONTENT}
    assert page.heading == "ประวัติ"


def test_hidden_rows_of_scripts_stay_out_and_hidden_panels_in() -> None:
    page = page_of(
        "<table><tr hidden><td>แม่แบบ</td></tr><tr><td>จริง</td></tr></table><div id=row-template hidden>แม่แบบ</div>"
        '<button aria-controls=p>เปิด</button><div id=p role=tabpanel hidden>แผง</div><div style="display:none">ซ่อนไว้</div>'
    )
    shown = page.text
    assert "แม่แบบ" not in shown
    assert all(word in shown for word in ("จริง", "แผง", "ซ่อนไว้"))


def test_word_exports_and_glyph_pages_are_read() -> None:
    export = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><meta http-equiv=Content-Type content="text/html; charset=windows-1252">'
        "<p class=MsoNormal><b><span lang=TH>&#3649;&#3612;&#3609;</span></b><o:p></o:p></p><p class=MsoNormal>&#3586;&#3657;&#3629;</p>"
    )
    page = read_page(export.encode("cp1252"), URL)
    assert texts(page) == ["แผน", "ข้อ"]
    assert texts(page_of("<p>ที\uf70aนี\uf70b</p>")) == ["ที่นี้"]


def test_lines_of_breaks_are_pieces_of_their_own() -> None:
    page = page_of("<div>1. แผน <a href=1.pdf>เปิด</a><br>2. ผล <a href=2.pdf>เปิด</a></div><h2>ชื่อ<br>ยาว</h2>")
    assert [link.context for link in page.links] == ["1. แผน เปิด", "2. ผล เปิด"]
    assert page.heading == "ชื่อ ยาว"


def test_a_link_around_a_card_is_in_each_of_its_blocks() -> None:
    page = page_of("<main><a href=1.pdf><div><h5>แผนงาน</h5><p>ปี 2566</p></div></a></main>")
    assert page.links[0].text == "แผนงาน ปี 2566"
    assert all(block.links == (0,) for block in page.blocks)


def test_scripts_are_kept_as_addresses() -> None:
    page = page_of('<script src="/js/a.js"></script><script src="https://embed.tawk.to/x"></script><p>x</p>')
    assert page.scripts == ("https://x.go.th/js/a.js", "https://embed.tawk.to/x")


def _blocks_fit(page: Page) -> bool:
    return all(0 <= index < len(page.links) for block in page.blocks for index in block.links) and all(
        isinstance(block, Block) and (1 <= block.level <= 6) == (block.kind is BlockKind.HEADING) for block in page.blocks
    )


_TAGS = ["a", "b", "p", "div", "table", "tr", "td", "ul", "li", "h1", "form", "select", "option", "nav", "button", "svg", "iframe", "template", "script", "frameset", "details"]  # fmt: skip


@st.composite
def _markup(draw: st.DrawFn) -> str:
    piece = st.one_of(
        st.sampled_from([f"<{tag}>" for tag in _TAGS] + [f"</{tag}>" for tag in _TAGS] + ["<a href='x.pdf'>", "<a href=# id=p onclick=\"f('p')\">", "<!--", "-->", "<![CDATA["]),
        st.text(max_size=12), st.sampled_from(["แผน", "&#0;", "&nbsp;", "\x00", "<td rowspan=3>", "<li hidden>", "<div class='card-header sidebar'>"]),
    )  # fmt: skip
    return "".join(draw(st.lists(piece, max_size=40)))


@settings(max_examples=150, deadline=None)
@given(_markup())
def test_any_markup_gives_a_page(html: str) -> None:
    page = page_of(html)
    assert _blocks_fit(page)
    assert all(len(link.context) <= 200 for link in page.links)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.text(max_size=20))
def test_any_bytes_give_a_page(body: bytes, content_type: str) -> None:
    assert read_page(body, URL, content_type).url == URL
