"""Every variant that a selected test asks for is checked once."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from sample import build
from sample.variants import VARIANTS
from tests.variants.checks import AT_A_TIME, Checks, why_not


@pytest.fixture(scope="session")
def checks(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Checks]:
    built, work = tmp_path_factory.mktemp("built"), tmp_path_factory.mktemp("checked")
    build(built, next(iter(VARIANTS)))
    asked = {item.callspec.params.get("name") for item in request.session.items if hasattr(item, "callspec")}
    names = [name for name in VARIANTS if name in asked and not why_not(name)]
    with ThreadPoolExecutor(AT_A_TIME) as pool:
        yield Checks(names, built, work, pool)
