"""Documents on another host of the agency, and links that still name its old domain, which sends its visitors on."""

from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Part, Site, absolute, coded, with_links

_OLD, _FILES = "http://old.host.invalid", "http://files.host.invalid"
_ON_THE_OLD = ("/files/hr/", "/executives.html", "/structure.html", "/complaint/corruption.html")
_ON_FILES = ("/files/reports/", "/files/procurement/")
_THERE = {"O12": "incomplete", "O16": "pass", "O21": "pass", "O24": "outdated", "O11": "unclear"}


@dataclass(frozen=True)
class Sister(Variant):
    """On loopback other hosts are other addresses or ports: no domain joins them, so what is not opened is `unclear`."""

    def change(self, site: Site) -> None:
        old = {target: _moved_on(target) for target in site.parts if target.startswith(_ON_THE_OLD)}
        files = {target: part for target, part in site.parts.items() if target.startswith(_ON_FILES)}
        site.hosts = {"old": {"/": _moved_on("/"), **old}, "files": files}
        led = {target: f"{_OLD}{target}" for target in old} | {target: f"{_FILES}{target}" for target in files}
        site.change_pages(lambda target, text: with_links(text, lambda link: led.get(absolute(link, target), link)))
        for target in files:
            del site.parts[target]

    def changed_truth(self) -> dict[str, tuple[str, ...]]:
        there = {code: tuple(dict.fromkeys((outcome, "unclear"))) for code, outcome in _THERE.items()}
        on_the_old = {"O1": "pass", "O2": "pass", "O25": "pass", "O26": "pass", "O27": "pass", "O28": "pass", "O30": "pass"}
        return there | {code: (outcome, "unclear") for code, outcome in on_the_old.items()} | {"O20": ("unclear",)}


def _moved_on(target: str) -> Part:
    return Part("text/html; charset=utf-8", b"", 301, (("Location", f"http://own.host.invalid{coded(target)}"),))


SISTER = (
    Sister(name="sister", tells="documents on another host of the agency, links by an old domain that sends visitors on",
           hosts={"old": "127.0.0.4", "files": "127.0.0.1"}, follows_outside=True),
)  # fmt: skip
