"""Words of links and buttons that the crawler treats in a special way: data only. All are compared without blanks and case."""

ENTER_SITE = (
    "เข้าสู่เว็บไซต์",
    "เข้าสู่เว็บไซด์",
    "เข้าเว็บไซต์",
    "เข้าสู่หน้าหลัก",
    "เข้าสู่หน้าแรก",
    "เข้าสู่ระบบเว็บไซต์",
    "entersite",
    "enterwebsite",
    "enter",
    "mainsite",
    "skipintro",
)

# A click on these does something for a visitor or to the site; it shows no content.
NEVER_CLICK = (
    "ออกจากระบบ",
    "เข้าสู่ระบบ",
    "เข้าระบบ",
    "สมัครสมาชิก",
    "ลบ",
    "ส่งข้อความ",
    "ส่งข้อมูล",
    "ส่งเรื่อง",
    "ส่งคำถาม",
    "บันทึก",
    "ยืนยัน",
    "โหวต",
    "ลงคะแนน",
    "พิมพ์",
    "แชร์",
    "ถูกใจ",
    "logout",
    "login",
    "signin",
    "signout",
    "register",
    "delete",
    "submit",
    "send",
    "vote",
    "print",
    "share",
    "like",
    "save",
    "acceptall",
)

# Path segments that name a landing page, not an office on a larger site.
LANDING_SEGMENTS = frozenset({
    "home", "index", "main", "default", "intro", "welcome", "th", "en", "web", "www", "site", "frontpage", "homepage",
})  # fmt: skip

# First labels of a host that only say that it is a website: "www2.x.go.th" is the site of x.go.th.
WEB_LABELS = frozenset({
    "www", "www1", "www2", "www3", "www4", "ww1", "ww2", "ww3", "web", "m", "mobile", "th", "en", "site", "home", "main",
})  # fmt: skip

# Hosts where a path, not the host, belongs to one owner. A start address or splash page never opens the whole host.
SHARED_HOSTS = frozenset({
    "sites.google.com", "facebook.com", "m.facebook.com", "web.facebook.com", "line.me", "page.line.me", "lin.ee", "youtube.com",
    "youtu.be", "drive.google.com", "docs.google.com", "twitter.com", "x.com", "instagram.com", "tiktok.com", "google.com",
    "maps.google.com", "bit.ly", "linktr.ee", "medium.com", "github.com", "canva.com", "issuu.com", "anyflip.com", "pubhtml5.com",
    "fliphtml5.com",
})  # fmt: skip

SESSION_PARAMETERS = frozenset({
    "phpsessid", "jsessionid", "sessionid", "session_id", "sessid", "cfid", "cftoken", "sid", "osclsid", "zenid",
    "phpsession", "ci_session", "laravel_session", "cakephp", "sessionkey", "session_key", "sesskey", "usersession", "_session_id",
})  # fmt: skip
TRACKING_PARAMETERS = frozenset({"fbclid", "gclid", "msclkid", "mc_cid", "mc_eid", "_ga", "yclid", "igshid"})
SORT_PARAMETERS = frozenset({
    "sort", "sortby", "sort_by", "sortorder", "sort_order", "order", "orderby", "order_by", "dir", "direction", "ordering",
})  # fmt: skip
SORT_VALUES = frozenset({
    "", "asc", "desc", "ascending", "descending", "name", "title", "date", "created", "modified", "updated", "size", "time", "hits",
    "views", "author", "latest", "newest", "oldest", "popular", "a-z", "z-a", "az", "za", "new", "old", "hit", "view", "downloads",
    "ordering", "position", "rating",
})  # fmt: skip
ACTION_PARAMETERS = frozenset({
    "replytocom", "share", "add-to-cart", "add_to_cart", "print", "printable", "print_view", "like_comment",
})  # fmt: skip

# Files no rule reads. Documents (pdf, Word, Excel, slides, text) and unknown endings are fetched.
MEDIA_EXTENSIONS = frozenset({
    "jpg", "jpeg", "jpe", "jfif", "png", "gif", "bmp", "webp", "svg", "ico", "tif", "tiff", "heic", "avif", "psd", "ai", "eps",
    "mp3", "wav", "ogg", "oga", "m4a", "aac", "wma", "flac", "mid",
    "mp4", "m4v", "webm", "avi", "mov", "wmv", "mpg", "mpeg", "flv", "mkv", "3gp", "swf", "m3u8", "ts",
    "zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz", "iso", "dmg", "exe", "msi", "apk", "ipa", "deb", "rpm", "jar", "bin", "dll", "cab",
    "css", "js", "mjs", "map", "woff", "woff2", "ttf", "otf", "eot", "ics", "vcf", "torrent", "kml", "kmz",
})  # fmt: skip
DOCUMENT_EXTENSIONS = frozenset({
    "pdf", "doc", "docx", "docm", "dotx", "xls", "xlsx", "xlsm", "xlsb", "ppt", "pptx", "pps", "ppsx", "odt", "ods", "odp", "csv", "txt",
    "rtf",
})  # fmt: skip
