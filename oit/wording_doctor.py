"""What `oit doctor` says of a machine, Thai and English."""

from collections.abc import Mapping

from oit.wording_table import Both

DOCTOR_HEADS: Mapping[str, Both] = {
    "doctor_sign_ok": Both("พร้อม", "ok"),
    "doctor_sign_fail": Both("ขาด", "FAIL"),
    "doctor_sign_note": Both("หมายเหตุ", "note"),
    "doctor_sign_none": Both("ไม่มี", "none"),
    "doctor_oit": Both("โปรแกรม", "oit"),
    "doctor_data_folder": Both("โฟลเดอร์ข้อมูล", "data folder"),
    "doctor_form": Both("แบบประเมิน {name}", "form {name}"),
    "doctor_forms": Both("แบบประเมิน", "forms"),
    "doctor_database": Both("ฐานข้อมูล", "database"),
    "doctor_browser": Both("เบราว์เซอร์", "browser"),
    "doctor_sandbox": Both("sandbox ของเบราว์เซอร์", "browser sandbox"),
    "doctor_font": Both("ฟอนต์ไทย", "Thai font"),
    "doctor_ocr": Both("การอ่านภาพสแกน", "text of scans"),
    "doctor_items": Both("{count} ข้อ รุ่น {version}", "{count} items, version {version}"),
    "doctor_version": Both("{version} บน Python {python}, {system}", "{version} on Python {python}, {system}"),
    "doctor_none_found": Both("ไม่พบ", "none found"),
    "doctor_off_as_root": Both("ปิดอยู่ เพราะใช้สิทธิ์ root", "off, because this is root"),
    "doctor_cannot_tell": Both("ตรวจไม่ได้ เพราะไม่ได้ติดตั้ง fontconfig", "cannot be told here: fontconfig is not installed"),
    "doctor_no_tesseract": Both("ไม่พบ tesseract ที่อ่านภาษาไทยได้", "no tesseract with Thai found"),
    "doctor_mend_forms": Both("แก้ไฟล์ที่ระบุ หรือติดตั้งใหม่", "mend the file named, or install again"),
    "doctor_mend_database": Both(
        "ระบุฐานข้อมูลอื่นด้วย --db หรือแก้ตามที่ข้อความระบุ", "give another with --db, or mend what the line names"
    ),
    "doctor_mend_browser": Both(
        "ใช้คำสั่ง `playwright install --only-shell chromium` (บน Debian หรือ Ubuntu ใช้สิทธิ์ root: apt-get install chromium-headless-shell) "
        "หรือระบุเบราว์เซอร์ใน OIT_BROWSER หากไม่มี หน้าเว็บที่ต้องใช้เบราว์เซอร์จะยังตรวจไม่ได้",
        "run `playwright install --only-shell chromium` (on Debian or Ubuntu as root also: apt-get install chromium-headless-shell), "
        "or name one in OIT_BROWSER; without it pages that need a browser become not_checked",
    ),
    "doctor_mend_sandbox": Both("ใช้บัญชีผู้ใช้ทั่วไป", "run as an ordinary user to have it on"),
    "doctor_mend_font": Both(
        "ติดตั้งฟอนต์ไทย (บน Debian หรือ Ubuntu ใช้สิทธิ์ root: apt-get install fonts-thai-tlwg) หากไม่มี ภาพหลักฐานจะแสดงอักษรไทยเป็นกล่องสี่เหลี่ยม",
        "install one (on Debian or Ubuntu as root: apt-get install fonts-thai-tlwg); without it pictures show boxes for Thai",
    ),
    "doctor_mend_ocr": Both(
        "ติดตั้ง tesseract พร้อมภาษาไทย (บน Debian หรือ Ubuntu ใช้สิทธิ์ root: apt-get install tesseract-ocr tesseract-ocr-tha) "
        "หรือระบุใน OIT_TESSERACT หากไม่มี เอกสารสแกนจะยังไม่ชัดเจน",
        "install tesseract with Thai (on Debian or Ubuntu as root: apt-get install tesseract-ocr tesseract-ocr-tha), or name one in "
        "OIT_TESSERACT; without it scans stay unclear",
    ),
}  # fmt: skip
