"""Lists that show their first entries and fetch the rest when "read more" is pressed; news behind a "load more" button."""

import json
import re
from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Part, Site, between, content, with_content

_LISTS = re.compile(r'<ul class="(files|newslist)">(.*?)</ul>', re.S)
_ROWS = re.compile(r"<tr><td>O\d+</td>.*?</tr>", re.S)
_ENTRIES = re.compile(r"<li>.*?</li>", re.S)
_SHOWN = 1
_BUTTON = '<button type="button" class="load-more" data-id="{id}" data-page="1">แสดงเพิ่มเติม</button>'
_SCRIPT = (
    "<script>document.querySelectorAll('.load-more').forEach(function(b){b.addEventListener('click',function(){"
    "fetch('/ajax/more.php?list='+b.dataset.id+'&page='+b.dataset.page).then(function(a){return a.json();}).then(function(d){"
    "b.previousElementSibling.insertAdjacentHTML('beforeend',d.html);b.dataset.page=String(Number(b.dataset.page)+1);"
    "if(!d.more){b.remove();}});});});</script>"
)
_CUT = ("/transparency/ita2566.html", "/procurement/monthly.html", "/plans/development.html", "/news-list-1.html", "/laws.html")
_STEP = 4  # entries that one press brings


@dataclass(frozen=True)
class ReadMore(Variant):
    """Each list of the pages `_CUT` keeps its first entry; the rest comes four at a time."""

    def change(self, site: Site) -> None:
        for number, target in enumerate(_CUT):
            part = site.parts[target]
            site.parts[target] = part.with_text(_shortened(part.text, number, site))


def _shortened(text: str, number: int, site: Site) -> str:
    inner, count = content(text), 0

    def cut(before: str, entries: list[str], after: str, whole: str) -> str:
        nonlocal count
        count += 1
        if len(entries) <= _SHOWN:
            return whole
        _keep(site, f"{number}{count}", entries[_SHOWN:])
        return f"{before}{''.join(entries[:_SHOWN])}{after}{_BUTTON.format(id=f'{number}{count}')}"

    def cut_list(found: re.Match[str]) -> str:
        return cut(f'<ul class="{found[1]}">', _ENTRIES.findall(found[2]), "</ul>", found[0])

    def cut_table(found: re.Match[str]) -> str:
        head = between(found[0], "<table>", "<tbody>")
        return cut(f"<table>{head}<tbody>", _ROWS.findall(found[0]), "</tbody></table>", found[0])

    shortened = re.sub(r"<table>.*?</table>", cut_table, _LISTS.sub(cut_list, inner), flags=re.S)
    return with_content(text, shortened + _SCRIPT)


def _keep(site: Site, name: str, rest: list[str]) -> None:
    """The answers to the button: entries in portions, each with whether more follow."""
    for start in range(0, len(rest), _STEP):
        portion = {"html": "".join(rest[start : start + _STEP]), "more": start + _STEP < len(rest)}
        target = f"/ajax/more.php?list={name}&page={start // _STEP + 1}"
        site.parts[target] = Part("application/json; charset=utf-8", json.dumps(portion, ensure_ascii=False).encode())


READ_MORE = (ReadMore(name="read_more", tells='lists cut after the first entry, the rest behind "load more"', needs_browser=True),)
