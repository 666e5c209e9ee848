"""Holds the floors of docs/DESIGN.md: imports run down only, each library has its home, the core touches nothing outside itself."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# Who may import whom, of our own packages.
MAY_IMPORT = {
    "oit": set(),
    "rules": {"oit"},
    "reading": {"oit"},
    "crawler": {"reading", "oit"},
    "store": {"oit"},
    "reports": {"oit"},
    "notify": {"oit"},
    "sample": {"oit", "rules"},
    "app": {"crawler", "store", "reports", "notify", "sample", "reading", "rules", "oit"},
    "cli_options": {"reports", "rules", "oit"},
    "cli_round": {"cli_options", "app", "reports", "store", "rules", "oit"},
    "cli_rules": {"cli_options", "app", "reports", "rules", "oit"},
    "cli_night": {"cli_options", "app", "crawler", "reports", "store", "oit"},
    "cli_notify": {"cli_options", "app", "store", "oit"},
    "cli_agencies": {"cli_options", "cli_keep", "app", "reports", "store", "rules", "oit"},
    "cli_attest": {"cli_options", "cli_trend", "app", "reports", "store", "oit"},
    "cli_help": {"cli_options", "reports"},
    "cli_itas": {"cli_options", "cli_trend", "app", "reports", "store", "oit"},
    "cli_keep": {"cli_options", "app", "reports", "store", "rules", "oit"},
    "cli_presubmit": {"cli_options", "cli_trend", "app", "reports", "store", "oit"},
    "cli_advice": {"cli_options", "cli_trend", "app", "reports", "store", "rules", "oit"},
    "cli_simulate": {"cli_options", "app", "reports", "store", "rules", "oit"},
    "cli_trend": {"cli_options", "app", "reports", "store", "rules", "oit"},
    "cli": {
        "cli_options",
        "cli_presubmit",
        "cli_attest",
        "cli_help",
        "cli_itas",
        "cli_trend",
        "cli_agencies",
        "cli_night",
        "cli_notify",
        "cli_keep",
        "cli_round",
        "cli_rules",
        "cli_advice",
        "cli_simulate",
        "app",
        "crawler",
        "store",
        "reports",
        "sample",
        "reading",
        "rules",
        "oit",
    },
}

# Distribution -> its modules (with those that come along and are used with it) and the only packages that may import them.
HOMES = {
    "scrapy": ({"scrapy", "twisted", "zope", "itemadapter", "w3lib", "OpenSSL", "service_identity"}, {"crawler"}),
    "playwright": ({"playwright"}, {"crawler"}),
    "tldextract": ({"tldextract"}, {"crawler"}),
    "selectolax": ({"selectolax"}, {"reading"}),
    "beautifulsoup4": ({"bs4"}, {"reading"}),
    "lxml": ({"lxml"}, {"reading"}),
    "pypdfium2": ({"pypdfium2"}, {"reading"}),
    "pikepdf": ({"pikepdf"}, {"reading"}),
    "python-calamine": ({"python_calamine"}, {"reading"}),
    "olefile": ({"olefile"}, {"reading"}),
    "defusedxml": ({"defusedxml"}, {"reading"}),
    "rapidfuzz": ({"rapidfuzz"}, {"oit"}),
    "warcio": ({"warcio"}, {"store"}),
    "sqlalchemy": ({"sqlalchemy"}, {"store"}),
    "alembic": ({"alembic"}, {"store"}),
    "psycopg": ({"psycopg"}, {"store"}),
    "platformdirs": ({"platformdirs"}, {"store"}),
    "click": (
        {"click"},
        {
            "cli",
            "cli_agencies",
            "cli_attest",
            "cli_help",
            "cli_itas",
            "cli_keep",
            "cli_night",
            "cli_notify",
            "cli_options",
            "cli_presubmit",
            "cli_round",
            "cli_rules",
            "cli_advice",
            "cli_simulate",
            "cli_trend",
        },
    ),
    "rich": ({"rich"}, {"reports", "cli"}),
    "jinja2": ({"jinja2", "markupsafe"}, {"reports", "sample"}),
    "openpyxl": ({"openpyxl"}, {"reading", "reports", "sample"}),
    "python-docx": ({"docx"}, {"reports", "sample"}),
    "fpdf2": ({"fpdf"}, {"sample"}),
    "pillow": ({"PIL"}, {"sample", "reading"}),
    "pyyaml": ({"yaml"}, {"rules", "sample"}),
    "filelock": ({"filelock"}, {"app"}),
    "apprise": ({"apprise"}, {"notify"}),
}
HOME_OF = {module: homes for modules, homes in HOMES.values() for module in modules}

# The core knows no network, disk, clock, environment, chance or other process. A name below a module is told with a dot.
NOT_IN_CORE = {
    "asyncio", "ctypes", "fileinput", "ftplib", "getpass", "glob", "http", "importlib", "imaplib", "io", "locale", "mmap",
    "multiprocessing", "os", "pathlib.Path", "pathlib.PosixPath", "pathlib.WindowsPath", "pickle", "poplib", "random", "secrets", "select",
    "selectors", "shelve", "shutil", "signal", "smtplib", "socket", "socketserver", "sqlite3", "ssl", "subprocess", "sys", "tempfile",
    "threading", "time", "urllib.request", "uuid", "webbrowser", "xmlrpc", "zipfile",
}  # fmt: skip
CLOCK_CALLS = {"now", "utcnow", "today"}
DISK_CALLS = {"open", "input", "print", "exec", "eval", "__import__"}
DISK_METHODS = {"read_text", "write_text", "read_bytes", "write_bytes", "unlink", "mkdir"}


def source_files() -> list[Path]:
    folders = [path for name in MAY_IMPORT for path in sorted((ROOT / name).rglob("*.py"))]
    return [path for path in [*folders, *(ROOT / f"{name}.py" for name in MAY_IMPORT)] if path.is_file()]


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def owner(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path, tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and full dotted name of everything a file imports, wherever in it; relative imports as what they mean."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            module = ".".join([*above, *([node.module] if node.module else [])])
            yield from ((node.lineno, f"{module}.{alias.name}") for alias in node.names)


def import_faults(path: Path, tree: ast.AST) -> Iterator[str]:
    me = owner(path)
    for line, name in imported(path, tree):
        top = name.partition(".")[0]
        if top == me or top in sys.stdlib_module_names:
            continue
        if top in MAY_IMPORT:
            if top not in MAY_IMPORT[me]:
                allowed = ", ".join(sorted(MAY_IMPORT[me])) or "none of ours"
                yield f"{shown(path)}:{line}: {me} may not import {top}; it may import {allowed}"
        elif top not in HOME_OF:
            yield f"{shown(path)}:{line}: {top} has no home; give it one in docs/DESIGN.md and in HOMES, or do without"
        elif me not in HOME_OF[top]:
            yield f"{shown(path)}:{line}: {me} may not import {top}; its home is {', '.join(sorted(HOME_OF[top]))}"


def core_faults(path: Path, tree: ast.AST) -> Iterator[str]:
    for line, name in imported(path, tree):
        parts = name.split(".")
        if parts[0] in NOT_IN_CORE or ".".join(parts[:2]) in NOT_IN_CORE or name == "pathlib":
            yield f"{shown(path)}:{line}: the core may not import {name}: it knows no network, disk, clock, environment or chance"
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            if isinstance(called, ast.Attribute) and called.attr in CLOCK_CALLS:
                yield f"{shown(path)}:{node.lineno}: the core may not read the clock ({called.attr}()): the day is an argument"
            elif isinstance(called, ast.Attribute) and called.attr in DISK_METHODS:
                yield f"{shown(path)}:{node.lineno}: the core may not touch the disk ({called.attr}())"
            elif isinstance(called, ast.Name) and called.id in DISK_CALLS:
                yield f"{shown(path)}:{node.lineno}: the core may not call {called.id}()"


def faults(path: Path, text: str) -> list[str]:
    tree = ast.parse(text, shown(path))
    return [*import_faults(path, tree), *(core_faults(path, tree) if owner(path) == "oit" else ())]


@pytest.mark.parametrize("path", source_files(), ids=shown)
def test_a_file_keeps_to_its_floor(path: Path) -> None:
    assert faults(path, path.read_text(encoding="utf-8")) == []


def test_every_package_is_looked_at() -> None:
    ours = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    assert ours <= set(MAY_IMPORT)
    assert {owner(path) for path in source_files()} == set(MAY_IMPORT)


@pytest.mark.parametrize(
    ("file", "text", "fault"),
    [
        ("oit/x.py", "import rules", "oit may not import rules; it may import none of ours"),
        ("oit/x.py", "def f():\n    from store.database import open_database", "oit/x.py:2: oit may not import store"),
        ("oit/checks/x.py", "from ...crawler import y", "oit may not import crawler"),
        ("crawler/x.py", "import store.models", "crawler may not import store; it may import oit, reading"),
        ("reports/x.py", "import sqlalchemy as s", "reports may not import sqlalchemy; its home is store"),
        ("app/x.py", "from twisted.internet import reactor", "app may not import twisted; its home is crawler"),
        ("app/x.py", "import cli", "app may not import cli"),
        ("store/x.py", "import requests", "requests has no home"),
        ("oit/x.py", "from urllib import request", "the core may not import urllib.request"),
        ("oit/x.py", "import urllib.request as r", "the core may not import urllib.request"),
        ("oit/x.py", "from pathlib import Path", "the core may not import pathlib.Path"),
        ("oit/x.py", "import pathlib", "the core may not import pathlib"),
        ("oit/x.py", "import os.path", "the core may not import os.path"),
        ("oit/x.py", "import datetime as d\nd.date.today()", "oit/x.py:2: the core may not read the clock"),
        ("oit/x.py", "open('a')", "the core may not call open()"),
        ("oit/x.py", "p.read_text()", "the core may not touch the disk"),
    ],
)
def test_what_is_not_allowed_is_seen(file: str, text: str, fault: str) -> None:
    (told,) = faults(ROOT / file, text)
    assert fault in told


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("oit/x.py", "from urllib.parse import urlsplit\nfrom pathlib import PurePosixPath\nimport datetime, re\nimport oit.words"),
        ("oit/checks/x.py", "from . import y\nfrom ..words import z\nfrom rapidfuzz import fuzz"),
        ("store/x.py", "import sqlite3, time\nfrom datetime import datetime\ndatetime.now()\nopen('a')\nimport sqlalchemy.orm"),
    ],
)
def test_what_is_allowed_is_let_through(file: str, text: str) -> None:
    assert faults(ROOT / file, text) == []
