"""Lists of documents folded away: panels that are there but hidden, and panels that a script fetches when their head is clicked."""

import re
from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Site, content, page, with_content

_LISTS = re.compile(r'<ul class="files">.*?</ul>|<table><caption>.*?</table>', re.S)
_CAPTION = re.compile(r"<caption>(.*?)</caption>")
_STYLE = "<style>.collapse{display:none}.collapse.show{display:block}.tab-pane{display:none}.tab-pane.active{display:block}</style>"
_TOGGLE = (
    "<script>document.querySelectorAll('[data-bs-toggle]').forEach(function(b){b.addEventListener('click',function(){"
    "var p=document.querySelector(b.getAttribute('data-bs-target'));"
    "p.classList.toggle(b.dataset.bsToggle==='tab'?'active':'show');});});</script>"
)
_FETCH = (
    "<script>document.querySelectorAll('.accordion-button').forEach(function(b){b.addEventListener('click',function(){"
    "var p=b.parentNode.nextElementSibling;if(p.dataset.done){return;}p.dataset.done='1';"
    "fetch('/ajax/panel.php?id='+b.dataset.id).then(function(a){return a.text();})"
    ".then(function(t){p.innerHTML=t;p.style.display='block';});"
    "});});</script>"
)
_HEAD = '<h2 class="accordion-header"><button class="accordion-button collapsed" type="button" {more}>{label}</button></h2>'
_PANEL = (
    '<div class="accordion-item">{head}<div id="p{id}" class="accordion-collapse collapse">'
    '<div class="accordion-body">{piece}</div></div></div>'
)
_TAB = (
    '<ul class="nav nav-tabs"><li><a class="nav-link" href="#p{id}" data-bs-toggle="tab" data-bs-target="#p{id}">{label}</a></li></ul>'
    '<div class="tab-content"><div class="tab-pane" id="p{id}">{piece}</div></div>'
)
_FOLDED = (
    "/transparency/ita2566.html", "/transparency/ita2565.html", "/plans/budget.html", "/plans/development.html", "/service/manuals.html",
)  # fmt: skip


def _label(piece: str, page_title: str) -> str:
    found = _CAPTION.search(piece)
    return found[1] if found else f"เอกสาร{page_title}"


@dataclass(frozen=True)
class Accordion(Variant):
    """`fetched`: the panels are not in the page."""

    fetched: bool = False

    def change(self, site: Site) -> None:
        for number, target in enumerate(_FOLDED):
            part = site.parts[target]
            site.parts[target] = part.with_text(self._folded(part.text, number, site))

    def _folded(self, text: str, number: int, site: Site) -> str:
        inner = content(text)
        title = re.findall(r"<h1>(.*?)</h1>", inner)[0]
        count = 0

        def fold(found: re.Match[str]) -> str:
            nonlocal count
            count += 1
            label, id_ = _label(found[0], title), f"{number}{count}"
            piece = _CAPTION.sub("", found[0])
            if self.fetched:
                site.parts[f"/ajax/panel.php?id={id_}"] = page(piece)
                head = _HEAD.format(label=label, more=f'data-id="{id_}" aria-expanded="false"')
                return f'<div class="accordion-item">{head}<div class="accordion-body"></div></div>'
            if count % 2:
                head = _HEAD.format(label=label, more=f'data-bs-toggle="collapse" data-bs-target="#p{id_}" aria-expanded="false"')
                return _PANEL.format(head=head, id=id_, piece=piece)
            return _TAB.format(id=id_, label=label, piece=piece)

        folded = _LISTS.sub(fold, inner)
        return with_content(text, f'{_STYLE}<div class="accordion">{folded}</div>{_FETCH if self.fetched else _TOGGLE}')


ACCORDION = (
    Accordion(name="accordion", tells="lists of items in accordions whose panels are fetched on the click", needs_browser=True,
              fetched=True),
    Accordion(name="panels", tells="lists of items in accordions and tabs whose panels are in the HTML, hidden by style"),
)  # fmt: skip
