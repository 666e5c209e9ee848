"""Headings and sentences of `oit draft`, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

DRAFT_HEADS: Mapping[str, Both] = {
    "draft_mark": Both("ร่าง – ยังไม่ใช่เอกสารที่ประกาศใช้", "DRAFT – not adopted"),
    "draft_title": Both(
        "มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ. {year}",
        "Measures to promote integrity and transparency, fiscal year {year}",
    ),
    "draft_notice": Both(
        "ร่างนี้จัดทำโดยโปรแกรมจากคะแนนที่นำเข้าและผลตรวจเว็บไซต์ เมื่อวันที่ {day} ผู้รับผิดชอบต้องตรวจทาน เติมส่วนที่เว้นไว้ในวงเล็บเหลี่ยม และเสนอผู้บริหารก่อนประกาศใช้",
        "Made by a program from the scores that were imported and from what was seen on the website, on {day}. Check it, fill in "
        "what is left open in square brackets, and have the executive approve it before it is published.",
    ),
    "draft_part_result": Both("1. ผลการประเมิน ITA ปีงบประมาณ พ.ศ. {year}", "1. ITA result of fiscal year {year}"),
    "draft_part_result_none": Both("1. ผลการประเมิน ITA ของปีที่ผ่านมา", "1. ITA result of last year"),
    "draft_part_analysis": Both("2. การวิเคราะห์จุดอ่อนและประเด็นที่ต้องปรับปรุง", "2. Analysis of weak points"),
    "draft_part_measures": Both("3. มาตรการ ขั้นตอน และผู้รับผิดชอบ", "3. Measures, steps, and who is responsible"),
    "draft_part_follow": Both("4. การกำกับติดตามและการรายงานผล", "4. Follow-up and reporting"),
    "draft_part_sources": Both("ที่มาของข้อมูล", "Sources"),
    "draft_of": Both("รายการ", "Of"),
    "draft_score": Both("คะแนน", "Score"),
    "draft_change": Both("เทียบกับปีก่อน", "Against the year before"),
    "draft_no_scores": Both(
        "[ยังไม่มีคะแนนของปีที่ผ่านมาในระบบ ใช้ oit scores import เพื่อนำเข้า หรือเติมผลการประเมินที่นี่]",
        "[No scores of last year are kept: take them in with oit scores import, or fill in the result here]",
    ),
    "draft_questions": Both("ข้อคำถามของ IIT และ EIT ที่ได้คะแนนต่ำกว่า {mark}", "Questions of IIT and EIT under {mark}"),
    "draft_none_weak": Both("ไม่มีข้อคำถามที่ได้คะแนนต่ำกว่า {mark} ในคะแนนที่มี", "No question is under {mark} among the scores that are kept."),
    "draft_unexplained": Both(
        "[ข้อ {codes}: ไม่ทราบว่าข้อคำถามของปีนั้นถามเรื่องใด โปรดวิเคราะห์จากแบบสอบถาม]",
        "[{codes}: what these asked that year is not known here; analyse them from the questionnaire]",
    ),
    "draft_failing": Both("ข้อของ OIT ที่ยังไม่ครบถ้วนบนเว็บไซต์ (ตรวจเมื่อ {day})", "Items of OIT not complete on the website (checked on {day})"),
    "draft_none_failing": Both("ไม่พบข้อที่ไม่ครบถ้วน (ตรวจเว็บไซต์เมื่อ {day})", "No item was found to fail (checked on {day})."),
    "draft_unchecked": Both("[ยังไม่มีผลตรวจเว็บไซต์ ใช้ oit check ก่อน]", "[There is no result of the website yet: run oit check]"),
    "draft_item": Both("ข้อ", "Item"),
    "draft_found": Both("ที่พบ", "Found"),
    "draft_fix": Both("สิ่งที่ต้องทำ", "To do"),
    "draft_measure": Both("มาตรการที่ {number} {title}", "Measure {number}: {title}"),
    "draft_measure_site": Both("เผยแพร่ข้อมูลบนเว็บไซต์ให้ครบถ้วนและเป็นปัจจุบัน", "Complete and update what the website shows"),
    "draft_no_measures": Both(
        "[ไม่มีจุดอ่อนที่นำไปสู่มาตรการจากข้อมูลที่มี โปรดกำหนดมาตรการของหน่วยงาน]",
        "[Nothing that is kept leads to a measure: set the agency's own here]",
    ),
    "draft_because": Both("จุดอ่อนที่แก้ไข", "Weak points"),
    "draft_steps": Both("ขั้นตอนหรือวิธีการปฏิบัติ", "Steps"),
    "draft_publish": Both("ข้อมูลที่ต้องเผยแพร่หรือปรับปรุง", "To be published or improved"),
    "draft_responsible": Both("ผู้รับผิดชอบ", "Responsible"),
    "draft_when": Both("ระยะเวลาดำเนินการ", "By when"),
    "draft_how_followed": Both("การกำกับติดตามและรายงานผล", "Follow-up and reporting"),
    "draft_fill_responsible": Both("[ระบุผู้รับผิดชอบ]", "[name who is responsible]"),
    "draft_fill_when": Both("[ระบุกำหนดเวลา]", "[set a time]"),
    "draft_fill_follow": Both("[ระบุวิธีกำกับติดตามและกำหนดรายงานผล]", "[say how it is followed up, and when it is reported]"),
    "draft_follow": Both(
        "ให้ผู้รับผิดชอบแต่ละมาตรการรายงานผลการดำเนินการต่อผู้บริหารตามกำหนดในแต่ละมาตรการ และเผยแพร่ผลการดำเนินการตามมาตรการบนเว็บไซต์ของหน่วยงาน",
        "Whoever is responsible for a measure reports to the executive at the times it sets; "
        "what was done is published on the agency's website.",
    ),
    "draft_signed": Both("[ลงชื่อผู้อนุมัติ ตำแหน่ง และวันที่]", "[Signature, office and day of whoever approves]"),
    "draft_source_scores": Both(
        "คะแนนปีงบประมาณ พ.ศ. {year}: {text} นำเข้าโดย {by} เมื่อ {day}",
        "Scores of fiscal year {year}: {text}, taken in by {by} on {day}",
    ),
    "draft_source_site": Both("ผลตรวจเว็บไซต์ {url} เมื่อ {day}", "The website {url} as checked on {day}"),
    "draft_source_measures": Both("มาตรการและขั้นตอนเป็นข้อเสนอทั่วไปของโปรแกรม", "Measures and steps are general suggestions of this program"),
    "draft_indicator": Both("{title} {score} คะแนน", "{title}: {score}"),
    "draft_written": Both("เขียนร่างไว้ที่ {file}", "The draft is in {file}"),
}
