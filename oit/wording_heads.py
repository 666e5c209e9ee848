"""Headings, column heads and fixed phrases of the reports, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

HEADS: Mapping[str, Both] = {
    # the report as a whole
    "report": Both("รายงานผลการตรวจข้อมูลสาธารณะตามแบบ OIT", "OIT disclosure check"),
    "report_file": Both("เก็บรายงานไว้ที่", "Report written to"),
    "report_of": Both("รายงานผลการตรวจ OIT[[ – {agency}]]", "OIT check[[ – {agency}]]"),
    "unnamed_agency": Both("หน่วยงาน (ไม่ได้ระบุชื่อ)", "Agency (no name given)"),
    "agency": Both("หน่วยงาน", "Agency"),
    "type": Both("ประเภท", "Type"),
    "website": Both("เว็บไซต์", "Website"),
    "form": Both("แบบประเมิน", "Form"),
    "form_text": Both("{pack}[[ รุ่น {version}]]", "{pack}[[, version {version}]]"),
    "assessed_year": Both("ปีที่ประเมิน", "Assessed year"),
    "fiscal_year": Both("ปีงบประมาณ พ.ศ. {year}", "Fiscal year {year}"),
    "judged_on": Both("วันที่ตัดสินผล", "Judged as of"),
    "crawled": Both("ตรวจเว็บไซต์เมื่อ", "Site visited"),
    "crawled_text": Both("{started}[[ ถึง {finished}]]", "{started}[[ to {finished}]]"),
    "extent": Both("ขอบเขตการตรวจ", "Extent"),
    "extent_text": Both(
        "{pages} หน้า เอกสาร {documents} ไฟล์ (เรียกข้อมูล {requests} ครั้ง) {stopped}",
        "{pages} pages, {documents} documents ({requests} requests); {stopped}",
    ),
    "browser_text": Both("เปิดด้วยเบราว์เซอร์ {rendered} หน้า[[ ({browser})]]", "{rendered} pages opened in a browser[[ ({browser})]]"),
    "own_form": Both(
        "ปีงบประมาณ พ.ศ. {year} มีแบบประเมินของปีนั้นเอง หากต้องการใช้ให้ระบุตัวเลือก --form {pack}",
        "Fiscal year {year} has a form of its own; the option --form {pack} chooses it.",
    ),
    "unknown_year": Both(
        "ไม่พบแบบประเมินของปีงบประมาณ พ.ศ. {year} จึงตรวจด้วยแบบ {pack} ซึ่งเป็นของปี {years} เลขข้อและข้อกำหนดของปีนั้นอาจต่างไป",
        "No form of fiscal year {year} is known; {pack}, the form of {years}, was used. Numbers and requirements of that year may differ.",
    ),
    "no_certificate": Both(
        "รายงานนี้จัดทำโดยโปรแกรมจากสิ่งที่เห็นบนเว็บไซต์ในเวลาที่ตรวจ ไม่ใช่ผลการประเมินหรือการรับรองของสำนักงาน ป.ป.ช. "
        "ข้อที่ไม่พบ หมายถึงไม่พบในหน้าที่ตรวจเท่านั้น โปรดให้ผู้รับผิดชอบตรวจทานกับหลักฐานก่อนนำไปใช้",
        "A program made this report from what it saw on the website at the time of the visit. It is neither a result nor a certificate of "
        "the NACC. “Not found” means not found on the pages that were checked. "
        "Please have a responsible person compare it with the evidence.",
    ),
    # score
    "score": Both("คะแนน OIT โดยประมาณ", "Estimated OIT score"),
    "score_short": Both("คะแนน", "Score"),
    "range": Both("{lowest} ถึง {highest}", "{lowest} to {highest}"),
    "of_100": Both("จาก 100 คะแนน", "of 100"),
    "score_meaning": Both(
        "ค่าต่ำสุดนับข้อที่ยังสรุปผลไม่ได้เป็น 0 ค่าสูงสุดนับเป็น 100",
        "The lowest counts what could not be told as 0, the highest as 100.",
    ),
    "bar_text": Both(
        "คะแนนต่ำสุด {lowest} สูงสุด {highest} จาก 100", "Lowest {lowest}, highest {highest} of 100"
    ),
    "sure_part": Both("ได้แน่นอน", "certain"),
    "open_part": Both("ยังสรุปไม่ได้", "not known yet"),
    "points_lost": Both("คะแนน ITA ที่เสีย", "ITA points lost"),
    "points_lost_text": Both("เสียแล้ว {lowest} คะแนน และอาจเสียถึง {highest} คะแนน", "{lowest} lost, at most {highest}"),
    "points_lost_one": Both("{lowest} คะแนน", "{lowest} points"),
    "points_lost_note": Both("จากคะแนน ITA เต็ม 100", "of the 100 points of the whole ITA"),
    "counts": Both("ผลตรวจรายข้อ", "Items by outcome"),
    "items_text": Both("{count} ข้อ", "{count} items"),
    "indicators": Both("คะแนนรายตัวชี้วัด", "Score by indicator"),
    "indicator": Both("ตัวชี้วัด", "Indicator"),
    "fix_first": Both("ควรแก้ไขหรือตรวจทานก่อน", "What to fix or check first"),
    "fix_first_note": Both("เรียงตามคะแนน ITA ที่ข้อนั้นมีผล แล้วตามความง่ายในการแก้ไข", "By ITA points at stake, then by ease."),
    "nothing_to_fix": Both("ไม่มีข้อที่พบว่าต้องแก้ไข", "Nothing was found that needs fixing."),
    "not_captured": Both(
        "ครั้งนี้ยังไม่สามารถตรวจเว็บไซต์ได้ จึงยังไม่มีผลของข้อใด[[ ({why})]]",
        "The site could not be checked this time, so no item has a result[[ ({why})]].",
    ),
    # items
    "items": Both("ผลตรวจทุกข้อ", "All items"),
    "code": Both("ข้อ", "Code"),
    "title": Both("รายการข้อมูล", "Title"),
    "outcome": Both("ผลตรวจ", "Outcome"),
    "presence": Both("ความครบถ้วน", "Presence"),
    "currency": Both("ความเป็นปัจจุบัน", "Currency"),
    "presence_short": Both("มี", "Pres."),
    "currency_short": Both("ปี", "Curr."),
    "scores_note": Both("มี = ความครบถ้วน, ปี = ความเป็นปัจจุบัน (0-100)", "Pres. = presence, Curr. = currency (0-100)"),
    "period": Both("ช่วงเวลาที่พบ", "Period found"),
    "required": Both("ช่วงเวลาที่กำหนด", "Period required"),
    "link": Both("ลิงก์", "Link"),
    "open_link": Both("เปิดหน้าหลักฐาน", "Open the evidence"),
    "explanation": Both("คำอธิบาย", "Explanation"),
    "advice": Both("ข้อแนะนำ", "Advice"),
    "points": Both("คะแนน ITA", "ITA points"),
    "points_text": Both("{points} คะแนน", "{points} points"),
    "points_of_100": Both("มีผล {points} คะแนน ITA", "worth {points} ITA points"),
    "depends_same": Both("ขึ้นกับข้อ {code} ของปีเดียวกัน", "rests on {code} of the same year"),
    "depends_prev": Both("รายงานผลของข้อ {code} ปีก่อน", "reports on {code} of the year before"),
    "details": Both("องค์ประกอบและหลักฐาน", "Elements and evidence"),
    "elements": Both("องค์ประกอบที่กำหนด", "What the form asks for"),
    "seen": Both("พบ", "seen"),
    "not_seen": Both("ไม่พบในหน้าที่ตรวจ", "not seen"),
    "optional": Both("ไม่บังคับ", "optional"),
    "written": Both("เขียนว่า “{words}”[[ ใน{source}]]", "written “{words}”[[ in the {source}]]"),
    "no_period": Both("ไม่พบ", "none read"),
    "inferred_mark": Both("ข้อกำหนดอนุมาน ดูหมายเหตุท้ายรายงาน", "inferred requirement, see the note at the end"),
    "inferred_note": Both(
        "ข้อที่มีเครื่องหมายนี้อาศัยข้อกำหนดที่อนุมานจากปีใกล้เคียงหรือแหล่งข้อมูลอื่น ยังไม่ได้ยืนยันกับคู่มือทางการ "
        "โปรดตรวจทานกับคู่มือของปีที่ประเมิน",
        "Items with this mark rest on a requirement inferred from a neighbouring year or other sources, "
        "not confirmed by the official manual.",
    ),
    "attested": Both("ตรวจทานโดย {by}[[ เมื่อ {at}]]: {verdict}[[ – {note}]]", "Reviewed by {by}[[ on {at}]]: {verdict}[[ – {note}]]"),
    "with_attestation": Both("มีผู้ตรวจทานแล้ว", "reviewed by a person"),
    # evidence
    "evidence": Both("หลักฐาน", "Evidence"),
    "no_evidence": Both("ไม่มีหน้าหรือไฟล์ที่เป็นหลักฐานของข้อนี้", "There is no page or file as evidence for this item."),
    "address": Both("ที่อยู่", "Address"),
    "path": Both("เส้นทางลิงก์", "Link path"),
    "front_page": Both("หน้าแรก", "Front page"),
    "found_on": Both("พบลิงก์ในหน้า", "Found on"),
    "matched": Both("ข้อความที่ตรงกัน", "Matching words"),
    "similarity": Both("ใกล้เคียง {percent}%", "{percent}% alike"),
    "snippet": Both("ข้อความที่พบ", "Text found"),
    "fetched": Both("เปิดเมื่อ", "Opened"),
    "status": Both("รหัสตอบกลับ HTTP", "HTTP status"),
    "sha256": Both("SHA-256", "SHA-256"),
    "picture": Both("ภาพหน้าจอ", "Screenshot"),
    "picture_of": Both("ภาพหน้าจอของข้อ {code}", "Screenshot for {code}"),
    "enlarge": Both("กดเพื่อขยายหรือย่อภาพ", "Select to enlarge or shrink"),
    "same_picture": Both("ภาพเดียวกับข้อ {code}", "Same screenshot as {code}"),
    # trouble and notes
    "trouble": Both("หน้าที่เปิดไม่ได้", "Addresses that could not be opened"),
    "no_trouble": Both("เปิดได้ทุกหน้าที่เรียก", "Everything that was asked for could be opened."),
    "failure": Both("สาเหตุ", "Cause"),
    "more_trouble": Both("และอีก {count} รายการ ดูรายละเอียดในรายงาน JSON", "and {count} more; the JSON report lists them all"),
    "notes": Both("หมายเหตุ", "Notes"),
    "summary": Both("สรุป", "Summary"),
    "tool": Both("จัดทำโดย {tool}[[ รุ่น {version}]]", "Made by {tool}[[ {version}]]"),
    "form_hash": Both("ลายนิ้วมือของแบบประเมิน (SHA-256) {sha256}", "Form fingerprint (SHA-256) {sha256}"),
    "skip": Both("ข้ามไปยังผลตรวจทุกข้อ", "Skip to all items"),
    "name": Both("รายการ", "Entry"),
    "value": Both("ค่า", "Value"),
}
