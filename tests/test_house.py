"""The set-up of the house: what a fresh copy and an installed package must hold, and that the papers tell the truth about it."""

import importlib.metadata
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from test_floors import HOMES, MAY_IMPORT

from tests.order import LONGEST_FIRST

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
MODULES = sorted(path.stem for path in ROOT.glob("cli*.py"))
PACKAGES = sorted(set(MAY_IMPORT) - set(MODULES))


def dependencies(*extras: str) -> list[Requirement]:
    texts = [*PROJECT["dependencies"], *(text for extra in extras for text in PROJECT["optional-dependencies"][extra])]
    return [Requirement(text) for text in texts]


@pytest.mark.parametrize(
    "name", ["README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "docs/DESIGN.md", "requirements.lock", ".ci/run"]
)
def test_a_paper_everyone_looks_for_is_there(name: str) -> None:
    assert (ROOT / name).stat().st_size > 0


def test_the_continuous_integration_runs_the_readmes_test_command() -> None:
    run = ROOT / ".ci" / "run"
    assert run.stat().st_mode & 0o111
    assert run.read_text(encoding="utf-8").rstrip().endswith("\nexec make test")
    assert "make test" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_changelog_knows_this_version() -> None:
    assert f"## [{PROJECT['version']}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def locked() -> dict[str, Version]:
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pins = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): Version(version) for name, version in pins}


@pytest.mark.parametrize("needed", dependencies("dev", "postgresql"), ids=lambda needed: needed.name)
def test_the_lock_holds_a_version_that_is_allowed(needed: Requirement) -> None:
    assert needed.specifier.contains(locked()[canonicalize_name(needed.name)]), "run: make lock"


def test_the_lock_holds_what_the_dependencies_need() -> None:
    """Everything that the installed dependencies ask for on this machine, down to the last."""
    waiting, seen = [canonicalize_name(needed.name) for needed in dependencies("dev")], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        needs = [Requirement(text) for text in importlib.metadata.requires(name) or ()]
        waiting += [canonicalize_name(n.name) for n in needs if n.marker is None or n.marker.evaluate({"extra": ""})]
    assert sorted(seen - set(locked())) == []


def test_the_lock_names_no_place() -> None:
    text = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|@ |^-", text, re.MULTILINE)


def table_of_dependencies() -> dict[str, set[str]]:
    """Name -> homes, as docs/DESIGN.md tells them."""
    text = (ROOT / "docs" / "DESIGN.md").read_text(encoding="utf-8")
    _, _, after = text.partition("\n## Dependencies\n")
    part = after.partition("\n## ")[0]
    rows = [[cell.strip(" `") for cell in line.strip("| ").split("|")] for line in part.splitlines() if line.startswith("|")]
    homes = {row[0]: set(re.findall(rf"\b({'|'.join(MAY_IMPORT)})\b", row[1])) for row in rows if len(row) >= 3 and all(row[:3])}
    return {canonicalize_name(name.partition("[")[0]): home for name, home in homes.items()}


@pytest.mark.parametrize("needed", dependencies("postgresql"), ids=lambda needed: needed.name)
def test_the_design_tells_home_and_reason_of_every_dependency(needed: Requirement) -> None:
    name = canonicalize_name(needed.name)
    table = table_of_dependencies()
    assert name in table, f"docs/DESIGN.md, Dependencies: no row with name, home and reason for {name}"
    _, homes = HOMES[name]
    assert table[name] == homes, f"docs/DESIGN.md, Dependencies: {name} has another home there than in tests/test_floors.py"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package, built from a copy of the tree."""
    if Version(importlib.metadata.version("setuptools")) < Version("77"):
        pytest.skip("setuptools 77 or newer is not installed: the wheel cannot be built here")
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in [*PACKAGES, *(f"{name}.py" for name in MODULES), "pyproject.toml", "README.md", "LICENSE"]:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, tree / name)
    command = [sys.executable, "-m", "pip", "wheel", str(tree), "--no-deps", "--no-build-isolation", "--no-index", "-q", "-w", str(out)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr[-2000:]
    (made,) = out.glob("*.whl")
    return made


def test_the_wheel_holds_every_file_of_the_packages(wheel: Path) -> None:
    """Code and data: packs, templates, migrations, schema, fonts."""
    inside = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for path in (ROOT / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }
    assert sorted(wanted - inside) == []
    assert {*(f"{name}.py" for name in MODULES), "rules/o01_o43.yaml", "reports/audit.schema.json", "store/migrations/env.py"} <= inside
    assert not [name for name in inside if name.startswith(("tests/", "scripts/"))]


def test_what_is_in_the_wheel_works_without_the_tree(wheel: Path, tmp_path: Path) -> None:
    """The migrations are found as data of the installed package, and the command starts."""
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    program = (
        "import sys; sys.path.insert(0, 'site'); import store.database, cli\n"
        "assert store.__file__.startswith(sys.argv[1]) and cli.__file__.startswith(sys.argv[1])\n"
        "store.database.open_database('oit.db').close()\n"
        "cli.main(['--help'])"
    )
    command = [sys.executable, "-P", "-c", program, str(tmp_path / "site")]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert "Usage" in run.stdout
    assert (tmp_path / "oit.db").is_file()


def test_the_files_that_begin_early_are_there() -> None:
    assert [name for name in LONGEST_FIRST if not (ROOT / "tests" / name).is_file()] == []
    assert len(set(LONGEST_FIRST)) == len(LONGEST_FIRST) > 0
