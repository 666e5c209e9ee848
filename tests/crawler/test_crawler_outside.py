"""What the crawl does with links to other hosts: redirects, answers that are notices, folders, and a site's own former names."""

import pytest

import rules
from crawler.outside import Answer, OutsidePlan, OutsidePolicy
from crawler.outside_answers import confirmed_address
from crawler.scope import Scope
from oit.content import Page
from oit.outside import Reach
from oit.snapshot import FetchFailure
from reading.html import read_page

SITE = Scope.of("https://www.abt-x.go.th/")
POLICY = OutsidePolicy(rules.load_outside())
ID = "1AbCdEfGhIjKlMnOpQrStUv"
DOWNLOAD = f"https://drive.usercontent.google.com/download?id={ID}&export=download&confirm=t"
FOLDER = f"https://drive.google.com/drive/folders/{ID}"
WARNING = f"""<html><head><title>Google Drive - Virus scan warning</title></head><body><p>Google Drive can't scan this file for viruses.</p>
<form id="download-form" action="https://drive.usercontent.google.com/download" method="get"><input type="submit" value="Download anyway">
<input type="hidden" name="id" value="{ID}"><input type="hidden" name="export" value="download">
<input type="hidden" name="confirm" value="t"><input type="hidden" name="uuid" value="0731bdf8-42b1"></form></body></html>"""


def page(title: str, body: str, url: str = "https://drive.google.com/x") -> Page:
    return read_page(f"<html><head><title>{title}</title></head><body>{body}</body></html>".encode(), url, "text/html; charset=utf-8")


def plan(url: str, scope: Scope = SITE) -> OutsidePlan:
    return POLICY.plan(url, scope)


# -- redirects


@pytest.mark.parametrize(
    ("url", "hop", "kind", "reach", "address"),
    [
        ("https://bit.ly/3x", f"https://drive.google.com/file/d/{ID}/view", "google_drive_file", Reach.FETCH, DOWNLOAD),
        ("https://bit.ly/3x", "https://www.facebook.com/abtx", "facebook", Reach.CHECK, "https://www.facebook.com/abtx"),
        ("https://bit.ly/3x", "https://abt-x.go.th/plan.pdf", "", Reach.FETCH, "https://abt-x.go.th/plan.pdf"),
        ("https://bit.ly/3x", "https://www.other-agency.go.th/", "front_page", Reach.LEAVE, "https://www.other-agency.go.th/"),
        ("https://bit.ly/3x", "https://shorturl.at/y", "short_link", Reach.FETCH, "https://shorturl.at/y"),
        ("https://bit.ly/3x", FOLDER, "google_drive_folder", Reach.FOLLOW, f"https://drive.google.com/embeddedfolderview?id={ID}"),
        (f"https://drive.google.com/open?id={ID}", FOLDER, "google_drive_folder", Reach.FOLLOW,
         f"https://drive.google.com/embeddedfolderview?id={ID}"),
        (f"https://drive.google.com/file/d/{ID}/view", f"https://docs.google.com/document/d/{ID}/edit", "google_docs", Reach.FETCH,
         f"https://docs.google.com/document/d/{ID}/export?format=docx"),
        (f"https://docs.google.com/spreadsheets/d/{ID}/edit", "https://doc-0c-sheets.googleusercontent.com/export/a/b", "google_sheets",
         Reach.FETCH, "https://doc-0c-sheets.googleusercontent.com/export/a/b"),
        ("https://www.dropbox.com/s/a/b.pdf?dl=0", "https://uc1.dl.dropboxusercontent.com/cd/0/get/x", "dropbox_raw", Reach.FETCH,
         "https://uc1.dl.dropboxusercontent.com/cd/0/get/x"),
        ("http://files.example.com/a.pdf", "https://files.example.com/a.pdf", "other", Reach.FETCH, "https://files.example.com/a.pdf"),
        ("https://files.example.com/gone.pdf", "https://files.example.com/", "front_page", Reach.LEAVE, "https://files.example.com/"),
        ("https://forms.gle/AbC", "https://docs.google.com/forms/d/e/1/viewform", "google_forms", Reach.CHECK,
         "https://docs.google.com/forms/d/e/1/viewform"),
        (f"https://drive.google.com/file/d/{ID}/view", "https://accounts.google.com/v3/signin/identifier?c=x", "google_drive_file",
         Reach.LEAVE, "https://accounts.google.com/v3/signin/identifier?c=x"),
    ],
)  # fmt: skip
def test_a_redirect_is_judged_by_where_it_leads(url: str, hop: str, kind: str, reach: Reach, address: str) -> None:
    found = POLICY.redirected(plan(url), hop, SITE)
    assert (found.kind, found.reach, found.address, found.url) == (kind, reach, address, url)


def test_what_is_only_checked_is_never_read_after_a_redirect() -> None:
    checking = OutsidePolicy(rules.load_outside(), "check")
    found = checking.redirected(checking.plan("https://bit.ly/3x", SITE), f"https://drive.google.com/file/d/{ID}/view", SITE)
    assert (found.reach, found.keeps) == (Reach.CHECK, False)


def test_a_redirect_to_a_login_is_told_as_one() -> None:
    asked = POLICY.redirected(plan(f"https://drive.google.com/file/d/{ID}/view"), "https://accounts.google.com/ServiceLogin?x=1", SITE)
    assert POLICY.left(asked).failure is FetchFailure.LOGIN
    assert POLICY.left(POLICY.redirected(plan("https://bit.ly/3x"), "https://www.other-agency.go.th/", SITE)) == Answer()


# -- answers


def test_a_file_is_content() -> None:
    assert POLICY.answered(plan(FOLDER.replace("drive/folders", "file/d")), None, DOWNLOAD, None) == Answer()


@pytest.mark.parametrize(
    ("title", "body", "status", "failure"),
    [
        ("Google Drive: Access Denied", "<p>You need access</p>", None, FetchFailure.LOGIN),
        ("Google ไดรฟ์", "<p>คุณต้องมีสิทธิ์เข้าถึง</p>", FetchFailure.LOGIN, FetchFailure.LOGIN),
        ("Google Drive", "<p>Sorry, the file you have requested does not exist.</p>", None, FetchFailure.NOT_FOUND),
        ("Google Drive", "<p>Sorry, the file you have requested does not exist.</p>", FetchFailure.NOT_FOUND, FetchFailure.NOT_FOUND),
        ("Google Drive - Quota exceeded", "<p>Too many users have viewed or downloaded this file.</p>", None, FetchFailure.TOO_MANY),
        ("plan.pdf - Google Drive", "<div id=drive></div>", None, FetchFailure.NEEDS_BROWSER),
    ],
)
def test_a_notice_in_place_of_a_file_is_told(title: str, body: str, status: FetchFailure | None, failure: FetchFailure) -> None:
    asked = POLICY.after(
        plan(f"https://drive.google.com/file/d/{ID}/view"), f"https://drive.google.com/uc?export=download&id={ID}&confirm=t"
    )
    answer = POLICY.answered(asked, status, asked.address, page(title, body))
    assert (answer.failure, answer.address) == (failure, "")
    assert answer.detail


def test_another_address_is_tried_where_the_first_gives_no_file() -> None:
    asked, tried = plan(f"https://docs.google.com/document/d/{ID}/edit"), []
    while True:
        tried.append(asked.address)
        answer = POLICY.answered(asked, FetchFailure.NOT_FOUND, asked.address, None)
        if not answer.address:
            break
        asked = POLICY.after(asked, answer.address)
    assert answer.failure is FetchFailure.NOT_FOUND
    assert tried == [
        f"https://docs.google.com/document/d/{ID}/export?format=docx",
        DOWNLOAD,
        f"https://docs.google.com/document/d/{ID}/mobilebasic",
    ]
    last = POLICY.answered(asked, None, asked.address, page("แผน", "<p>แผนปฏิบัติราชการ พ.ศ. 2566</p>"))
    assert last == Answer()


def test_a_file_that_is_not_shared_is_asked_for_once() -> None:
    asked = plan(f"https://docs.google.com/document/d/{ID}/edit")
    assert POLICY.answered(asked, FetchFailure.LOGIN, asked.address, page("Google Docs: Sign-in", "")).address == ""


def test_the_warning_about_large_files_leads_to_the_file() -> None:
    asked = plan(f"https://drive.google.com/file/d/{ID}/view")
    body = WARNING.encode()
    answer = POLICY.answered(asked, None, DOWNLOAD, read_page(body, DOWNLOAD, "text/html"), body)
    assert answer.address == f"{DOWNLOAD}&uuid=0731bdf8-42b1"
    hostile = WARNING.replace("https://drive.usercontent.google.com/download", "https://evil.example/x").encode()
    answer = POLICY.answered(asked, None, DOWNLOAD, read_page(hostile, DOWNLOAD, "text/html"), hostile)
    assert "evil" not in answer.address


@pytest.mark.parametrize(
    "body", [b"", b"<form id=download-form>", b"<form id='download-form' action='http://[::1'><input type=hidden name=a>", b"\xff" * 9]
)
def test_a_page_without_such_a_form_confirms_nothing(body: bytes) -> None:
    assert confirmed_address(body, DOWNLOAD) == ""


def test_older_warnings_bear_a_link() -> None:
    body = b'<a id="uc-download-link" href="/uc?export=download&amp;confirm=AbCd&amp;id=1x">Download anyway</a>'
    assert confirmed_address(body, "https://docs.google.com/uc?id=1x") == "https://docs.google.com/uc?export=download&confirm=AbCd&id=1x"


# -- going on

ENTRIES = f'<div class="flip-entry"><a href="https://drive.google.com/file/d/{ID}/view"><div>แผน.pdf</div></a></div>'


def test_a_folder_leads_on_to_its_files_and_folders_and_no_further() -> None:
    first = plan(FOLDER)
    assert first.steps == 2
    assert POLICY.answered(first, None, first.address, page("ITA", ENTRIES)) == Answer()
    inner = POLICY.onward(first, FOLDER.replace("1Ab", "2Cd"), SITE)
    assert (inner.reach, inner.steps) == (Reach.FOLLOW, 1)
    file = POLICY.onward(inner, f"https://drive.google.com/file/d/{ID}/view", SITE)
    assert (file.reach, file.steps, file.address) == (Reach.FETCH, 0, DOWNLOAD)
    assert not POLICY.onward(file, FOLDER, SITE).opens
    assert not POLICY.onward(first, "https://support.google.com/drive", SITE).opens
    assert POLICY.onward(first, "https://www.abt-x.go.th/plan.pdf", SITE).kind != ""


def test_a_folder_that_names_no_file_is_not_called_empty() -> None:
    first = plan(FOLDER)
    assert POLICY.answered(first, None, first.address, page("Google Drive", "<div id=app></div>")).failure is FetchFailure.NEEDS_BROWSER


def test_a_site_at_a_provider_is_followed_within_its_path() -> None:
    first = plan("https://sites.google.com/view/abt-x-ita/home")
    assert POLICY.onward(first, "https://sites.google.com/view/abt-x-ita/o10", SITE).reach is Reach.FOLLOW
    assert not POLICY.onward(first, "https://sites.google.com/view/another/o10", SITE).opens
    assert not POLICY.onward(first, "https://sites.google.com/view/abt-x-ita-evil/o10", SITE).opens
    assert POLICY.onward(first, FOLDER, SITE).reach is Reach.FOLLOW


def test_a_sister_host_is_followed_one_step() -> None:
    office = Scope.of("https://phuket.doae.go.th/")
    first = plan("https://www.doae.go.th/plan", office)
    file = POLICY.onward(first, "https://www.doae.go.th/files/plan.pdf", office)
    assert (first.kind, file.reach, file.steps) == ("sister_host", Reach.FETCH, 0)
    assert not POLICY.onward(first, "https://www.other-agency.go.th/plan.pdf", office).opens
    assert not POLICY.onward(file, "https://www.doae.go.th/files/b.pdf", office).opens


# -- own host under other names


@pytest.mark.parametrize(
    ("old", "new", "proved"),
    [
        ("http://www.abt-x.com/plan/2566.html", "https://www.abt-x.go.th/plan/2566.html", True),
        ("http://old-name.in.th/plan", "https://abt-x.go.th/plan/", True),
        ("http://www.abt-x.com/", "https://www.abt-x.go.th/index.php", True),
        ("http://old-name.in.th/", "https://www.abt-x.go.th/", False),  # anybody's front page may lead there
        ("http://old-name.in.th/news/7", "https://www.abt-x.go.th/", False),
        ("https://bit.ly/plan", "https://www.abt-x.go.th/plan", False),
        ("https://www.facebook.com/plan", "https://www.abt-x.go.th/plan", False),
        ("http://192.0.2.7/plan", "https://www.abt-x.go.th/plan", False),
        ("http://www.abt-x.com/plan", "https://www.other-agency.go.th/plan", False),
        ("nonsense", "https://www.abt-x.go.th/plan", False),
    ],
)
def test_an_old_domain_is_the_sites_own_only_by_a_redirect_that_was_seen(old: str, new: str, proved: bool) -> None:
    scope = SITE.moved_from(old, new)
    assert (scope != SITE) is proved
    assert scope.owns(old) is proved
    if proved:
        assert scope.today("/".join([*old.split("/")[:3], "a.pdf?x=1"])) == f"https://{new.split('/')[2]}/a.pdf?x=1"
        assert scope.owns(scope.today(old))
        assert SITE.owns(scope.today(old))
    assert scope.today("https://www.abt-x.go.th/plan") == "https://www.abt-x.go.th/plan"


def test_an_office_on_its_provinces_site_has_no_old_domains() -> None:
    office = Scope.of("https://province.go.th/office/")
    assert office.moved_from("http://office-x.com/office/a", "https://province.go.th/office/a") == office


@pytest.mark.parametrize(
    ("url", "may"),
    [
        ("http://www.abt-x.com/plan", True), ("http://abt-x.or.th/", True), ("https://abt-y.com/", False),
        ("https://www.abt-x.go.th/", False), ("https://www.facebook.com/", False), ("http://127.0.0.1/", False), ("", False),
    ],
)  # fmt: skip
def test_a_domain_of_the_same_name_may_be_an_old_one(url: str, may: bool) -> None:
    assert SITE.may_be_old(url) is may
    assert not SITE.owns(url) or not may


def test_the_hosts_of_a_scope_are_those_of_its_places() -> None:
    assert Scope.of("http://www.abt-x.go.th:8080/").hosts == ("abt-x.go.th:8080",)
    assert SITE.moved_from("http://www.abt-x.com/a", "https://www.abt-x.go.th/a").hosts == ("abt-x.go.th", "abt-x.com")
