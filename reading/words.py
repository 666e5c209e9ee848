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

# Dead links and buttons of these words stand over nothing, whatever follows them.
NO_LABEL_WORDS = frozenset((
    "ดูทั้งหมด", "ดูเพิ่มเติม", "อ่านต่อ", "อ่านเพิ่มเติม", "เพิ่มเติม", "รายละเอียด", "ดาวน์โหลด", "คลิก", "คลิกที่นี่", "คลิ๊กที่นี่", "ที่นี่", "ก่อนหน้า", "ถัดไป",
    "กลับ", "กลับหน้าหลัก", "หน้าแรก", "หน้าหลัก", "ปิด", "เปิด", "พิมพ์", "แชร์", "ค้นหา", "เข้าสู่ระบบ", "ไทย", "อังกฤษ", "all", "view all", "see all",
    "more", "read more", "download", "click", "click here", "here", "previous", "prev", "next", "back", "back to top", "top", "home",
    "close", "open", "print", "share", "search", "login", "log in", "sign in", "th", "en", "thai", "english",
))  # fmt: skip

# The whole text of a button under a list that goes on.
MORE_WORDS = (
    "แสดงเพิ่มเติม", "แสดงเพิ่ม", "แสดงข้อมูลเพิ่มเติม", "โหลดเพิ่มเติม", "โหลดเพิ่ม", "โหลดข้อมูลเพิ่ม", "โหลดข้อมูลเพิ่มเติม", "ดูเพิ่มเติม", "ดูเพิ่ม", "ดูทั้งหมด",
    "แสดงทั้งหมด", "เพิ่มเติม", "อ่านเพิ่มเติม", "รายการเพิ่มเติม", "ดูรายการเพิ่มเติม", "ดูรายการทั้งหมด", "ดูข่าวเพิ่มเติม", "ข่าวเพิ่มเติม", "ดูต่อ",
    "load more", "show more", "view more", "see more", "more", "show all", "view all", "see all", "load all", "older posts", "more news",
    "more results",
)  # fmt: skip

# What a link shows that is only an icon: words in the classes or the file name of the icon -> the name that people read.
ICON_NAMES = {
    "facebook": "Facebook", "fb": "Facebook", "messenger": "Messenger", "line": "LINE", "youtube": "YouTube", "twitter": "X (Twitter)",
    "x": "X (Twitter)", "tiktok": "TikTok", "instagram": "Instagram", "ig": "Instagram", "telegram": "Telegram", "whatsapp": "WhatsApp",
    "map": "แผนที่", "maps": "แผนที่", "geo": "แผนที่", "location": "แผนที่", "phone": "โทรศัพท์", "telephone": "โทรศัพท์", "tel": "โทรศัพท์",
    "mobile": "โทรศัพท์", "envelope": "อีเมล", "mail": "อีเมล", "email": "อีเมล", "rss": "RSS", "linkedin": "LinkedIn",
}  # fmt: skip
# Parts of such classes and file names that say nothing of the service: families of icons, shapes, sizes, colours.
ICON_PARTS = frozenset((
    "fa", "fas", "fab", "far", "fal", "bi", "bx", "bxl", "ri", "la", "lab", "las", "mdi", "ti", "ion", "icofont", "zmdi", "uil",
    "glyphicon", "dashicons", "flaticon", "lni", "eicon", "typcn", "icon", "icons", "ico", "logo", "logos", "social", "sns", "media",
    "network", "link", "btn", "button", "brand", "brands", "square", "circle", "round", "rounded", "f", "v", "o", "in", "i", "alt",
    "fill", "filled", "outline", "solid", "light", "official", "share", "play", "plus", "marker", "marked", "pin", "dot", "open", "text",
    "app", "oa", "img", "image", "new", "white", "black", "color", "colour", "blue", "red", "green", "small", "large", "sm", "md", "lg",
    "xl", "footer", "header", "top",
))  # fmt: skip

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
