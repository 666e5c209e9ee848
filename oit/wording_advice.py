"""Headings and sentences of `oit scores`, `oit advice` and `oit years`, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

ADVICE_HEADS: Mapping[str, Both] = {
    # published scores
    "scores_imported": Both(
        "นำเข้าคะแนนปีงบประมาณ พ.ศ. {year} ของ{agency} เพิ่ม {added} รายการ แก้ไข {changed} รายการ เท่าเดิม {same} รายการ",
        "Scores of fiscal year {year} of {agency}: {added} added, {changed} changed, {same} unchanged",
    ),
    "scores_none": Both(
        "ยังไม่มีคะแนนที่ประกาศ ใช้ oit scores import เพื่อนำเข้า", "No published scores are kept; take them in with oit scores import."
    ),
    "scores_year": Both("ปีงบประมาณ พ.ศ. {year}", "Fiscal year {year}"),
    "score_source": Both("จาก {text} โดย {name} เมื่อ {day}", "from {text} by {name}, {day}"),
    "key_total": Both("คะแนนรวม", "Total"),
    "key_IIT": Both("IIT การรับรู้ของผู้มีส่วนได้ส่วนเสียภายใน", "IIT, perception of the agency's own staff"),
    "key_EIT": Both("EIT การรับรู้ของผู้มีส่วนได้ส่วนเสียภายนอก", "EIT, perception of those who deal with it"),
    "key_EIT1": Both("EIT ส่วนที่ 1", "EIT, part 1"),
    "key_EIT2": Both("EIT ส่วนที่ 2", "EIT, part 2"),
    "key_OIT": Both("OIT การเปิดเผยข้อมูลสาธารณะ", "OIT, public disclosure"),
    "key_indicator": Both("ตัวชี้วัดที่ {code}[[ {title}]]", "Indicator {code}[[ {title}]]"),
    "key_sub": Both("ตัวชี้วัดย่อยที่ {code}[[ {title}]]", "Sub-indicator {code}[[ {title}]]"),
    "key_item": Both("ข้อ {code}[[ {title}]]", "Item {code}[[ {title}]]"),
    "key_question": Both("ข้อ {code}[[ {title}]][[ ({part})]]", "Question {code}[[ {title}]][[ ({part})]]"),
    # advice
    "advice_of": Both("ข้อแนะนำสำหรับ{agency}", "Advice for {agency}"),
    "advice_form": Both("แบบประเมิน {form} ปีงบประมาณ พ.ศ. {year}", "Form {form}, fiscal year {year}"),
    "advice_checked": Both("ผลตรวจเว็บไซต์วันที่ {day}", "Website as checked on {day}"),
    "advice_unchecked": Both(
        "ยังไม่มีผลตรวจเว็บไซต์ตามแบบประเมินของปีนี้ จึงยังบอกไม่ได้ว่าข้อใดมีอยู่แล้ว ใช้ oit check ก่อน",
        "There is no result of the website by this form and year, so nobody can tell what is there; run oit check first.",
    ),
    "advice_questions": Both(
        "ข้อคำถามที่ได้คะแนนต่ำกว่า {mark} (คะแนนปีงบประมาณ พ.ศ. {year})", "Questions under {mark} (scores of fiscal year {year})"
    ),
    "advice_no_scores": Both(
        "ยังไม่มีคะแนนรายข้อคำถาม นำเข้าด้วย oit scores import หรือระบุไฟล์ด้วย --scores",
        "There are no scores of questions; take them in with oit scores import, or name a file with --scores.",
    ),
    "advice_none_weak": Both(
        "ไม่มีข้อคำถามที่ได้คะแนนต่ำกว่า {mark} จาก {count} ข้อที่มีคะแนน", "Of {count} questions with scores none is under {mark}."
    ),
    "advice_year_unknown": Both(
        "ไม่ทราบว่าข้อคำถามของปีงบประมาณ พ.ศ. {year} ถามเรื่องใด จึงไม่คาดเดา แสดงเฉพาะคะแนน",
        "What the questions of fiscal year {year} asked is not known here; nothing is guessed, only their scores are shown.",
    ),
    "advice_subject_inferred": Both("เรื่องที่ถามเทียบจากปีใกล้เคียง", "its subject is carried over from a neighbouring year"),
    "advice_by": Both("ที่มา: {text}", "source: {text}"),
    "advice_inferred": Both(
        "ที่มา: ผู้จัดทำโปรแกรมอนุมานจากเรื่องที่ถาม",
        "source: inferred from the subject by the makers of this program",
    ),
    "advice_note": Both("หมายเหตุ: {text}", "note: {text}"),
    "advice_measure": Both("มาตรการที่อาจใช้: {text}", "A measure to consider: {text}"),
    "action_publish": Both("ควรเผยแพร่", "publish"),
    "action_improve": Both("ควรปรับปรุง", "improve"),
    "action_look": Both("ควรตรวจดูเอง", "look yourself"),
    "action_later": Both("ยังไม่ถึงกำหนด", "not due yet"),
    "action_shown": Both("เผยแพร่แล้ว ควรประชาสัมพันธ์ให้ทราบ", "already shown; let people know"),
    "action_not_checked": Both("ยังไม่ได้ตรวจ", "not checked"),
    "action_not_asked": Both("แบบประเมินนี้ไม่มีข้อนี้ แต่เผยแพร่ไว้จะช่วยได้", "no item of this form; showing it helps all the same"),
    "advice_failing": Both(
        "ข้อ OIT ที่ยังไม่ผ่าน และตัวอย่างจากหน่วยงานประเภทเดียวกัน", "OIT items that do not pass, and how agencies of the same type pass them"
    ),
    "advice_none_failing": Both("ไม่มีข้อ OIT ที่ไม่ผ่าน", "No OIT item fails."),
    "advice_no_example": Both(
        "ไม่พบหน่วยงานประเภทเดียวกันในทะเบียนที่ผ่านข้อนี้ (ดูแล้ว {count} หน่วยงาน)",
        "No agency of the same type on the roster passes it ({count} were looked at).",
    ),
    "advice_not_listed": Both(
        "หน่วยงานนี้ไม่อยู่ในทะเบียน จึงไม่ทราบว่าหน่วยงานใดใกล้เคียง", "This agency is not on the roster, so nobody knows which others are like it."
    ),
    "example_0": Both("อำเภอเดียวกัน", "same district"),
    "example_1": Both("จังหวัดเดียวกัน", "same province"),
    "example_2": Both("จังหวัดอื่น", "elsewhere"),
    "advice_example": Both("ตัวอย่าง: {agency} ({where}) เห็นเมื่อ {day}", "Example: {agency} ({where}), seen on {day}"),
    "advice_surveys": Both("ลิงก์แบบวัดของสำนักงาน ป.ป.ช. บนเว็บไซต์", "Links to the assessors' surveys on the website"),
    "survey_seen": Both("{name}: พบลิงก์", "{name}: a link was seen"),
    "survey_not_seen": Both(
        "{name}: ไม่พบลิงก์ของแบบวัดนี้ในหน้าที่เข้าตรวจ (อาจอยู่ในภาพ QR code หรือในหน้าอื่น)",
        "{name}: no such link was seen on the pages that were visited (it may be in a QR code picture or on another page)",
    ),
    "survey_picture": Both(
        "พบภาพที่ชื่อหรือคำอธิบายบอกว่าเป็น QR code ของแบบวัด[[ {name}]] โปรแกรมอ่านลิงก์ในภาพไม่ได้",
        "A picture named like a QR code of the survey[[ {name}]] was seen; the link in a picture cannot be read here",
    ),
    "survey_found_on": Both("พบที่หน้า {url}", "seen on {url}"),
    "survey_unknown": Both(
        "ไม่มีหน้าเว็บของผลตรวจที่ใช้อยู่เก็บไว้ให้ดู จึงบอกไม่ได้", "The pages of the standing result are not kept, so this cannot be told."
    ),
    # year on year
    "years_of": Both("เปรียบเทียบผลรายปีของ{agency}", "Year on year: {agency}"),
    "years_none": Both(
        "ยังไม่มีคะแนนที่ประกาศและยังไม่มีผลตรวจเว็บไซต์ของหน่วยงานนี้",
        "There are neither published scores nor results of the website of this agency.",
    ),
    "years_scores": Both("คะแนนที่ประกาศ", "Published scores"),
    "years_rating": Both("ระดับ", "Rating"),
    "years_rating_range": Both("{low} ถึง {high}", "{low} to {high}"),
    "years_difference": Both("ต่างจากปีก่อนหน้า", "Against the year before"),
    "years_sums": Both("ผลรวมคะแนนของตัวชี้วัดย่อย (ข้อละ 100)", "Sums of the sub-indicators (100 an item)"),
    "years_sum_of": Both("{sum} จาก {most}", "{sum} of {most}"),
    "years_sum_range": Both("{low} ถึง {high} จาก {most}", "{low} to {high} of {most}"),
    "years_items": Both("รายข้อ OIT ตามเรื่อง", "OIT items by subject"),
    "years_no_form": Both("ไม่รู้จักแบบประเมิน OIT ของปีงบประมาณ พ.ศ. {year}", "No OIT form of fiscal year {year} is known here."),
    "from_items": Both("คะแนนรายข้อที่ประกาศ", "published scores of items"),
    "from_sub": Both("คะแนนตัวชี้วัดย่อยที่ประกาศ", "published score of the sub-indicator"),
    "from_findings": Both("ผลตรวจของเรา วันที่ {day}", "our own check of {day}"),
    "years_published": Both("ประกาศ {score}", "published {score}"),
    "years_absent": Both("ไม่มีข้อมูล", "no data"),
    "years_no_item": Both("ไม่มีข้อนี้", "no such item"),
    "years_subject": Both("เรื่อง", "Subject"),
    "years_hint": Both(
        "ตัวเลขในตารางเป็นค่าที่ประกาศเว้นแต่บอกว่าเป็นผลตรวจของเรา ช่องที่ไม่มีข้อมูลไม่ได้หมายถึงศูนย์",
        "Figures are as published unless said to be our own check; where there is no data nothing is meant by it, least of all zero.",
    ),
}
