"""Signs that a page needs a browser: each seen where it is due, none on ordinary static pages."""

# ruff: noqa: E501 - a case is easier to read in one line

import pytest

from reading.html import read_page
from reading.html_signs import sign_name

WORDS = "<p>" + "ข้อความของหน้าเว็บหน่วยงาน " * 20 + "</p>"
NEEDY = {
    "script_root": [
        '<body><div id="root"></div><script src="/main.js"></script>',
        '<body><noscript>x</noscript><div id="app">กำลังเปิด</div><script type=module src="/a.js"></script>',
        "<body><app-root></app-root><script src=main.js></script>",
        '<body><div id="wrapper"></div><script>draw()</script>',
    ],
    "noscript_notice": [
        "<body><noscript>You need to enable JavaScript to run this app.</noscript><div>ระบบงาน</div><script src=a.js></script>",
        "<body><noscript><p>กรุณาเปิดใช้งานจาวาสคริปต์</p></noscript><div>ระบบงาน</div><script src=a.js></script>",
        WORDS * 5 + '<div class="acc"><button aria-expanded="false">แผน</button></div><noscript><p>หน้านี้ต้องใช้ JavaScript</p></noscript><script src=a.js></script>',
        WORDS * 5 + "<div id=notices></div>\n<noscript>กรุณาเปิด JavaScript</noscript><script src=a.js></script>",
    ],
    "dead_buttons": [
        WORDS + "".join(f'<div class="item"><a href="#" onclick="openList({n})">แผนปฏิบัติการ {n}</a></div>' for n in range(4)) + "<script>1</script>",
        WORDS + "".join(f'<h3><button aria-expanded="false" aria-controls="p{n}">รายงานผล {n}</button></h3><div id="p{n}"></div>' for n in range(3))
        + "<script src=a.js></script>",
        WORDS + "<h1>แผนการใช้จ่าย</h1><div class=item><h2><button class='acc collapsed' type=button aria-expanded=false>เอกสารแผน</button></h2><div class=body></div></div><script>1</script>",
        WORDS + "".join(f'<li><a data-toggle="collapse" href="#gone{n}">มาตรการ {n}</a></li>' for n in range(3)) + "<script src=a.js></script>",
    ],
    "load_more": [
        WORDS + "<ul><li><a href=1.pdf>แผน</a></li></ul><button type='button' class='load-more' data-page=1>แสดงเพิ่มเติม</button><script>1</script>",
        WORDS + "<div><table><tr><td>แผน</td></tr></table></div>\n<div class=c><button>โหลดเพิ่มเติม (12)</button></div><script src=a.js></script>",
        WORDS + "<div class=news><article>ข่าว</article></div><a href='javascript:;' onclick='next()' class=btn>Load more</a><script>1</script>",
    ],
    "empty_list": [
        WORDS + "<div id=notices data-source='/api/n.json'></div><script src=a.js></script>",
        WORDS + '<table id="docs"><thead><tr><th>ชื่อ</th><th>ไฟล์</th></tr></thead><tbody></tbody></table><script src="t.js"></script>',
        WORDS + "<div id='list'></div><script>fetch('/api').then(r => document.getElementById('list').innerHTML = r)</script>",
        "<h1>การเปิดเผยข้อมูลสาธารณะ (OIT)</h1><p>คลิกเพื่อดูรายละเอียด</p><div id='acc'></div><script src=/chunks/items.js></script>",
        WORDS + "<div class='news'><p>กำลังโหลดข้อมูล...</p></div><script src=a.js></script>",
        WORDS + "<ul><li>{{ item.title }}</li></ul><script src=vue.js></script>",
        WORDS + "<template><li>x</li></template><ul id=docs></ul><script>render()</script>",
    ],
    "script_redirect": ["<script>window.location.href = 'home.php';</script>", "<body onload=go()><script>location.replace(\"index2.html\")</script></body>"],
}  # fmt: skip
STATIC = [
    WORDS,
    "<h1>ผังโครงสร้าง</h1><div id='acc'></div><p><img src=/org.png></p><script src=jquery.js></script>",
    '<nav><ul><li class="dropdown"><a href="#" class="dropdown-toggle" data-toggle="dropdown" aria-expanded="false">ข้อมูลหน่วยงาน</a><ul class="dropdown-menu">'
    "<li><a href=a.php>โครงสร้าง</a></li></ul></li></ul></nav><script src=b.js></script>" + WORDS,
    "".join(f'<h3><button aria-expanded="false" data-bs-toggle="collapse" data-bs-target="#c{n}">หัวข้อ {n}</button></h3><div id="c{n}"><a href={n}.pdf>x</a></div>' for n in range(5))
    + "<script src=b.js></script>" + WORDS,
    "".join(f'<button class="accordion" onclick="flip(this)">หัวข้อที่ {n}</button><div class="panel"><p>เนื้อหา</p></div>' for n in range(5)) + "<script>1</script>" + WORDS,
    "".join(f'<div class="item"><div class="head" ><a href="#" onclick="flip(this)">หัวข้อที่ {n}</a></div><ul><li><a href={n}.pdf>ไฟล์</a></li></ul></div>' for n in range(5))
    + "<script>1</script>" + WORDS,
    "".join(f"<button onclick=\"openTab('t{n}')\">แถบที่ {n}</button>" for n in range(4)) + "".join(f"<div id=t{n}>เนื้อหา</div>" for n in range(4)) + "<script>1</script>" + WORDS,
    "".join(f'<p><a href="#">แผนปฏิบัติการ {n}</a></p>' for n in range(9)) + "<script src=b.js></script>" + WORDS,
    '<div id="preloader"><div class="spinner"></div>Loading...</div><script src=b.js></script>' + WORDS,
    '<noscript>Please enable JavaScript</noscript><noscript><iframe src="https://www.googletagmanager.com/ns.html"></iframe></noscript><script src=b.js></script>' + WORDS,
    '<button onclick="shareFacebook()">Facebook</button><button onclick="shareLine()">LINE แชร์</button><button onclick="window.print()">พิมพ์หน้านี้</button>'
    '<button onclick="setFontSize(1)">ขนาดตัวอักษร</button><script>1</script>' + WORDS,
    '<a href="#" data-slide="prev">ก่อนหน้า</a><a href="#" data-slide="next">ถัดไปนะ</a><a href="#" data-toggle="tooltip">คำแนะนำ</a><ul id="pagination"></ul><script src=b.js></script>' + WORDS,
    "<script>function go() { window.location.href = 'x.php'; }</script><p>สั้น</p><a href=a.php>x</a>",
    '<iframe src="main.php"></iframe><script src=b.js></script>',
    "<a href=index.php><img src=splash.jpg></a><script src=b.js></script>",
    '<script>if (a) { var url = "x"; }</script><table><thead><tr><th>ก</th><th>ข</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>' + WORDS,
    '<div id="fb-root"></div><div class="clear" id="spacer"></div><script>x.appendChild(y)</script>' + WORDS,
    '<div class="calendar"></div><ul id="searchResults"></ul><script>fetch("/s").then(r => searchResults.innerHTML = r); $(".calendar").load("x"); var a = "#calendar"</script>' + WORDS,
    "<ul><li><a href=a.pdf>ข่าว</a></li></ul><a href='#'>ดูทั้งหมด</a><script src=b.js></script>" + WORDS,
    "<ul><li><a href=a.pdf>ข่าว</a></li></ul><a class='btn-more' href='/news'>ดูทั้งหมด</a><button onclick=\"location.href='/all'\">ดูทั้งหมด</button><script src=b.js></script>" + WORDS,
    "<div class=card><img src=a.jpg><p>เรื่องย่อ</p><button>อ่านเพิ่มเติม</button></div><script src=b.js></script>" + WORDS,
    "<ul><li>หนึ่ง</li><li style='display:none'>สอง</li></ul><button class='show-more' type=button>แสดงเพิ่มเติม</button><script>1</script>" + WORDS,
    "<form action=s.php><ul><li>หนึ่ง</li></ul><button name=all>แสดงทั้งหมด</button></form><script src=b.js></script>" + WORDS,
    "<div><h2><button aria-expanded=false>หัวข้อ</button></h2><div><p>เนื้อหา</p></div></div><script src=b.js></script>" + WORDS,
    "<button aria-expanded=false>ค้นหา</button><div></div><button class='navbar-toggler' aria-expanded=false></button><div></div><script src=b.js></script>" + WORDS,
    "<title>ว่าง</title>",
    '<div id="root"><h1>หน้า</h1>' + WORDS + '<a href="a.pdf">x</a></div><script src=b.js></script>',
]  # fmt: skip


@pytest.mark.parametrize(("sign", "html"), [(sign, html) for sign, pages in NEEDY.items() for html in pages])
def test_sign_is_seen(sign: str, html: str) -> None:
    assert sign in map(sign_name, read_page(html.encode(), "https://x.go.th/").needs_browser)


@pytest.mark.parametrize("html", STATIC)
def test_static_pages_show_no_sign(html: str) -> None:
    assert read_page(html.encode(), "https://x.go.th/").needs_browser == ()


def test_a_sign_names_what_is_to_blame() -> None:
    html = WORDS + "<app-menu></app-menu><it-menu></it-menu><my-icon></my-icon><div id='files'></div>"
    html += "<script>fetch('/api').then(r => document.getElementById('files').innerHTML = r)</script>"
    assert read_page(html.encode(), "https://x.go.th/").needs_browser == ("empty_list:files", "empty_component:app-menu,it-menu")
