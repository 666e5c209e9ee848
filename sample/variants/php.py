"""A site of before 2010: a frameset, one script with numbers for pages, tables for layout, windows-874, a session id in every link."""

import re
from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Answer, Asked, Part, Site, absolute, between, content, with_links

_THAI = "text/html"  # no charset in the header: the page's own META says it
_META = '<META http-equiv="Content-Type" content="text/html; charset=windows-874">'
_FRAMES = (
    "<HTML><HEAD>{meta}<TITLE>{title}</TITLE></HEAD><FRAMESET rows='110,*' frameborder=0><FRAME src='top.php' name='top' scrolling=no>"
    "<FRAMESET cols='210,*'><FRAME src='index.php?mod=menu' name='menu'><FRAME src='index.php?mod=home' name='main'></FRAMESET>"
    "<NOFRAMES><BODY>เบราว์เซอร์ของท่านไม่สนับสนุนเฟรม</BODY></NOFRAMES></FRAMESET></HTML>"
)
_PAGE = (
    "<HTML><HEAD>{meta}<TITLE>{title}</TITLE></HEAD><BODY bgcolor=#E8F4FF>"
    "<TABLE width=100% border=0><TR><TD>{inner}</TD></TR></TABLE></BODY></HTML>"
)
_SCRIPT = '<SCRIPT src="/assets/site.js"></SCRIPT>'
_SESSION = re.compile(r"[&?]PHPSESSID=\w+")
_HREF = re.compile(r'href="((?:/|index\.php|top\.php|download\.php)[^"]*)"')
_LIST = re.compile(r"<ul[^>]*>(.*?)</ul>", re.S)
_OLD = (
    (re.compile(r"<h1>(.*?)</h1>", re.S), r'<FONT size="5" color="#003399"><B>\1</B></FONT><BR>'),
    (re.compile(r"<h([23])>(.*?)</h\1>", re.S), r'<BR><FONT size="4"><B>\2</B></FONT><BR>'),
    (re.compile(r"<p>(.*?)</p>", re.S), r"<BR>\1<BR>"),
    (re.compile(r"</?(?:thead|tbody)>"), ""),
    (re.compile(r"<caption>(.*?)</caption>"), r'<TR><TD colspan="3"><B>\1</B></TD></TR>'),
    (re.compile(r"<th>(.*?)</th>"), r"<TD><B>\1</B></TD>"),
)
_FILES = "/files/"


@dataclass(frozen=True)
class Php(Variant):
    def change(self, site: Site) -> None:
        frame = site.parts["/"].text
        menu = between(frame, '<nav class="main">', "</nav>") + between(frame, "<aside>", "</aside>")
        head = between(frame, '<div class="top">', "</header>")
        bottom = between(frame, "<footer>", "</footer>")
        moved = self._moved(site)
        parts = {target: part for target, part in site.parts.items() if not part.is_page and not target.startswith(_FILES)}
        for target, part in site.parts.items():
            if part.is_page:
                title = between(part.text, "<title>", "</title>")
                parts[moved[target]] = _thai(title, _led(_old(content(part.text)), target, moved) + _SCRIPT)
            elif target.startswith(_FILES):
                name = target.rsplit("/", 1)[-1].encode("cp874", "replace").decode("latin-1")
                sent_as = ("Content-Disposition", f'attachment; filename="{name}"')
                parts[moved[target]] = Part("application/octet-stream", part.body, 200, (sent_as,))
        parts["/index.php?mod=menu"] = _thai("menu", _led(_old(menu), "/", moved).replace("<a ", '<a target="main" '))
        parts["/top.php"] = _thai("top", _led(_old(f"<div>{head}<br>{bottom}"), "/", moved))
        title = between(frame, "<title>", "</title>")
        parts["/"] = parts["/index.php"] = Part(_THAI, _FRAMES.format(meta=_META, title=title).encode("cp874", "xmlcharrefreplace"))
        for target, part in list(parts.items()):
            if target.startswith("/data/"):
                parts[target] = part.with_text(_data_led(part.text, moved))
        site.parts = parts
        site.not_found = Part(_THAI, _thai("Not Found", "ไม่พบหน้าที่ต้องการ").body, 404)

    def _moved(self, site: Site) -> dict[str, str]:
        """Plain target -> address here: pages and files have numbers."""
        pages = sorted(target for target, part in site.parts.items() if part.is_page)
        files = sorted(target for target in site.parts if target.startswith(_FILES))
        moved = {target: f"/index.php?mod=content&id={number}" for number, target in enumerate(pages, 101)}
        moved |= {target: f"/download.php?file={number}" for number, target in enumerate(files, 501)}
        moved["/"] = "/index.php?mod=home"
        site.moved = {address: target for target, address in moved.items()}
        return moved

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        """Every page gives out a new session id; any session id is taken."""
        bare = _SESSION.sub("", asked.target)
        part = site.parts.get(bare) or site.parts.get(bare.replace("&", "?", 1)) or site.not_found
        if not part.is_page:
            return Answer(part)
        session = f"{asked.number * 2654435761 % 2**64:016x}"
        return Answer(Part(part.content_type, _with_session(part.body.decode("cp874"), session).encode("cp874"), part.status))

    def plain(self, target: str, site: Site) -> str:
        return site.moved.get(_SESSION.sub("", target), target)


def _thai(title: str, inner: str) -> Part:
    return Part(_THAI, _PAGE.format(meta=_META, title=title, inner=inner).encode("cp874", "xmlcharrefreplace"))


def _old(text: str) -> str:
    """Markup as it was then: no lists, no sections, tables within tables."""
    while _LIST.search(text):
        text = _LIST.sub(lambda found: f"<TABLE border=0>{_rows(found[1])}</TABLE>", text)
    for pattern, new in _OLD:
        text = pattern.sub(new, text)
    return re.sub(r"</?(?:section|header|footer|nav|main|aside)[^>]*>", "", text)


def _rows(items: str) -> str:
    cells = re.sub(r"</li>", "</TD></TR>", items)
    return re.sub(r"<li>", '<TR><TD width="12"><IMG src="/images/banner.png" width=8 height=8></TD><TD>', cells)


def _led(text: str, target: str, moved: dict[str, str]) -> str:
    return with_links(text, lambda link: moved.get(absolute(link, target), link).lstrip("/") if absolute(link, target) in moved else link)


def _data_led(text: str, moved: dict[str, str]) -> str:
    for target, address in moved.items():
        text = text.replace(f'"{target}"', f'"{address}"')
    return text


def _with_session(text: str, session: str) -> str:
    def led(found: re.Match[str]) -> str:
        sign = "&amp;" if "?" in found[1] else "?"
        return f'href="{found[1]}{sign}PHPSESSID={session}"'

    return _HREF.sub(led, text)


PHP = (Php(name="php", tells="frameset, index.php?mod=..&id=.., windows-874, layout tables, session ids in links, files by number"),)
