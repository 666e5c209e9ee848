"""Words in addresses that name calendars, searches, tags, accounts and the like: data only, lower case."""

CALENDAR_WORDS = (
    "calendar", "calender", "ปฏิทิน", "patitin", "jevents", "jcalpro", "icagenda", "rseventspro", "rsevents", "gcalendar", "dpcalendar",
    "eventlist", "ajde_events", "phpicalendar", "tribe_events",
)  # fmt: skip
EVENT_SEGMENTS = frozenset({
    "cal", "events", "event", "กิจกรรม", "agenda", "schedule", "booking", "reserve", "reservation", "meeting", "จองห้องประชุม",
})  # fmt: skip
EVENT_PARAMETERS = frozenset({"eventdisplay", "tribe-bar-date", "tribe_paged", "ajde_events", "mec_date", "cid_calendar"})
DATE_PARAMETERS = frozenset({
    "month", "mon", "mm", "day", "dd", "dy", "week", "wk", "yr", "date", "cdate", "calendar", "cmonth", "cyear", "cday", "cal_m", "cal_y",
    "cal_d", "cal_month", "cal_year", "calmonth", "calyear", "curmonth", "curyear", "thismonth", "nextmonth", "prevmonth", "nmonth",
    "pmonth",
    "month_id", "exact_date", "getdate", "selected_date", "sel_date", "seldate", "start_date", "startdate", "end_date", "enddate",
    "from_date",
    "to_date", "fromdate", "todate", "date_from", "date_to", "eventdate", "event_date", "datestr", "mec_date", "tribe-bar-date",
    "ajde_events",
    "smonth", "syear", "mnth", "เดือน", "วันที่",
})  # fmt: skip
YEAR_PARAMETERS = frozenset({"year", "yyyy", "y", "yr", "yy", "cyear", "ปี"})
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    "มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม",
)  # fmt: skip

# A parameter that says which part of a site's one script is meant: "index.php?mod=news".
ROUTING_PARAMETERS = frozenset({
    "option", "mod", "module", "modules", "com", "app", "do", "act", "action", "name", "file", "view", "task", "controller", "m", "p",
    "page",
    "menu", "op", "func", "r", "route", "c", "layout", "type", "go", "inc", "load", "content", "q",
})  # fmt: skip
PAGING_PARAMETERS = frozenset({
    "page", "pg", "pageno", "page_no", "pagenum", "page_num", "pagenumber", "page_number", "paged", "pageid_no", "cpage", "npage",
    "curpage",
    "currentpage", "current_page", "page_id_no", "start", "limitstart", "offset", "startrow", "start_row", "pagenum_recordset1", "p",
    "pn", "ipage",
    "tribe_paged", "pageindex", "page_index", "s_page", "per_page_no", "skip", "หน้า",
})  # fmt: skip
LONG_NAMED_PAGING = ("pagenum_", "pagina")  # beginnings of names that editors make: pageNum_rsNews

SEARCH_PARAMETERS = frozenset({
    "s", "q", "search", "searchword", "keyword", "keywords", "query", "search_query", "searchquery", "txtsearch", "txt_search",
    "search_text",
    "searchtext", "search_keyword", "searchphrase", "kw", "คำค้น",
})  # fmt: skip
SEARCH_SEGMENTS = frozenset({"search", "searchresult", "search-result", "search_result", "search-results", "advancedsearch", "ค้นหา"})
SEARCH_PARTS = frozenset({"com_search", "com_finder", "search"})
TAG_SEGMENTS = frozenset({"tag", "tags", "tagged", "hashtag", "คำค้น", "แท็ก", "ป้ายกำกับ"})
TAG_PARAMETERS = frozenset({"tag", "tags", "tag_id", "tagid", "hashtag"})
ACCOUNT_STEMS = frozenset({
    "login", "log-in", "signin", "sign-in", "logout", "signout", "register", "registration", "signup", "sign-up", "wp-login", "wp-admin",
    "wp-signup", "lostpassword", "lost-password", "lost_password", "forgot", "forgotpassword", "forgot-password", "forgot_password",
    "resetpassword", "reset-password", "my-account", "myaccount", "userlogin", "user-login", "memberlogin", "admin-login", "adminlogin",
    "เข้าสู่ระบบ", "สมัครสมาชิก", "ลืมรหัสผ่าน",
})  # fmt: skip
ACCOUNT_PARTS = frozenset({
    "com_users", "com_user", "com_comprofiler", "login", "logout", "register", "registration", "lostpassword", "remind",
})  # fmt: skip
SHOP_STEMS = frozenset({"cart", "basket", "checkout", "wishlist", "compare", "addtocart", "add-to-cart", "ตะกร้าสินค้า"})
FEED_STEMS = frozenset({"feed", "rss", "rss2", "atom", "wp-json", "xmlrpc", "trackback", "oembed", "rdf"})
COPY_STEMS = frozenset({
    "print", "printable", "printview", "print-view", "printversion", "printer", "printfriendly", "share", "mailto", "sendtofriend",
    "send-to-friend",
    "send_friend", "tellafriend", "emailfriend", "reply", "newreply", "quote", "report-abuse",
})  # fmt: skip
COPY_PARTS = frozenset({"com_mailto", "print", "printable", "printpage", "share", "reply", "newreply"})

LANGUAGE_PARAMETERS = frozenset({
    "lang", "language", "hl", "locale", "setlang", "lng", "lang_id", "langid", "site_lang", "sitelang", "l10n",
})  # fmt: skip
FOREIGN = frozenset({
    "en", "eng", "english", "en-us", "en-gb", "en_us", "en_gb", "zh", "zh-cn", "zh_cn", "zh-tw", "cn", "chinese", "ja", "jp",
    "japanese", "ko",
    "kr", "korean", "lo", "lao", "km", "my", "vi", "ms", "id", "de", "fr", "ru", "ar",
})  # fmt: skip
FOREIGN_SEGMENTS = frozenset({"en", "eng", "english", "en-us", "en-gb", "en_us", "zh", "zh-cn", "zh-tw", "ja", "jp", "ko", "zh-hans"})
THAI = frozenset({"th", "tha", "thai", "th-th", "th_th"})

# Lists without end that rarely hold a document of the assessment: fewer of one shape are asked for.
NEWS_WORDS = (
    "news", "gallery", "galerie", "album", "photo", "picture", "image", "activity", "activities", "blog", "webboard", "board", "forum",
    "topic",
    "event", "post", "video", "clip", "product", "shop", "otop", "travel", "guestbook", "comment", "question", "job",
    "ข่าว", "ภาพ", "กิจกรรม", "กระทู้", "กระดาน",
)  # fmt: skip

# Parameters that change nothing of what is shown.
RETURN_PARAMETERS = frozenset({
    "return", "returnurl", "return_url", "returnto", "return_to", "redirect", "redirect_to", "redirecturl", "redirect_url", "backurl",
    "back_url",
    "back", "ref", "referer", "referrer", "from", "next", "continue", "destination", "goto", "url_back", "came_from", "lasturl",
})  # fmt: skip
COUNTER_PARAMETERS = frozenset({"hit", "hits", "viewcount", "view_count", "readcount", "read_count", "counter"})
CHANCE_PARAMETERS = frozenset({
    "_", "nocache", "no_cache", "rand", "random", "rnd", "cachebuster", "cb", "timestamp", "ts", "_t", "_rnd", "nc",
})  # fmt: skip
VERSION_OF_VIEW = {"tmpl": frozenset({"component", "raw", "print"}), "format": frozenset({"print"}), "output": frozenset({"print"})}
