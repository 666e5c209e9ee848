"""What `oit rules explain` and `oit rules impact` say besides the data, Thai and English."""

from oit.wording_table import Both

WORDS = {
    # explain
    "winner": Both("ที่ที่ใช้ตัดสิน", "What decided"),
    "best": Both("ที่ที่ใกล้เคียงที่สุด แต่ไม่พบข้อมูลของข้อนี้", "Closest, but it shows nothing of the item"),
    "nowhere": Both("ไม่มีหน้าหรือเอกสารใดที่คำบนเว็บไซต์นำไปถึงสำหรับข้อนี้", "No page or paper was found that the site's words lead to for this item"),
    "next": Both("ที่อื่นที่พิจารณา", "Other places looked at"),
    "more": Both("และอีก {count} แห่ง (ดูทั้งหมดด้วย --json)", "and {count} more (--json shows all)"),
    "more_texts": Both("และอีก {count} ข้อความ (ดูทั้งหมดด้วย --json)", "and {count} more texts (--json shows all)"),
    "namings": Both("คำบนเว็บไซต์ที่ตรงกับข้อนี้", "Words of the site that name the item"),
    "no_namings": Both("ไม่มีคำใดบนเว็บไซต์ที่ตรงกับข้อนี้", "No words of the site name the item"),
    "lost": Both("คำที่เกือบตรง แต่ไม่นับเป็นข้อนี้", "Words that nearly name it and do not count"),
    "unread": Both("ลิงก์ที่ตรงกับข้อนี้แต่ไม่ได้อ่าน", "Links that name the item and were not read"),
    "kept": Both("สิ่งที่ทำให้ยังสรุปว่า “ไม่พบ” ไม่ได้", "What keeps it from “not found”"),
    "terms": Both("แบบ {form}  ปี {year}  ตัดสิน ณ วันที่ {day}  กฎ {rules}", "form {form}, year {year}, judged as of {day}, rules {rules}"),
    "looked_at": Both("อ่านแล้ว {pages} หน้า {documents} เอกสาร ({stopped})", "Read: {pages} pages, {documents} documents ({stopped})"),
    "mend": Both("ถ้าต้องการเปลี่ยน แก้ที่", "To change this"),
    "named_by": Both("คำที่นำไป", "named by"),
    "found_on": Both("อยู่ในหน้า", "on page"),
    "presence": Both("คะแนนพบ", "presence"),
    "presence_of": Both(
        "{score} ({verdict}): คำที่นำไป {words} × 40% + สิ่งที่ต้องมี {seen}/{needed} × 60%",
        "{score} ({verdict}): words {words} x 40 % + needs seen {seen}/{needed} x 60 %",
    ),
    "presence_unread": Both("{score} ({verdict}): อ่านไม่ได้ จึงยังไม่ได้ตรวจ", "{score} ({verdict}): it could not be read, nothing was checked"),
    "presence_absent": Both(
        "{score} ({verdict}): ไม่พบสิ่งที่ข้อนี้ขาดไม่ได้", "{score} ({verdict}): what the item cannot do without was not seen"
    ),
    "presence_plain": Both("{score} ({verdict})", "{score} ({verdict})"),
    "currency": Both("ปีของข้อมูล", "currency"),
    "currency_of": Both("{score} ({verdict}): ต้องการ {required}", "{score} ({verdict}): {required} is wanted"),
    "period_none": Both("ไม่พบปีในที่ใด", "no period was found"),
    "needs": Both("สิ่งที่ต้องมี", "needs"),
    "core": Both("ขาดไม่ได้", "core"),
    "required": Both("ต้องมี", "required"),
    "reported": Both("ไม่บังคับ", "reported only"),
    "not_seen": Both("ไม่พบ", "not seen"),
    "cannot_tell": Both("บอกไม่ได้", "cannot tell"),
    "not_put": Both("อ่านไม่ได้ จึงไม่ได้ตรวจ", "could not be read, not checked"),
    # which part of the rank decides between two places
    "behind_outcome": Both("ผลด้อยกว่า", "worse outcome"),
    "behind_right_year": Both("ไม่ใช่ปีที่ต้องการ", "not of the year wanted"),
    "behind_form_of_evidence": Both("เป็นเอกสาร ซึ่งข้อนี้ไม่รับ", "a document, which the item is not shown as"),
    "behind_no_list": Both("เป็นหน้ารวมหลายข้อ", "a page that lists many items"),
    "behind_page_of_year": Both("หน้าที่นำไปไม่ใช่ของปีที่ประเมิน", "the page that leads there is not of the assessed year"),
    "behind_presence": Both("คะแนนพบน้อยกว่า", "lower presence score"),
    "behind_currency": Both("ปีชัดเจนน้อยกว่า", "its period is less sure"),
    "behind_words": Both("คำที่นำไปตรงน้อยกว่า", "named by weaker words"),
    "behind_address": Both("ที่อยู่ยาวกว่า (นอกนั้นเท่ากัน)", "longer address, else equal"),
    "behind_equal": Both("เท่ากันทุกอย่าง", "equal in everything"),
    # a scene's kind
    "page": Both("หน้าเว็บ", "page"),
    "section": Both("ส่วนของหน้า", "section"),
    "document": Both("เอกสาร", "document"),
    "picture": Both("รูปภาพ", "picture"),
    "link": Both("ลิงก์ออกนอก", "outside link"),
    "site": Both("ทั้งเว็บไซต์", "whole site"),
    # where words stood
    "at_link": Both("ลิงก์", "link"),
    "at_row": Both("แถวตาราง", "row"),
    "at_page": Both("หน้าที่อยู่", "its page"),
    "at_title": Both("ชื่อหน้า", "page title"),
    "at_heading": Both("หัวข้อ", "heading"),
    "at_line": Both("บรรทัด", "line"),
    "at_document": Both("เอกสาร", "document"),
    # where links lead
    "to_nowhere": Both("ไม่ไปที่ใด", "nowhere"),
    "to_home": Both("หน้าแรกหรือหน้าเดิม", "home or itself"),
    "to_broken": Both("ลิงก์เสีย", "broken"),
    "to_trouble": Both("เปิดไม่ได้ชั่วคราว", "trouble"),
    "to_login": Both("ต้องเข้าสู่ระบบ", "login"),
    "to_off_site": Both("เว็บไซต์อื่น", "other site"),
    "to_not_fetched": Both("ยังไม่ได้อ่าน", "not read"),
    "to_picture": Both("รูปภาพ", "picture"),
    "to_scene": Both("ที่ {number}", "place {number}"),
    "to_none": Both("-", "-"),
    # the matcher's reasons
    "why_title": Both("ตรงกับชื่อ", "a known title"),
    "why_like_a_title": Both("คล้ายชื่อ {rest}%", "like a title, {rest} %"),
    "why_words": Both("กลุ่มคำ {rest}", "groups of words {rest}"),
    "why_nearly": Both("เกือบครบ {rest}", "nearly, {rest}"),
    "why_against_it": Both("มีคำที่ขัด {rest}", "words against it: {rest}"),
    "why_other_topic": Both("เป็นเรื่องอื่น {rest}", "another subject: {rest}"),
    "why_heading_agrees": Both("หัวข้อตรงด้วย", "heading agrees"),
    "why_address_agrees": Both("ชื่อไฟล์ตรงด้วย", "address agrees"),
    "why_from_the_heading": Both("จากหัวข้อ", "from the heading"),
    "why_from_the_address": Both("จากชื่อไฟล์", "from the address"),
    "why_a_long_line,_not_a_title": Both("บรรทัดยาว ไม่ใช่ชื่อ", "a long line, not a title"),
    "why_the_page_or_the_title_over_it_is_about_it": Both("หน้าหรือหัวข้อเหนือลิงก์เป็นเรื่องนี้", "its page or the title over it is about it"),
    "taken": Both("เป็นของ {topic}", "taken by {topic}"),
    "no_title": Both("ไม่ใช่ชื่อเรื่อง", "not its title"),
    "sibling": Both("เป็นของอีกข้อหนึ่งในเรื่องเดียวกัน", "another item of the topic"),
    "part": Both("ส่วนที่ {number}/{count}", "part {number} of {count}"),
    "why_told_to_be_of_another_item_of_the_topic": Both("คำบอกว่าเป็นของอีกข้อหนึ่ง", "its words tell the other item"),
    "mend_told_by": Both("คำที่แยกข้อในเรื่องเดียวกัน", "the words that tell items of one topic apart"),
    "under": Both("ต่ำกว่า {least}", "under {least}"),
    # what to change
    "mend_title": Both("ชื่อที่เว็บไซต์ใช้เรียก {about}", "what websites call {about}"),
    "mend_rivals": Both("คู่แข่งที่ชนะ {about}", "rivals that win: {about}"),
    "mend_other": Both("เรื่องอื่นที่ดึงคำไป {about}", "the other subject that takes the words: {about}"),
    "mend_group": Both("กลุ่มคำที่ขัด {about}", "the group of words against it: {about}"),
    "mend_need": Both("สิ่งที่ต้องมี “{about}”", "the need “{about}”"),
    "mend_period": Both("ปีที่ต้องการ", "the period wanted"),
    "mend_applies": Both("หน่วยงานที่ข้อนี้ใช้", "the kinds of agency that the item applies to"),
    "mend_read_more": Both(
        "ไม่ต้องแก้กฎ ตรวจใหม่ให้อ่านลิงก์นี้ (--max-pages, --max-minutes หรือใช้เบราว์เซอร์)",
        "nothing in the rules: check again so that the link is read (--max-pages, --max-minutes, a browser)",
    ),
    "mend_site": Both(
        "กฎรู้จักคำนี้แล้ว แต่ลิงก์ไม่นำไปถึงข้อมูล เป็นเรื่องที่เว็บไซต์ต้องแก้", "nothing in the rules: the words were known, the site's link leads to nothing"
    ),
    "mend_dependency": Both("ข้อที่ต้องผ่านก่อน", "the item it rests on"),
    # impact
    "impact_head": Both("{old} → {new}   แบบ {form}  ปี {year}  วันที่ {day}", "{old} -> {new}   form {form}, year {year}, day {day}"),
    "impact_none": Both("ไม่มีผลเปลี่ยน", "no verdict flips"),
    "impact_sum": Both(
        "สแนปช็อต {snapshots}  ผลที่ตัดสิน {judged}  ผลเปลี่ยน {flips} (ใน {agencies} สแนปช็อต)  ผลเดิมแต่ลิงก์เปลี่ยน {links}",
        "snapshots {snapshots}, verdicts {judged}, flipped {flips} (in {agencies} snapshots), same outcome with another link {links}",
    ),
    "impact_kinds": Both("ผลเปลี่ยนจาก → เป็น", "Flips by kind"),
    "impact_items": Both("ผลเปลี่ยนรายข้อ", "Flips by item"),
    "impact_links": Both("ผลเดิม แต่ใช้ลิงก์อื่น", "Same outcome, another link"),
    "impact_old": Both("เดิม", "old"),
    "impact_new": Both("ใหม่", "new"),
    "skipped": Both("ข้าม", "skipped"),
    "not_in_form": Both("ไม่มีในแบบ", "not in the form"),
}  # fmt: skip


def say(name: str, lang: str, **gaps: object) -> str:
    """A phrase of the table with its gaps filled; a name that the table does not know is shown as it is."""
    both = WORDS.get(name)
    return (both.en if lang == "en" else both.th).format(**gaps) if both else name


def say_why(why: tuple[str, ...], lang: str) -> str:
    """The matcher's reasons, in the language."""
    told = []
    for piece in why:
        name, _, rest = piece.partition(": ")
        found = f"why_{name.replace(' ', '_')}"
        told.append(say(found, lang, rest=rest) if found in WORDS else piece)
    return ", ".join(told)
