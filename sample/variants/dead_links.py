"""A menu with relative links, included into pages of every folder: hundreds of dead addresses, each answered with 200 and the menu."""

import re
from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Answer, Asked, Site, between, page, with_content, with_links

_MENU = ('<nav class="main">', "</nav>")
_SIDE = ("<aside>", "</aside>")


@dataclass(frozen=True)
class DeadLinks(Variant):
    def change(self, site: Site) -> None:
        site.change_pages(lambda target, text: _relative(_relative(text, *_MENU), *_SIDE))
        front = site.parts["/"].text
        site.not_found = page(with_content(front, "<h1>404</h1><p>ไม่พบหน้าที่ท่านต้องการ</p>"))  # with status 200

    def answer(self, asked: Asked, site: Site) -> Answer | None:
        """Files that do not exist are a plain 404; pages are not."""
        if asked.target in site.parts or not re.search(r"\.(pdf|docx|xlsx|png)\Z", asked.path, re.I):
            return None
        return Answer(page("<h1>404 Not Found</h1>", 404))


def _relative(text: str, start: str, end: str) -> str:
    """The part of the page between the marks with its links as the menu of the front page writes them: without the first slash."""
    inner = between(text, start, end)
    led = with_links(inner, lambda link: link.lstrip("/") or "index.html" if link.startswith("/") else link)
    return text.replace(f"{start}{inner}{end}", f"{start}{led}{end}", 1)


DEAD_LINKS = (DeadLinks(name="dead_links", tells="hundreds of dead relative links, soft 404 pages with the same menu, paths that grow"),)
