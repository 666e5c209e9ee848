"""Words that reading looks for, Thai and English, as data. All are compared with lower-cased, cleaned text."""

# A line that holds one of these and is short belongs to the foot of the page, wherever the site put it.
COPYRIGHT_WORDS = ("©", "copyright", "all rights reserved", "all right reserved", "สงวนลิขสิทธิ์", "สงวนสิทธิ์", "ลิขสิทธิ์ ©")
COUNTER_WORDS = (
    "จำนวนผู้เข้าชม", "สถิติผู้เข้าชม", "สถิติการเข้าชม", "สถิติผู้เยี่ยมชม", "จำนวนผู้เยี่ยมชม", "ผู้เข้าชมวันนี้", "ผู้เข้าชมทั้งหมด", "ผู้เข้าชมขณะนี้",
    "ผู้ใช้งานขณะนี้", "ขณะนี้มีผู้ใช้งาน", "กำลังออนไลน์", "เยี่ยมชมวันนี้", "เยี่ยมชมทั้งหมด", "visitors today", "total visitors", "online now",
)  # fmt: skip

# The whole text of an element that waits for a script to fill it.
LOADING_WORDS = (
    "กำลังโหลด", "กำลังโหลดข้อมูล", "กำลังดาวน์โหลดข้อมูล", "กำลังประมวลผล", "กำลังดึงข้อมูล", "โปรดรอ", "โปรดรอสักครู่", "กรุณารอ", "กรุณารอสักครู่",
    "รอสักครู่", "loading", "loading data", "now loading", "please wait", "fetching data",
)  # fmt: skip

# A notice for people without scripts that says the page needs them.
SCRIPT_NEEDED_WORDS = ("javascript", "java script", "จาวาสคริปต์", "จาวาสคริปท์", "สคริปต์")

# Two or three letters and short words that every running Thai text is full of; see reading/text_quality.py.
COMMON_BITS = ("การ", "และ", "ของ", "งาน", "ประ", "ที่", "ให้", "ใน", "เป็น", "ความ")

# File properties that programs write when nobody gave a title.
TEMPLATE_TITLES = (
    "untitled", "document", "document1", "microsoft word", "microsoft excel", "microsoft powerpoint", "powerpoint presentation",
    "presentation", "slide 1", "book1", "sheet1", "scan", "scanned document", "scanned image", "image", "blank", "template", "title",
    "none", "null", "print", "เอกสาร", "เอกสาร1", "สมุดงาน1", "งานนำเสนอ powerpoint", "งานนำเสนอ", "ภาพนิ่ง 1", "ไม่มีชื่อ", "ไม่มีชื่อเรื่อง",
)  # fmt: skip
