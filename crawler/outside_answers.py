"""The link behind a service's "too large to scan for viruses" page: the form that a visitor would send, as an address. Pure."""

from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin

MOST_LETTERS = 200_000
_FORM_ID = "download-form"
_LINK_ID = "uc-download-link"


class _Confirm(HTMLParser):
    """The first form with hidden fields that is called a download, or the download link of older pages."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.action = self.link = ""
        self.fields: dict[str, str] = {}
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and not self.action and _FORM_ID in (given.get("id"), given.get("name")):
            self.action, self._inside = given.get("action", ""), True
        elif tag == "input" and self._inside and given.get("type", "").lower() == "hidden" and given.get("name"):
            self.fields[given["name"]] = given.get("value", "")
        elif tag == "a" and given.get("id") == _LINK_ID:
            self.link = given.get("href", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False


def confirmed_address(body: bytes, url: str) -> str:
    """The address that the page's button "download anyway" leads to, absolute; "" when there is none. Never raises."""
    reader = _Confirm()
    try:
        reader.feed(body[:MOST_LETTERS].decode("utf-8", "replace"))
        reader.close()
        if reader.action and reader.fields:
            action = urljoin(url, reader.action)
            joint = "&" if "?" in action else "?"
            return f"{action}{joint}{urlencode({k: v for k, v in reader.fields.items() if f'{k}=' not in action})}"
        return urljoin(url, reader.link) if reader.link else ""
    except (ValueError, AssertionError):  # an address that is none; markup the parser gives up on
        return ""
