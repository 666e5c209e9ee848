"""Sentences of the messages that tell what changed in a night, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

DIGEST_HEADS: Mapping[str, Both] = {
    "digest_subject": Both("OIT [[{name} ]]{day}: แย่ลง {worse} ข้อ", "OIT [[{name} ]]{day}: {worse} worse"),
    "digest_subject_good": Both("OIT [[{name} ]]{day}: ไม่มีข้อที่แย่ลง", "OIT [[{name} ]]{day}: nothing got worse"),
    "digest_subject_lost": Both(
        "OIT [[{name} ]]{day}: ตรวจเว็บไซต์ไม่ได้ติดต่อกัน 3 คืน {lost} แห่ง", "OIT [[{name} ]]{day}: not checked for three nights: {lost}"
    ),
    "digest_owner": Both("ข้อที่ท่านรับผิดชอบ", "your items"),
    "digest_all": Both("ทุกหน่วยงาน", "all agencies"),
    "digest_province": Both("จังหวัด{name}", "{name}"),
    "digest_district": Both("อำเภอ{name}", "{name}"),
    "digest_opening": Both("ผลการตรวจเว็บไซต์ตามแบบ OIT เช้าวันที่ {day}", "What the OIT check saw, morning of {day}"),
    "digest_checked": Both("ตรวจได้ {checked} จาก {agencies} หน่วยงาน", "Agencies checked: {checked} of {agencies}"),
    "digest_counts": Both(
        "แย่ลง {worse} ข้อ ดีขึ้น {better} ข้อ พบใหม่ {appeared} ข้อ คงเดิม {unchanged} ข้อ",
        "Items: {worse} worse, {better} better, {appeared} newly shown, {unchanged} unchanged",
    ),
    "digest_by_rules": Both(
        "ผลของอีก {count} ข้อเปลี่ยนไปเพราะเกณฑ์หรือโปรแกรมของเราเปลี่ยน จึงไม่นับเป็นการเปลี่ยนแปลงของหน่วยงาน",
        "Results that differ because our rules or program changed, which is not the agencies' doing: {count}.",
    ),
    "digest_attested": Both(
        "อีก {count} ข้อโปรแกรมเห็นว่าแย่ลง แต่มีผลตรวจโดยบุคคลที่ใช้อยู่ จึงไม่นับว่าแย่ลง",
        "Worse to the program alone, and not counted, since a person's verdict stands: {count}.",
    ),
    "digest_item": Both("{number}. {agency}", "{number}. {agency}"),
    "digest_item_title": Both("ข้อ {code} {title}", "{code} {title}"),
    "digest_change": Both("เดิม: {before} → ขณะนี้: {after}", "Before: {before} → now: {after}"),
    "digest_since": Both("เห็นครั้งแรกวันที่ {day}", "First seen {day}"),
    "digest_points": Both("มีผล {points} คะแนน ITA", "Worth {points} ITA points"),
    "digest_reason": Both("เหตุผล: {reason}", "Reason: {reason}"),
    "digest_by_date": Both(
        "หน้าหรือเอกสารที่พบเป็นของเดิม แต่ถึงกำหนดที่ต้องแสดงข้อมูลใหม่แล้ว",
        "The same page or paper is shown as before; newer information is due by now.",
    ),
    "digest_unsteady": Both("ข้อนี้เปลี่ยนกลับไปมาหลายครั้งในระยะที่ผ่านมา", "This item went to and fro several times lately."),
    "digest_advice": Both("ควรดำเนินการ: {advice}", "What to do: {advice}"),
    "digest_old": Both("หลักฐานเดิม ({day}): {url}", "Evidence before ({day}): {url}"),
    "digest_new": Both("หลักฐานล่าสุด ({day}): {url}", "Evidence now ({day}): {url}"),
    "digest_none": Both("ไม่มีหน้าที่เป็นหลักฐาน", "no page as evidence"),
    "digest_site": Both("เว็บไซต์: {url}", "Website: {url}"),
    "digest_check": Both("ตรวจสอบ: {command}", "To check: {command}"),
    "digest_missed": Both(
        "หน่วยงานที่ตรวจไม่ได้ {count} แห่ง (ผลเดิมยังใช้อยู่ ไม่นับว่าแย่ลง)",
        "Could not be checked: {count} (their earlier results stand; none is counted as worse)",
    ),
    "digest_missed_one": Both(
        "- {agency}: {nights} คืนติดต่อกัน[[ ({why})]][[ ใช้ผลของวันที่ {day}]]",
        "- {agency}: nights in a row: {nights}[[ ({why})]][[; the result of {day} stands]]",
    ),
    "digest_missed_never": Both(
        "- {agency}: {nights} คืนติดต่อกัน[[ ({why})]] ยังไม่เคยมีผลตรวจ",
        "- {agency}: nights in a row: {nights}[[ ({why})]]; it has no result yet",
    ),
    "digest_cut": Both("และอีก {count} รายการ ดูทั้งหมดด้วยคำสั่ง: {command}", "and {count} more; the whole: {command}"),
    "digest_foot": Both(
        "คำสั่ง oit evidence แสดงหลักฐานของแต่ละข้อ: ลิงก์ สิ่งที่เห็น วันที่ และรหัส SHA-256 ของไฟล์ที่เก็บไว้ "
        "ข้อความนี้จัดทำโดยโปรแกรมจากสิ่งที่เห็นบนเว็บไซต์ ไม่ใช่ผลการประเมินของสำนักงาน ป.ป.ช. โปรดตรวจทานกับหลักฐานก่อนดำเนินการ",
        "oit evidence shows the proof of each item: the link, what it showed, the days, and the SHA-256 of the kept files. "
        "A program made this from what it saw on websites; it is no result of the NACC. Please compare with the evidence first.",
    ),
    # why an agency has no result of a night, where it is none of the names of an audit
    "missed_unreached": Both("หมดเวลาของคืนก่อนถึงลำดับ", "the night ended before its turn"),
    "missed_given_up": Both("โปรแกรมของเราขัดข้อง", "our own program failed"),
    "missed_few_pages": Both("เห็นหน้าเว็บน้อยกว่าที่ควร", "fewer pages than expected were seen"),
    "missed_interrupted": Both("การตรวจถูกหยุดกลางคัน", "the check was interrupted"),
    "missed_host_gives_up": Both("เครื่องแม่ข่ายปฏิเสธติดต่อกันหลายครั้ง", "the server refused many times in a row"),
    "missed_not_captured": Both("เปิดเว็บไซต์ไม่ได้", "the site could not be opened"),
    "missed_no_result": Both("ไม่มีผลตรวจ", "there is no result"),
    # alarms: the night itself
    "alarm_subject": Both("OIT {day}: การตรวจประจำคืนไม่สมบูรณ์", "OIT {day}: the nightly check did not end as it should"),
    "alarm_none": Both(
        "ยังไม่มีการตรวจของเช้าวันที่ {day} ซึ่งควรเสร็จภายในเวลา {by} น.",
        "No check was run for the morning of {day}; it should have ended by {by}.",
    ),
    "alarm_running": Both(
        "การตรวจของเช้าวันที่ {day} เริ่มเมื่อ {started} แต่ยังไม่เสร็จ ซึ่งควรเสร็จภายในเวลา {by} น.",
        "The check for the morning of {day} began on {started} and has not ended; it should have by {by}.",
    ),
    "alarm_stopped": Both(
        "การตรวจของเช้าวันที่ {day} หยุดก่อนเริ่ม เพราะผลตรวจเว็บไซต์ตัวอย่างของโปรแกรมผิดไปจากเดิม[[ ({why})]] ไม่มีหน่วยงานใดถูกตรวจ",
        "The check for the morning of {day} stopped before it began: the verdicts on the bundled sample site drifted[[ ({why})]]. "
        "No agency was checked.",
    ),
    "alarm_out_of_time": Both(
        "การตรวจของเช้าวันที่ {day} หมดเวลา ยังไม่ได้ตรวจ {count} จาก {agencies} หน่วยงาน ผลเดิมของหน่วยงานเหล่านั้นยังใช้อยู่",
        "The check for the morning of {day} ran out of time: {count} of {agencies} agencies were not reached. Their earlier results stand.",
    ),
    "alarm_advice": Both(
        "โปรดดูบันทึกการทำงานและสั่ง oit doctor บนเครื่องที่ตรวจ แล้วสั่ง oit nightly อีกครั้ง",
        "Please look at the log and run oit doctor on the machine that checks, then oit nightly again.",
    ),
    # links that were entered in ITAS
    "links_subject": Both(
        "OIT [[{name} ]]{day}: ลิงก์ที่บันทึกในระบบ ITAS มีปัญหา {count} ลิงก์", "OIT [[{name} ]]{day}: links entered in ITAS in trouble: {count}"
    ),
    "links_head": Both(
        "การตรวจเช้าวันที่ {day} พบว่าลิงก์ต่อไปนี้ที่บันทึกในระบบ ITAS ไม่เป็นเช่นเดิม ในการชี้แจงผลนับเฉพาะสิ่งที่ลิงก์ซึ่งบันทึกไว้แสดง",
        "The check of the morning of {day} saw that these links, entered in ITAS, are not as they were. "
        "In an appeal only what an entered link showed counts.",
    ),
    "links_item": Both("{number}. {agency}[[ ข้อ {code}]]", "{number}. {agency}[[, {code}]]"),
    "links_url": Both("ลิงก์ที่บันทึก: {url}", "Entered link: {url}"),
    "links_state": Both("{state} ตั้งแต่วันที่ {day}", "{state}; since {day}"),
    "links_leads_to": Both("ปลายทางขณะนี้: {url}", "It leads to: {url}"),
    "links_do": Both(
        "ควรดำเนินการ: ให้ลิงก์เดิมแสดงหน้าหรือไฟล์เดิมอีกครั้ง และเก็บสำเนาไว้",
        "What to do: have the same link show the same page or file again, and keep a copy.",
    ),
    "links_check": Both("ตรวจสอบ: oit itas dossier {agency} --to FOLDER", "To check: oit itas dossier {agency} --to FOLDER"),
    "links_cut": Both("และอีก {count} ลิงก์ ดูทั้งหมดด้วยคำสั่ง: oit itas list", "and {count} more; the whole: oit itas list"),
    "links_foot": Both(
        "ข้อความนี้จัดทำโดยโปรแกรมจากสิ่งที่ลิงก์แสดง คำตอบของเซิร์ฟเวอร์เก็บไว้เป็นหลักฐานแล้ว โปรดเปิดลิงก์ดูก่อนดำเนินการ",
        "A program made this from what the links showed; the servers' answers are kept. Please open the links before you act.",
    ),
    # the trial message
    "trial_subject": Both("OIT: ข้อความทดสอบ", "OIT: a trial message"),
    "trial_body": Both(
        "ข้อความนี้ส่งจากคำสั่ง oit notify --test เพื่อทดสอบช่องทาง {channel} ของผู้รับ {name} ไม่ต้องดำเนินการใด",
        "oit notify --test sent this to try {channel} of {name}. Nothing needs to be done.",
    ),
    # what oit notify itself says
    "notify_failed": Both("ส่งไม่สำเร็จ ครั้งที่ {count}", "attempt {count} failed"),
    "notify_next_try": Both("จะลองอีกครั้ง {when}", "next try {when}"),
    "notify_given_up": Both("เลิกส่งแล้ว สั่ง oit notify --retry เพื่อลองอีกครั้ง", "given up; oit notify --retry tries again"),
    "notify_broken_off": Both("การส่งเริ่มแล้วแต่ไม่ทราบผล", "its sending was begun and its end is not known"),
    "notify_unheard": Both(
        "แย่ลง {count} ข้อที่ไม่มีอีเมลของผู้รับผิดชอบหรือหน่วยงาน: {codes}",
        "Items that got worse where neither owner nor agency has e-mail: {count}: {codes}",
    ),
    "notify_would": Both("จะส่ง {count} ข้อความ (ยังไม่ได้ส่ง)", "Messages that would be sent: {count}; none was"),
    "notify_done": Both(
        "ข้อความใหม่ {added} ส่งแล้ว {sent} ยังไม่ได้ส่ง {unsent}",
        "Messages: {added} new, {sent} sent, {unsent} not sent",
    ),
    "notify_trial_done": Both("ส่งแล้ว", "sent"),
    "notify_trial_would": Both("จะส่ง (ยังไม่ได้ส่ง)", "would be sent"),
}
