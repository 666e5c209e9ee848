"""Signs of pages that a protection, a maintenance notice or a parked domain shows instead of the site: data, a line a sign."""

from dataclasses import dataclass

from oit.snapshot import FetchFailure

CHALLENGE, FIREWALL = FetchFailure.CHALLENGE, FetchFailure.FIREWALL
MAINTENANCE, PARKED = FetchFailure.MAINTENANCE, FetchFailure.PARKED

SHORT, BRIEF, TERSE = 1_800, 700, 260  # letters of visible text that such a page has at most


@dataclass(frozen=True, slots=True)
class BlockSign:
    """One way in which such a page shows. Every part that is given must hold; of `title` and `any_of` one phrase is enough."""

    name: str
    failure: FetchFailure
    title: tuple[str, ...] = ()  # the title begins with one of these
    text: tuple[str, ...] = ()  # all stand in the visible text
    any_of: tuple[str, ...] = ()  # one of these stands in the visible text
    html: tuple[str, ...] = ()  # all stand in the head of the HTML
    header: tuple[str, str] = ("", "")  # name, and what its value holds
    refused: bool = False  # holds only for answers of 400 and more, but 404 and 410
    bare: bool = False  # holds only where nothing can be followed or looked at: the same script may stand in ordinary pages
    longest: int = SHORT
    unless: tuple[str, ...] = ()  # with one of these under a title, a page within the site speaks of itself


SIGNS: tuple[BlockSign, ...] = (
    # Checks for programs
    BlockSign("Cloudflare challenge", CHALLENGE, header=("cf-mitigated", "challenge"), longest=100_000),
    BlockSign("Cloudflare challenge", CHALLENGE, html=("_cf_chl_opt",)),
    BlockSign("Cloudflare challenge", CHALLENGE, title=("just a moment",),
        any_of=("cloudflare", "verify you are human", "security", "cookies")),
    BlockSign("Cloudflare challenge", CHALLENGE, title=("just a moment",), html=("/cdn-cgi/",)),
    BlockSign("Cloudflare challenge", CHALLENGE, title=("just a moment",), longest=120),
    BlockSign("Cloudflare challenge", CHALLENGE, text=("checking your browser before accessing",), longest=BRIEF),
    BlockSign("Cloudflare challenge", CHALLENGE, title=("attention required! | cloudflare",), text=("captcha",)),
    BlockSign("Cloudflare challenge", CHALLENGE, text=("verify you are human by completing the action below",)),
    BlockSign("Incapsula challenge", CHALLENGE, html=("_incapsula_resource", "main-iframe"), longest=TERSE),
    BlockSign("Incapsula challenge", CHALLENGE, html=("_incapsula_resource",), bare=True, longest=TERSE),
    BlockSign("Imperva captcha", CHALLENGE, html=("/_incapsula_resource?", "captcha"), longest=BRIEF),
    BlockSign("Sucuri challenge", CHALLENGE, html=("sucuri_cloudproxy_js",), longest=TERSE),
    BlockSign("F5 bot check", CHALLENGE, html=("/tspd/", "support id"), bare=True, longest=TERSE),
    BlockSign("F5 bot check", CHALLENGE, html=("bobcmn", "tspd"), bare=True, longest=TERSE),
    BlockSign("AWS WAF challenge", CHALLENGE, header=("x-amzn-waf-action", "challenge"), longest=100_000),
    BlockSign("AWS WAF captcha", CHALLENGE, header=("x-amzn-waf-action", "captcha"), longest=100_000),
    BlockSign("AWS WAF challenge", CHALLENGE, html=("awswafintegration", "challenge.js"), bare=True, longest=BRIEF),
    BlockSign("AWS WAF captcha", CHALLENGE, html=("captcha.awswaf.com",), bare=True, longest=BRIEF),
    BlockSign("DDoS-Guard challenge", CHALLENGE, title=("ddos-guard",)),
    BlockSign("DDoS-Guard challenge", CHALLENGE, html=("/.well-known/ddos-guard/",), bare=True, longest=BRIEF),
    BlockSign("DataDome captcha", CHALLENGE, html=("captcha-delivery.com",), longest=BRIEF),
    BlockSign("PerimeterX captcha", CHALLENGE, html=("px-captcha",), longest=BRIEF),
    BlockSign("Vercel challenge", CHALLENGE, header=("x-vercel-mitigated", "challenge"), longest=100_000),
    BlockSign("Vercel challenge", CHALLENGE, title=("vercel security checkpoint",)),
    BlockSign("SiteGround captcha", CHALLENGE, html=("/.well-known/sgcaptcha/",), longest=BRIEF),
    BlockSign("SiteGround captcha", CHALLENGE, title=("robot challenge screen",)),
    BlockSign("SiteGround captcha", CHALLENGE, header=("sg-captcha", "challenge"), longest=100_000),
    BlockSign("Imunify360 challenge", CHALLENGE, text=("please wait while your request is being verified",), longest=BRIEF),
    BlockSign("Imunify360 captcha", CHALLENGE, any_of=("imunify360 bot-protection", "imunify360 captcha"), longest=BRIEF),
    BlockSign("Anubis challenge", CHALLENGE, title=("making sure you're not a bot",)),
    BlockSign("Radware captcha", CHALLENGE, title=("radware captcha", "radware bot manager")),
    BlockSign("BitNinja captcha", CHALLENGE, title=("waiting for the redirectiron", "security check by bitninja", "bitninja")),
    BlockSign("Reblaze challenge", CHALLENGE, html=("window.rbzns",), bare=True, longest=TERSE),
    BlockSign("Akamai challenge", CHALLENGE, html=("sec-if-cpt-container",), longest=BRIEF),
    BlockSign("Google check for programs", CHALLENGE, text=("unusual traffic from your computer network",)),
    BlockSign("cookie check of a free host", CHALLENGE, html=("/aes.js", "tonumbers(", "__test="), longest=BRIEF),
    BlockSign("cookie check of a free host", CHALLENGE, html=("slowaes.decrypt", "document.cookie"), longest=BRIEF),
    BlockSign("cookie check of a proxy", CHALLENGE, html=("ngx_http_js_challenge",), longest=BRIEF),
    BlockSign("cookie check", CHALLENGE, html=("document.cookie", "location.reload("), bare=True, longest=60),
    BlockSign("cookie check", CHALLENGE, html=("document.cookie", "location.href"), bare=True, refused=True, longest=60),
    BlockSign("captcha", CHALLENGE, title=("captcha", "bot verification", "human verification", "are you a robot", "security check"),
        longest=BRIEF),
    BlockSign("captcha", CHALLENGE, longest=TERSE, any_of=(
        "prove you are human", "verify you are human", "verify that you are human", "verify you are not a robot",
        "confirm you are not a robot",
        "checking if the site connection is secure", "checking your browser", "ddos protection by", "verifying you are human",
        "complete the captcha to", "please complete the security check", "to continue, please type the characters",
        "ยืนยันว่าคุณไม่ใช่หุ่นยนต์", "ยืนยันว่าคุณไม่ใช่โรบอท", "ยืนยันว่าคุณเป็นมนุษย์", "กำลังตรวจสอบเบราว์เซอร์",
        "ยืนยันว่าท่านไม่ใช่โปรแกรมอัตโนมัติ",
        "ตรวจสอบความปลอดภัยของการเชื่อมต่อ",
    )),
    # Firewalls
    BlockSign("Cloudflare firewall", FIREWALL, title=("attention required! | cloudflare", "access denied | ")),
    BlockSign("Cloudflare firewall", FIREWALL, text=("sorry, you have been blocked", "ray id")),
    BlockSign("Cloudflare firewall", FIREWALL, text=("access denied", "cloudflare", "error 10"), refused=True),
    BlockSign("Cloudflare firewall", FIREWALL, text=("error code: 10",), longest=40),
    BlockSign("StackPath firewall", FIREWALL, text=("sorry, you have been blocked", "stackpath")),
    BlockSign("Imperva firewall", FIREWALL, text=("request unsuccessful. incapsula incident id",)),
    BlockSign("Imperva firewall", FIREWALL, any_of=("powered by incapsula", "powered by imperva", "imperva.com"), text=("error",),
        refused=True),
    BlockSign("Sucuri firewall", FIREWALL, text=("sucuri website firewall",)),
    BlockSign("Sucuri firewall", FIREWALL, title=("sucuri website firewall", "access denied - sucuri")),
    BlockSign("Sucuri firewall", FIREWALL, header=("x-sucuri-block", ""), longest=100_000, refused=True),
    BlockSign("F5 firewall", FIREWALL, text=("the requested url was rejected", "support id"), longest=BRIEF),
    BlockSign("F5 firewall", FIREWALL, title=("request rejected",), longest=BRIEF),
    BlockSign("F5 firewall", FIREWALL, text=("support id",), refused=True, longest=BRIEF),
    BlockSign("FortiGate", FIREWALL,
        any_of=("fortiguard intrusion prevention", "fortigate application control", "fortiguard web filtering", "powered by fortinet")),
    BlockSign("FortiWeb", FIREWALL, title=("web page blocked", "server unavailable!"),
        any_of=("attack id", "message id", "event id", "the url you requested has been blocked")),
    BlockSign("FortiWeb", FIREWALL, text=("the page cannot be displayed", "message id"), longest=BRIEF),
    BlockSign("ModSecurity", FIREWALL, any_of=("generated by mod_security", "blocked by mod_security", "modsecurity action"),
        longest=BRIEF),
    BlockSign("ModSecurity", FIREWALL, title=("not acceptable!", "406 not acceptable", "406 - not acceptable"), refused=True),
    BlockSign("ModSecurity", FIREWALL,
        text=("not acceptable", "an appropriate representation of the requested resource could not be found"), refused=True),
    BlockSign("Wordfence", FIREWALL, text=("generated by wordfence",)),
    BlockSign("Wordfence", FIREWALL, text=("your access to this site has been limited",), longest=SHORT),
    BlockSign("Wordfence", FIREWALL, text=("a potentially unsafe operation has been detected in your request",)),
    BlockSign("Solid Security", FIREWALL, text=("you have been locked out",), longest=TERSE),
    BlockSign("NinjaFirewall", FIREWALL, title=("ninjafirewall",)),
    BlockSign("Shield Security", FIREWALL, text=("you've been blocked", "shield"), refused=True),
    BlockSign("AWS WAF", FIREWALL, text=("the request could not be satisfied", "request blocked"), refused=True),
    BlockSign("Akamai", FIREWALL, title=("access denied",), text=("reference #",)),
    BlockSign("Akamai", FIREWALL, text=("you don't have permission to access", "reference #", "edgesuite"), longest=BRIEF),
    BlockSign("Azure firewall", FIREWALL, text=("the request is blocked.",), longest=BRIEF),
    BlockSign("Azure firewall", FIREWALL, text=("microsoft-azure-application-gateway", "403"), longest=TERSE),
    BlockSign("Alibaba firewall", FIREWALL, html=("errors.aliyun.com",), refused=True),
    BlockSign("Tencent EdgeOne", FIREWALL, title=("restricted access",), refused=True),
    BlockSign("DDoS-Guard", FIREWALL, header=("server", "ddos-guard"), refused=True, text=("403",)),
    BlockSign("Barracuda firewall", FIREWALL, any_of=("barracuda networks", "barracuda web application firewall"), text=("blocked",)),
    BlockSign("Citrix firewall", FIREWALL, title=("application firewall block page", "application firewall error")),
    BlockSign("Palo Alto firewall", FIREWALL, title=("web page blocked", "application blocked", "virus/spyware download blocked"),
        longest=BRIEF),
    BlockSign("Sophos firewall", FIREWALL, text=("sophos", "blocked"), longest=BRIEF),
    BlockSign("Imunify360", FIREWALL, text=("access denied by imunify360",)),
    BlockSign("BunkerWeb", FIREWALL, text=("bunkerweb",), refused=True),
    BlockSign("Fastly", FIREWALL, title=("client challenge",)),
    BlockSign("order of the authorities", FIREWALL, any_of=(
        "ถูกระงับการเผยแพร่โดยกระทรวงดิจิทัลเพื่อเศรษฐกิจและสังคม", "ถูกระงับโดยกระทรวงดิจิทัล", "ถูกระงับการเผยแพร่ตามคำสั่งศาล",
        "ระงับการทำให้แพร่หลายซึ่งข้อมูลคอมพิวเตอร์",
        "this website has been suspended by court order", "suspended by the ministry of digital economy and society",
    )),
    BlockSign("firewall", FIREWALL, longest=BRIEF, any_of=(
        "your request has been blocked by", "request blocked by waf", "blocked by the web application firewall",
        "web application firewall (waf)",
        "your ip has been blocked", "your ip address has been blocked", "your ip address has been banned", "your ip is blocked",
        "your ip has been banned", "ip address is blocked", "access from your country is not allowed",
        "access to this site from your country has been blocked", "this site is not available in your country",
        "ip ของคุณถูกบล็อก", "หมายเลขไอพีของท่านถูกระงับ", "ไอพีของคุณถูกระงับ", "ip address ของท่านถูกระงับ", "ip ของท่านถูกบล็อก",
        "ระบบป้องกันการโจมตีได้ระงับการเข้าถึง", "การเข้าถึงของคุณถูกระงับ", "การเข้าใช้งานของท่านถูกปฏิเสธโดยระบบรักษาความปลอดภัย",
    )),
    BlockSign("firewall", FIREWALL, refused=True, longest=BRIEF, any_of=(
        "web application firewall", "has been blocked", "you have been blocked", "was blocked", "security policy", "malicious",
        "suspicious activity", "automated requests", "incident id", "attack id", "event id",
        "ถูกบล็อก", "ระบบรักษาความปลอดภัย",
    )),
    # Suspended, parked, default
    BlockSign("suspended account", PARKED, title=("account suspended", "site suspended", "website suspended", "suspended page"),
        longest=SHORT),
    BlockSign("suspended account", PARKED, longest=BRIEF, any_of=(
        "this account has been suspended", "this website has been suspended", "this site has been suspended", "this website is suspended",
        "account has been suspended. contact your hosting provider", "this site is currently suspended", "bandwidth limit exceeded",
        "this service has been suspended", "website is temporarily suspended",
        "เว็บไซต์นี้ถูกระงับการให้บริการ", "เว็บไซต์นี้ถูกระงับการใช้งาน", "เว็บไซต์ถูกระงับการใช้งาน", "เว็บไซต์ถูกระงับการให้บริการ",
        "เว็บไซต์ถูกระงับชั่วคราว",
        "บัญชีนี้ถูกระงับ", "พื้นที่เว็บไซต์ถูกระงับ", "ระงับการให้บริการเว็บไซต์นี้", "ระงับบริการเนื่องจากค้างชำระ",
        "กรุณาติดต่อผู้ให้บริการโฮสติ้ง",
        "โฮสติ้งหมดอายุ", "เว็บโฮสติ้งนี้หมดอายุ", "บริการโฮสติ้งของท่านหมดอายุ", "พื้นที่เว็บไซต์หมดอายุ", "เว็บไซต์นี้หมดอายุ",
    )),
    BlockSign("parked domain", PARKED, html=("window.park",), longest=BRIEF),
    BlockSign("parked domain", PARKED, longest=BRIEF, any_of=(
        "this domain is parked", "domain is parked free", "parked free, courtesy of", "this domain has been parked",
        "this domain is for sale",
        "this domain may be for sale", "the domain is for sale", "domain name is for sale", "buy this domain", "get this domain",
        "this domain has expired", "this domain name has expired", "domain name has expired", "domain has expired", "renew this domain",
        "future home of something quite cool", "this domain is registered", "this domain has been registered", "this web page is parked",
        "domain parking", "this domain was recently registered",
        "โดเมนนี้หมดอายุ", "โดเมนเนมนี้หมดอายุ", "ชื่อโดเมนนี้หมดอายุ", "โดเมนหมดอายุ", "โดเมนนี้ประกาศขาย", "โดเมนนี้ขาย",
        "ขายโดเมนนี้", "โดเมนนี้ถูกจดทะเบียน",
        "ชื่อโดเมนนี้ได้รับการจดทะเบียน",
    )),
    BlockSign("parked domain", PARKED, html=("sedoparking.com",), longest=SHORT),
    BlockSign("parked domain", PARKED, html=("parkingcrew.net",), longest=SHORT),
    BlockSign("parked domain", PARKED, html=("bodis.com",), longest=BRIEF),
    BlockSign("parked domain", PARKED, html=("hugedomains.com",), longest=SHORT),
    BlockSign("parked domain", PARKED, html=("cdn-cgi/l/park",), longest=BRIEF),
    BlockSign("default page of a server", PARKED, longest=6_000, title=(
        "apache2 debian default page", "apache2 ubuntu default page", "apache http server test page",
        "test page for the apache http server",
        "test page for the nginx http server", "test page for the http server", "http server test page", "welcome to nginx",
        "iis windows server",
        "iis7", "iis8", "iis 8", "iis 10", "microsoft internet information services", "welcome to centos", "welcome to openresty",
        "welcome to caddy",
        "default web site page", "domain default page", "web server's default page", "default parallels plesk", "default plesk page",
        "plesk default page", "welcome to xampp", "xampp for ", "appserv open project", "appserv :", "wampserver", "default site",
        "welcome to tengine",
        "welcome to directadmin", "directadmin default", "default page", "defaultwebpage.cgi",

        "welcome to your new website", "website is not configured", "it works! apache", "hestia control panel", "ispconfig",
        "welcome to froxlor",
    )),
    BlockSign("default page of a server", PARKED, longest=TERSE, any_of=(
        "it works!", "you've successfully installed tomcat", "apache is functioning normally", "this ip is being shared among many domains",
        "this is the default web page for this server", "this is the default page for this server",
        "the web server software is running but no content has been added", "there is no website configured at this address",
        "if you are the owner of this website, please contact your hosting provider", "site is created successfully",
        "congratulations, the site is created successfully", "congratulations! your site is created",
    )),
    BlockSign("default page of a server", PARKED,
        text=("sorry! if you are the owner of this website, please contact your hosting provider",)),
    BlockSign("default page of a server", PARKED, text=("configured for the server", "default web site page"), longest=SHORT),
    # Maintenance
    BlockSign("WordPress maintenance", MAINTENANCE, text=("briefly unavailable for scheduled maintenance",), longest=BRIEF),
    BlockSign("Joomla offline", MAINTENANCE, text=("this site is down for maintenance",), longest=BRIEF),
    BlockSign("Drupal maintenance", MAINTENANCE, text=("is currently under maintenance. we should be back shortly",), longest=BRIEF),
    BlockSign("Moodle maintenance", MAINTENANCE, text=("this site is undergoing maintenance",), longest=BRIEF),
    BlockSign("maintenance", MAINTENANCE, longest=BRIEF, title=(
        "site under maintenance", "under maintenance", "maintenance mode", "site maintenance", "website under maintenance",
        "down for maintenance",
        "scheduled maintenance", "maintenance", "coming soon", "site is undergoing maintenance", "we'll be right back", "be right back",
        "website under construction", "site under construction", "under construction", "site offline", "temporarily unavailable",
        "ปิดปรับปรุง", "ขณะนี้ปิดปรับปรุง", "กำลังปิดปรับปรุง", "อยู่ระหว่างปรับปรุงเว็บไซต์", "อยู่ระหว่างการปรับปรุงเว็บไซต์",
        "เว็บไซต์ปิดปรับปรุง", "เว็บไซต์อยู่ระหว่าง",
        "แจ้งปิดปรับปรุงเว็บไซต์", "ปรับปรุงเว็บไซต์", "เว็บไซต์กำลังปรับปรุง", "ปิดให้บริการชั่วคราว",
    )),
    BlockSign("maintenance", MAINTENANCE, longest=TERSE, any_of=(
        "site is under maintenance", "website is under maintenance", "site under maintenance", "currently under maintenance",
        "currently undergoing maintenance", "undergoing scheduled maintenance", "performing scheduled maintenance",
        "performing some maintenance",
        "down for maintenance", "closed for maintenance", "in maintenance mode", "site is under construction",
        "website is under construction",
        "site is currently offline", "site is temporarily unavailable", "website is temporarily unavailable",
        "our website is coming soon",
        "website is coming soon", "site is coming soon", "we are coming soon", "we'll be back soon", "we will be back soon",
        "we'll be back shortly",
        "we will be back shortly",
        "เว็บไซต์ปิดปรับปรุง", "เว็บไซต์นี้ปิดปรับปรุง", "ปิดปรับปรุงเว็บไซต์", "ปิดปรับปรุงเว็บไซด์", "เว็บไซต์กำลังปิดปรับปรุง",
        "เว็บไซต์กำลังปรับปรุง",
        "กำลังปรับปรุงเว็บไซต์", "กำลังปรับปรุงเว็บไซด์", "กำลังปรับปรุงระบบ", "กำลังปิดปรับปรุง", "อยู่ระหว่างปรับปรุงเว็บไซต์",
        "อยู่ระหว่างการปรับปรุงเว็บไซต์",
        "อยู่ในระหว่างการปรับปรุงเว็บไซต์", "อยู่ในระหว่างปรับปรุงเว็บไซต์", "เว็บไซต์อยู่ระหว่างปรับปรุง",
        "เว็บไซต์อยู่ระหว่างการปรับปรุง", "เว็บไซต์อยู่ในระหว่างการปรับปรุง",
        "เว็บไซต์อยู่ระหว่างการพัฒนา", "เว็บไซต์อยู่ระหว่างการจัดทำ", "อยู่ระหว่างการพัฒนาเว็บไซต์", "อยู่ระหว่างจัดทำเว็บไซต์",
        "ปิดปรับปรุงระบบชั่วคราว", "ปิดปรับปรุงชั่วคราว",
        "ระบบปิดปรับปรุง", "ระบบอยู่ระหว่างการปรับปรุง", "ระบบอยู่ระหว่างปรับปรุง", "ขณะนี้ปิดปรับปรุง",
        "เว็บไซต์ปิดให้บริการชั่วคราว", "ปิดปรับปรุงเซิร์ฟเวอร์", "ปิดปรับปรุงเครื่องแม่ข่าย",
        "ปิดให้บริการเว็บไซต์ชั่วคราว", "เว็บไซต์ปิดซ่อมบำรุง",
    )),
    BlockSign("maintenance", MAINTENANCE, longest=60,
        any_of=("under construction", "under maintenance", "coming soon", "ปิดปรับปรุง", "อยู่ระหว่างปรับปรุง"),
        unless=("ปรับปรุงข้อมูล", "ปรับปรุงเนื้อหา")),
    BlockSign("maintenance", MAINTENANCE, refused=True, longest=BRIEF, any_of=(
        "maintenance", "be right back", "ปรับปรุง", "ซ่อมบำรุง",
    )),
)

# A short text with one of these tells of something else that is closed, or is a dated notice among others: no page in front of the site.
TELLS_OF_OTHERS = (
    "ถนน", "ประปา", "อาคาร", "สระ", "สนาม", "สะพาน", "ห้องสมุด", "ห้องประชุม", "ห้องน้ำ", "น้ำประปา", "ไฟฟ้า", "ตลาด", "ศูนย์เด็ก", "โทรศัพท์",
    "สวนสาธารณะ", "พิพิธภัณฑ์", "โรงสูบ", "คลอง",
    "เผยแพร่เมื่อ", "เผยแพร่วันที่", "วันที่ประกาศ", "วันที่ลง", "โพสต์เมื่อ", "โพสเมื่อ", "อ่าน:", "จำนวนผู้อ่าน", "ผู้เข้าชม",
    "จำนวนครั้งที่อ่าน", "ข่าวประชาสัมพันธ์", "ประกาศข่าว",
    "อ่านต่อ", "อ่านเพิ่มเติม", "ดาวน์โหลด", "posted on", "read more", "road", "building", "library", "swimming pool", "comments",
)  # fmt: skip
