"""Forms: where they send, what they ask, and whether they can be sent."""

# ruff: noqa: E501 - a case is easier to read in one line

from oit.content import Form, FormField, Region
from reading.html import read_page

URL = "https://x.go.th/ask.php?id=1"


def form_of(html: str) -> Form:
    forms = read_page(html.encode(), URL).forms
    assert len(forms) == 1
    return forms[0]


def test_a_whole_form() -> None:
    form = form_of(
        "<main><h2>ถามตอบ</h2><form action='send.php' method=POST><label for=n>ชื่อ-สกุล</label><input id=n name=name>"
        "<label>อีเมล <input type=email name=mail></label><textarea name=q placeholder='คำถาม'></textarea>เรื่อง <select name=s><option>ทั่วไป</option></select>"
        "<input type=hidden name=token value=1><input type=file name=f aria-label='แนบไฟล์'><button>ส่ง<b>คำถาม</b></button></form></main>"
    )
    assert form == Form(
        "https://x.go.th/send.php", "post",
        (
            FormField("text", "name", "ชื่อ-สกุล"), FormField("email", "mail", "อีเมล"), FormField("textarea", "q", "คำถาม"),
            FormField("select", "s", "เรื่อง"), FormField("hidden", "token", ""), FormField("file", "f", "แนบไฟล์"), FormField("submit", "", "ส่ง คำถาม"),
        ),
        True, "ถามตอบ", "ชื่อ-สกุล อีเมล เรื่อง ส่ง คำถาม", Region.CONTENT, False,
    )  # fmt: skip


def test_actions() -> None:
    assert form_of("<form><input name=a></form>").action == URL
    assert form_of('<form action=""><input name=a></form>').action == URL
    assert form_of('<form action="#"><input name=a></form>').action is None
    assert form_of('<form action="javascript:void(0)"><input name=a></form>').action is None
    assert form_of('<base href="/b/"><form action="x.php"></form>').action == "https://x.go.th/b/x.php"


def test_submit_and_scripts() -> None:
    assert not form_of("<form action=x><input name=a><button type=button>ปุ่ม</button></form>").has_submit
    assert form_of("<form action=x><input type=image src=s.png></form>").has_submit
    assert form_of("<form action=# onsubmit='send()'></form>").scripted
    assert form_of("<form action=# id=ask></form><script>document.getElementById('ask').addEventListener('submit', go)</script>").scripted
    assert form_of("<form action=#><button type=button onclick='sendMail()'>ส่ง</button></form>").scripted
    assert not form_of("<form action=# id=ask></form><script>go()</script>").scripted


def test_a_search_box_in_the_menu() -> None:
    form = form_of("<nav><form action='/search'><input type=search name=q placeholder='ค้นหา'></form></nav>")
    assert (form.region, form.method, form.fields) == (Region.MENU, "get", (FormField("search", "q", "ค้นหา"),))


def test_text_before_a_field_is_its_label() -> None:
    form = form_of("<form><table><tr><td>โทรศัพท์</td><td><input name=tel></td></tr></table></form>")
    assert form.fields[0].label == "โทรศัพท์"


def test_a_form_around_the_whole_page_keeps_the_page() -> None:
    page = read_page(
        ("<form id=aspnetForm action='x.aspx'><h1>หน้า</h1>" + "<p>ข้อความ</p>" * 900 + "<a href=a.pdf>แผน</a></form>").encode(), URL
    )
    assert page.heading == "หน้า"
    assert len(page.forms[0].text) <= 2000
    assert page.links[0].url == "https://x.go.th/a.pdf"
