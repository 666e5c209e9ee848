"""Headings and sentences of `oit itas`, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

ENTERED_HEADS: Mapping[str, Both] = {
    "itas_imported": Both(
        "บันทึกลิงก์ที่ใช้ในระบบ ITAS: เพิ่ม {added} แก้ไข {changed} ใช้แทนของเดิม {replaced} เท่าเดิม {unchanged}",
        "Links entered in ITAS: {added} added, {changed} changed, {replaced} replaced, {unchanged} unchanged",
    ),
    "itas_dry_run": Both("ทดลองเท่านั้น ยังไม่ได้บันทึก", "Only tried; nothing was written."),
    "itas_none": Both("ยังไม่มีลิงก์ที่บันทึกไว้ ใช้ oit itas import", "No links are kept; take them in with oit itas import."),
    "itas_none_watched": Both("ไม่มีลิงก์ที่อยู่ในช่วงเฝ้าดู", "No link is under watch."),
    "itas_agency": Both("{agency} แบบ {form} ปีงบประมาณ พ.ศ. {year}", "{agency}, form {form}, fiscal year {year}"),
    "itas_entered": Both(
        "บันทึกเมื่อ {day} โดย {by} เฝ้าดูถึง {until}[[ ใช้ลิงก์อื่นแทนเมื่อ {replaced}]]",
        "entered {day} by {by}, watched until {until}[[, replaced {replaced}]]",
    ),
    "itas_form": Both("แบบ {form} ปีงบประมาณ พ.ศ. {year}", "Form {form}, fiscal year {year}"),
    "dossier_title": Both(
        "ลิงก์ที่บันทึกในระบบ ITAS ของ{agency} และสิ่งที่ลิงก์แสดงในแต่ละวัน",
        "Links entered in ITAS by {agency}, and what they showed on which day",
    ),
    "dossier_made": Both("จัดทำเมื่อวันที่ {day} โดย oit-crawler {version}", "Made on {day} by oit-crawler {version}"),
    "dossier_proves": Both(
        "แต่ละแถวคือช่วงที่การตรวจทุกครั้งพบสิ่งเดียวกัน เวลาเป็นเวลาประเทศไทย คำตอบของเซิร์ฟเวอร์ที่มีสิ่งใหม่เก็บไว้ในแฟ้ม WARC พร้อมค่า SHA-256",
        "Each row is a stretch in which every look found the same, in Bangkok time. Answers that showed "
        "something new are kept as WARC files with SHA-256.",
    ),
    "dossier_proves_not": Both(
        "ไม่มีการประทับเวลาจากบุคคลภายนอก ระหว่างการตรวจสองครั้งไม่มีผู้ใดเห็นว่าลิงก์แสดงสิ่งใด และการติดต่อเซิร์ฟเวอร์ไม่ได้ไม่ถือเป็นความผิดของหน่วยงาน",
        "There is no time stamp of a third party. What a link showed between two looks nobody saw. A server that was "
        "not reached is nobody's fault.",
    ),
    "dossier_when": Both("ช่วงเวลา", "When"),
    "dossier_looks": Both("จำนวนครั้ง", "Looks"),
    "dossier_showed": Both("สิ่งที่ลิงก์แสดง", "What it showed"),
    "dossier_unlooked": Both("ก่อนหน้านี้ {days} วันไม่มีการตรวจ", "Before this, {days} days without a look"),
    "dossier_bytes": Both("{size} ไบต์", "{size} bytes"),
    "dossier_record": Both("คำตอบที่เก็บไว้ (WARC)", "the kept answer (WARC)"),
    "dossier_lost": Both("คำตอบที่เก็บไว้ไม่อยู่ในที่เก็บแล้ว", "The kept answer is not in its place any more."),
    "dossier_check": Both("ตรวจว่าไฟล์ในโฟลเดอร์นี้ไม่ถูกเปลี่ยนด้วยคำสั่ง", "To check that no file of this folder was changed:"),
    "dossier_written": Both(
        "เขียนไว้ที่ {file} ({links} ลิงก์ คำตอบที่เก็บไว้ {records})",
        "Written to {file} ({links} links, {records} kept answers)",
    ),
    "itas_look": Both("{state} ตั้งแต่ {first} ตรวจล่าสุด {last} ({looks} ครั้ง)", "{state} since {first}, last look {last} ({looks})"),
    "itas_never_looked": Both("ยังไม่เคยตรวจ ใช้ oit itas watch", "never looked at: oit itas watch"),
    "itas_leads_to": Both("ปลายทาง: {url}", "leads to: {url}"),
    "itas_title": Both("ชื่อหน้า: {title}", "title: {title}"),
    "itas_alarm": Both("แจ้งเตือน", "ALARM"),
    "itas_done": Both("ตรวจ {count} ลิงก์ แจ้งเตือน {alarms}", "Looked at {count} links, {alarms} to tell"),
    "link_works": Both("เปิดได้ เหมือนครั้งแรกที่ตรวจ", "works, as at first"),
    "link_changed": Both("เปิดได้ แต่เนื้อหาต่างจากครั้งแรกที่ตรวจ", "opens, and shows something else than at first"),
    "link_moved": Both("ไปยังที่อยู่อื่น ต่างจากครั้งแรกที่ตรวจ", "leads to another address than at first"),
    "link_broken": Both("เปิดไม่ได้ เซิร์ฟเวอร์แจ้งว่าไม่มีหรือต้องเข้าสู่ระบบ", "broken: the server says that it is not there, or asks for a login"),
    "link_leads_home": Both("ไปที่หน้าแรก หรือหน้าที่แจ้งว่าไม่มีข้อมูล", "leads to the front page, or to one that says there is nothing"),
    "link_unreached": Both("ติดต่อเซิร์ฟเวอร์ไม่ได้ จึงบอกไม่ได้", "not reached, so nobody can tell"),
}
