"""Headings and sentences of `oit round`: status, reports, sign-offs, certificates, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

ROUND_HEADS: Mapping[str, Both] = {
    "round_plan_written": Both(
        "เขียนแผนไว้ที่ {file} โปรดตรวจวันและข้อที่ต้องตรวจของแต่ละรอบ แล้วดูสถานะด้วย oit round status",
        "The plan was written to {file}. Check its days and the items that are due, then see oit round status.",
    ),
    # a round
    "round_name": Both("ระยะที่ {number}", "Round {number}"),
    "round_title": Both("สถานะรอบการตรวจ “{name}”", "Round “{name}”"),
    "round_span": Both("{first} ถึง {last}", "{first} to {last}"),
    "round_name_span": Both("“{name}” {span}", "“{name}” {span}"),
    "round_form": Both("แบบประเมิน {form} ปีงบประมาณ พ.ศ. {year}", "Form {form}, fiscal year {year}"),
    "round_other_terms": Both(
        "ยังไม่มีผลตามแบบและปีในแผนนี้ แต่มีผลตาม{others} โปรดตรวจ form และ fiscal_year ในแผน",
        "There is no result by the plan's form and year, but there is by: {others}; check form and fiscal_year of the plan",
    ),
    "round_as_of": Both("ข้อมูล ณ สิ้นวันที่ {day}", "As of the end of {day}"),
    "round_days_left": Both("เหลืออีก {days} วัน", "{days} days left"),
    "round_last_day": Both("วันนี้เป็นวันสุดท้ายของรอบ", "today is its last day"),
    "round_ended": Both("สิ้นสุดรอบแล้ว", "ended"),
    "round_to_come": Both("ยังไม่เริ่ม อีก {days} วัน", "begins in {days} days"),
    "round_due_all": Both("ข้อที่ตรวจ: ทุกข้อของแบบประเมิน เกณฑ์ของรอบร้อยละ {mark}", "Due: all items of the form; pass mark {mark} %"),
    "round_due_some": Both("ข้อที่ตรวจ {count} ข้อ: {codes} เกณฑ์ของรอบร้อยละ {mark}", "Due: {count} items ({codes}); pass mark {mark} %"),
    "round_so_far": Both("ข้อมูลเท่าที่มีของวันที่ {day} ซึ่งยังไม่สิ้นวัน", "What is known so far on {day}, which is not over"),
    "round_district": Both("เฉพาะ{district}", "Only {district}"),
    "round_district_name": Both("อำเภอ{district}", "{district} district"),
    "round_counts": Both(
        "ครบ {finished} แห่ง ยังไม่ครบ {short} แห่ง รอตรวจดู {to_look} แห่ง ยังไม่มีผลในรอบนี้ {not_seen} แห่ง จากทั้งหมด {all} แห่ง"
        "[[ ยังไม่มีข้อที่ถึงกำหนด {nothing_due} แห่ง]]",
        "{finished} finished, {short} not yet, {to_look} to be looked at, {not_seen} without a result in this round, of {all}"
        "[[; nothing due yet: {nothing_due}]]",
    ),
    "round_state_finished": Both("ครบตามเกณฑ์", "finished"),
    "round_state_to_look": Both("รอตรวจดู", "to be looked at"),
    "round_state_short": Both("ยังไม่ครบ", "not yet"),
    "round_state_not_seen": Both("ยังไม่มีผลในรอบนี้", "no result in this round"),
    "round_state_nothing_due": Both("ยังไม่มีข้อที่ถึงกำหนด", "nothing due yet"),
    "round_state_gone": Both("ไม่อยู่ในทะเบียนแล้ว", "left the roster"),
    "round_states_meaning": Both(
        "“รอตรวจดู” คือข้อที่ยังสรุปผลไม่ได้เป็นตัวตัดสิน ไม่ถือว่าไม่ผ่าน ส่วนข้อที่ยังไม่ถึงกำหนดหรือไม่เกี่ยวข้องกับหน่วยงานไม่นำมานับ",
        "“To be looked at”: items that nobody could tell decide, which is no failure. Items not due yet or not applicable are left out.",
    ),
    "round_not_seen": Both("ยังไม่มีผลในรอบนี้", "Without a result in this round"),
    "round_not_captured_since": Both("ตรวจเว็บไซต์ไม่ได้ตั้งแต่ {day}", "not captured since {day}"),
    "round_never_captured": Both("ยังไม่เคยตรวจเว็บไซต์ได้", "not captured yet"),
    # columns
    "round_col_code": Both("รหัส", "Code"),
    "round_col_agency": Both("หน่วยงาน", "Agency"),
    "round_col_district": Both("อำเภอ", "District"),
    "round_col_state": Both("สถานะ", "State"),
    "round_col_share": Both("ผ่าน/นับ", "Pass/due"),
    "round_col_percent": Both("ร้อยละ", "Percent"),
    "round_col_looking": Both("รอตรวจดู", "To look at"),
    "round_col_failed": Both("ไม่ผ่าน", "Lacking"),
    "round_col_left": Both("ไม่นับ", "Left out"),
    "round_col_score": Both("คะแนน OIT", "OIT score"),
    "round_col_moved": Both("จากต้นรอบ", "Since start"),
    "round_col_moved_report": Both("จากรายงานก่อน", "Since report"),
    "round_col_seen": Both("ตรวจล่าสุด", "Last seen"),
    "round_col_item": Both("ข้อ", "Item"),
    "round_col_title": Both("รายการ", "Title"),
    "round_col_outcome": Both("ผล", "Outcome"),
    "round_col_owner": Both("ผู้รับผิดชอบ", "Owner"),
    "round_col_reason": Both("เหตุผล", "Reason"),
    "round_col_lacking_in": Both("หน่วยงานที่ยังไม่ผ่าน", "Agencies lacking it"),
    "round_col_looking_in": Both("หน่วยงานที่รอตรวจดู", "Agencies to look at"),
    "round_col_link": Both("ลิงก์", "Link"),
    # what moved
    "round_moved": Both("ดีขึ้น {better} แย่ลง {worse}", "{better} better, {worse} worse"),
    "round_moved_not": Both("เท่าเดิม", "same"),
    "round_moved_first": Both("ผลแรก", "first result"),
    "round_moved_rules": Both("เกณฑ์หรือรุ่นของโปรแกรมเปลี่ยน", "rules or version changed"),
    "round_moved_meaning": Both(
        "เทียบเฉพาะข้อที่สรุปผลได้ทั้งสองวัน ข้อที่เพียงถึงกำหนดไม่ถือว่าแย่ลง เครื่องหมาย * หมายถึงเกณฑ์หรือรุ่นของโปรแกรมเปลี่ยนในช่วงนั้น จึงบอกไม่ได้ว่าเว็บไซต์เปลี่ยน",
        "Only items that were decided on both days are compared; an item that merely fell due is not worse. "
        "A * means that the rules or the program's version changed in between, so nobody can tell whether the site did.",
    ),
    "round_moved_sum": Both(
        "ตั้งแต่ {since}: ดีขึ้น {better} ข้อใน {gained} แห่ง แย่ลง {worse} ข้อใน {lost} แห่ง",
        "Since {since}: {better} items better at {gained} agencies, {worse} worse at {lost}",
    ),
    # what blocks
    "round_blocking": Both("ข้อที่ยังค้าง", "What blocks"),
    "round_blocking_item": Both("ยังไม่ผ่าน {lacking} แห่ง รอตรวจดู {looking} แห่ง", "lacking at {lacking}, to look at in {looking}"),
    "round_blocking_agencies": Both("ข้อที่ยังค้างของแต่ละหน่วยงาน", "What blocks, agency by agency"),
    "round_more_items": Both("และอีก {count} ข้อ ดูทั้งหมดด้วย --agency {code}", "and {count} more; --agency {code} shows all"),
    "round_more_blocking": Both("และอีก {count} ข้อ ดูทั้งหมดด้วย --json", "and {count} more; --json has all"),
    "round_no_owner": Both("ยังไม่ได้ระบุผู้รับผิดชอบ", "no owner named"),
    "round_owner": Both("ผู้รับผิดชอบ {name}[[ ({contact})]]", "owner {name}[[ ({contact})]]"),
    "round_attested": Both("{by} ให้ผลไว้[[: {note}]]", "as {by} has said[[: {note}]]"),
    "round_nothing_open": Both("ไม่มีข้อค้าง", "nothing is open"),
    # the calendar
    "round_step_register": Both("ลงทะเบียนและนำเข้าข้อมูลพื้นฐาน", "Registration and base data"),
    "round_step_enter": Both("นำเข้าลิงก์ OIT ในระบบ ITAS", "Entering OIT links in ITAS"),
    "round_step_survey": Both("เก็บข้อมูล IIT และ EIT", "IIT and EIT answers"),
    "round_step_scoring": Both("ตรวจและให้คะแนน OIT", "Scoring of OIT"),
    "round_step_explain": Both("ดูคะแนนรายข้อและชี้แจงเพิ่มเติม", "Item scores are shown, explanations are taken"),
    "round_step_confirm": Both("ยืนยันผลคะแนน", "Confirmation of scores"),
    "round_step_results": Both("ประกาศผลการประเมิน", "Results"),
    "round_step_now": Both("ปฏิทินการประเมิน: {step} ถึง {last}[[ ({sure})]]", "Calendar: {step}, until {last}[[ ({sure})]]"),
    "round_step_next": Both("ขั้นต่อไป: {step} ตั้งแต่ {first}[[ ({sure})]]", "Next: {step}, from {first}[[ ({sure})]]"),
    "round_sure_one_source": Both("จากแหล่งเดียว", "one source"),
    "round_sure_assumed": Both("คาดจากปีก่อน โปรดตรวจกับหนังสือแจ้ง", "assumed from other years; check the official letter"),
    # sign-offs
    "round_signed": Both(
        "ลงนามรับรองผลรอบโดย {by} เมื่อ {made} ครบตามเกณฑ์ {finished} แห่ง จาก {all} แห่ง[[ – {note}]]",
        "Signed off by {by}, {made}: {finished} of {all} agencies finished[[ – {note}]]",
    ),
    "round_unsigned": Both("ยังไม่มีผู้ลงนามรับรองผลของรอบนี้", "Nobody has signed this round off"),
    "round_sign_next": Both(
        "เมื่อตรวจดูแล้ว ให้ผู้มีอำนาจลงนามด้วย {command}", "When it was looked through, the person responsible signs it with {command}"
    ),
    "round_withdrawn": Both(
        "การรับรองของ {by} เมื่อ {made} ถูกถอนโดย {who} เมื่อ {day}", "The sign-off by {by}, {made}, was withdrawn by {who}, {day}"
    ),
    "round_other_plan": Both(
        "แผนของรอบนี้เปลี่ยนไปหลังลงนาม ผลที่ลงนามใช้แผนเดิม: {first} ถึง {last} เกณฑ์ร้อยละ {mark}",
        "The plan of this round was changed after it was signed; what was signed used: {first} to {last}, pass mark {mark} %",
    ),
    "round_differences": Both(
        "สถานะ ณ สิ้นวันที่ {day} ที่ต่างจากผลที่ลงนามไว้ (ผลที่ลงนามไม่เปลี่ยน)",
        "Where things stand otherwise at the end of {day} than what was signed (which stays)",
    ),
    "round_difference": Both("{code} {agency}: ลงนามว่า {signed} ขณะนี้ {now}", "{code} {agency}: signed as {signed}, now {now}"),
    # reports
    "round_report": Both("รายงานความคืบหน้า ณ วันที่ {day}", "Progress report as of {day}"),
    "round_report_kicker": Both("การตรวจสอบข้อมูลเปิดเผยสาธารณะ (OIT) ก่อนนำเข้าระบบ ITAS", "OIT checks before the entry in ITAS"),
    "round_report_written": Both("{day}: เขียนแล้ว {file}", "{day}: written {file}"),
    "round_report_same": Both("{day}: ตรงกับรายงานเดิม {file}", "{day}: the same as before, {file}"),
    "round_report_differs": Both(
        "{day}: ไม่ตรงกับรายงานเดิม จึงไม่เขียนทับ {file} (ใช้ --replace หากต้องการแทนที่)",
        "{day}: not the same as before, so {file} was left as it is (--replace writes it anew)",
    ),
    "round_report_so_far": Both(
        "{day} ยังไม่สิ้นวัน จึงเป็นฉบับระหว่างวัน จัดทำอีกครั้งวันรุ่งขึ้นเพื่อให้ได้ฉบับสมบูรณ์",
        "{day} is not over, so this shows what is known so far; make it again the day after",
    ),
    "round_report_cannot": Both(
        "รายงานนี้สร้างจากผลตรวจและความเห็นของเจ้าหน้าที่ที่มีอยู่ ณ สิ้นวันนั้น ผลตรวจ ความเห็น และการถอนภายหลังไม่มีผล สิ่งที่ย้อนกลับไม่ได้คือ"
        "ทะเบียนหน่วยงาน (รายชื่อ ชื่อ อำเภอ ผู้รับผิดชอบ จำนวนหน้าขั้นต่ำ) ซึ่งใช้ของวันที่จัดทำ และแผนของรอบตามไฟล์ปัจจุบัน",
        "This report is made of the results and verdicts of people that stood at the end of that day; later ones and later withdrawals do "
        "not count. What cannot be brought back is the roster (who is on it, names, districts, owners, least pages), which is that of the "
        "day on which the report is made, and the plan, which is the file as it is now.",
    ),
    "round_summary": Both("สรุป", "Summary"),
    "round_agencies": Both("ผลรายหน่วยงาน", "Agencies"),
    "round_sheet_open": Both("ข้อค้าง", "Open items"),
    "round_sheet_items": Both("ข้อที่ค้างมาก", "Items"),
    # certificates
    "round_certificates": Both("หน่วยงานที่ดำเนินการครบในรอบ “{name}”", "Agencies that were complete in round “{name}”"),
    "round_certificates_all": Both("หน่วยงานที่ดำเนินการครบทุกรอบ ({names})", "Agencies that were complete in all rounds ({names})"),
    "round_certificates_count": Both("{count} แห่ง", "{count} agencies"),
    "round_certificates_none": Both("ไม่มีหน่วยงานที่ครบตามผลที่ลงนามไว้", "No agency was complete by what was signed"),
    "round_certificates_page": Both("เกียรติบัตรพร้อมพิมพ์: {file}", "Certificates to print: {file}"),
    "round_certificate": Both("เกียรติบัตร", "Certificate"),
    "round_certificate_given": Both("มอบเกียรติบัตรฉบับนี้ให้ไว้เพื่อแสดงว่า", "This is to certify that"),
    "round_certificate_done": Both(
        "ได้จัดเตรียมและเผยแพร่ข้อมูลตามแบบวัดการเปิดเผยข้อมูลสาธารณะ (OIT)", "has prepared and published its information for the OIT"
    ),
    "round_certificate_all_items": Both(
        "ครบทุกข้อที่กำหนดในรอบการตรวจ ภายในกำหนดเวลา", "with every item that was due in the round, and in time"
    ),
    "round_certificate_mark": Both(
        "ไม่น้อยกว่าร้อยละ {mark} ของข้อที่กำหนดในรอบการตรวจ ภายในกำหนดเวลา",
        "with at least {mark} % of the items that were due in the round, and in time",
    ),
    "round_certificate_round": Both("รอบ “{name}” ({first} ถึง {last})", "Round “{name}” ({first} to {last})"),
    "round_certificate_all": Both("ครบทั้ง {count} รอบ", "in all {count} rounds"),
    "round_certificate_for": Both(
        "ในการเตรียมความพร้อมรับการประเมินคุณธรรมและความโปร่งใส", "in preparing for the Integrity and Transparency Assessment (ITA)"
    ),
    "round_certificate_year": Both(
        "ในการดำเนินงานของหน่วยงานภาครัฐ (ITA) ประจำปีงบประมาณ พ.ศ. {year}", "of public agencies, fiscal year {year}"
    ),
    "round_certificate_on": Both("ให้ไว้ ณ วันที่ {day}", "Given on {day}"),
    "round_certificate_sign": Both("ลงชื่อ", "Signed"),
    "round_certificate_post": Both("ตำแหน่ง", "Position"),
    "round_certificate_note": Both(
        "เกียรติบัตรของการตรวจเตรียมความพร้อมภายใน มิใช่ผลการประเมินหรือการรับรองของสำนักงาน ป.ป.ช.",
        "For the team's own checks beforehand; neither a result nor a certificate of the NACC.",
    ),
}
