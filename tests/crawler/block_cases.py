"""Made-up answers as servers give them: what stands in front of a site, and ordinary pages that look alike."""

# Answers are given as servers send them, on one line each.
# ruff: noqa: E501, RUF012

from typing import NamedTuple


class Case(NamedTuple):
    name: str
    expected: str  # "" for an ordinary page
    status: int
    html: str
    headers: dict[str, str] = {}


def page(title: str, body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>"


MENU = "".join(f'<li><a href="/m{n}">{word}</a></li>' for n, word in enumerate((
    "หน้าแรก", "ข้อมูลพื้นฐาน", "โครงสร้างหน่วยงาน", "ผู้บริหาร", "อำนาจหน้าที่", "แผนพัฒนาท้องถิ่น", "แผนดำเนินงานประจำปี", "งบประมาณ", "จัดซื้อจัดจ้าง",
    "ข่าวประชาสัมพันธ์", "คู่มือประชาชน", "ร้องเรียนการทุจริต", "ITA", "ติดต่อเรา",
)))  # fmt: skip
FOOTER = "<footer>องค์การบริหารส่วนตำบลตัวอย่าง เลขที่ 1 หมู่ 2 โทรศัพท์ 0-0000-0000</footer>"


def framed(title: str, body: str, head: str = "") -> str:
    return page(title, f"<nav><ul>{MENU}</ul></nav><main>{body}</main>{FOOTER}", head)


_AES = ('<script type="text/javascript" src="/aes.js"></script><script>function toNumbers(d){var e=[];return e}'
        'var a=toNumbers("f6"),b=toNumbers("98"),c=toNumbers("a1");document.cookie="__test="+toHex(slowAES.decrypt(c,2,a,b))+"; path=/";'
        'location.href="http://x.example/?i=1";</script>')  # fmt: skip
_ARTICLE = "<p>" + "หน่วยงานได้จัดประชุมชี้แจงแนวทางการรักษาความมั่นคงปลอดภัยของระบบสารสนเทศแก่บุคลากร " * 12 + "</p>"

BLOCKED: tuple[Case, ...] = (
    # Checks for programs
    Case("cloudflare managed challenge", "challenge", 403, page("Just a moment...", "<h1>x.go.th</h1><p>Enable JavaScript and cookies to continue</p>",
         "<script>window._cf_chl_opt={cvId:'3'};</script>"), {"CF-Mitigated": "challenge", "Server": "cloudflare"}),
    Case("cloudflare challenge without headers", "challenge", 503, page("Just a moment...",
         "<p>Checking your browser before accessing x.go.th. This process is automatic. DDoS protection by Cloudflare</p>")),
    Case("cloudflare challenge told as 200", "challenge", 200, page("Just a moment...", "<p>Verify you are human by completing the action below.</p>")),
    Case("cloudflare captcha", "challenge", 403, page("Attention Required! | Cloudflare", "<p>Please complete the captcha. Cloudflare Ray ID: 7a</p>")),
    Case("cloudflare in Thai", "challenge", 403, page("รอสักครู่...", "<p>กำลังตรวจสอบเบราว์เซอร์</p>", "<script>window._cf_chl_opt={}</script>")),
    Case("incapsula frame", "challenge", 200, "<html><head><META NAME='robots' CONTENT='noindex,nofollow'></head><body><iframe id='main-iframe' "
         "src='/_Incapsula_Resource?SWUDNSAI=31&incident_id=7'>Request unsuccessful.</iframe></body></html>"),
    Case("incapsula script alone", "challenge", 200, "<html><head><META NAME='robots' CONTENT='noindex,nofollow'>"
         "<script src='/_Incapsula_Resource?SWJIYLWA=5'></script></head><body></body></html>"),
    Case("sucuri script", "challenge", 200, page("You are being redirected...", "<script>var s={};sucuri_cloudproxy_js='';S='c2';</script>")),
    Case("f5 script", "challenge", 200, page("", "<noscript>Please enable JavaScript to view the page content.<br>Your support ID is: 1234567890.</noscript>",
         "<script src='/TSPD/08a?type=9'></script>")),
    Case("aws waf challenge", "challenge", 202, "<html><body></body></html>", {"x-amzn-waf-action": "challenge"}),
    Case("aws waf captcha", "challenge", 405, page("Human Verification", "<div id=captcha-container></div>"), {"x-amzn-waf-action": "captcha"}),
    Case("ddos-guard", "challenge", 403, page("DDoS-Guard", "<p>Checking your browser before accessing x.go.th</p>"), {"Server": "ddos-guard"}),
    Case("datadome", "challenge", 403, page("x.go.th", "<p>Please enable JS and disable any ad blocker</p>",
         "<script src='https://ct.captcha-delivery.com/c.js'></script>")),
    Case("perimeterx", "challenge", 403, page("Access to this page has been denied", "<div id='px-captcha'></div><p>Press &amp; Hold to confirm you are a human</p>")),
    Case("vercel", "challenge", 429, page("Vercel Security Checkpoint", "<p>We're verifying your browser</p>"), {"X-Vercel-Mitigated": "challenge"}),
    Case("siteground", "challenge", 202, '<html><head><link rel="icon" href="data:;"><meta http-equiv="refresh" '
         'content="0;/.well-known/sgcaptcha/?r=%2F&y=ipc:1.2.3.4:1"></head></html>'),
    Case("imunify360", "challenge", 200, page("One moment, please...", "<h1>Please wait while your request is being verified...</h1>")),
    Case("anubis", "challenge", 200, page("Making sure you're not a bot!", "<p>Loading...</p>")),
    Case("free host's cookie check", "challenge", 200, f"<html><body>{_AES}<noscript>This site requires Javascript to work, please enable Javascript "
         "in your browser or use a browser with Javascript support</noscript></body></html>"),
    Case("a cookie and a reload", "challenge", 200, "<html><script>document.cookie='chk=8f1; path=/';location.reload();</script><body></body></html>"),
    Case("captcha alone", "challenge", 200, page("CAPTCHA", "<p>Please type what you see</p><form><input name=c></form>")),
    Case("thai captcha", "challenge", 200, page("ตรวจสอบ", "<p>โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์เพื่อเข้าสู่เว็บไซต์</p>")),
    Case("google's check", "challenge", 429, page("https://x", "<p>Our systems have detected unusual traffic from your computer network.</p>")),
    # Firewalls
    Case("cloudflare block", "firewall", 403, page("Attention Required! | Cloudflare",
         "<h1>Sorry, you have been blocked</h1><h2>You are unable to access x.go.th</h2><p>Cloudflare Ray ID: 7a1</p>")),
    Case("cloudflare 1020", "firewall", 403, page("Access denied | x.go.th used Cloudflare to restrict access", "<h1>Error 1020</h1><p>Access denied</p>")),
    Case("cloudflare plain", "firewall", 403, "error code: 1010"),
    Case("imperva block", "firewall", 403, page("", "<p>Request unsuccessful. Incapsula incident ID: 443-112</p>")),
    Case("sucuri block", "firewall", 403, page("Sucuri WebSite Firewall - Access Denied", "<p>Access Denied - Sucuri Website Firewall. Block ID: EXP47</p>")),
    Case("f5 told as 200", "firewall", 200, "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. Please consult with "
         "your administrator.<br><br>Your support ID is: 1234567890123<br><br><a href='javascript:history.back();'>[Go Back]</a></body></html>"),
    Case("f5 without title", "firewall", 200, "<html><body>The requested URL was rejected. Your support ID is: 99</body></html>"),
    Case("fortiguard", "firewall", 403, page("Web Page Blocked!", "<p>FortiGuard Intrusion Prevention - Access Blocked</p><p>Web Page Blocked!</p>")),
    Case("fortiweb", "firewall", 500, page("Web Page Blocked!", "<h1>Web Page Blocked!</h1><p>The page cannot be displayed. Attack ID: 20000051</p>"
         "<p>Message ID: 000012345</p>")),
    Case("fortiweb told as 200", "firewall", 200, page("Web Page Blocked!", "<p>The URL you requested has been blocked. Attack ID: 20000008</p>")),
    Case("modsecurity", "firewall", 406, page("Not Acceptable!", "<h1>Not Acceptable!</h1><p>An appropriate representation of the requested resource "
         "could not be found on this server. This error was generated by Mod_Security.</p>")),
    Case("wordfence", "firewall", 503, page("Your access to this site has been limited by the site owner", "<p>Your access to this site has been limited "
         "by the site owner.</p><p>Block Reason: Exceeded the maximum number of requests per minute. Generated by Wordfence at</p>")),
    Case("aws cloudfront", "firewall", 403, page("ERROR: The request could not be satisfied", "<h1>403 ERROR</h1><h2>The request could not be "
         "satisfied.</h2>Request blocked. We can't connect to the server")),
    Case("akamai", "firewall", 403, page("Access Denied", "<h1>Access Denied</h1>You don't have permission to access \"http://x/\" on this server.<p>"
         "Reference #18.2d1. https://errors.edgesuite.net/18.2d1")),
    Case("azure", "firewall", 403, page("", "<p>The request is blocked.</p><p>0Abc</p>")),
    Case("solid security", "firewall", 403, page("Forbidden", "<p>You have been locked out.</p>")),
    Case("ministry's order", "firewall", 200, page("", "<p>เว็บไซต์นี้มีเนื้อหาและข้อมูลที่ไม่เหมาะสม ถูกระงับการเผยแพร่โดยกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม</p>")),
    Case("thai address ban", "firewall", 403, page("Forbidden", "<p>หมายเลขไอพีของท่านถูกระงับ กรุณาติดต่อผู้ดูแลระบบ</p>")),
    Case("own firewall", "firewall", 403, page("403", "<p>Your request has been blocked due to our security policy. Event ID 12</p>")),
    # Maintenance
    Case("thai maintenance", "maintenance", 200, page("อบต.ตัวอย่าง", "<h1>ขออภัยในความไม่สะดวก</h1><p>ขณะนี้ปิดปรับปรุงระบบชั่วคราว</p>")),
    Case("thai maintenance in the title", "maintenance", 200, page("ปิดปรับปรุง", "<img src=a.png>")),
    Case("thai site being built", "maintenance", 200, page("", "<p>เว็บไซต์อยู่ระหว่างการปรับปรุง กรุณากลับมาใหม่ภายหลัง</p>")),
    Case("wordpress maintenance", "maintenance", 503, page("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
         {"Retry-After": "600"}),
    Case("joomla offline", "maintenance", 503, page("โรงเรียน", "<p>This site is down for maintenance.<br>Please check back again soon.</p>"
         "<form><input type=text name=username><input type=password name=password></form>")),
    Case("drupal maintenance", "maintenance", 503, page("Site under maintenance", "<p>X is currently under maintenance. We should be back shortly.</p>")),
    Case("moodle", "maintenance", 503, page("LMS", "<p>This site is undergoing maintenance and is currently not available</p>")),
    Case("coming soon", "maintenance", 200, page("Coming Soon", "<h1>We are working hard</h1>")),
    Case("under construction", "maintenance", 200, page("", "<h1>Under Construction</h1>")),
    Case("503 with Retry-After", "maintenance", 503, page("503", "<h1>Service Unavailable</h1>"), {"Retry-After": "3600"}),
    Case("503 in Thai", "maintenance", 503, page("503", "<p>ระบบอยู่ระหว่างปรับปรุง</p>")),
    # Parked
    Case("suspended", "parked", 200, page("Account Suspended", "<h1>This Account has been suspended.</h1><p>Contact your hosting provider for more information.</p>")),
    Case("suspended in Thai", "parked", 403, page("", "<p>เว็บไซต์นี้ถูกระงับการให้บริการ กรุณาติดต่อผู้ให้บริการโฮสติ้ง</p>")),
    Case("expired in Thai", "parked", 200, page("", "<h2>โดเมนหมดอายุ</h2><p>กรุณาต่ออายุ</p>")),
    Case("expired", "parked", 200, page("x.in.th", "<p>This domain has expired. If you own it, renew now.</p>")),
    Case("for sale", "parked", 200, page("x.com", "<p>The domain x.com may be for sale. Buy this domain.</p>")),
    Case("parking script", "parked", 200, "<html><body><div id=target></div><script>window.park=\"eyJ1\";</script></body></html>"),
    Case("debian", "parked", 200, page("Apache2 Debian Default Page: It works", "<p>" + "This is the default welcome page. " * 60 + "</p>")),
    Case("ubuntu", "parked", 200, page("Apache2 Ubuntu Default Page: It works", "<p>It works!</p>")),
    Case("nginx", "parked", 200, page("Welcome to nginx!", "<p>If you see this page, the nginx web server is successfully installed and working.</p>")),
    Case("iis", "parked", 200, page("IIS Windows Server", "<a href='http://go.microsoft.com'><img src=iisstart.png></a>")),
    Case("centos test page told as 403", "parked", 403, page("Apache HTTP Server Test Page powered by CentOS", "<p>Testing 123..</p>")),
    Case("appserv", "parked", 200, page("AppServ Open Project 8.6.0", "<p>phpMyAdmin Database Manager</p><a href=/phpMyAdmin>x</a>")),
    Case("directadmin", "parked", 200, page("", "<p>Apache is functioning normally</p>")),
    Case("cpanel", "parked", 200, page("Default Web Site Page", "<p>SORRY! If you are the owner of this website, please contact your hosting provider</p>")),
    Case("it works", "parked", 200, "<html><body><h1>It works!</h1></body></html>"),
)  # fmt: skip

ORDINARY: tuple[Case, ...] = (
    Case("a directory listing", "", 200, page("Index of /ita", "<h1>Index of /ita</h1><pre><a href='?C=N;O=D'>Name</a> <a href='a.pdf'>a.pdf</a></pre>")),
    Case("news of maintenance", "", 200, framed("แจ้งปิดปรับปรุงระบบเครือข่าย", "<h1>แจ้งปิดปรับปรุงระบบเครือข่าย</h1><p>วันที่ 5 มกราคม 2567</p>" + _ARTICLE)),
    Case("short news of maintenance", "", 200, page("ข่าว", "<p>แจ้งปิดปรับปรุงระบบแผนที่ภาษี</p><p>เผยแพร่เมื่อ 5 ม.ค. 2567</p>")),
    Case("a road closed", "", 200, page("ประกาศ", "<p>ปิดปรับปรุงถนนสายบ้านหนองใหญ่ ตั้งแต่วันที่ 1 มีนาคม 2566</p>")),
    Case("a pool closed", "", 200, page("ประกาศ", "<p>สระว่ายน้ำปิดปรับปรุงชั่วคราว</p>")),
    Case("a menu that says it", "", 200, framed("อบต.ตัวอย่าง", "<ul><li><a href=/q>ระบบคิวออนไลน์ (ปิดปรับปรุง)</a></li></ul><p>" + "ยินดีต้อนรับ " * 30 + "</p>")),
    Case("a form with a captcha", "", 200, framed("ร้องเรียนการทุจริต", "<form><input name=topic><div class='g-recaptcha'></div><p>ยืนยันว่าคุณไม่ใช่หุ่นยนต์</p>"
         "<button>ส่ง</button></form>", "<script src='https://challenges.cloudflare.com/turnstile/v0/api.js'></script>")),
    Case("a short form with a captcha", "", 200, page("ติดต่อเรา", "<form><label>ชื่อ</label><input name=n><img src=captcha.php><input name=captcha></form>")),
    Case("an article about Cloudflare", "", 200, page("Cloudflare คืออะไร", "<p>Just a moment... Checking your browser before accessing คือหน้าที่ Cloudflare แสดง</p>"
         + _ARTICLE)),
    Case("behind Cloudflare", "", 200, framed("หน้าแรก", _ARTICLE, "<script>window.__CF$cv$params={r:'1'};</script><script src='/cdn-cgi/challenge-platform/"
         "scripts/jsd/main.js'></script>"), {"Server": "cloudflare", "CF-RAY": "7a"}),
    Case("behind Incapsula", "", 200, page("หน้าแรก", "<a href=main.php><img src=splash.jpg></a>", "<script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"),
         {"X-Iinfo": "7-1", "X-CDN": "Imperva"}),
    Case("behind F5", "", 200, page("หน้าแรก", "<a href=main.php><img src=splash.jpg></a><noscript>Please enable JavaScript to view the page content."
         "<br>Your support ID is: 12.</noscript>", "<script src='/TSPD/08?type=10'></script>")),
    Case("behind Sucuri", "", 200, page("หน้าแรก", "<p>ยินดีต้อนรับ</p>"), {"X-Sucuri-ID": "15005", "X-Sucuri-Cache": "HIT"}),
    Case("a splash page", "", 200, page("อบต.ตัวอย่าง", "<a href='index2.php'><img src='splash.jpg'></a><a href='index2.php'>เข้าสู่เว็บไซต์</a>")),
    Case("a splash page that keeps a cookie", "", 200, page("อบต.ตัวอย่าง", "<a href='main.php'><img src='s.jpg'></a><script>document.cookie='seen=1';"
         "function again(){location.reload()}</script>")),
    Case("a script root behind F5", "", 200, page("x", '<div id="root"></div><noscript>Please enable JavaScript. Your support ID is: 1.</noscript>', "<script src='/TSPD/1'></script>")),
    Case("a page that only a browser shows", "", 200, page("อบต.ตัวอย่าง", "<div id=root></div><script src=/app.js></script><noscript>You need to enable "
         "JavaScript to run this app.</noscript>")),
    Case("a page not found", "", 404, page("404 Not Found", "<h1>Not Found</h1><p>The requested URL was not found on this server.</p>")),
    Case("a page not found within a site", "", 404, framed("ไม่พบหน้า", "<p>ไม่พบหน้าที่ต้องการ ระบบอาจอยู่ระหว่างปรับปรุง</p>")),
    Case("forbidden, no more", "", 403, page("403 Forbidden", "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>")),
    Case("an error of tomcat", "", 500, page("Apache Tomcat/9.0.31 - Error report", "<h1>HTTP Status 500</h1><p>java.lang.NullPointerException</p>")),
    Case("an error of php", "", 500, page("Error", "<b>Fatal error</b>: Uncaught PDOException in /var/www/html/db.php")),
    Case("busy", "", 503, page("503 Service Temporarily Unavailable", "<h1>503 Service Temporarily Unavailable</h1><hr>nginx")),
    Case("a login page", "", 200, page("เข้าสู่ระบบ", "<form><input name=u><input type=password name=p><button>เข้าสู่ระบบ</button></form>")),
    Case("a placeholder within a site", "", 200, framed("แผนดำเนินงาน", "<h2>แผนดำเนินงานประจำปี</h2><p>อยู่ระหว่างปรับปรุงข้อมูล</p>")),
    Case("maintenance contract", "", 200, page("ประกาศ", "<p>ประกาศผู้ชนะการเสนอราคา จ้างเหมาบำรุงรักษาระบบ (Maintenance) ประจำปี 2566</p>")),
    Case("a purchase of a firewall", "", 200, page("ประกาศราคากลาง", "<p>จัดซื้ออุปกรณ์ป้องกันเครือข่าย (Next Generation Firewall, FortiGate) จำนวน 1 ชุด</p>")),
    Case("security policy", "", 200, page("Security policy", "<p>" + "Automated requests that are malicious will be blocked by our web team. " * 12 + "</p>")),
    Case("rules for hosting", "", 200, page("ประกาศ", "<p>หลักเกณฑ์การระงับบริการ: เมื่อสมาชิกค้างชำระเกิน 3 เดือน เทศบาลจะแจ้งเตือนก่อน</p>")),
    Case("a front page of frames", "", 200, "<html><head><title>เทศบาล</title></head><frameset cols='20%,80%'><frame src=menu.html><frame src=main.html></frameset></html>"),
    Case("a redirecting script", "", 200, page("", "<script>location.href='home/';</script><a href='home/'>home</a>")),
    Case("a page about domains", "", 200, framed("ความรู้", "<p>โดเมนหมดอายุต้องทำอย่างไร Buy this domain คืออะไร</p>" + _ARTICLE)),
    Case("an empty page", "", 200, "<html><body></body></html>"),
    Case("server status told in English", "", 200, framed("เกี่ยวกับ", "<p>Access Denied and Request Rejected are errors that users may meet; tell us the "
         "support ID.</p>" + _ARTICLE)),
)  # fmt: skip
