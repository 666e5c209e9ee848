"""Words of `oit presubmit`: heads and cells of the workbook, the explanation to paste, and what is said when a workbook comes home."""

from collections.abc import Mapping

from oit.wording_table import Both

PRESUBMIT_HEADS: Mapping[str, Both] = {
    # the items' sheet
    "pre_items_sheet": Both("รายการข้อ", "Items"),
    "pre_summary_sheet": Both("สรุป", "Summary"),
    "pre_title_of": Both(
        "ตารางเตรียมกรอกข้อมูล OIT[[ – {agency}]][[ ปีงบประมาณ พ.ศ. {year}]]", "OIT entry sheet[[ – {agency}]][[, fiscal year {year}]]"
    ),
    "pre_legend": Both(
        "แก้ไขได้เฉพาะช่องพื้นสีเหลือง แล้วส่งไฟล์กลับเพื่อนำเข้าด้วยคำสั่ง oit presubmit import  กรุณาอย่าแก้หัวตารางและรหัสแถว",
        "Only yellow cells may be changed; the file comes home with oit presubmit import. Please leave the heads and the row keys.",
    ),
    "pre_code": Both("ข้อ", "Code"),
    "pre_title": Both("รายการข้อมูล", "Title"),
    "pre_has": Both("มี/ไม่มี", "Has / has not"),
    "pre_link": Both("ลิงก์ที่จะกรอก", "Link to enter"),
    "pre_link_seen": Both("เปิดลิงก์ล่าสุด", "Link last fetched"),
    "pre_text": Both("คำอธิบายสำหรับกรอก", "Explanation to paste"),
    "pre_period": Both("ช่วงเวลาที่พบ", "Period found"),
    "pre_outcome": Both("ผลตรวจ", "Outcome"),
    "pre_sure": Both(
        "ครบถ้วน {presence} เป็นปัจจุบัน {currency} จาก 100[[\nข้อกำหนด: {facts}]]",
        "Presence {presence}, currency {currency} of 100[[\nRequirement: {facts}]]",
    ),
    "pre_sure_facts": Both("ข้อกำหนด: {facts}", "Requirement: {facts}"),
    "pre_sure_person": Both("ยืนยันโดยบุคคล", "Confirmed by a person"),
    "pre_sureness": Both("ความมั่นใจของผล", "Sureness"),
    "pre_reason": Both("เหตุผล", "Reason"),
    "pre_advice": Both("วิธีแก้ไข", "How to fix"),
    "pre_owner": Both("ผู้รับผิดชอบ", "Owner"),
    "pre_deadline": Both("กำหนดแล้วเสร็จ", "Deadline"),
    "pre_points": Both("คะแนน ITA ของข้อ (เต็ม 100)", "Points of the hundred"),
    "pre_evidence": Both("หลักฐาน", "Evidence"),
    "pre_picture": Both("ภาพหลักฐาน", "Screenshot"),
    "pre_remark": Both("หมายเหตุของทีม", "Team's remark"),
    "pre_verdict": Both("ผลตรวจโดยบุคคล", "Person's verdict"),
    "pre_verdict_by": Both("ชื่อผู้ตรวจ", "Verdict given by"),
    "pre_verdict_note": Both("เหตุผลของผู้ตรวจ", "Note on the verdict"),
    "pre_noted": Both("บันทึกของทีมล่าสุด", "Last noted by the team"),
    "pre_row": Both("รหัสแถว (อย่าแก้)", "Row key (leave)"),
    # values
    "pre_has_has": Both("มี", "Has"),
    "pre_has_has_not": Both("ไม่มี", "Has not"),
    "pre_has_look": Both("ตรวจสอบ", "To be looked at"),
    "pre_has_not_applicable": Both("ไม่ใช้กับหน่วยงาน", "Not applicable"),
    "pre_verdict_present": Both("มีข้อมูลครบ", "Present"),
    "pre_verdict_current": Both("มีครบและเป็นปัจจุบัน", "Present and current"),
    "pre_verdict_absent": Both("ไม่มีข้อมูล", "Absent"),
    "pre_verdict_not_applicable": Both("ไม่ใช้กับหน่วยงาน", "Not applicable"),
    "pre_no_result": Both("ยังไม่มีผลตรวจ", "No result yet"),
    "pre_never_captured": Both("ยังไม่เคยตรวจเว็บไซต์ของหน่วยงานนี้ได้สำเร็จ", "This agency's site has not been captured yet."),
    "pre_machine_said": Both("ผลของโปรแกรม: {outcome}[[ – {reason}]]", "The tool: {outcome}[[ – {reason}]]"),
    "pre_seen_never": Both(
        "โปรแกรมยังไม่เคยเปิดลิงก์นี้ กรุณาลองเปิดก่อนกรอก", "The tool has not fetched this link; please open it before it is entered."
    ),
    "pre_seen_opens_fresh": Both("เปิดได้เมื่อ {at} (เปิดใหม่โดยไม่ใช้คุกกี้)", "Opened on {at} (fresh, without cookies)"),
    "pre_seen_unsure_fresh": Both(
        "ลองเปิดเมื่อ {at} ยังบอกไม่ได้ว่าเปิดได้หรือไม่[[: {why}]][[ (รหัสตอบกลับ {status})]]",
        "Tried on {at}; nobody can tell whether it opens[[: {why}]][[ (status {status})]]",
    ),
    "pre_seen_fails_fresh": Both(
        "เปิดไม่ได้เมื่อ {at}[[: {why}]][[ (รหัสตอบกลับ {status})]]", "Did not open on {at}[[: {why}]][[ (status {status})]]"
    ),
    "pre_seen_opens_crawl": Both("เปิดได้เมื่อ {at} (ขณะตรวจเว็บไซต์)", "Opened on {at} (by the crawl)"),
    "pre_seen_unsure_crawl": Both(
        "ขณะตรวจเว็บไซต์เมื่อ {at} ยังไม่ได้เปิดลิงก์นี้[[: {why}]][[ (รหัสตอบกลับ {status})]]",
        "Not opened by the crawl on {at}[[: {why}]][[ (status {status})]]",
    ),
    "pre_seen_fails_crawl": Both(
        "เปิดไม่ได้เมื่อ {at} (ขณะตรวจเว็บไซต์)[[: {why}]][[ (รหัสตอบกลับ {status})]]",
        "Did not open on {at} (by the crawl)[[: {why}]][[ (status {status})]]",
    ),
    "pre_why_nothing_there": Both("เว็บไซต์แสดงหน้าเดียวกันกับที่อยู่ซึ่งไม่มีจริง", "the site shows the same page for addresses that do not exist"),
    "pre_why_leads_home": Both("ลิงก์พาไปหน้าแรกของเว็บไซต์", "it leads to the front page"),
    "pre_evidence_of": Both("[[เปิดเมื่อ {at} ]][[SHA-256 {sha256}]]", "[[Fetched on {at} ]][[SHA-256 {sha256}]]"),
    "pre_open_picture": Both("เปิดภาพ", "Open the picture"),
    "pre_noted_by": Both("{what}: {by} เมื่อ {at}", "{what}: {by}, {at}"),
    "pre_note_remark": Both("หมายเหตุ", "Remark"),
    "pre_note_link": Both("ลิงก์", "Link"),
    "pre_note_explanation": Both("คำอธิบาย", "Explanation"),
    "pre_note_deadline": Both("กำหนดแล้วเสร็จ", "Deadline"),
    "pre_pick_has": Both("เลือก มี ไม่มี หรือ ตรวจสอบ", "Choose one of the list."),
    "pre_pick_verdict": Both("เลือกผลจากรายการ แล้วใส่ชื่อผู้ตรวจ", "Choose from the list, then name the person."),
    # the explanation to paste
    "pre_the_agency": Both("หน่วยงาน", "The agency"),
    "pre_explains": Both(
        "{agency}ได้เผยแพร่ “{title}”[[ ({period})]] ไว้บนเว็บไซต์ของหน่วยงาน[[ ที่หัวข้อ {where}]][[ ตามเอกสาร “{document}”]] เปิดดูได้จากลิงก์ที่ระบุ",
        "{agency} publishes “{title}”[[ ({period})]] on its website[[ under {where}]][[, in “{document}”]]; see the link.",
    ),
    "pre_explains_none": Both(
        "{agency}ได้เผยแพร่ “{title}”[[ ({period})]] ไว้บนเว็บไซต์ของหน่วยงาน[[ ที่หัวข้อ {where}]] "
        "โดยระบุว่าไม่มีรายการหรือไม่มีเรื่องในรอบนี้[[ (“{text}”)]] เปิดดูได้จากลิงก์ที่ระบุ",
        "{agency} publishes “{title}”[[ ({period})]] on its website[[ under {where}]], stating that there was nothing to report[[ "
        "(“{text}”)]]; see the link.",
    ),
    # the summary
    "pre_key": Both("รหัสแฟ้ม (อย่าแก้)", "Key of this workbook (leave)"),
    "pre_made": Both("จัดทำเมื่อ", "Made"),
    "pre_result_of": Both("ผลตรวจเว็บไซต์เมื่อ", "Result of the visit"),
    "pre_links_note": Both("ลิงก์", "Links"),
    "pre_links_fresh": Both(
        "เปิดใหม่ทุกลิงก์ในการจัดทำครั้งนี้ {works} จาก {all} ลิงก์เปิดได้", "Each was fetched anew for this workbook: {works} of {all} opened."
    ),
    "pre_links_crawl": Both("ใช้ผลการเปิดขณะตรวจเว็บไซต์ ไม่ได้เปิดใหม่", "As the crawl saw them; not fetched anew."),
    "pre_counts_has": Both(
        "มี {has} ข้อ ไม่มี {has_not} ข้อ ต้องตรวจสอบ {look} ข้อ[[ ไม่ใช้กับหน่วยงาน {na} ข้อ]]",
        "{has} has, {has_not} has not, {look} to be looked at[[, {na} not applicable]]",
    ),
    "pre_meaning": Both(
        "“มี” คือพบครบตามข้อกำหนดและตรงช่วงเวลา “ไม่มี” คือไม่พบในหน้าที่ตรวจ “ตรวจสอบ” คือพบบางส่วน พบของช่วงเวลาอื่น หรือโปรแกรมยังบอกไม่ได้ ต้องให้คนดู",
        "“Has”: all the form asks for, of the right period. “Has not”: not found on the pages that were checked. "
        "“To be looked at”: a part, another period, or the tool cannot tell; a person has to look.",
    ),
    "pre_tasks": Both("งานที่ยังเหลือ แยกตามผู้รับผิดชอบ", "Open tasks by owner"),
    "pre_no_owner": Both("ยังไม่ระบุผู้รับผิดชอบ", "No owner named"),
    "pre_task_items": Both("ข้อที่เหลือ", "Items"),
    "pre_task_count": Both("จำนวน", "Count"),
    "pre_task_points": Both("คะแนน ITA ที่เกี่ยวข้อง", "ITA points at stake"),
    "pre_task_deadline": Both("กำหนดที่ใกล้ที่สุด", "Next deadline"),
    "pre_no_tasks": Both("ไม่มีงานที่เหลือ", "Nothing is left to do."),
    "pre_fixes": Both("ควรแก้ไขก่อน (ได้คะแนนมากที่สุด)", "Most valuable fixes first"),
    "pre_gain": Both("คะแนน ITA ที่ได้คืน", "ITA points won"),
    "pre_rounds": Both("ผลแต่ละรอบ", "Rounds side by side"),
    "pre_round": Both("รอบ", "Round"),
    "pre_round_end": Both("วันสิ้นสุดรอบ", "Last day"),
    "pre_round_now": Both("ปัจจุบัน", "Now"),
    "pre_round_at": Both("ณ วันที่ {day}", "as of {day}"),
    "pre_round_done": Both("ข้อของรอบที่ผ่านแล้ว", "Due items that pass"),
    "pre_round_signed": Both("ผู้รับรองผล", "Signed off by"),
    "pre_signed_by": Both("{by} เมื่อ {at}", "{by}, {at}"),
    "pre_done_of": Both("{done} จาก {all}", "{done} of {all}"),
    "pre_no_plan": Both("ไม่ได้ระบุแผนรอบการตรวจ (--round-plan)", "No plan of rounds was given (--round-plan)."),
    # all agencies
    "pre_overview": Both("ภาพรวมทุกหน่วยงาน", "All agencies"),
    "pre_agency_code": Both("รหัส", "Code"),
    "pre_lowest": Both("คะแนน OIT ต่ำสุด", "OIT score, lowest"),
    "pre_highest": Both("คะแนน OIT สูงสุด", "OIT score, highest"),
    "pre_lost": Both("คะแนน ITA ที่เสียแล้ว", "ITA points lost"),
    "pre_may_lose": Both("คะแนน ITA ที่อาจเสีย", "ITA points at risk"),
    "pre_unfinished": Both("ข้อที่ยังไม่เสร็จ", "Unfinished items"),
    "pre_bad_links": Both("ลิงก์ที่เปิดไม่ได้", "Links that did not open"),
    "pre_file": Both("แฟ้ม", "Workbook"),
    "pre_day_seen": Both("ผลของวันที่", "Result of"),
    "pre_district": Both("อำเภอ", "District"),
    # what the command says
    "pre_written": Both("เขียนแฟ้มแล้ว: {path}", "Written: {path}"),
    "pre_written_all": Both("เขียนแฟ้มของ {count} หน่วยงาน และภาพรวม {path}", "Workbooks of {count} agencies, and all of them in {path}"),
    "pre_without_result": Both(
        "{agency}: ยังไม่มีผลตรวจตามแบบ {form} ปีงบประมาณ พ.ศ. {year} แฟ้มมีเฉพาะรายการข้อ[[ (มีผลตรวจตาม{others})]]",
        "{agency}: has no result by form {form} for fiscal year {year}; its workbook only lists the items"
        "[[; there are results by {others}]].",
    ),
    "pre_form_and_year": Both("แบบ {form} ปีงบประมาณ พ.ศ. {year}", "form {form} for {year}"),
    "pre_by_form": Both("{agency}: แบบ {form} ปีงบประมาณ พ.ศ. {year}", "{agency}: form {form}, fiscal year {year}"),
    "pre_link_trouble": Both(
        "{agency}: ข้อ {code} เปิดลิงก์ไม่ได้[[ ({why})]][[: {url}]]", "{agency}: the link of {code} did not open[[ ({why})]][[: {url}]]"
    ),
    "pre_checking": Both("เปิดลิงก์แล้ว {done} จาก {count}[[: {text}]]", "{done} of {count} links fetched[[: {text}]]"),
    # coming home
    "pre_import_of": Both("{file}: {agency} ปีงบประมาณ พ.ศ. {year}", "{file}: {agency}, fiscal year {year}"),
    "pre_import_counts": Both(
        "นำเข้า {taken} รายการ ตรงกับที่มีอยู่แล้ว {already} รายการ ขัดกัน {conflicts} รายการ",
        "{taken} taken, {already} known already, {conflicts} in conflict",
    ),
    "pre_import_dry": Both("ลองดูเท่านั้น ยังไม่ได้บันทึก", "Dry run: nothing was written."),
    "pre_import_none": Both("ไม่มีช่องใดถูกแก้ไข", "No cell was changed."),
    "pre_again": Both("แฟ้มนี้เคยนำเข้าแล้วเมื่อ {at}", "This workbook came home before, on {at}."),
    "pre_taken": Both("{code} {column}: “{before}” → “{sheet}”", "{code} {column}: “{before}” → “{sheet}”"),
    "pre_conflict": Both(
        "ขัดกัน {code} {column} ({place}): ตอนส่งออก “{before}” ในแฟ้ม “{sheet}” แต่ในฐานข้อมูลตอนนี้ “{now}” "
        "ไม่ได้นำเข้า ใช้ --take-sheet {code} หากต้องการค่าในแฟ้ม",
        "Conflict {code} {column} ({place}): given out “{before}”, the workbook says “{sheet}”, the database now “{now}”. "
        "Not taken; --take-sheet {code} takes it.",
    ),
    "pre_conflict_outcome": Both(
        "ขัดกัน {code} {column} ({place}): ในแฟ้ม “{sheet}” แต่ผลของโปรแกรมเปลี่ยนจาก “{before}” เป็น “{now}” หลังส่งออก "
        "ไม่ได้นำเข้า ใช้ --take-sheet {code} หากยังยืนยัน",
        "Conflict {code} {column} ({place}): the workbook says “{sheet}”, but the tool's outcome went from “{before}” to “{now}” "
        "since. Not taken; --take-sheet {code} takes it.",
    ),
    "pre_empty": Both("(ว่าง)", "(empty)"),
    "pre_ended_at_once": Both(
        "ข้อ {code}: บันทึกผลของบุคคลแล้ว แต่ยังไม่มีผล เพราะหลักฐานเปลี่ยนไปหลังส่งออกแฟ้ม",
        "{code}: the person's verdict is kept but does not count: its evidence has changed since the workbook was given out.",
    ),
    # what was not taken, by name
    "pre_n_added_row": Both("{place}: เป็นแถวที่เพิ่มเข้ามา ไม่ได้นำเข้า: “{text}”", "{place}: is a row that was added; not taken: “{text}”"),
    "pre_n_lost_row": Both("ข้อ {code}: แถวถูกลบออกจากแฟ้ม ไม่มีอะไรเปลี่ยน", "{code}: its row is not in the workbook; nothing of it changes."),
    "pre_n_lost_column": Both(
        "คอลัมน์ “{column}” ถูกลบออกจากแฟ้ม ไม่มีอะไรเปลี่ยน", "The column “{column}” is not in the workbook; nothing of it changes."
    ),
    "pre_n_added_column": Both(
        "{place}: คอลัมน์ “{text}” ไม่ใช่ของแฟ้มนี้ ไม่ได้นำเข้า {count} ช่อง", "{place}: the column “{text}” is not ours; {count} cells not taken."
    ),
    "pre_n_fixed_cell": Both(
        "{place}: ข้อ {code} ช่อง “{column}” แก้ไม่ได้ ไม่ได้นำเข้า: “{text}”",
        "{place}: “{column}” of {code} cannot be changed here; not taken: “{text}”",
    ),
    "pre_n_other_cell": Both("{place}: ข้อความที่เพิ่มนอกตาราง ไม่ได้นำเข้า: “{text}”", "{place}: words outside of the table; not taken: “{text}”"),
    "pre_n_comment": Both("{place}: มีความคิดเห็นแนบอยู่ ไม่ได้นำเข้า: “{text}”", "{place}: a comment on the cell; not taken: “{text}”"),
    "pre_n_formula": Both("{place}: เป็นสูตร อ่านค่าที่คำนวณไว้: “{text}”", "{place}: is a formula; its value was read: “{text}”"),
    "pre_n_cleared": Both(
        "{place}: ข้อ {code} ล้างช่อง “{column}” ของโปรแกรม ครั้งหน้าจะแสดงอีก ใส่ข้อความอื่นแทนหากต้องการ",
        "{place}: “{column}” of {code} is the tool's own and comes back next time; write other words instead.",
    ),
    "pre_n_look": Both(
        "{place}: ข้อ {code} เปลี่ยนเป็น “ตรวจสอบ” ไม่ใช่ผลของบุคคล ไม่ได้นำเข้า กรุณาเขียนในหมายเหตุ",
        "{place}: “to be looked at” of {code} is no verdict; not taken. Write a remark instead.",
    ),
    "pre_n_link_target": Both(
        "{place}: ข้อความในช่องกับลิงก์ที่ซ่อนอยู่ไม่ตรงกัน อ่านตามข้อความ ลิงก์ที่ซ่อนอยู่คือ {text}",
        "{place}: its words and the link behind them differ; the words count, the link is {text}",
    ),
}
