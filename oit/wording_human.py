"""Sentences on people's verdicts: what was kept, what ends it, what stands and what ended. Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

HUMAN_HEADS: Mapping[str, Both] = {
    # verdicts
    "human_present": Both("มีข้อมูลครบ", "present"),
    "human_current": Both("มีข้อมูลครบและเป็นปัจจุบัน", "present and current"),
    "human_absent": Both("ไม่มีข้อมูล", "absent"),
    "human_not_applicable": Both("ไม่ใช้กับหน่วยงาน", "not applicable"),
    # one that was given
    "human_kept": Both(
        "บันทึกผลตรวจโดยบุคคลลำดับที่ {id}: {agency} ข้อ {code} {title} – {verdict} โดย {by}",
        "Verdict {id} is kept: {agency}, {code} {title} – {verdict}, by {by}",
    ),
    "human_note": Both("หมายเหตุ: {note}", "Note: {note}"),
    "human_machine": Both("ผลตรวจของโปรแกรม: {outcome} (เก็บไว้ตามเดิม)", "The machine's own outcome: {outcome} (it stays as it is)"),
    "human_counts": Both("ในคะแนนนับเป็น: {outcome}", "In the score it counts as: {outcome}"),
    "human_replaces": Both("ใช้แทนผลตรวจลำดับที่ {id} ({verdict} โดย {by})", "It takes the place of verdict {id} ({verdict}, by {by})"),
    "human_still_outdated": Both(
        "ข้อนี้ยังนับเป็น “ไม่เป็นปัจจุบัน” เพราะ present บอกเพียงว่ามีข้อมูล หากข้อมูลเป็นของปีที่กำหนดแล้วให้ใช้ current แทน",
        "It still counts as outdated: “present” says nothing of the period. Say “current” if what is shown is of the right one.",
    ),
    "human_on": Both("ดูจาก: {url}", "Given on: {url}"),
    # what ends it
    "human_bound_page": Both(
        "ผลนี้สิ้นสุดเมื่อข้อความในหน้าดังกล่าวเปลี่ยน ตัวนับผู้เข้าชม วันเวลา และส่วนที่ซ้ำกับหน้าอื่นไม่นับเป็นการเปลี่ยน",
        "It ends when the text of that page changes; counters, dates of the day and what other pages show too do not count.",
    ),
    "human_bound_file": Both("ผลนี้สิ้นสุดเมื่อไฟล์ดังกล่าวเปลี่ยน", "It ends when that file changes."),
    "human_bound_bytes": Both(
        "ไม่ได้เก็บสำเนาของหน้านี้ไว้แล้ว ผลนี้จึงสิ้นสุดเมื่อมีส่วนใดของหน้าเปลี่ยนไป ควรตรวจเว็บไซต์ใหม่แล้วบันทึกผลอีกครั้ง",
        "The copy of this page is not kept any more: the verdict ends when anything of it changes. Check the site and give it anew.",
    ),
    "human_bound_appears": Both("ผลนี้สิ้นสุดเมื่อตรวจพบข้อมูลของข้อนี้", "It ends when the item is found to be shown somewhere."),
    "human_bound_nothing": Both(
        "ไม่มีการตรวจที่ติดตามที่อยู่นี้ โปรแกรมจึงไม่ทราบหากเนื้อหาเปลี่ยน", "No check watches that address: a change of what it shows is not noticed."
    ),
    "human_bound_agency": Both(
        "ผลนี้ไม่ขึ้นกับเนื้อหาของเว็บไซต์ และใช้เฉพาะแบบประเมินและปีนี้", "It rests on nothing on the site, and holds for this form and year."
    ),
    "human_until": Both("ใช้ถึงวันที่ {day}", "It counts until {day}."),
    "human_until_default": Both(
        "ใช้ถึงวันที่ {day} (กำหนดให้ {days} วัน เปลี่ยนได้ด้วย --until) หลังจากนั้นต้องตรวจดูอีกครั้ง",
        "It counts until {day} ({days} days; --until sets another day) and is to be looked at again then.",
    ),
    "human_withdrawn": Both(
        "ยกเลิกผลตรวจลำดับที่ {id} แล้ว: {agency} ข้อ {code} – {verdict} โดย {by} ขณะนี้ใช้ผลตรวจของโปรแกรม",
        "Verdict {id} is withdrawn: {agency}, {code} – {verdict}, by {by}. The machine's outcome counts now.",
    ),
    # lists
    "human_none": Both("ยังไม่มีผลตรวจโดยบุคคล", "No person has given a verdict."),
    "human_standing": Both("ผลตรวจโดยบุคคลที่ใช้อยู่ ({count})", "Verdicts of people that stand ({count})"),
    "human_over": Both("ผลตรวจโดยบุคคลที่สิ้นสุดแล้ว ({count})", "Verdicts of people that ended ({count})"),
    "human_line": Both(
        "[{id}] {agency} ข้อ {code} – {verdict} โดย {by} เมื่อ {at}[[ ใช้ถึง {until}]][[ ผลตรวจของโปรแกรม: {outcome}]]",
        "[{id}] {agency}, {code} – {verdict}, by {by}, {at}[[, until {until}]][[; machine: {outcome}]]",
    ),
    "human_form": Both("แบบประเมิน {form} ปีงบประมาณ พ.ศ. {year}", "form {form}, fiscal year {year}"),
    "human_ended_withdrawn": Both("ยกเลิกโดย {by}[[ เมื่อ {at}]]", "withdrawn by {by}[[, {at}]]"),
    "human_ended_replaced": Both("มีผลตรวจใหม่ใช้แทน", "a later verdict took its place"),
    "human_ended_past_its_date": Both("พ้นวันที่กำหนด ({until})", "past its day ({until})"),
    "human_ended_evidence_changed": Both("หลักฐานที่ใช้ตรวจเปลี่ยนไป[[ พบเมื่อ {at}]]", "what it was given on has changed[[, seen {at}]]"),
    "human_ended_evidence_gone": Both("ไม่มีหลักฐานที่ใช้ตรวจแล้ว[[ พบเมื่อ {at}]]", "what it was given on is gone[[, seen {at}]]"),
    "human_ended_evidence_appeared": Both("ตรวจพบข้อมูลของข้อนี้แล้ว[[ พบเมื่อ {at}]]", "the item is shown by now[[, seen {at}]]"),
    # export
    "human_exported": Both(
        "เขียนข้อความของลิงก์ {count} รายการ จาก {verdicts} กรณีที่บุคคลและโปรแกรมเห็นต่างกัน ไว้ที่ {file}",
        "Words of links: {count}, from {verdicts} cases in which person and machine disagree, written to {file}",
    ),
    "human_without_text": Both(
        "อีก {count} กรณีไม่ทราบข้อความของลิงก์ที่นำไปยังหลักฐาน จึงไม่ได้เขียน", "Left out, since no words of a link lead to what they rest on: {count}"
    ),
    "human_evaluate": Both(
        "วัดผลกับเกณฑ์คำด้วย oit rules evaluate {file}", "Measure the words of the rules on them: oit rules evaluate {file}"
    ),
    # beside the machine's word
    "human_mark": Both("ตรวจทานโดย {by}: {verdict}", "reviewed by {by}: {verdict}"),
    "human_beside": Both("ผลตรวจของโปรแกรม: {outcome}", "machine: {outcome}"),
    "human_diff": Both("แย่ลงตามผลตรวจของโปรแกรม แต่มีผลตรวจโดยบุคคลที่ใช้อยู่", "Worse to the machine alone: a person's verdict stands"),
    "human_roster": Both("รวมผลตรวจโดยบุคคล {count} ข้อ", "with verdicts of people: {count}"),
}
