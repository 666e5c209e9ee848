"""What a page can do to reach an address that it must not reach. `{far}` is host and port of it; each road asks for a path of its own."""

# ruff: noqa: E501 - a page is easier to read in its own lines

# Roads of one page, by the path that they ask for. All of them are on the page at once.
ROADS = {
    "iframe": "<iframe src='http://{far}/iframe'></iframe>",
    "script": "<script src='http://{far}/script'></script>",
    "style": "<link rel=stylesheet href='http://{far}/style'>",
    "import": "<style>@import 'http://{far}/import';</style>",
    "object": "<object data='http://{far}/object'></object>",
    "embed": "<embed src='http://{far}/embed'>",
    "module": "<script type=module>import 'http://{far}/module'</script>",
    "preload": "<link rel=preload as=fetch crossorigin href='http://{far}/preload'>",
    "modulepreload": "<link rel=modulepreload href='http://{far}/modulepreload'>",
    "fetch": "<script>fetch('http://{far}/fetch', {mode: 'no-cors'}).catch(() => 0)</script>",
    "keepalive": "<script>fetch('http://{far}/keepalive', {mode: 'no-cors', keepalive: true}).catch(() => 0)</script>",
    "xhr": "<script>{ const x = new XMLHttpRequest(); x.open('GET', 'http://{far}/xhr'); x.send(); }</script>",
    "socket": "<script>new WebSocket('ws://{far}/socket')</script>",
    "events": "<script>new EventSource('http://{far}/events')</script>",
    "worker": "<script>new Worker(URL.createObjectURL(new Blob([\"importScripts('http://{far}/worker')\"])))</script>",
    "worker-socket": "<script>new Worker(URL.createObjectURL(new Blob([\"new WebSocket('ws://{far}/worker-socket')\"])))</script>",
    "worker-fetch": "<script>new SharedWorker(URL.createObjectURL(new Blob([\"fetch('http://{far}/worker-fetch', {mode: 'no-cors'})\"])))</script>",
    "frame-socket": "<iframe srcdoc=\"<script>new WebSocket('ws://{far}/frame-socket')</script>\"></iframe>",
    "blob-frame": "<script>{ const f = document.createElement('iframe'); f.src = URL.createObjectURL(new Blob([\"<script src='http://{far}/blob-frame'></\" + \"script>\"], {type: 'text/html'})); document.body.append(f); }</script>",
    "data-frame": "<iframe src=\"data:text/html,<script src='http://{far}/data-frame'></script>\"></iframe>",
    "sandbox-frame": "<iframe sandbox='allow-scripts allow-popups allow-forms allow-top-navigation' srcdoc=\"<script>new WebSocket('ws://{far}/sandbox-frame')</script>\"></iframe>",
    "frame-refresh": "<iframe srcdoc=\"<meta http-equiv=refresh content='0; url=http://{far}/frame-refresh'>\"></iframe>",
}  # fmt: skip

# These are held back by other means before the guard is asked, or do nothing in this browser; they must not get through either.
BYWAYS = {
    "img": "<img src='http://{far}/img'><img srcset='http://{far}/img 1x'><picture><source srcset='http://{far}/img'><img></picture>",
    "media": "<video src='http://{far}/media' poster='http://{far}/media' autoplay></video><audio src='http://{far}/media' autoplay></audio><track src='http://{far}/media'>",
    "background": "<p style=\"background: url('http://{far}/background')\">x</p><style>@font-face { font-family: f; src: url('http://{far}/background'); } * { font-family: f }</style>",
    "icon": "<link rel=icon href='http://{far}/icon'><link rel=manifest href='http://{far}/icon'>",
    "hints": "<link rel=preconnect href='http://{far}'><link rel=dns-prefetch href='//{far}'><link rel=prefetch href='http://{far}/hints'><link rel=prerender href='http://{far}/hints'>",
    "rules": "<script type=speculationrules>{{\"prefetch\": [{{\"source\": \"list\", \"urls\": [\"http://{far}/rules\"], \"eagerness\": \"immediate\"}}], \"prerender\": [{{\"source\": \"list\", \"urls\": [\"http://{far}/rules\"], \"eagerness\": \"immediate\"}}]}}</script>",
    "beacon": "<script>navigator.sendBeacon('http://{far}/beacon', 'x'); Navigator.prototype.sendBeacon && Navigator.prototype.sendBeacon.call(navigator, 'http://{far}/beacon', 'y')</script>",
    "ping": "<a id=p href='#' ping='http://{far}/ping'>x</a><script>document.getElementById('p').click()</script>",
    "form": "<form id=f method=post action='http://{far}/form' target=t><input name=a value=1></form><iframe name=t></iframe><script>document.createElement('form').submit.call(document.getElementById('f')); document.getElementById('f').requestSubmit()</script>",
    "frame-form": "<iframe srcdoc=\"<form id=f action='http://{far}/frame-form'><button id=b>x</button></form><script>b.click(); f.submit()</script>\"></iframe>",
    "popup": "<script>for (let n = 0; n < 5; n++) window.open('http://{far}/popup')</script><a id=w target=_blank rel=opener href='http://{far}/popup'>x</a><script>document.getElementById('w').click()</script>",
    "fresh-window": "<script>{ const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.open('http://{far}/fresh-window'); }</script>",
    "rtc": "<script>for (const urls of ['stun:{far}', 'turn:{far}', 'turn:{far}?transport=tcp']) try { const c = new (window.RTCPeerConnection || document.body.appendChild(document.createElement('iframe')).contentWindow.RTCPeerConnection)({iceServers: [{urls, username: 'a', credential: 'b'}]}); c.createDataChannel('x'); c.createOffer().then((o) => c.setLocalDescription(o)); } catch (e) {}</script>",
    "transport": "<script>try { new WebTransport('https://{far}/transport') } catch (e) {} new Worker(URL.createObjectURL(new Blob([\"new WebTransport('https://{far}/transport')\"])))</script>",
    "service": "<script>navigator.serviceWorker && navigator.serviceWorker.register('/service.js').catch(() => 0)</script>",
    "report": "<script src='/not-there.js'></script>",
    "math": "<svg><use href='http://{far}/math#x'></use><image href='http://{far}/math'></image></svg>",
    "plug": "<applet code=x codebase='http://{far}/plug'></applet><object classid='x' codebase='http://{far}/plug'></object>",
}  # fmt: skip

# Other ways to write 127.0.0.2. A browser takes each for that address, or for no address at all.
FAR_SPELLINGS = (
    "127.0.0.2", "2130706434", "0x7f000002", "0x7f.0.0.2", "0177.0.0.2", "017700000002", "127.2", "127.0.2", "127.0.0.2.", "0x7f.1.2",
    "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[0:0:0:0:0:ffff:7f00:0002]", "[::127.0.0.2]", "[64:ff9b::127.0.0.2]",
    "１２７.０.０.２", "127。0。0。2", "%31%32%37.0.0.2", "①②⑦.0.0.②", "user:pass@127.0.0.2",
)  # fmt: skip
# Ways to write the loopback address that the site is at, where only the site's port may be asked for.
BESIDE_SPELLINGS = (
    "127.0.0.1", "localhost", "LocalHost", "localhost.", "a.b.localhost", "2130706433", "0x7f.1", "127.1", "0", "0.0.0.0", "0x0",
    "[::1]", "[::]", "[::ffff:127.0.0.1]", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ",
)  # fmt: skip


def page(parts: dict[str, str], far: str) -> str:
    """The parts, aimed at `far`."""
    return "".join(part.replace("{{", "{").replace("}}", "}").replace("{far}", far) for part in parts.values())
