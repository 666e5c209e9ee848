"""For each reason: the sentence that explains it and what to do about it, Thai and English.

A gap {name} takes a fact of the reason or something the finding itself knows (GAPS says what each holds). Every gap stands inside
[[double brackets]], and that part is left out when there is no value, so a reason without facts still makes a whole sentence.
"""

from collections.abc import Mapping

from oit.audit import Outcome, ReasonCode
from oit.wording_table import Both

GAPS: Mapping[str, str] = {
    "title": "title of the item in the language of the report",
    "where": "link texts from the front page to the best evidence",
    "text": "words on the site that led to the item (fact)",
    "page": "address or title of the page where they stand (fact)",
    "url": "address that was opened or would be opened (fact)",
    "status": "HTTP status of the answer (fact)",
    "shown": "what a page says that came where nothing is, with a status that says that all is well (fact, term of the group shown)",
    "missing": "names of required elements that were not seen (fact with element ids, else the finding's elements)",
    "name": "name of another agency on the page (fact)",
    "problem": "why a file could not be read (fact, value of Document.problem)",
    "host": "host that was not opened (fact)",
    "why": "why a link was not followed (fact, value of NotFetched)",
    "failure": "why an address gave nothing (fact, value of FetchFailure)",
    "found": "period that was read (fact, else the finding's first one)",
    "as_written": "the words the period was read from (finding)",
    "required": "period the form asks for (fact, else the finding's)",
    "first": "one of two periods that disagree (fact)",
    "second": "the other one (fact)",
    "due": "day from which the item is due (fact, ISO date)",
    "code": "code of the item this one rests on (fact)",
    "outcome": "outcome of that item (fact, value of Outcome)",
}

R = ReasonCode
SENTENCES: Mapping[ReasonCode, Both] = {
    R.ALL_SEEN: Both("พบข้อมูลครบตามองค์ประกอบที่กำหนด[[ ตามลิงก์ {where}]]", "All the form asks for was seen[[ under the link {where}]]."),
    R.STATED_NONE: Both(
        "หน่วยงานระบุไว้ว่าไม่มีรายการหรือไม่มีเรื่องในรอบนี้[[ (“{text}”)]] ซึ่งนับเป็นการเปิดเผยข้อมูลแล้ว",
        "The agency states that there was nothing to report[[ (“{text}”)]], which counts as disclosed.",
    ),
    R.ELEMENTS_MISSING: Both(
        "พบข้อมูลของข้อนี้[[ตามลิงก์ {where}]] แต่ยังไม่พบองค์ประกอบบางส่วนในหน้าที่ตรวจ[[ ได้แก่ {missing}]]",
        "The item was found[[ under the link {where}]], but some of what the form asks for was not seen[[: {missing}]].",
    ),
    R.NOTHING_FOUND: Both("ไม่พบข้อมูล[[ “{title}”]] ในหน้าที่ตรวจ", "The item[[ “{title}”]] was not found on the pages that were checked."),
    R.TITLE_ONLY: Both(
        "พบหัวข้อ[[ “{text}”]][[ ในหน้า {page}]] แต่ไม่พบเนื้อหาตามที่กำหนดหรือลิงก์ไปยังข้อมูลในหน้าที่ตรวจ",
        "A title[[ “{text}”]] was found[[ on {page}]], without the content that is asked for or a link to it.",
    ),
    R.DEAD_LINK: Both(
        "พบหัวข้อหรือปุ่ม[[ “{text}”]][[ ในหน้า {page}]] แต่เมื่อกดแล้วไม่นำไปยังหน้าใด",
        "A title or button[[ “{text}”]] was found[[ on {page}]], but it leads nowhere.",
    ),
    R.BROKEN_LINK: Both(
        "พบลิงก์[[ “{text}”]] แต่ไม่มีหน้าหรือไฟล์ที่ปลายทางในเวลาที่ตรวจ[[ (รหัสตอบกลับ {status})]][[ {shown}]][[ ที่อยู่ {url}]]",
        "A link[[ “{text}”]] was found, but there was nothing where it leads[[ (status {status})]][[; {shown}]][[: {url}]].",
    ),
    R.LEADS_HOME: Both(
        "ลิงก์[[ “{text}”]] นำไปยังหน้าแรกของเว็บไซต์ และไม่พบข้อมูลของข้อนี้ในหน้านั้น",
        "The link[[ “{text}”]] leads to the front page, where the item was not found.",
    ),
    R.EMPTY_TARGET: Both(
        "ลิงก์[[ “{text}”]] เปิดได้ แต่ไม่พบเนื้อหาของข้อนี้ในหน้าปลายทาง[[ ({url})]]",
        "The link[[ “{text}”]] opens, but the page it leads to shows no content of this item[[ ({url})]].",
    ),
    R.GUIDELINE_TEXT: Both(
        "พบเฉพาะข้อความของแบบประเมินที่อธิบายว่าควรเปิดเผยข้อมูลใด แต่ไม่พบข้อมูลของหน่วยงานในหน้าที่ตรวจ",
        "Only the form's own words on what should be shown were found, not the agency's information.",
    ),
    R.PLACEHOLDER: Both(
        "หน้าปลายทาง[[ของ “{text}”]] แสดงเพียงข้อความชั่วคราว เช่น อยู่ระหว่างปรับปรุง จึงยังไม่พบข้อมูลของข้อนี้",
        "The page[[ “{text}”]] shows only a placeholder, such as “under construction”, so the item was not found.",
    ),
    R.OTHER_AGENCY: Both(
        "ข้อมูลที่พบระบุชื่อหน่วยงานอื่น[[ ({name})]] และไม่พบข้อมูลของหน่วยงานเองในหน้าที่ตรวจ",
        "What was found bears the name of another agency[[ ({name})]]; the agency's own was not found.",
    ),
    R.SCAN: Both(
        "พบเอกสาร[[ “{text}”]] เป็นภาพสแกนที่ไม่มีข้อความให้โปรแกรมอ่าน จึงยังไม่สามารถตรวจเนื้อหาได้",
        "A document[[ “{text}”]] was found, but it is a scan without text, so its content could not be checked.",
    ),
    R.PICTURE: Both(
        "พบหน้า[[ “{text}”]] ที่แสดงเป็นรูปภาพแทนข้อความ โปรแกรมอ่านตัวหนังสือในภาพไม่ได้ จึงยังไม่สามารถตรวจเนื้อหาได้",
        "A page[[ “{text}”]] was found that shows a picture where text should be, so its content could not be checked.",
    ),
    R.GARBLED: Both(
        "พบเอกสาร[[ “{text}”]] แต่ตัวอักษรในไฟล์อ่านออกมาไม่เป็นข้อความ จึงยังไม่สามารถตรวจเนื้อหาได้",
        "A document[[ “{text}”]] was found, but its letters do not come out as text, so its content could not be checked.",
    ),
    R.UNREADABLE: Both(
        "พบเอกสาร[[ “{text}”]] แต่ยังไม่สามารถอ่านได้[[ เนื่องจาก{problem}]]",
        "A document[[ “{text}”]] was found, but it could not be read[[ because {problem}]].",
    ),
    R.OFF_SITE: Both(
        "ข้อมูลแสดงอยู่บนเว็บไซต์อื่น[[ ({host})]] ซึ่งไม่ได้เปิดตรวจในครั้งนี้ จึงยังสรุปผลไม่ได้",
        "The information is shown on another site[[ ({host})]] that was not opened, so there is no verdict yet.",
    ),
    R.OFF_SITE_OPENS: Both(
        "ข้อมูลแสดงอยู่บนเว็บไซต์อื่น[[ ({host})]] ซึ่งเปิดได้ แต่โปรแกรมยังยืนยันเนื้อหาแทนผู้ตรวจไม่ได้ จึงควรเปิดดูด้วยตนเอง",
        "The information is shown on another site[[ ({host})]], which opens, but what it shows has to be looked at by a person.",
    ),
    R.LOGIN: Both(
        "หน้าข้อมูล[[ “{text}”]] ต้องเข้าสู่ระบบก่อน จึงยังไม่สามารถตรวจได้",
        "The page[[ “{text}”]] asks for a login, so it could not be checked.",
    ),
    R.WEAK_MATCH: Both(
        "พบข้อความที่อาจเป็นข้อมูลของข้อนี้[[ คือ “{text}”]] แต่ยังไม่ชัดเจนพอที่จะสรุปผล",
        "Something that may be this item was found[[: “{text}”]], but not clearly enough for a verdict.",
    ),
    R.RECOGNISED: Both(
        "เอกสารเป็นภาพ โปรแกรมอ่านข้อความจากภาพ (OCR) ซึ่งอาจอ่านผิดได้ จึงควรเปิดดูเอกสารเพื่อยืนยัน",
        "The document is a picture whose text was recognised by OCR, which may err: please open it to confirm.",
    ),
    R.READ_IN_PART: Both(
        "พบหน้าเว็บหรือไฟล์[[ “{text}”]] ที่มีขนาดใหญ่มาก ระบบอ่านเฉพาะส่วนต้น และส่วนที่อ่านยังไม่แสดงข้อมูลครบ ต้องเปิดดูส่วนที่เหลือ",
        "A page or file[[ “{text}”]] is very large: only its first part was read, which does not show all. Please look at the rest.",
    ),
    R.RECOGNISED_LITTLE: Both(
        "พบเอกสาร[[ “{text}”]] ที่เป็นภาพไม่มีข้อความ ลองอ่านข้อความจากภาพ (OCR) แล้ว แต่ยังไม่เห็นข้อมูลครบหรือชัดพอที่จะสรุปผล",
        "A document[[ “{text}”]] without text was found; OCR was tried on it, but did not surely show what is needed.",
    ),
    R.NOT_FETCHED: Both(
        "พบลิงก์[[ “{text}”]] ที่อาจนำไปยังข้อมูลนี้ แต่ยังไม่ได้เปิดตรวจ[[ เนื่องจาก{why}]]",
        "A link[[ “{text}”]] that may lead to the item was seen but not followed[[ because {why}]].",
    ),
    R.FETCH_TROUBLE: Both(
        "พบลิงก์[[ “{text}”]] ที่อาจนำไปยังข้อมูลนี้ แต่ยังไม่สามารถตรวจได้[[ เนื่องจาก{failure}]]",
        "A link[[ “{text}”]] that may lead to the item was seen, but it could not be checked[[ because {failure}]].",
    ),
    R.NEEDS_BROWSER: Both(
        "เนื้อหาของหน้าจะแสดงเมื่อเปิดด้วยเบราว์เซอร์เท่านั้น จึงยังไม่สามารถตรวจได้ในครั้งนี้",
        "The page shows its content only in a browser, so it could not be checked this time.",
    ),
    R.SITE_NOT_CAPTURED: Both(
        "ยังไม่สามารถตรวจเว็บไซต์ได้ในครั้งนี้[[ เนื่องจาก{failure}]]",
        "The site could not be checked this time[[ because {failure}]].",
    ),
    R.RIGHT_PERIOD: Both(
        "ช่วงเวลาของข้อมูลตรงตามที่กำหนด[[ คือ {found}]]",
        "The information is for the right period[[: {found}]].",
    ),
    R.OTHER_PERIOD: Both(
        "ข้อมูลที่พบไม่ตรงกับช่วงเวลาที่กำหนด[[ โดยพบเป็นของ{found}]][[ (เขียนว่า “{as_written}”)]][[ ขณะที่กำหนดไว้คือ {required}]]",
        "The information found is not for the period required[[, {required}]][[; it is for {found}]][[ (written “{as_written}”)]].",
    ),
    R.PERIOD_UNREAD: Both(
        "ไม่พบปีหรือวันที่ที่ชัดเจนในข้อมูลที่ตรวจ จึงยังสรุปไม่ได้ว่าตรงกับช่วงเวลาที่กำหนดหรือไม่[[ ({required})]]",
        "No clear year or date was found, so it cannot be told whether it is for the period required[[ ({required})]].",
    ),
    R.PERIOD_CONFLICT: Both(
        "ช่วงเวลาที่ระบุไว้ในลิงก์ หัวข้อ หรือเอกสารไม่ตรงกัน[[ คือ {first} กับ {second}]]",
        "The link, the heading or the document name different periods[[: {first} and {second}]].",
    ),
    R.NOT_DUE_YET: Both(
        "ยังไม่ถึงกำหนดที่ต้องเผยแพร่ข้อมูลนี้[[ (ครบกำหนด {due})]] จึงยังไม่นับเป็นข้อที่ขาด",
        "The item is not due yet[[ (due {due})]], so it does not count as missing.",
    ),
    R.DEPENDENCY: Both(
        "ข้อนี้อ้างอิงผลของข้อ[[ {code}]] ในปีเดียวกัน ซึ่งยังไม่ผ่าน[[ (ผลตรวจ: {outcome})]]",
        "This item rests on[[ {code},]] another item of the same year, which does not pass[[ ({outcome})]].",
    ),
    R.NOT_APPLICABLE: Both("ข้อนี้ไม่ใช้กับหน่วยงานประเภทนี้", "This item does not apply to agencies of this type."),
    R.INFERRED_FACT: Both(
        "ผลของข้อนี้อาศัยข้อกำหนดที่อนุมานจากแหล่งข้อมูลอื่น โปรดตรวจทานกับคู่มือการประเมินของปีนั้น",
        "The verdict rests on a requirement that was inferred; please compare it with the official manual of that year.",
    ),
}

# What goes before the second of two sentences; Thai has no full stop to part them.
GOOD_NEWS = frozenset({R.ALL_SEEN, R.STATED_NONE})
AND_RIGHT_PERIOD = Both("และ", "")
BUT_RIGHT_PERIOD = Both("ส่วน", "")
PROVIDED_THAT = Both("ทั้งนี้ ", "")
FURTHER = Both("นอกจากนี้ ", "")
_OF_ANOTHER_KIND = (R.OTHER_PERIOD, R.PERIOD_UNREAD, R.PERIOD_CONFLICT, R.DEPENDENCY, R.NOT_DUE_YET)


def joiner(first: ReasonCode, second: ReasonCode) -> Both:
    """The words between the sentences of two reasons."""
    if second is R.RIGHT_PERIOD:
        return AND_RIGHT_PERIOD if first in GOOD_NEWS else BUT_RIGHT_PERIOD
    return PROVIDED_THAT if second in _OF_ANOTHER_KIND or first in GOOD_NEWS else FURTHER


NO_ADVICE = Both("", "")
_ON_MAIN_SITE = Both(
    "เผยแพร่ข้อมูลบนเว็บไซต์หลักด้วย หรือเปิดตรวจหน้าดังกล่าวด้วยตนเองแล้วบันทึกผล",
    "Publish it on the main website too, or look at that page by hand and record what you saw.",
)
_SEE_BY_HAND = Both(
    "โปรดเปิดตรวจด้วยตนเองตามลิงก์หลักฐาน แล้วบันทึกผลการตรวจ",
    "Please open the link of the evidence, look at it and record what you saw.",
)
_TEXT_FILE = Both(
    "เผยแพร่ไฟล์ต้นฉบับที่ค้นหาข้อความได้ (เช่น PDF ที่บันทึกจากโปรแกรมพิมพ์เอกสาร) หรือสรุปสาระสำคัญไว้บนหน้าเว็บ แล้วตรวจอีกครั้ง",
    "Publish a file with searchable text (for instance a PDF saved from the word processor), or put the main points on the page.",
)
ADVICE: Mapping[ReasonCode, Both] = {
    R.ALL_SEEN: NO_ADVICE,
    R.STATED_NONE: NO_ADVICE,
    R.RIGHT_PERIOD: NO_ADVICE,
    R.NOT_APPLICABLE: NO_ADVICE,
    R.ELEMENTS_MISSING: Both(
        "เพิ่มข้อมูลที่ยังไม่พบให้ครบ[[ ได้แก่ {missing}]] หากมีอยู่แล้ว โปรดแสดงเป็นข้อความให้เห็นชัดเจน",
        "Add what was not seen[[: {missing}]]. If it is there already, show it clearly as text.",
    ),
    R.NOTHING_FOUND: Both(
        "เผยแพร่ข้อมูลนี้บนเว็บไซต์หลัก และทำลิงก์จากหน้าแรกหรือหน้า ITA โดยใช้ชื่อข้อให้ชัดเจน หากเผยแพร่แล้ว โปรดตรวจสอบว่ามีลิงก์ไปถึง",
        "Publish it on the main website and link it by its title from the front page or the ITA page. "
        "If it is published already, see that a link leads to it.",
    ),
    R.TITLE_ONLY: Both(
        "ใส่เนื้อหาใต้หัวข้อนี้ หรือทำลิงก์จากหัวข้อไปยังหน้าหรือไฟล์ข้อมูล", "Put the content under the title, or link the title to the page or file."
    ),
    R.DEAD_LINK: Both("แก้ลิงก์ให้ชี้ไปยังหน้าหรือไฟล์ข้อมูลจริง", "Make the link lead to the page or file that holds the information."),
    R.BROKEN_LINK: Both(
        "แก้ที่อยู่ของลิงก์หรืออัปโหลดไฟล์ใหม่ แล้วทดลองเปิดจากเครื่องภายนอกหน่วยงาน",
        "Correct the address or upload the file again, then try it from outside the agency's network.",
    ),
    R.LEADS_HOME: Both("แก้ลิงก์ให้ชี้ตรงไปยังหน้าหรือไฟล์ของข้อนี้", "Make the link lead straight to the page or file of this item."),
    R.EMPTY_TARGET: Both(
        "เพิ่มข้อมูลในหน้าปลายทาง หรือแก้ลิงก์ให้ชี้ไปยังหน้าที่มีข้อมูล",
        "Put the information on that page, or link to the page that holds it.",
    ),
    R.GUIDELINE_TEXT: Both(
        "เผยแพร่ข้อมูลจริงของหน่วยงานต่อท้ายหรือแทนข้อความของแบบประเมิน",
        "Publish the agency's own information below or in place of the form's words.",
    ),
    R.PLACEHOLDER: Both("เผยแพร่ข้อมูลจริงแทนข้อความชั่วคราว", "Publish the real information in place of the placeholder."),
    R.OTHER_AGENCY: Both(
        "เผยแพร่ข้อมูลของหน่วยงานเอง หากแบบประเมินอนุญาตให้ใช้ของหน่วยงานต้นสังกัด โปรดระบุไว้ในหน้าเว็บ",
        "Publish the agency's own. If the form allows that of a parent agency, say so on the page.",
    ),
    R.SCAN: _TEXT_FILE,
    R.PICTURE: _TEXT_FILE,
    R.GARBLED: _TEXT_FILE,
    R.RECOGNISED: _SEE_BY_HAND,
    R.READ_IN_PART: Both(
        "แยกข้อมูลที่ต้องเผยแพร่ออกเป็นไฟล์หรือหน้าของตนเอง หรือเปิดตรวจด้วยตนเองแล้วบันทึกผล",
        "Publish what is asked for as a file or page of its own, or look at it by hand and record what you saw.",
    ),
    R.RECOGNISED_LITTLE: _TEXT_FILE,
    R.UNREADABLE: Both(
        "ตรวจสอบว่าไฟล์เปิดได้โดยไม่ต้องใช้รหัสผ่าน แล้วเผยแพร่ไฟล์ที่สมบูรณ์อีกครั้ง",
        "See that the file opens without a password, and publish a sound copy of it.",
    ),
    R.OFF_SITE: _ON_MAIN_SITE,
    R.OFF_SITE_OPENS: _ON_MAIN_SITE,
    R.LOGIN: Both("เปิดให้ประชาชนเข้าดูได้โดยไม่ต้องเข้าสู่ระบบ", "Let everyone see it without a login."),
    R.WEAK_MATCH: Both(
        "ตั้งชื่อลิงก์หรือหัวข้อให้ตรงกับชื่อข้อ[[ “{title}”]] หรือเปิดตรวจด้วยตนเองแล้วบันทึกผล",
        "Name the link or heading by the title of the item[[, “{title}”]], or look at it by hand and record what you saw.",
    ),
    R.NOT_FETCHED: Both(
        "โปรดเปิดลิงก์นี้ตรวจด้วยตนเองแล้วบันทึกผล หรือสั่งตรวจใหม่โดยขยายขอบเขตการตรวจ",
        "Please open the link, look at it and record what you saw, or run the check again with wider limits.",
    ),
    R.FETCH_TROUBLE: Both(
        "โปรดทดลองเปิดลิงก์นี้จากเครื่องภายนอกหน่วยงาน แล้วสั่งตรวจใหม่อีกครั้ง",
        "Please try the link from outside the agency's network, then run the check again.",
    ),
    R.NEEDS_BROWSER: Both(
        "สั่งตรวจใหม่โดยใช้เบราว์เซอร์ (--render always) หรือเปิดตรวจด้วยตนเองแล้วบันทึกผล",
        "Run the check again with a browser (--render always), or look at it by hand and record what you saw.",
    ),
    R.SITE_NOT_CAPTURED: Both(
        "โปรดตรวจสอบที่อยู่เว็บไซต์และการให้บริการของเครื่องแม่ข่าย แล้วสั่งตรวจใหม่อีกครั้ง",
        "Please check the address and that the server is up, then run the check again.",
    ),
    R.OTHER_PERIOD: Both(
        "เผยแพร่ข้อมูลให้ตรงกับช่วงเวลาที่กำหนด[[ คือ {required}]] และระบุปีไว้ในชื่อลิงก์หรือหัวข้อ",
        "Publish the information for the period required[[, {required},]] and name the year in the link or heading.",
    ),
    R.PERIOD_UNREAD: Both(
        "ระบุปีหรือวันที่ของข้อมูลไว้ในชื่อลิงก์ หัวข้อ หรือหน้าแรกของเอกสาร[[ (ต้องเป็น {required})]]",
        "State the year or date in the link, the heading or on the first page of the document[[ (required: {required})]].",
    ),
    R.PERIOD_CONFLICT: Both("แก้ปีที่ระบุในลิงก์ หัวข้อ และเอกสารให้ตรงกัน", "Make the years in the link, the heading and the document agree."),
    R.NOT_DUE_YET: Both("เตรียมเผยแพร่เมื่อถึงกำหนด[[ {due}]]", "Prepare to publish it when it is due[[, {due}]]."),
    R.DEPENDENCY: Both("แก้ไขข้อ[[ {code}]] ที่เป็นฐานของข้อนี้ก่อน", "First correct[[ {code},]] the item this one rests on."),
    R.INFERRED_FACT: Both(
        "ตรวจทานข้อกำหนดของข้อนี้กับคู่มือการประเมินของปีที่ประเมิน", "Compare the requirement with the official manual of the assessed year."
    ),
}

# Another period, read only from a weak place such as a file name: it proves nothing either way.
WEAK_PERIOD = Both(
    "พบการระบุช่วงเวลา[[เป็น{found}]][[ (เขียนว่า “{as_written}”)]] แต่ยังไม่ชัดเจนพอที่จะยืนยันว่าตรงกับช่วงเวลาที่กำหนด[[ คือ {required}]]",
    "A period is named[[, {found}]][[ (written “{as_written}”)]], but too weakly to tell whether it is the one required[[, {required}]].",
)

# Used when a finding names no reason of its own.
OUTCOME_SENTENCES: Mapping[str, Both] = {
    Outcome.PASS: Both("พบข้อมูลครบตามที่กำหนด", "All the form asks for was seen."),
    Outcome.INCOMPLETE: Both("พบข้อมูลเพียงบางส่วนในหน้าที่ตรวจ", "Only part of the information was found."),
    Outcome.OUTDATED: SENTENCES[R.OTHER_PERIOD],
    Outcome.MISSING: SENTENCES[R.NOTHING_FOUND],
    Outcome.UNCLEAR: Both("ข้อมูลที่พบยังไม่ชัดเจนพอที่จะสรุปผล", "What was found is not clear enough for a verdict."),
    Outcome.NOT_CHECKED: Both("ยังไม่สามารถตรวจได้ในครั้งนี้", "This could not be checked this time."),
    Outcome.NOT_DUE: SENTENCES[R.NOT_DUE_YET],
    Outcome.NOT_APPLICABLE: SENTENCES[R.NOT_APPLICABLE],
}
OUTCOME_ADVICE: Mapping[str, Both] = {
    Outcome.PASS: NO_ADVICE,
    Outcome.INCOMPLETE: ADVICE[R.ELEMENTS_MISSING],
    Outcome.OUTDATED: ADVICE[R.OTHER_PERIOD],
    Outcome.MISSING: ADVICE[R.NOTHING_FOUND],
    Outcome.UNCLEAR: _SEE_BY_HAND,
    Outcome.NOT_CHECKED: _SEE_BY_HAND,
    Outcome.NOT_DUE: ADVICE[R.NOT_DUE_YET],
    Outcome.NOT_APPLICABLE: NO_ADVICE,
}
