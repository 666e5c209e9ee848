"""What pages ask a visitor for is answered with no, what they open is closed, what they send for keeping is not kept."""

# ruff: noqa: E501 - a page is easier to read in its own lines

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.browser_find import sandbox_usable
from crawler.render_process import ChromiumProcess
from crawler.render_result import RenderProblem
from tests.hostile.browser_ground import FOUND, Ground, ground
from tests.hostile.browser_tls import asking_for_certificate
from tests.hostile.net_server import head

pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]
CALM = "ข้อความของหน่วยงาน"
MARK = b"A FILE THAT NOBODY ASKED FOR"


@pytest.fixture
def land() -> Iterator[Ground]:
    with ground() as made:
        yield made


ASKS = {
    "geolocation": "new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))",
    "notification": "Notification.requestPermission().then((said) => said === 'granted' || Promise.reject(said))",
    "clipboard": "navigator.clipboard.readText()",
    "camera": "navigator.mediaDevices.getUserMedia({video: true})",
    "microphone": "navigator.mediaDevices.getUserMedia({audio: true})",
    "screen": "navigator.mediaDevices.getDisplayMedia({})",
    "midi": "navigator.requestMIDIAccess({sysex: true})",
    "usb": "navigator.usb.requestDevice({filters: []})",
    "file": "showOpenFilePicker()",
    "storage": "navigator.storage.persist().then((said) => said || Promise.reject(said))",
    "wake": "navigator.wakeLock.request()",
    "service": "navigator.serviceWorker.register('/service.js').then((made) => made || Promise.reject())",
    "fonts": "queryLocalFonts()",
}


def test_every_permission_is_refused(land: Ground) -> None:
    land.site.answer("/service.js", 200, b"self.addEventListener('fetch', () => 0)", kind="text/javascript")
    tries = "".join(f"ask('{name}', () => {call});" for name, call in ASKS.items())
    script = (
        "const say = (name, said) => { document.getElementById('o').innerHTML += `<p>${name}:${said}</p>` };"
        "const ask = (name, call) => { try { Promise.resolve(call()).then(() => say(name, 'granted'), () => say(name, 'refused')) }"
        " catch (error) { say(name, 'refused') } };"
    )
    land.site.page("/asks", f"<div id=o></div><script>{script}{tries}</script>")
    (asks,) = land.visit(("/asks",)).came
    said = dict(re.findall(r"<p>([a-z]+):(\w+)</p>", asks.html))
    assert [name for name, answer in said.items() if answer == "granted"] == []
    assert len(said) >= len(ASKS) - 2  # one may be left without any answer; none may be left waiting by the visit
    assert land.site.times("/service.js") == 0


KEPT = {
    "dialogs": "<script>for (let n = 0; n < 5e4; n++) { alert(n); confirm(n); prompt(n) }</script>",
    "dialogs-of-a-frame": "<iframe srcdoc='<script>for (;;) if (!confirm(1)) break; alert(2); top.alert(3)</script>'></iframe>",
    "fresh-dialogs": "<script>const f = document.createElement('iframe'); document.body.append(f); f.contentWindow.alert(1); f.contentWindow.Window.prototype.alert && f.contentWindow.alert.call(window, 2)</script>",
    "stay": "<script>onbeforeunload = () => 'stay'; addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x' }); addEventListener('unload', () => { for (;;) alert(1) })</script>",
    "print": "<script>print(); document.execCommand('print'); addEventListener('load', () => print())</script>",
    "pop-ups": "<a id=a target=_blank href='/other'>x</a><script>for (let n = 0; n < 300; n++) { window.open('/other?' + n); document.getElementById('a').click() }</script>",
    "schemes": "<script>onload = () => { for (const url of ['mailto:a@b.c', 'tel:1', 'intent://x', 'web+x:1', 'ms-word:ofe|u|http://127.0.0.1/', 'javascript:void 0']) { const a = document.createElement('a'); a.href = url; a.click(); const f = document.createElement('iframe'); f.src = url; document.body.append(f) } }</script>",
    "handlers": "<script>for (const name of ['mailto', 'web+x', 'tel']) try { navigator.registerProtocolHandler(name, location.origin + '/%s', 't') } catch (e) {}</script>",
    "local-frames": "<iframe src='file:///etc/hostname'></iframe><iframe src='chrome://version'></iframe><iframe src='view-source:/'></iframe><iframe src='chrome-extension://x/y'></iframe><script>fetch('file:///etc/hostname').catch(() => 0); for (const to of ['file:///etc/hostname', 'chrome://version', 'data:text/html,gone']) try { window.open(to); location.href = to } catch (e) {}</script>",
}
LOST = {  # the tab shows nothing of the page any more, and that is said
    "file": "<script>location = 'file:///etc/hostname'</script>",
    "blank": "<script>location = 'about:blank'</script>",
    "error": "<script>onload = () => { location = 'about:srcdoc' }</script>",
    "tunnel": "<script>onload = () => { location = 'https://127.0.0.1:1/' }</script>",
}


def test_what_pages_open_is_closed_and_the_page_is_read(land: Ground) -> None:
    land.site.page("/other", "<p>another</p>")
    for name, body in {**KEPT, **LOST}.items():
        land.site.page(f"/{name}", body)
    came = dict(zip((*KEPT, *LOST), land.visit([f"/{name}" for name in (*KEPT, *LOST)]).came, strict=True))
    assert {name: came[name].problem for name in KEPT if CALM not in came[name].html} == {}
    assert {name: came[name].html for name in LOST if came[name].html and CALM not in came[name].html} == {}
    assert {name: came[name].html for name in ("blank", "error", "tunnel")} == {"blank": "", "error": "", "tunnel": ""}
    host = Path("/etc/hostname")
    secret = host.read_text(encoding="utf-8").strip() if host.is_file() else "no such file"
    assert not any(f">{secret}<" in rendered.html or "Chromium" in rendered.html for rendered in came.values())
    assert land.reached == []


@pytest.mark.parametrize(
    "url",
    ["file:///etc/hostname", "chrome://version", "data:text/html,x", "javascript:1", "view-source:http://127.0.0.1/", "about:blank", ""],
)
def test_only_web_addresses_are_opened(land: Ground, url: str) -> None:
    (rendered,) = land.visit((url,)).came
    assert (rendered.html, rendered.problem) == ("", f"{RenderProblem.FAILED}: no web address")


@contextlib.contextmanager
def _watched(folder: Path) -> Iterator[set[str]]:
    """Names of files in the folder that held the mark at any moment: what is removed again was on the disk all the same. Memory that the
    browser's processes share is left out, as long as it is not kept: it lies in files of such names where a machine has little of it."""
    seen: set[str] = set()
    over = threading.Event()

    def look(shared: str) -> None:
        for file in folder.rglob("*"):
            with contextlib.suppress(OSError):
                if not (shared and file.name.startswith(shared)) and file.is_file() and MARK in file.read_bytes()[:100_000]:
                    seen.add(file.name)

    def run() -> None:
        while not over.wait(0.05):
            look(".org.chromium.Chromium.")

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    yield seen
    over.set()
    thread.join()
    look("")


def test_no_download_is_kept_anywhere(land: Ground, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "TMPDIR", "XDG_DOWNLOAD_DIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        (tmp_path / name).mkdir()
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.chdir(tmp_path)
    sent = ("Content-Disposition: attachment; filename=a.exe", "Content-Type: application/octet-stream")
    land.site.raw("/a.exe", head(200, *sent, f"Content-Length: {len(MARK) * 1000}") + MARK * 1000)
    land.site.endless("/endless.zip", head(200, *sent), MARK, 0.0005)
    land.site.page("/by-link", "<a id=a download=b.exe href='/a.exe'>x</a><script>a.click()</script>")
    land.site.page("/by-frame", "<iframe src='/a.exe'></iframe><iframe src='/endless.zip'></iframe>")
    land.site.page(
        "/by-script",
        f"<script>for (let n = 0; n < 20; n++) {{ const a = document.createElement('a'); a.download = n + '.exe'; a.href = URL.createObjectURL(new Blob(['{MARK.decode()} '.repeat(1e4)])); document.body.append(a); a.click() }}</script>",
    )
    land.site.page("/by-address", "<script>onload = () => { location = '/a.exe' }</script>")
    land.site.page("/by-data", f"<a id=a download href='data:application/octet-stream,{MARK.decode()}'>x</a><script>a.click()</script>")
    with _watched(tmp_path) as seen:
        visited = land.visit(("/a.exe", "/endless.zip", "/by-link", "/by-frame", "/by-script", "/by-address", "/by-data"))
    direct, endless, *pages = visited.came
    assert [direct.problem, endless.problem] == [RenderProblem.FILE] * 2
    assert all(CALM in page.html for page in pages)
    assert land.site.times("/a.exe") >= 2
    assert seen == set(), seen


def test_a_password_is_asked_for_in_vain(land: Ground) -> None:
    land.site.answer("/basic", 401, b"<p>no</p>", 'WWW-Authenticate: Basic realm="x"')
    land.site.answer("/proxy", 407, b"<p>no</p>", 'Proxy-Authenticate: Basic realm="x"')
    land.site.page("/frame", "<iframe src='/basic'></iframe><script>fetch('/basic').catch(() => 0)</script>")
    basic, proxy, frame = land.visit(("/basic", "/proxy", "/frame")).came
    assert basic.problem == "HTTP 401 in the browser"
    assert proxy.html == ""
    assert proxy.problem
    assert CALM in frame.html
    assert not any("authorization" in name for asked in land.site.asked for name in asked.headers)


@pytest.mark.parametrize("demands", [True, False])
def test_a_certificate_is_asked_for_in_vain(land: Ground, tmp_path: Path, demands: bool) -> None:
    with asking_for_certificate(tmp_path, demands) as port:
        (rendered,) = land.visit((f"https://127.0.0.1:{port}/",), more=(f"127.0.0.1:{port}",)).came
    assert ("served without a certificate" in rendered.html) is not demands
    assert bool(rendered.problem) is demands


def test_the_sandbox_is_on_for_everybody_but_root(monkeypatch: pytest.MonkeyPatch) -> None:
    assert FOUND is not None
    for user in (1000, 0):
        monkeypatch.setattr("os.geteuid", lambda user=user: user)
        assert sandbox_usable() is (user != 0)
        assert ChromiumProcess(FOUND).sandbox is (user != 0)


@pytest.mark.skipif(sys.platform != "linux", reason="how a process is confined is read from /proc")
def test_pages_of_an_ordinary_user_run_in_the_sandbox_or_not_at_all(tmp_path: Path) -> None:
    program = Path(__file__).parent / "browser_sandboxed.py"
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else []
    if as_nobody and shutil.which("setpriv") is None:
        pytest.skip("root cannot become an ordinary user here")
    folder = tempfile.mkdtemp() if as_nobody else str(tmp_path)  # root's own folders are no home for others
    os.chmod(folder, 0o777)
    environment = {**os.environ, "HOME": folder, "TMPDIR": folder, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([*as_nobody, sys.executable, str(program)], capture_output=True, check=False, timeout=60, env=environment)
    shutil.rmtree(folder, ignore_errors=True)
    if as_nobody and done.returncode != 0 and b"ermission" in done.stderr:
        pytest.skip("an ordinary user may not read this environment")
    said = json.loads(done.stdout)
    if isinstance(said, str):
        assert "sandbox" in said  # where the system allows none, nothing is opened
    else:
        pages = [one for one in said if one["type"] == "renderer"]
        assert pages
        assert all(one["sandbox"] and one["filtered"] and one["apart"] for one in pages)
