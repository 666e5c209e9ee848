"""A front page that only greets: a picture to click, a page that leads on by itself, a script that does."""

from dataclasses import dataclass

from sample.variants.kind import Variant
from sample.variants.site import Site, page

_HEAD = '<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>ยินดีต้อนรับ</title>{head}</head>'
_BODY = '<body style="margin:0;text-align:center;background:#0b2b4a">{body}</body></html>'


@dataclass(frozen=True)
class Splash(Variant):
    """The front page of the plain site moves to `main`; "/" shows `head` and `body`."""

    main: str = "/main.html"
    head: str = ""
    body: str = ""

    def change(self, site: Site) -> None:
        site.move({"/": self.main})
        site.parts["/"] = page((_HEAD + _BODY).format(head=self.head, body=self.body))


SPLASH = (
    Splash(
        name="splash_link",
        tells="a splash page: one large picture whose link enters the site",
        body='<a href="main.html"><img src="/images/banner.png" alt="" border="0"></a>',
    ),
    Splash(
        name="splash_timer",
        tells="a splash page that leads on after seconds, into a folder of its own",
        main="/home/index.html",
        head='<meta http-equiv="Refresh" content="5; URL=home/index.html">',
        body='<img src="/images/banner.png" alt="ลงนามถวายพระพร">',
    ),
    Splash(
        name="splash_script",
        tells="a splash page that a script leaves, with no link in its HTML",
        needs_browser=True,
        body='<div id="go" style="cursor:pointer"><img src="/images/banner.png" alt=""></div><script>'
        'function go(){location.href="/"+["main","html"].join(".");}document.getElementById("go").onclick=go;setTimeout(go,1500);</script>',
    ),
)
