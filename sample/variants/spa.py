"""A single-page application: the HTML is a root element and the build's data, all the rest is made by script from a JSON API."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from sample.variants.kind import Variant
from sample.variants.site import HTML, Part, Site, between, content, page

_BUILD = "k3ZqXb1nWfKram2566"
_SCRIPT = Path(__file__).parent / "spa.js"
_SHELL = (
    '<!DOCTYPE html><html lang="th"><head><meta charSet="utf-8"/><meta name="viewport" content="width=device-width"/>'
    '<title>{title}</title><link rel="stylesheet" href="/assets/style.css"/></head><body><div id="__next">{inner}</div>'
    '<script id="__NEXT_DATA__" type="application/json">{data}</script>'
    '<script src="/_next/static/chunks/main.js" defer=""></script></body></html>'
)
_ROW = re.compile(r"<tr><td>(O\d+)</td><td>(.*?)</td><td>(.*?)</td></tr>")
_TABLE = re.compile(r"<table><caption>(.*?)</caption>.*?</table>", re.S)
_ANCHOR = re.compile(r'<a href="([^"]*)">(.*?)</a>')
_INDEX = "/transparency/ita2566.html"
_CLIENT_ONLY = ("/", _INDEX, "/laws.html")  # the other pages come with their HTML, as a static export has them


@dataclass(frozen=True)
class Spa(Variant):
    """`bare`: no page has any content in its HTML; otherwise only the front page, the list of items and one more have none."""

    bare: bool = False

    def change(self, site: Site) -> None:
        site.parts["/api/items"] = _json(_groups(site.parts[_INDEX].text))
        front = site.parts["/"].text
        site.parts["/api/menu"] = _json({"header": between(front, "<body>", "<main>"), "footer": _below(front)})
        site.parts["/_next/static/chunks/main.js"] = Part("application/javascript; charset=utf-8", _SCRIPT.read_bytes())
        for target, part in site.pages():
            site.parts[target] = self._shell(target, part, site)
        site.not_found = page(_SHELL.format(title="404", inner="<h1>404</h1>", data=_data("/404")), 404)

    def _shell(self, target: str, part: Part, site: Site) -> Part:
        text = part.text.replace('<script src="/assets/site.js" defer></script>', "")
        inner = content(text)
        if target == _INDEX:
            inner = f'<h1>{re.findall("<h1>(.*?)</h1>", inner)[0]}</h1><div id="oit"></div>'
        site.parts[f"/api/page?slug={target}"] = _json({"html": inner})
        hidden = self.bare or target in _CLIENT_ONLY
        shown = "" if hidden else between(text, "<body>", "</body>")
        title = between(text, "<title>", "</title>")
        return Part(HTML, _SHELL.format(title="เทศบาล" if hidden else title, inner=shown, data=_data(target)).encode())


def _below(text: str) -> str:
    return between(text, "</main>", "<script")


def _data(target: str) -> str:
    return json.dumps({"props": {"pageProps": {}}, "page": target, "query": {}, "buildId": _BUILD, "nextExport": True, "scriptLoader": []})


def _json(value: object) -> Part:
    return Part("application/json; charset=utf-8", json.dumps(value, ensure_ascii=False).encode())


def _groups(text: str) -> list[dict[str, object]]:
    """The list of items as the API gives it: groups, items, documents."""
    return [{"name": table[1], "items": [_item(row) for row in _ROW.finditer(table[0])]} for table in _TABLE.finditer(text)]


def _item(row: re.Match[str]) -> dict[str, object]:
    return {"code": row[1], "name": row[2], "files": [{"url": link[1], "name": link[2]} for link in _ANCHOR.finditer(row[3])]}


SPA = (
    Spa(name="spa", tells="a static export of a script framework: front page and list of items empty, documents after two clicks",
        needs_browser=True),
    Spa(name="spa_bare", tells="the same where no page has any content in its HTML", needs_browser=True, bare=True,
        options=("--max-minutes", "4")),
)  # fmt: skip
