"""Tables of old sites: which rows are records whose cells speak for one another, and which only lay the page out."""

# ruff: noqa: E501 - a case is easier to read in one line

import pytest

from oit.content import BlockKind, Link, Page
from reading.html import read_page


def page_of(html: str) -> Page:
    return read_page(html.encode(), "https://x.go.th/index.php?mod=content&id=1", "text/html; charset=utf-8")


def rows(page: Page) -> list[str]:
    return [block.text for block in page.blocks if block.kind is BlockKind.ROW and block.text]


def link_to(page: Page, ending: str) -> Link:
    return next(link for link in page.links if (link.url or "").endswith(ending))


MENU = "".join(f"<a href=m{n}.php>หัวข้อที่ {n}</a><br>" for n in range(1, 6))
NEWS = "".join(f"<img src=b.gif><a href=n{n}.php>ข่าวเรื่องที่ {n}</a><br>" for n in range(1, 6))


def test_a_cell_that_holds_the_page_is_no_row() -> None:
    page = page_of(
        "<table width=100%><tr><td><font size=5><b>การมีส่วนร่วมของผู้บริหาร</b></font><br><br>อยู่ระหว่างปรับปรุงข้อมูล<br></td></tr></table>"
    )
    assert rows(page) == []
    assert [(block.kind, block.text) for block in page.blocks] == [
        (BlockKind.HEADING, "การมีส่วนร่วมของผู้บริหาร"), (BlockKind.TEXT, "อยู่ระหว่างปรับปรุงข้อมูล"),
    ]  # fmt: skip
    assert page.tables == ()


def test_a_cell_with_one_line_is_an_entry_and_no_table_of_records() -> None:
    page = page_of("<table><tr><td>อยู่ระหว่างปรับปรุงข้อมูล</td></tr></table>")
    assert rows(page) == ["อยู่ระหว่างปรับปรุงข้อมูล"]
    assert page.tables == ()


def test_lines_of_one_cell_speak_for_their_own_links_only() -> None:
    page = page_of(
        "<table><tr><td>1. แผนพัฒนา พ.ศ. 2566 <a href=1.pdf>ดาวน์โหลด</a><br>2. รายงานผล พ.ศ. 2561 <a href=2.pdf>ดาวน์โหลด</a><br></td></tr></table>"
    )
    assert link_to(page, "1.pdf").context == "1. แผนพัฒนา พ.ศ. 2566 ดาวน์โหลด"
    assert link_to(page, "2.pdf").context == "2. รายงานผล พ.ศ. 2561 ดาวน์โหลด"


def test_menu_page_and_news_side_by_side_are_no_row() -> None:
    page = page_of(
        f"<table><tr><td colspan=3>เทศบาลตำบล</td></tr><tr><td>{MENU}</td><td>แผนพัฒนา ปี 2566<br>ดู<a href=d.pdf>ที่นี่</a></td><td>{NEWS}</td></tr></table>"
    )
    assert not any(" | " in text for text in rows(page))
    assert link_to(page, "n1.php").context == "ข่าวเรื่องที่ 1"
    assert link_to(page, "m3.php").context == "หัวข้อที่ 3"
    assert page.tables == () or all(len([cell for cell in row if cell]) < 2 for table in page.tables for row in table.rows)


def test_nested_three_deep_the_innermost_row_counts() -> None:
    inner = "".join(
        f"<tr><td><img src=b.gif></td><td><a href=d{n}.pdf>เอกสารที่ {n}</a></td><td>{n} ม.ค. 2566</td></tr>" for n in range(1, 4)
    )
    page = page_of(f"<table><tr><td>{MENU}</td><td><table><tr><td><table>{inner}</table></td></tr></table></td></tr></table>")
    assert rows(page) == [f"เอกสารที่ {n} | {n} ม.ค. 2566" for n in range(1, 4)]
    assert link_to(page, "d2.pdf").context == "เอกสารที่ 2 | 2 ม.ค. 2566"
    assert len(page.tables) == 1
    assert len(page.tables[0].rows) == 3


@pytest.mark.parametrize(
    "html",
    [
        "<tr><td>1</td><td>แผนการใช้จ่ายงบประมาณ</td><td><a href=d.pdf>เปิด</a></td></tr>",
        "<tr><td><a href=d.pdf>แผนการใช้จ่ายงบประมาณ ประจำปี</a></td><td><a href=d.pdf>ดาวน์โหลด</a></td></tr>",
        "<tr><td><a href=d.pdf><img src=pdf.gif></a></td><td>แผนการใช้จ่ายงบประมาณ</td></tr>",
        "<tr><th>ชื่อ</th><th>ไฟล์</th></tr><tr><td>แผน<br>การใช้จ่าย<br>งบประมาณ<br>รวม</td><td><a href=d.pdf>เปิด</a></td></tr>",
        "<tr><td><b>ชื่อ</b></td><td><b>ไฟล์</b></td></tr><tr><td>แผน<br>การใช้จ่าย<br>งบประมาณ<br>รวม</td><td><a href=d.pdf>เปิด</a></td></tr>",
        "<tr><td>แผนการใช้จ่าย</td><td><a href=e.pdf>2565</a></td><td><a href=d.pdf>2566</a></td></tr>",
    ],
)
def test_records_stay_rows(html: str) -> None:
    page = page_of(f"<table>{html}</table>")
    assert link_to(page, "d.pdf").context == rows(page)[-1]
    assert "แผน" in rows(page)[-1]
    assert len(page.tables) == 1


def test_records_of_many_lines_stay_rows_among_rows_alike() -> None:
    line = "<tr><td>ยุทธศาสตร์ที่ {0}</td><td>โครงการ ก<br>โครงการ ข<br>โครงการ ค<br>โครงการ ง<br>โครงการ จ</td><td><a href=d{0}.pdf>เปิด</a></td></tr>"
    page = page_of(f"<table>{''.join(line.format(n) for n in range(1, 4))}</table>")
    assert [text[:14] for text in rows(page)] == ["ยุทธศาสตร์ที่ ", "ยุทธศาสตร์ที่ ", "ยุทธศาสตร์ที่ "]


@pytest.mark.parametrize(
    "cells",
    [
        [f"<a href=c{n}.php><img src=p.jpg></a><br><a href=c{n}.php>กิจกรรมของเทศบาลครั้งที่ {n}</a>" for n in range(1, 4)],
        [f"<a href=c{n}.php>รายงานของสำนักปลัด {n}</a>" for n in range(1, 4)],
        [f"<a href=c{n}.php>เมนูที่ {n}</a>" for n in range(1, 6)],
        [f"<a href=c{n}.php><img src=p.gif>แผนพัฒนาท้องถิ่น {n}</a>" for n in range(1, 3)],
    ],
)
def test_cards_side_by_side_have_nothing_to_do_with_one_another(cells: list[str]) -> None:
    page = page_of(f"<table><tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr></table>")
    assert not any(" | " in link.context for link in page.links)
    assert rows(page) == []
    assert page.tables == ()


def test_bars_between_the_cells_of_a_menu_are_no_cells() -> None:
    page = page_of(f"<table><tr>{'<td>|</td>'.join(f'<td><a href={n}.php>เมนูที่ {n}</a></td>' for n in range(1, 6))}</tr></table>")
    assert not any(" | " in link.context for link in page.links)


def test_links_with_bars_between_them_on_one_line_are_no_cells() -> None:
    page = page_of("<p><a href=1.php>แผนพัฒนา</a> | <a href=2.php>ติดต่อเรา</a></p>")
    assert page.links[1].context == "แผนพัฒนา / ติดต่อเรา"
    assert page.blocks[0].text == "แผนพัฒนา | ติดต่อเรา"


def test_a_table_that_says_that_it_is_none() -> None:
    page = page_of("<table role=presentation><tr><td>แผนพัฒนา</td><td><a href=d.pdf>ติดต่อ</a></td></tr></table>")
    assert rows(page) == []
    assert page.tables == ()


def test_a_bullet_a_title_and_a_day_below_it_are_one_entry() -> None:
    entry = "<tr><td><img src=b.gif></td><td>แผนปฏิบัติการ {0}<br><a href=d{0}.pdf>ดาวน์โหลด</a></td></tr>"
    page = page_of(f"<table>{entry.format(1)}{entry.format(2)}</table>")
    assert link_to(page, "d2.pdf").context == "แผนปฏิบัติการ 2 ดาวน์โหลด"


def test_tables_that_are_never_closed_and_rows_without_tables_are_read() -> None:
    page = page_of(
        "<tr><td>ก<p>ข</td><table><tr><td>1<td><a href=x.pdf>2</a><tr><td><table><td>ใน<br>กรอบ<br><br>" + "<table><tr><td>" * 60
    )
    assert "ใน" in page.text
    assert link_to(page, "x.pdf").context == "1 | 2"
