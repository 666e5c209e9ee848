"""What `oit simulate` says, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

SIMULATE_HEADS: Mapping[str, Both] = {
    "sim_title": Both("จำลองคะแนน ITA ปีงบประมาณ พ.ศ. {year}[[ – {agency}]]", "Simulated ITA score, fiscal year {year}[[ – {agency}]]"),
    "sim_iit": Both("IIT ผู้มีส่วนได้ส่วนเสียภายใน", "IIT, the agency's own staff"),
    "sim_eit": Both("EIT ผู้มีส่วนได้ส่วนเสียภายนอก", "EIT, people who deal with the agency"),
    "sim_eit1": Both("EIT ส่วนที่ 1", "EIT part 1"),
    "sim_eit2": Both("EIT ส่วนที่ 2", "EIT part 2"),
    "sim_oit": Both("OIT การเปิดเผยข้อมูลสาธารณะ", "OIT, what the website shows"),
    "sim_weight": Both("น้ำหนัก {weight}", "weight {weight}"),
    "sim_total": Both("คะแนนรวม", "Total"),
    "sim_rating": Both("ระดับผลการประเมิน", "Rating"),
    "sim_range": Both("{lowest} ถึง {highest}", "{lowest} to {highest}"),
    "sim_towards": Both("ระดับถัดไปคือ {level} ยังขาด: {short}", "To the next rating, {level}, it lacks: {short}"),
    "sim_short": Both("{part} {lacks} คะแนน (เกณฑ์ {least})", "{part} {lacks} points (at least {least})"),
    "sim_unknown": Both("ไม่ได้ระบุ จึงคิดเป็นช่วง 0 ถึง 100: {options}", "Not given, so taken as anything from 0 to 100: {options}"),
    "sim_odd": Both(
        "{option} มี {given} ค่า แต่แบบวัดมี {wanted} ตัวชี้วัด คะแนนเป็นค่าเฉลี่ยของค่าที่ให้มา",
        "{option} holds {given} values, its survey has {wanted} indicators; the score is the mean of those given",
    ),
    "sim_standing": Both(
        "OIT จากผลตรวจเมื่อ {date} แบบ {pack} รวมผลที่มีผู้ตรวจทานแล้ว",
        "OIT from what was seen on {date}, form {pack}, with the verdicts of people"
    ),
    "sim_fixed": Both("หากแก้ไขข้อ {codes}", "With {codes} mended"),
    "sim_fixes": Both("ควรแก้ไขก่อน (ได้คะแนนมากเทียบกับงานที่ต้องทำ)", "Mend first (most points for the least work)"),
    "sim_gain": Both("+{points}", "+{points}"),
    "sim_gain_range": Both("+{lowest} ถึง +{highest}", "+{lowest} to +{highest}"),
    "sim_recovers": Both("ทำให้ข้อ {codes} ผ่านด้วย", "{codes} passes with it"),
    "sim_rests_on": Both("นับคะแนนเมื่อข้อ {codes} ผ่าน", "counts once {codes} passes"),
    "sim_more": Both("และอีก {count} ข้อ (ดูทั้งหมดด้วย --json)", "and {count} more (--json shows all)"),
    "sim_nothing": Both("ไม่มีข้อที่ต้องแก้ไข", "Nothing is left to mend"),
    "sim_source": Both("เกณฑ์ระดับ: {confidence}", "The scale: {confidence}"),
    "effort_look": Both("ตรวจทานด้วยคน", "a person looks"),
    "effort_link": Both("แก้ลิงก์", "mend the link"),
    "effort_replace": Both("ปรับเอกสารหรือหน้าให้ครบหรืออ่านได้", "complete the page or paper, or make it readable"),
    "effort_renew": Both("เผยแพร่ข้อมูลของช่วงเวลาที่กำหนด", "publish that of the right period"),
    "effort_publish": Both("จัดทำและเผยแพร่", "make and publish it"),
    "effort_wait": Both("ยังไม่ต้องแก้ที่ข้อนี้", "nothing to mend here yet"),
}  # fmt: skip
