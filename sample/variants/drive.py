"""Documents on a shared drive: pages that show a file by script, addresses that give it, a folder, a login, one gone, a short link."""

from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Part, Site, absolute, page, with_links

_DRIVE, _SHORT = "http://drive.host.invalid", "http://short.host.invalid"
_ID = "1NongFaKhram{:0>22}"
_VIEW = (
    '<!DOCTYPE html><html><head><title>{name} - Google Drive</title><meta property="og:title" content="{name}"></head>'
    "<body><div id=drive-viewer></div><script>window.viewerData={{}};</script><noscript>Sign in to continue</noscript></body></html>"
)
_LOGIN = (
    "<!DOCTYPE html><html><head><title>Google Drive: Sign-in</title></head><body><h1>Sign in</h1><p>to continue to Google Drive</p>"
    '<form method=post action="/signin"><input type=email name=identifier><input type=password name=Passwd><button>Next</button></form>'
    "</body></html>"
)
_GONE = (
    "<!DOCTYPE html><html><head><title>Page not found</title></head><body>"
    "<p>Sorry, the file you have requested does not exist.</p></body></html>"
)
_FOLDER = "<html><head><title>{name}</title></head><body><div class=flip-entries>{entries}</div></body></html>"


@dataclass(frozen=True)
class Drive(Variant):
    """Each file by another way of sharing."""

    def change(self, site: Site) -> None:
        drive: dict[str, Part] = {}
        short: dict[str, Part] = {}
        site.hosts = {"drive": drive, "short": short}
        led = {}
        for number, (path, way) in enumerate(_WAYS.items(), 1):
            led[path] = way(_ID.format(number), site.parts[path], path.rsplit("/", 1)[-1], site)
        site.change_pages(lambda target, text: with_links(text, lambda link: led.get(absolute(link, target), link)))
        for path in led:
            del site.parts[path]

    def changed_truth(self) -> dict[str, tuple[str, ...]]:
        open_ = {"O12": "incomplete", "O16": "pass", "O19": "pass", "O21": "pass", "O25": "pass", "O26": "pass", "O34": "pass"}
        found: dict[str, tuple[str, ...]] = {code: (there,) for code, there in open_.items()}
        gone = ("outdated", "missing", "unclear")  # that of the year before is still there
        return {**found, "O20": ("unclear",), "O28": ("unclear",), "O36": gone}


def _given(id_: str, part: Part, name: str, site: Site) -> None:
    """The addresses that give a file."""
    sent = Part(part.content_type, part.body, 200, (("Content-Disposition", "attachment; filename=document"),))
    for target in (f"/download?id={id_}&export=download&confirm=t", f"/uc?export=download&id={id_}&confirm=t"):
        site.hosts["drive"][target] = sent
    for target in (f"/file/d/{id_}/view", f"/file/d/{id_}/view?usp=sharing"):
        site.hosts["drive"][target] = page(_VIEW.format(name=name))


def _file(id_: str, part: Part, name: str, site: Site) -> str:
    _given(id_, part, name, site)
    return f"{_DRIVE}/file/d/{id_}/view?usp=sharing"


def _open(id_: str, part: Part, name: str, site: Site) -> str:
    _given(id_, part, name, site)
    site.hosts["drive"][f"/open?id={id_}"] = page(_VIEW.format(name=name))
    return f"{_DRIVE}/open?id={id_}"


def _folder(id_: str, part: Part, name: str, site: Site) -> str:
    inner = id_.replace("Khram", "Berry")
    _given(inner, part, name, site)
    entry = f'<div class=flip-entry><a href="{_DRIVE}/file/d/{inner}/view?usp=drive_web"><div class=flip-entry-title>{name}</div></a></div>'
    site.hosts["drive"][f"/embeddedfolderview?id={id_}"] = page(_FOLDER.format(name="เอกสาร ITA", entries=entry))
    site.hosts["drive"][f"/drive/folders/{id_}?usp=sharing"] = page(_VIEW.format(name="เอกสาร ITA"))
    return f"{_DRIVE}/drive/folders/{id_}?usp=sharing"


def _document(id_: str, part: Part, name: str, site: Site) -> str:
    site.hosts["drive"][f"/document/d/{id_}/export?format=docx"] = part
    site.hosts["drive"][f"/document/d/{id_}/edit"] = page(_VIEW.format(name=name))
    return f"{_DRIVE}/document/d/{id_}/edit"


def _closed(id_: str, part: Part, name: str, site: Site) -> str:
    for target in (f"/file/d/{id_}/view", f"/download?id={id_}&export=download&confirm=t", f"/uc?export=download&id={id_}&confirm=t"):
        site.hosts["drive"][target] = page(_LOGIN)
    return f"{_DRIVE}/file/d/{id_}/view"


def _gone(id_: str, part: Part, name: str, site: Site) -> str:
    for target in (f"/file/d/{id_}/view", f"/download?id={id_}&export=download&confirm=t", f"/uc?export=download&id={id_}&confirm=t"):
        site.hosts["drive"][target] = page(_GONE, 404)
    return f"{_DRIVE}/file/d/{id_}/view"


def _shortened(id_: str, part: Part, name: str, site: Site) -> str:
    target = _file(id_, part, name, site)
    site.hosts["short"]["/nogift66"] = Part("text/html; charset=utf-8", b"", 301, (("Location", target),))
    return f"{_SHORT}/nogift66"


_WAYS = {
    "/files/budget/spending-6m-2566.pdf": _file,
    "/files/reports/annual-2565.pdf": _file,
    "/files/reports/satisfaction65.pdf": _file,
    "/files/procurement/plan2566.pdf": _open,
    "/files/hr/policy2566.pdf": _folder,
    "/files/hr/implementation2566.docx": _document,
    "/files/hr/report2565.pdf": _closed,
    "/files/risk/corruption-risk-2566.pdf": _gone,
    "/files/nogift/nogift2566.pdf": _shortened,
}

DRIVE = (
    Drive(name="drive", tells="documents on a shared drive: files, a folder, a document to edit, a login, one gone, a short link",
          hosts={"drive": "127.0.0.2", "short": "127.0.0.3"}, follows_outside=True,
          stands_for={"drive": ("drive.google.com", "docs.google.com", "drive.usercontent.google.com"), "short": ("bit.ly",)}),
)  # fmt: skip
