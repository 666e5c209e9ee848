"""What the columns and the kinds of agencies are called in lists that people keep, Thai and English."""

# As they are written, in this order.
COLUMNS = ("code", "name", "type", "url", "district", "province", "owners", "contact", "min_pages", "notes", "retired")
NEEDED = ("code", "name", "url")
OWNER = "owner"  # the column `owner:O12` says who answers for that item alone
EVERYTHING = frozenset({"all", "*", "ทั้งหมด", "ทุกข้อ", "อื่นๆ", "อื่น ๆ"})  # in place of codes: all that has no owner of its own

# Each column's names, compared in lower case without blanks, dots, lines and brackets.
COLUMN_NAMES: dict[str, tuple[str, ...]] = {
    "code": ("code", "agency code", "id", "รหัส", "รหัสหน่วยงาน", "รหัส อปท.", "รหัส ITA", "เลขที่หน่วยงาน"),
    "name": ("name", "agency", "agency name", "thai name", "ชื่อ", "ชื่อหน่วยงาน", "หน่วยงาน", "ชื่อ อปท.", "ชื่อส่วนราชการ", "ส่วนราชการ"),
    "type": ("type", "kind", "agency type", "ประเภท", "ประเภทหน่วยงาน", "ประเภท อปท.", "ชนิด"),
    "url": ("url", "urls", "website", "web site", "address", "addresses", "web", "เว็บไซต์", "เว็บไซด์", "เว็บ", "เว็บไซต์หน่วยงาน",
            "ที่อยู่เว็บไซต์", "ลิงก์", "ลิงค์", "ยูอาร์แอล"),
    "district": ("district", "amphoe", "อำเภอ", "อำเภอ/เขต", "เขต"),
    "province": ("province", "changwat", "จังหวัด"),
    "owners": ("owners", "owner", "responsible", "ผู้รับผิดชอบ", "ผู้รับผิดชอบรายข้อ", "ผู้รับผิดชอบข้อมูล", "หน่วยงานรับผิดชอบ"),
    "contact": ("contact", "contacts", "e-mail", "email", "coordinator", "ผู้ประสานงาน", "ติดต่อ", "ผู้ติดต่อ", "อีเมล", "อีเมล์", "ช่องทางติดต่อ"),
    "min_pages": ("min_pages", "min pages", "minimum pages", "least pages", "จำนวนหน้าขั้นต่ำ", "หน้าขั้นต่ำ", "จำนวนหน้าอย่างน้อย"),
    "notes": ("notes", "note", "remark", "remarks", "comment", "หมายเหตุ", "บันทึก"),
    "retired": ("retired", "retired on", "ended", "วันที่เลิกติดตาม", "เลิกติดตาม", "ยกเลิก"),
}  # fmt: skip
OWNER_NAMES = ("owner", "owners", "ผู้รับผิดชอบ")  # before the colon of `owner:O12`
NOT_READ = ("no", "no.", "#", "ลำดับ", "ลำดับที่", "ที่")  # columns that only count the lines

TYPE_NAMES: dict[str, tuple[str, ...]] = {
    "province": ("จังหวัด",),
    "provincial_office": ("ส่วนราชการประจำจังหวัด", "ส่วนราชการส่วนภูมิภาค", "ราชการส่วนภูมิภาค", "หน่วยงานระดับจังหวัด", "สำนักงานระดับจังหวัด",
                          "สำนักงานจังหวัด", "ส่วนภูมิภาค"),
    "pao": ("อบจ.", "อบจ", "องค์การบริหารส่วนจังหวัด"),
    "city_municipality": ("เทศบาลนคร", "ทน.", "ทน"),
    "town_municipality": ("เทศบาลเมือง", "ทม.", "ทม"),
    "subdistrict_municipality": ("เทศบาลตำบล", "ทต.", "ทต"),
    "sao": ("อบต.", "อบต", "องค์การบริหารส่วนตำบล"),
    "education_office": ("สำนักงานเขตพื้นที่การศึกษา", "สพป.", "สพม.", "สพป", "สพม", "เขตพื้นที่การศึกษา",
                         "สำนักงานการศึกษา"),
    "school": ("โรงเรียน", "สถานศึกษา", "รร."),
    "college": ("วิทยาลัย", "มหาวิทยาลัย", "สถาบันอุดมศึกษา"),
    "department": ("กรม", "กระทรวง", "ส่วนราชการระดับกรม", "ส่วนราชการส่วนกลาง"),
    "other": ("อื่นๆ", "อื่น ๆ", "อื่น", "หน่วยงานประเภทอื่น"),
}  # fmt: skip
# How an agency's own name begins that leaves no doubt of its kind.
NAME_BEGINS: tuple[tuple[str, str], ...] = (
    ("องค์การบริหารส่วนจังหวัด", "pao"), ("อบจ.", "pao"),
    ("องค์การบริหารส่วนตำบล", "sao"), ("อบต.", "sao"),
    ("เทศบาลนคร", "city_municipality"), ("เทศบาลเมือง", "town_municipality"), ("เทศบาลตำบล", "subdistrict_municipality"),
    ("สำนักงานเขตพื้นที่การศึกษา", "education_office"), ("โรงเรียน", "school"), ("วิทยาลัย", "college"), ("มหาวิทยาลัย", "college"),
)  # fmt: skip
# Endings of domains that Thai public bodies get; a local government under another one is no mistake, only worth a look.
THAI_PUBLIC = (".go.th", ".ac.th", ".or.th", ".mi.th", ".net.th", ".in.th", ".xn--o3cw4h")
