"""Headings and sentences of `oit diff`, `oit trend` and `oit rejudge`, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

TREND_HEADS: Mapping[str, Both] = {
    # comparing two results
    "diff_of": Both("เปรียบเทียบผลตรวจสองครั้ง[[ – {agency}]]", "Two results compared[[ – {agency}]]"),
    "diff_before": Both("ก่อน", "Before"),
    "diff_after": Both("หลัง", "After"),
    "diff_nothing": Both("ไม่พบข้อที่ผลเปลี่ยนไป", "No item changed."),
    "diff_counts": Both("แย่ลง {bad} ข้อ ดีขึ้น {good} ข้อ", "{bad} items got worse, {good} better"),
    "diff_points": Both("คะแนน ITA ที่เสียไป {lost} ที่ได้คืน {gained}", "ITA points lost {lost}, gained {gained}"),
    "diff_bad": Both("แย่ลง", "Got worse"),
    "diff_good": Both("ดีขึ้น", "Got better"),
    "diff_undecided": Both("ครั้งหนึ่งบอกผลไม่ได้ จึงไม่นับว่าเปลี่ยน", "One side could not tell, so nothing is said to have changed"),
    "diff_rewritten": Both("ผลเท่าเดิม แต่หลักฐานเปลี่ยน", "The same outcome, other evidence"),
    "bytes_differ": Both("เนื้อหาเปลี่ยน", "other content"),
    "address_differs": Both("ย้ายที่อยู่", "moved to another address"),
    "evidence_command": Both("เปิดหลักฐาน", "Open it"),
    "evidence_gone": Both("หลักฐานของวันนี้ไม่ได้เก็บไว้แล้ว เหลือเพียงผลและรหัส SHA-256", "its files are not kept any more; verdict and SHA-256 are"),
    "seen_once": Both("พบครั้งเดียว ยังไม่ถือว่าแย่ลงจนกว่าจะพบซ้ำ", "seen once; it does not count as worse before it is seen a second time"),
    "by_rules": Both(
        "แบบประเมินหรือรุ่นของโปรแกรมเปลี่ยนระหว่างสองครั้งนี้ จึงบอกไม่ได้ว่าเว็บไซต์เปลี่ยน",
        "the rules or the program's version changed between the two, so nobody can tell whether the site did",
    ),
    "by_date": Both("หลักฐานเดิม แต่ถึงกำหนดแล้วต้องเป็นของรอบใหม่", "the same evidence; by its day the item asks for more"),
    "unsteady": Both("ผลของข้อนี้กลับไปกลับมาหลายครั้ง", "this item has gone to and fro"),
    "not_in_form": Both("แบบประเมินครั้งนั้นไม่มีข้อนี้", "that form has no such item"),
    "gap": Both("{day}: {why} ผลของวันที่ {stands} ยังใช้อยู่", "{day}: {why}; the result of {stands} stands"),
    "diff_rules_differ": Both(
        "สองครั้งนี้ตัดสินด้วยเกณฑ์หรือรุ่นต่างกัน ({before} กับ {after}) ใช้ oit rejudge เพื่อตัดสินผลเก่าด้วยเกณฑ์ปัจจุบัน",
        "These two were judged by other rules or versions ({before} and {after}); oit rejudge judges what is kept by the present ones.",
    ),
    "points_short": Both("{points} คะแนน", "{points} points"),
    "seen_on": Both("พบครั้งแรก {first} ยืนยัน {confirmed}", "first seen {first}, confirmed {confirmed}"),
    # one night
    "night_diff": Both("สิ่งที่เปลี่ยนไป {day}", "What changed, {day}"),
    "night_quiet": Both("หน่วยงานที่ไม่มีอะไรเปลี่ยน {count} แห่ง", "{count} agencies without a change"),
    "night_stale": Both("ตรวจไม่ได้ในรอบนี้ ผลครั้งก่อนยังใช้อยู่", "No result this time; the earlier one stands"),
    "night_stale_since": Both("{agency}: ผลของวันที่ {day} ยังใช้อยู่", "{agency}: the result of {day} stands"),
    "night_never": Both("{agency}: ยังไม่เคยตรวจได้", "{agency}: never captured yet"),
    "judged_differently": Both("ตัดสินต่างไปเพราะเกณฑ์หรือรุ่นของโปรแกรม", "Judged differently since the rules or the version changed"),
    # series
    "trend_of": Both("แนวโน้มผลตรวจ[[ – {whom}]]", "Trend[[ – {whom}]]"),
    "trend_all": Both("ทุกหน่วยงาน", "all agencies"),
    "by_night": Both("รายคืน", "by night"),
    "by_month": Both("รายเดือน", "by month"),
    "by_year": Both("รายปีงบประมาณ", "by fiscal year"),
    "lowest_highest": Both("คะแนน OIT ต่ำสุด–สูงสุด", "OIT score, lowest to highest"),
    "mean_score": Both("คะแนน OIT เฉลี่ย ต่ำสุด–สูงสุด", "Mean OIT score, lowest to highest"),
    "captured_of": Both("ตรวจได้", "Captured"),
    "carried": Both("ผลของ {day}", "result of {day}"),
    "carried_of": Both("ใช้ผลเดิม", "Carried"),
    "no_result_yet": Both("ยังไม่มีผล", "no result yet"),
    "rules_changed": Both("เกณฑ์หรือรุ่นเปลี่ยน", "rules or version changed"),
    "form_changed": Both("แบบประเมินหรือปีเปลี่ยน", "form or year changed"),
    "lowest": Both("ต่ำสุด", "lowest"),
    "highest": Both("สูงสุด", "highest"),
    "legend_bars": Both("0–100 (รายข้อ: ร้อยละของหน่วยงานที่ผ่าน)", "0–100 (items: percent of agencies that pass)"),
    "items_strip": Both("ผลรายข้อ เก่าสุดอยู่ซ้าย", "Item by item, oldest on the left"),
    "legend": Both("ความหมาย", "Legend"),
    "legend_carried": Both("ไม่มีผลในช่วงนั้น ใช้ผลเดิม", "no result in that time, the earlier one stands"),
    "agencies_count": Both("{count} หน่วยงาน", "{count} agencies"),
    "trend_more": Both(
        "แสดง {shown} ช่วงล่าสุดจาก {all} ช่วง ดูทั้งหมดด้วย --json หรือ --csv", "the last {shown} of {all}; --json and --csv have them all"
    ),
    "topic_codes": Both("เลขข้อ: {codes}", "Codes: {codes}"),
    # judging again
    "rejudged": Both("ตัดสินใหม่ {judged} ครั้ง ใช้เกณฑ์เดียวกันอยู่แล้ว {same} ครั้ง", "{judged} judged again, {same} had the same rules already"),
    "rejudge_gone": Both(
        "ไม่มีข้อมูลดิบแล้ว {count} ครั้ง จึงตัดสินใหม่ไม่ได้[[ (ครั้งล่าสุด {last})]]",
        "{count} cannot be judged again: their snapshots were given up[[ (the last of {last})]]",
    ),
    "rejudge_flips": Both("ผลที่เปลี่ยนเพราะเกณฑ์หรือรุ่น {count} ข้อ", "{count} verdicts differ by the rules or the version"),
}
