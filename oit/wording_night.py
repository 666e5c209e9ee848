"""What is said of nights and of their schedule, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

NIGHT_HEADS: Mapping[str, Both] = {
    "night_title": Both("ผลการตรวจประจำคืน เช้าวันที่ {day}", "Night of the morning {day}"),
    "night_begins": Both(
        "คืนก่อนเช้าวันที่ {day}: ต้องตรวจ {due} จาก {watched} หน่วยงาน พร้อมกันครั้งละ {at_once}",
        "Night of the morning {day}: {due} of {watched} agencies are due, {at_once} at once",
    ),
    "night_nothing": Both("ไม่มีหน่วยงานที่ต้องตรวจในคืนนี้", "No agency is due in this night."),
    "night_no_roster": Both("ยังไม่มีหน่วยงานในทะเบียน (ดู oit agencies import)", "The roster is empty; fill it with oit agencies import."),
    "night_missed": Both("คืนก่อนหน้านี้ที่ไม่ได้ตรวจ: {days}", "Nights before this one that were missed: {days}"),
    "night_canary": Both("ตรวจสอบโปรแกรมกับเว็บไซต์ตัวอย่างก่อน", "First the sample site, to see that verdicts are what they were"),
    "night_canary_ok": Both("ผลของเว็บไซต์ตัวอย่างถูกต้อง", "The sample's verdicts are as specified."),
    "night_stopped": Both(
        "หยุด ไม่ได้ตรวจหน่วยงานใด เพราะผลของเว็บไซต์ตัวอย่างไม่ตรงกับที่กำหนด: {items} (ตรวจการติดตั้งด้วย oit doctor และ oit demo)",
        "Stopped, no agency was audited: the sample's verdicts are not as specified: {items} (see oit doctor and oit demo)",
    ),
    "night_interrupting": Both("กำลังหยุดตามคำสั่ง รอสักครู่", "Ending in order, as asked; please wait"),
    "night_counts": Both(
        "ตรวจได้ครบ {captured} จาก {agencies} หน่วยงาน มีปัญหา {trouble} ตรวจไม่ทัน {unreached}",
        "Captured {captured} of {agencies} agencies; in trouble {trouble}, not reached {unreached}",
    ),
    "night_waiting": Both(
        "ยังไม่เสร็จ {waiting} หน่วยงาน สั่ง oit nightly อีกครั้งเพื่อทำต่อ",
        "Not done yet: {waiting}; oit nightly goes on with them",
    ),
    "night_figures": Both(
        "{requests} คำขอ {megabytes} MB ใช้เวลา {minutes} นาที (CPU {cpu} นาที) {per_hour} หน่วยงานต่อชั่วโมง",
        "{requests} requests, {megabytes} MB, {minutes} minutes (CPU {cpu}), {per_hour} agencies an hour",
    ),
    "night_in_trouble": Both(
        "  {code} {agency}: {why}[[ ยังถือผลของวันที่ {standing}]]", "  {code} {agency}: {why}[[; the result of {standing} stands]]"
    ),
    "night_none_stands": Both("  {code} {agency}: {why} ยังไม่มีผลใดให้ถือ", "  {code} {agency}: {why}; no result stands"),
    "night_unreached": Both("ตรวจไม่ทัน จะตรวจก่อนในคืนถัดไป: {codes}", "Not reached, first in the next night: {codes}"),
    "night_none": Both("ยังไม่เคยมีการตรวจประจำคืน", "There was no night yet."),
    "night_line": Both(
        "{day}  {state}  ตรวจได้ {captured}/{agencies} มีปัญหา {trouble} ตรวจไม่ทัน {unreached}  {minutes} นาที",
        "{day}  {state}  captured {captured}/{agencies}, in trouble {trouble}, not reached {unreached}, {minutes} minutes",
    ),
    "night_job": Both("{code}  {state}[[  {score}]][[  {why}]]  {agency}", "{code}  {state}[[  {score}]][[  {why}]]  {agency}"),
    # states of nights and jobs
    "night_state_running": Both("กำลังทำหรือยังค้าง", "running or left unfinished"),
    "night_state_done": Both("เสร็จ", "done"),
    "night_state_out_of_time": Both("หมดเวลา", "out of time"),
    "night_state_stopped": Both("หยุดก่อนเริ่ม", "stopped"),
    "night_job_waiting": Both("รอ", "waiting"),
    "night_job_leased": Both("กำลังตรวจ", "being checked"),
    "night_job_done": Both("ตรวจแล้ว", "done"),
    "night_job_given_up": Both("ไม่มีผล", "no result"),
    "night_job_unreached": Both("ตรวจไม่ทัน", "not reached"),
    # trouble
    "night_why_not_captured": Both("เข้าเว็บไซต์ไม่ได้[[ ({failure})]]", "could not be captured[[ ({failure})]]"),
    "night_why_few_pages": Both(
        "ได้เพียง {pages} หน้า จากที่คาดว่าอย่างน้อย {expected}",
        "only {pages} pages, at least {expected} were expected",
    ),
    "night_why_error": Both("ตรวจไม่สำเร็จ: {what}", "the check failed: {what}"),
    "night_why_stopped": Both("ตรวจไม่ครบ ({stopped})", "cut short ({stopped})"),
    "night_why_other": Both("{what}", "{what}"),
    # events of a display
    "night_on_started": Both("เริ่ม {code} {agency}", "begun: {code} {agency}"),
    "night_on_again": Both("ลองอีกครั้ง {code} {agency}", "second try: {code} {agency}"),
    "night_on_done": Both("เสร็จ {code} {agency}: {score} คะแนน {pages} หน้า", "done: {code} {agency}: score {score}, {pages} pages"),
    "night_on_trouble": Both(
        "มีปัญหา {code} {agency}: {why} จะลองอีกครั้งท้ายคืน",
        "trouble: {code} {agency}: {why}; again at the end of the night",
    ),
    "night_on_failed": Both("ไม่สำเร็จ {code} {agency}: {why}", "failed: {code} {agency}: {why}"),
    "night_on_lost": Both("{code} {agency}: มีกระบวนการอื่นตรวจแทนแล้ว", "{code} {agency}: was taken over by another process"),
    "night_on_ended": Both("{code} {agency}: ต้องหยุดกระบวนการที่ตรวจ ({why})", "{code} {agency}: the process that checked it ended ({why})"),
    "night_doing": Both(
        "ทำแล้ว {done} จาก {due} · มีปัญหา {trouble} · {elapsed} นาที",
        "{done} of {due} done · in trouble {trouble} · {elapsed} minutes",
    ),
    # the schedule
    "schedule_would": Both(
        "สิ่งที่จะติดตั้ง ({system}) ติดตั้งจริงด้วย --install:",
        "What would be installed ({system}); --install does it:",
    ),
    "schedule_installed": Both(
        "ติดตั้งแล้ว ({system}): ทุกวันเวลา {at} น. และตรวจเตือนเวลา {alarm} น.",
        "Installed ({system}): every day at {at}, the alarm at {alarm}",
    ),
    "schedule_removed": Both("เอาออกแล้ว ({system})", "Removed ({system})"),
    "schedule_nothing": Both("ไม่มีสิ่งใดให้เอาออก ({system})", "Nothing was there to remove ({system})"),
    "schedule_linger": Both(
        "ให้ทำงานแม้ไม่มีใครเข้าสู่ระบบ: สั่ง loginctl enable-linger {user}", "To run also while nobody is logged in: loginctl enable-linger {user}"
    ),
}
