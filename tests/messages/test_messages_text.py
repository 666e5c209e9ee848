"""How a digest is written: complete, harmless in every medium, and cut only between entries."""

import json
import re
from dataclasses import replace

import pytest
from messages_made import ROSTER, TOPICS, change, entry, finding, night_of

from notify.sending import medium
from oit.audit import Reason, ReasonCode
from oit.digest import Lost, Missed, Watched, digest_of
from oit.digest_message import Message, length
from oit.wording_digest import DIGEST_HEADS
from reports.digest_text import alarm_message, digest_message
from reports.safe_text import message_link, message_words

A1 = ROSTER[0]
DAY = night_of(3)
# What services make links, mentions and markup of.
ACTS = re.compile(r"://(?!www\.[a-z0-9]+\.example/)|<|>|`|\*|~|\||\]\(|@\S|[\w]\.[a-z]{2,}(?<!\.example)|!\[|#\w", re.IGNORECASE)
HOSTILE = [
    "<!channel> ด่วน", "<!here|here>", "<@U123>", "@everyone", "＠here", "[กดที่นี่](https://evil.example/x)", "![](http://evil.test/p.png)",
    "<https://evil.test|https://www.nacc.go.th>", "https://evil.test/login", "www.evil.test", "evil。com/x", "evil．com", "a@evil.test",
    "<a href='http://evil.test'>x</a><script>alert(1)</script>", "*ผ่าน* ~ไม่ผ่าน~ ||ซ่อน||", "```\nqqq\n```", "<at>Everyone</at>",
    "\u202eevil\u202c\u200b", "slack://channel", "http:\\\\evil.test", "#general", "{count} {command} [[x]]", "a\r\nBcc: x@evil.test",
]  # fmt: skip


def written(changed=None, found=None, lang="th", of=A1, missed=()):
    one = changed or change()
    digest = digest_of(DAY, [Watched(of, (one,), TOPICS, None), *(Watched(lost.entry, (), {}, lost.missed) for lost in missed)])
    return digest_message(digest, "ตัวอย่าง", lambda _: found or finding(A1, one.code, "M"), lang)


def test_everything_of_a_worsening_is_told_in_thai():
    text = written(change("O10", "P", "O"), finding(A1, "O10", "O")).text()
    for said in (
        "เทศบาลตำบลA1", "ข้อ O10", "เดิม: ผ่าน → ขณะนี้: ไม่เป็นปัจจุบัน", "เห็นครั้งแรกวันที่ 3 มีนาคม 2566", "ปีงบประมาณ พ.ศ. 2565",
        "มีผล 0.50 คะแนน ITA", "ควรดำเนินการ: ", "หลักฐานเดิม (2 มีนาคม 2566): https://www.a1.example/o10",
        "หลักฐานล่าสุด (3 มีนาคม 2566): https://www.a1.example/o10", "oit evidence A1 O10 --on 2023-03-03", "SHA-256",
    ):  # fmt: skip
        assert said in text, said
    assert "2023 " not in text


def test_english_is_told_in_english():
    message = written(lang="en")
    assert message.subject == "OIT ตัวอย่าง 4 March 2023: 1 worse"
    assert "Before: Pass → now: Not found" in message.text()
    assert not re.search("[ก-๙]", message.text().replace("เทศบาลตำบลA1", "").replace("ตัวอย่าง", ""))


def test_a_site_that_was_down_is_named_with_what_stands():
    lost = Lost(ROSTER[1], Missed(2, night_of(1), "timeout"))
    never = Lost(ROSTER[2], Missed(5, None, "unreached"))
    text = written(missed=(lost, never)).text()
    assert "- เทศบาลตำบลB2: 2 คืนติดต่อกัน (เครื่องแม่ข่ายไม่ตอบภายในเวลาที่กำหนด) ใช้ผลของวันที่ 2 มีนาคม 2566" in text
    assert "- เทศบาลตำบลC3: 5 คืนติดต่อกัน (หมดเวลาของคืนก่อนถึงลำดับ) ยังไม่เคยมีผลตรวจ" in text
    assert text.index("ข้อ O10") < text.index("ตรวจไม่ได้ 2 แห่ง")


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("lang", ["th", "en"])
def test_crawled_words_act_in_no_medium(hostile, lang):
    facts = {"text": hostile, "page": hostile, "url": hostile, "name": hostile, "shown": hostile, "host": hostile, "found": hostile}
    kinds = (ReasonCode.TITLE_ONLY, ReasonCode.BROKEN_LINK, ReasonCode.OTHER_AGENCY, ReasonCode.OTHER_PERIOD, ReasonCode.ELEMENTS_MISSING)
    for code in kinds:
        bad = replace(finding(A1, "O10", "I"), reasons=(Reason(code, facts),), title_th=hostile, title_en=hostile)
        bad = replace(bad, evidence=(replace(bad.evidence[0], link_path=(hostile, hostile)),))
        changed = replace(change(), after=replace(change().after, best_url=hostile, reasons=bad.reasons))
        message = written(changed, bad, lang, entry("A1", name=hostile))
        body = message.text().replace("https://www.a1.example/", "")
        link = message_link(hostile)
        for line in (message.subject, *(line for line in body.split("\n") if not link or link not in line)):
            assert not ACTS.search(line), line
            assert line.isprintable()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_an_alarm_is_as_harmless(hostile):
    assert not ACTS.search(alarm_message(DAY, "alarm_stopped", "th", why=hostile).text())


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://a.go.th/ita/o12.pdf?id=1&x=2", "https://a.go.th/ita/o12.pdf?id=1&x=2"),
        ("https://a.go.th/แผน.pdf", "https://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99.pdf"),
        ("https://a.go.th/%E0%B9%81", "https://a.go.th/%E0%B9%81"),
        ("https://a.go.th/x](http://evil.test)", "https://a.go.th/x%5D%28http://evil.test%29"),
        ("https://a.go.th/@everyone*~", "https://a.go.th/%40everyone%2A%7E"),
        ("https://user@evil.test/", ""), ("javascript:alert(1)", ""), ("https://a.go.th/a b", ""), ("https://a.go.th/<x>", ""),
    ],
)  # fmt: skip
def test_links_hold_nothing_that_markup_reads(url, link):
    assert message_link(url) == link


def test_ordinary_words_stay_as_they_are():
    for words in ("แผนดำเนินงาน ประจำปี พ.ศ. 2566 (O10)", "คะแนน 1.25 จาก 100", "ข้อ 9.1: รายงาน"):
        assert message_words(words) == words


def long_message(entries: int) -> Message:
    codes = [change("O10", agency=entry(f"N{number}")) for number in range(entries)]
    digest = digest_of(DAY, [Watched(entry(f"N{number}"), (one,), TOPICS, None) for number, one in enumerate(codes)])
    return digest_message(digest, "ตัวอย่าง", lambda _: finding(A1, "O10", "M"), "th")


@pytest.mark.parametrize(
    "address", ["line://token/U1", "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ", "workflows://h.example/wf/sig"]
)
def test_the_longest_are_cut_between_entries_and_say_so(address):
    kind, message = medium(address), long_message(200)
    subject, text = message.within(kind.room, titled=kind.titled, line_end=kind.line_end)
    assert kind.room is not None
    assert kind.room * 0.6 < length(subject) + length(text) <= kind.room
    shown = [int(found) for found in re.findall(r"^(\d+)\. เทศบาล", text, re.MULTILINE)]
    assert shown == list(range(1, len(shown) + 1))
    assert f"และอีก {200 - len(shown)} รายการ" in text
    assert "oit diff --night 2023-03-04" in text
    assert text.rstrip().endswith("ก่อนดำเนินการ")
    assert (subject or text.split("\n")[0]) == message.subject
    assert len(re.findall("ตรวจสอบ: oit evidence", text)) == len(shown)  # each that is shown is whole


def test_mail_is_whole():
    message = long_message(200)
    assert medium("mailtos://u:p@smtp.example?from=a@b.example").room is None
    assert message.within(None) == (message.subject, message.text())
    assert "และอีก" not in message.text()


@pytest.mark.parametrize("room", [0, 1, 10, 300, 1000])
def test_no_room_is_too_little(room):
    for titled in (True, False):
        subject, text = long_message(3).within(room, titled=titled)
        assert length(subject) + length(text) <= room


def test_room_counts_utf16_units():
    assert length("ก") == 1
    assert length("😀") == 2
    assert length(Message("", "😀" * 100).within(50, titled=False)[1]) <= 50


def test_a_message_is_kept_as_it_was():
    message = long_message(2)
    assert Message.of_json(message.as_json()) == message
    for damaged in ("", "[]", "{}", json.dumps({"subject": "x"}), "null"):
        with pytest.raises(ValueError, match=r"kept message|Expecting value"):
            Message.of_json(damaged)


def test_every_sentence_says_the_same_in_both_languages():
    gap = re.compile(r"\{(\w+)\}")
    for name, both in DIGEST_HEADS.items():
        assert sorted(gap.findall(both.th)) == sorted(gap.findall(both.en)), name
        assert both.th.count("[[") == both.th.count("]]") == both.en.count("[["), name
        assert not re.search("[ก-๙]", both.en), name
        assert "  " not in both.th + both.en, name
