"""HTML made to be slow: each maker gives one construct repeated until the page has about as many bytes as asked for."""

from collections.abc import Callable, Iterator
from itertools import count

from reading.html import read_page
from reading.html_blocks import MOST_BLOCKS
from reading.html_guard import LONGEST_TEXT
from reading.html_links import MOST_LINKS

Maker = Callable[[int], bytes]


def repeated(piece: str, head: str = "", tail: str = "") -> Maker:
    """Makes pages of `piece` over and over, `{n}` in it being its number."""

    def make(size: int) -> bytes:
        if "{n}" not in piece:
            return (head + piece * max(1, size // len(piece.encode())) + tail).encode()
        return (head + "".join(_until(size, (piece.replace("{n}", str(n)) for n in count()))) + tail).encode()

    return make


def _until(size: int, pieces: Iterator[str]) -> Iterator[str]:
    made = 0
    for piece in pieces:
        yield piece
        made += len(piece.encode())
        if made >= size:
            return


def nested(opening: str, closing: str, share: float = 0.5) -> Maker:
    """Opens as many as fit into `share` of the page and closes them all."""

    def make(size: int) -> bytes:
        many = max(1, int(size * share) // len(opening))
        return (opening * many + "ลึก" + closing * many).encode()

    return make


def halves(first: str, second: str, head: str = "", between: str = "", tail: str = "") -> Maker:
    """Half of the page `first`, half `second`."""

    def make(size: int) -> bytes:
        one, two = repeated(first)(size // 2), repeated(second)(size // 2)
        return head.encode() + one + between.encode() + two + tail.encode()

    return make


PAGES: dict[str, Maker] = {
    "nested_div": nested("<div>", "</div>"),
    "nested_div_open": repeated("<div>"),
    "nested_b": repeated("<b>"),
    "nested_a_span": repeated("<span>"),
    "nested_table": repeated("<table><tr><td>"),
    "nested_table_closed": nested("<table><tr><td>", "</td></tr></table>"),
    "nested_ul": repeated("<ul><li>x"),
    "nested_ul_links": repeated("<ul><li><a href=#>x</a>"),
    "nested_svg": repeated("<svg>"),
    "nested_math": repeated("<math><mi>"),
    "nested_foreign": repeated("<svg><foreignObject>"),
    "nested_frameset": repeated("<frameset>"),
    "frames": repeated("<frame src=/{n}>", "<frameset>"),
    "iframes": repeated("<iframe src=/{n}></iframe>"),
    "nested_template": repeated("<template>"),
    "nested_template_closed": nested("<template>", "</template>"),
    "shadow_template": repeated("<div><template shadowrootmode=open>"),
    "nested_form_div": repeated("<form><div>"),
    "forms": repeated("<form action=/{n}><input name=q{n}><input type=submit></form>"),
    "one_form": repeated("<input name=q{n}>", "<form>", "</form>"),
    "forms_many_fields": repeated("<form>" + "<input name=a placeholder=b>" * 300 + "</form>"),
    "labels": repeated("<label for=a{n}>x</label>", "<form>", "</form>"),
    "nested_select": repeated("<select><option>a"),
    "select_options": repeated("<option value=/{n}>แผน {n}", "<select>"),
    "select_options_divs": repeated("<option><div>", "<select>"),
    "optgroup": repeated("<optgroup label=a><option>b", "<select>"),
    "one_text": repeated("แผน"),
    "one_text_ascii": repeated("x"),
    "one_text_blanks": repeated(" "),
    "one_text_words": repeated("แผน 2566 "),
    "line_breaks": repeated("x<br>"),
    "paragraphs": repeated("<p>x"),
    "paragraphs_many": repeated("<p>แผน {n}</p>"),
    "headings": repeated("<h2>แผน {n}</h2>"),
    "headings_nested": repeated("<h1><h2><h3>x"),
    "links": repeated("<a href=/{n}>x{n}</a> "),
    "links_one_line": repeated("<a href=/{n}>x</a>"),
    "links_dead": repeated("<a href=#>{n}. x</a><br>"),
    "links_nested": repeated("<a href=/{n}><div>"),
    "links_long": repeated("<a href='/" + "a" * 1900 + "{n}'>x</a>"),
    "links_dots": repeated("<a href='" + "/.." * 600 + "{n}'>x</a>"),
    "links_thai": repeated("<a href='/แผน/{n}?ก=ข'>แผน {n}</a>"),
    "links_dots_one": repeated("/..", "<a href='", "'>x</a>"),
    "links_onclick": repeated("<a href=# onclick=\"location.href='/{n}'\">x</a>"),
    "onclick_open": repeated("location.href='", '<a href=# onclick="', '">x</a>'),
    "onclick_blanks": repeated(" ", '<a href=# onclick="location.href=', '">x</a>'),
    "attributes_one": repeated(" a{n}=1", "<a ", " href=x>y</a>"),
    "attributes_many": repeated("<div " + " ".join(f"a{n}=1" for n in range(199)) + ">x</div>"),
    "attributes_slash": repeated("/", "<a ", ">x</a>"),
    "attribute_long": repeated("x", "<a title='", "'>y</a>"),
    "attribute_blanks": repeated(" ", "<a title", "='x'>y</a>"),
    "attribute_open": repeated("<a ", '<a href="'),
    "attribute_quotes": repeated("<a b='\""),
    "attribute_equals": repeated("<a ="),
    "attribute_less": repeated("<a<"),
    "class_long": repeated("menu ", "<div class='", "'>x</div>"),
    "class_title": repeated("card-", "<div class='", "'>x</div>"),
    "ids": repeated("<div id=a{n}>x</div>"),
    "ids_same": repeated("<div id=a>x</div>"),
    "tags_unknown": repeated("<x{n}>y</x{n}>"),
    "tag_name_long": repeated("x", "<", ">y"),
    "tag_open": repeated("<x"),
    "less_than": repeated("<"),
    "greater_than": repeated(">"),
    "ends": repeated("</div>"),
    "ends_p": repeated("</p>"),
    "ends_a_in_div": repeated("<a><div></a>"),
    "ends_b_in_div": repeated("<b><div></b>"),
    "ends_br": repeated("</br>"),
    "entities": repeated("&amp;"),
    "entities_bad": repeated("&a"),
    "entities_numbers": repeated("&#3585;"),
    "entities_long": repeated("9", "&#", ";"),
    "entities_name_long": repeated("a", "&", ";"),
    "entities_in_links": repeated("<a href='?a&amp;b{n}'>&lt;</a>"),
    "comments": repeated("<!-- a -->"),
    "comments_open": repeated("<!--"),
    "comments_bang": repeated("<!-->"),
    "comment_dashes": repeated("-", "<!--"),
    "cdata": repeated("<![CDATA["),
    "cdata_svg": repeated("<![CDATA[x]]>", "<svg>"),
    "declarations": repeated("<!doctype html>"),
    "instructions": repeated("<?xml ?>"),
    "script_open": repeated("<script>"),
    "scripts": repeated("<script>var a{n}=1</script>"),
    "scripts_src": repeated("<script src=/{n}></script>"),
    "script_escaped": repeated("<!--<script>", "<script>"),
    "script_redirect": repeated("location.replace('", "<script>", "</script>"),
    "script_redirects": repeated("function a(){location.replace('x')}", "<script>", "</script>"),
    "script_redirects_real": repeated("{location.href='/x'", "<script>", "</script>"),
    "script_blanks": repeated("location = ", "<script>", "</script>"),
    "script_text": repeated("x", "<script>", "</script>"),
    "scripts_json": repeated("<script type='application/json'>{}</script>"),
    "style_open": repeated("<style>"),
    "title_open": repeated("<title>"),
    "title_long": repeated("ก", "<title>", "</title>"),
    "titles": repeated("<title>x</title>"),
    "textarea_open": repeated("<textarea>"),
    "noscripts": repeated("<noscript>เปิด</noscript>"),
    "noscript_open": repeated("<noscript>"),
    "plaintext": repeated("<plaintext>"),
    "meta_refresh": repeated("<meta http-equiv=refresh content='0;url=/{n}'>"),
    "meta_refresh_blanks": repeated(" ", "<meta http-equiv=refresh content='0", "x'>"),
    "bases": repeated("<base href=/{n}>"),
    "table_cells": repeated("<td>x", "<table><tr>"),
    "table_rows": repeated("<tr><td>แผน<td>{n}", "<table>"),
    "table_spans": repeated("<td colspan=1000000000 rowspan=1000000000>x", "<table><tr>"),
    "table_spans_rows": repeated("<tr><td colspan=1000 rowspan=65534>x", "<table>"),
    "table_fostered": repeated("<table>x"),
    "table_fostered_divs": repeated("<div>x", "<table>"),
    "tables": repeated("<table><tr><td>x</table>"),
    "formatting": repeated("<b><i><u><s><em>"),
    "formatting_p": repeated("<p><b><i>x"),
    "formatting_fonts": halves("<font a={n}>", "<p>x"),
    "formatting_classes": halves("<b class=a{n}>", "<p>x"),
    "formatting_nobr": repeated("<nobr>"),
    "formatting_a": repeated("<a href={n}><p>"),
    "formatting_mixed": repeated("<b><p></b><i></p></i>"),
    "marquee": repeated("<marquee>"),
    "applet": repeated("<b><applet>"),
    "buttons": repeated("<button>x</button>"),
    "buttons_nested": repeated("<button><div>"),
    "details": repeated("<details><summary>x</summary>"),
    "details_links": halves("<details><summary>x</summary>", "<a href=/{n}>y</a>"),
    "tabs": repeated("<a data-toggle=tab href=#t{n}>x</a><div id=t{n}><a href=/x>y</a></div>"),
    "tabs_one": repeated("<a data-toggle=tab href=#t>x</a><div id=t><a href=/x>y</a></div>"),
    "tabs_apart": halves("<a data-toggle=tab href=#t{n}>x</a>", "<div id=t{n}><a href=/x>y</a></div>"),
    "tab_panels": halves("<a data-toggle=tab href=#t>x</a>", "<div id=t role=tabpanel aria-labelledby=t>y</div>"),
    "tab_lists": repeated("<ul><li><a href=#a>x</a><li><a href=#b>y</a></ul><div>a</div><div>b</div>"),
    "dl": repeated("<dt>x<dd>y", "<dl>"),
    "images": repeated("<img src=/{n}.png alt='แผน {n}'>"),
    "images_in_links": repeated("<a href=/{n}><img src=x alt=แผน></a>"),
    "images_data": repeated("<img src='data:image/png;base64," + "A" * 1000 + "'>"),
    "nulls": repeated("\x00"),
    "nulls_in_tags": repeated("<\x00a\x00>"),
    "controls": repeated("\x01\x02\x1b[31m\u202e"),
    "bidi": repeated("\u202e\u2066แผน"),
    "marks": repeated("\u0e34"),
    "marks_mixed": repeated("ก\u0e49\u0e49\u0e4d\u0e32"),
    "swapped_vowels": repeated("\u0e4d\u0e49\u0e32"),
    "mustache": repeated("{{"),
    "mustaches": repeated("<p>{{ a{n} }}</p>"),
    "dollars": repeated("<p>[[{{${"),
    "zero_width": repeated("\u200b"),
    "pipes": repeated("| "),
    "crlf": repeated("\r\n"),
    "pre": repeated("x\n", "<pre>"),
    "menus": repeated("<nav><ul><li><a href=/{n}>x</a></ul></nav>"),
    "menus_nested": repeated("<nav class=menu><div id=footer>"),
    "footers": repeated("<footer>copyright</footer>"),
    "custom": repeated("<my-element>x"),
    "ruby": repeated("<ruby><rt>x"),
    "svg_titles": repeated("<svg><title>x</title></svg>"),
    "areas": repeated("<area href=/{n}>", "<map>"),
    "hidden": repeated("<div hidden>x</div>"),
    "datalist": repeated("<datalist><option>x", "<input list=a>"),
    "style_attributes": repeated("<b style='font-weight:     " + " " * 900 + "x'>y</b>"),
    "style_attribute": repeated(" ", "<b style='font-weight:", "x'>y</b>"),
    "objects": repeated("<object data=/{n}.pdf>x</object>"),
    "object_nested": repeated("<object>"),
    "attribute_names": repeated("<div a{n}=1>x</div>"),
    "attribute_names_many": repeated("<p " + " ".join(f"b{{n}}_{j}=1" for j in range(150)) + ">"),
    "svg_style_nested": repeated("<g>", "<svg><style>"),
    "svg_style_attributes": repeated(" a{n}=1", "<svg><style><g ", "></svg>"),
    "svg_script_nested": repeated("<g>", "<svg><script>"),
    "math_title_nested": repeated("<mi>", "<math><title>"),
    "select_style_options": repeated("<option>", "<select><style>"),
    "svg_in_table": repeated("<g>", "<svg><foreignObject><table></svg></table></foreignObject><style>"),
    "svg_cdata_nested": repeated("<g>", "<svg><![CDATA[>"),
    "raw_below_bound": repeated("<div>", "<div>" * 1_200 + "<style>"),
    "raw_in_choices": repeated("<option>", "<select>" + "<option>" * 8_100 + "<style>"),
    "raw_after_names": repeated("<div>", "".join(f"<y{n}>" for n in range(1_200)) + "<textarea>"),
    "attributes_below_bound": repeated("<div " + " ".join(f"a{n}" for n in range(210)) + ">"),
    "noscript_angles": repeated("<noscript>" + "<" * 1_990 + "</noscript>"),
    "lists_over_text": repeated("แผน ", "<ul>" * 900),
    "lists_over_texts": repeated("<b></b>x", "<ul>" * 900),
    "boxes_over_text": repeated("x <i></i>", "<div id=app>" * 900),
    "loading_boxes": repeated("loading<p>", "<div id=loading class=loader>" * 900),
    "tables_large": repeated("<table>" + "<tr><td>x<td>y" * 2_000 + "</table>"),
    "forms_large": repeated("<form><select>" + "<option>x" * 250 + "</select>" + "<input>" * 200 + "<p>x" * 4_000 + "</form>"),
    "forms_of_tables": repeated("<form><table>" + "<tr><td><input><td>y" * 2_000 + "</table></form>"),
    "forms_of_text": repeated("<form>" + "x" * 90_000 + "<input></form>"),
    "tables_of_text": repeated("<table><tr><td>" + "x" * 90_000 + "</table>"),
    "loading_words": repeated("<p>กำลังโหลด</p>"),
    "emoji": repeated("😀"),
    "cp874_runs": lambda size: b"\xa1\xa2a" * (size // 3),
    "cp874_alone": lambda size: b"\xa1a" * (size // 2),
    "utf8_broken": lambda size: "แผน".encode()[:8] * (size // 8),
    "utf16": lambda size: b"\xff\xfe" + "<p>แผน".encode("utf-16-le") * (size // 12),
    "utf32": lambda size: b"\xff\xfe\x00\x00" + "<p>แผน".encode("utf-32-le") * (size // 24),
    "payloads": lambda size: b"<img src='data:image/png;base64," + b"A" * size + b"'><a href=/x>x</a>",
    "payloads_short": repeated("base64," + "A" * 399 + "!"),
    "meta_labels": repeated("<meta "),
    "meta_label_blanks": repeated("<meta " + " " * 399),
}

URL = "https://x.go.th/ก/"
LARGEST = 20_000_000  # bytes that the crawl keeps of one page
Measures = tuple[str, int, int, int, int]


def measures(name: str, size: int) -> Measures:
    page = read_page(PAGES[name](size), URL)
    longest = max((len(link.text) + len(link.context) for link in page.links), default=0)
    return page.problem, len(page.blocks), len(page.links), len(page.text), longest


def assert_within(measured: Measures) -> None:
    problem, blocks, links, text, longest = measured
    assert problem in ("", "too_large", "too_deep")
    assert blocks <= MOST_BLOCKS
    assert links <= MOST_LINKS
    assert text <= LONGEST_TEXT + MOST_BLOCKS
    assert longest <= 1_200
