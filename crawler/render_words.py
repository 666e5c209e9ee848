"""Words of buttons and notices that the browser acts on: data only. Compared without blanks and case."""

# More of the same list or text, here: worth clicking again as long as something comes.
MORE = (
    "ดูเพิ่มเติม", "ดูเพิ่ม", "เพิ่มเติม", "แสดงเพิ่มเติม", "แสดงเพิ่ม", "โหลดเพิ่มเติม", "โหลดเพิ่ม", "โหลดข้อมูลเพิ่ม", "อ่านต่อ", "อ่านเพิ่มเติม", "อ่านเพิ่ม",
    "ดูทั้งหมด", "แสดงทั้งหมด", "ทั้งหมด", "ดูต่อ", "ขยาย", "ขยายทั้งหมด", "เปิดทั้งหมด", "loadmore", "showmore", "viewmore", "seemore", "readmore",
    "showall", "viewall", "seeall", "more", "expand", "expandall", "morenews",
)  # fmt: skip

# The next page of a table or list.
NEXT = ("ถัดไป", "หน้าถัดไป", "ต่อไป", "next", "nextpage", "›", "»", ">", ">>", "→", "next›", "next»", "ถัดไป»", "ถัดไป›", "ถัดไป>")

# Answers to a cookie notice that grant nothing.
REFUSE = (
    "ปฏิเสธ", "ปฏิเสธทั้งหมด", "ไม่ยอมรับ", "ไม่ยินยอม", "ไม่อนุญาต", "เฉพาะที่จำเป็น", "ใช้เฉพาะคุกกี้ที่จำเป็น", "คุกกี้ที่จำเป็นเท่านั้น", "ปิด", "reject",
    "rejectall",
    "decline", "declineall", "deny", "denyall", "refuse", "onlynecessary", "necessaryonly", "essentialonly", "close", "dismiss", "×", "x",
    "✕", "✖",
)  # fmt: skip

# Scripts that say that a page's data has not come.
DATA_FAILED = (
    "เกิดข้อผิดพลาดในการโหลด", "ข้อผิดพลาดในการดึงข้อมูล", "ไม่สามารถโหลดข้อมูล", "โหลดข้อมูลไม่สำเร็จ", "โหลดข้อมูลล้มเหลว", "ไม่สามารถดึงข้อมูล", "กำลังโหลด",
    "กำลังดึงข้อมูล", "ไม่สามารถเชื่อมต่อ", "เชื่อมต่อเซิร์ฟเวอร์ไม่ได้", "failedtoload", "errorloading", "failedtofetch", "loadingfailed", "couldnotload",
    "networkerror", "loadingdata", "loading...", "fetchingdata",
)  # fmt: skip

# Words in an address that do something even where it is only asked for: such requests of a click are held back.
ACTS = frozenset({
    "logout", "signout", "logoff", "delete", "remove", "destroy", "vote", "like", "dislike", "subscribe", "unsubscribe", "rate",
})  # fmt: skip

# Words in the address of a POST, or in its parameters that name what is to be done, that speak of changing something.
CHANGES = ACTS | frozenset((
    "poll", "rating", "insert",
    "update", "save", "submit", "register", "login", "signin", "upload", "send", "comment", "contact", "counter", "hit", "mutation", "edit",
    "create", "add", "cancel", "confirm", "approve", "pay", "checkout", "order", "password", "email",
))  # fmt: skip

# The whole text of what stands where data is still to come.
LOADING = (
    "กำลังโหลด", "กำลังโหลดข้อมูล", "กำลังดาวน์โหลดข้อมูล", "กำลังประมวลผล", "กำลังดึงข้อมูล", "โปรดรอ", "โปรดรอสักครู่", "กรุณารอ", "กรุณารอสักครู่", "รอสักครู่",
    "loading", "loadingdata", "nowloading", "pleasewait", "fetchingdata",
)  # fmt: skip
