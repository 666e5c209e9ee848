"""However a forbidden address is written, the browser does not get there. The last test opens the guard: most spellings lead."""

from collections.abc import Iterator

import pytest

from tests.hostile.browser_ground import FOUND, Ground, ground
from tests.hostile.browser_pages import BESIDE_SPELLINGS, FAR_SPELLINGS

pytestmark = [pytest.mark.browser, pytest.mark.skipif(FOUND is None, reason="no Chromium on this machine")]


@pytest.fixture
def land() -> Iterator[Ground]:
    with ground() as made:
        yield made


def _spelled(land: Ground) -> list[str]:
    return [f"{name}:{land.far.port}" for name in FAR_SPELLINGS] + [f"{name}:{land.beside.port}" for name in BESIDE_SPELLINGS]


def test_no_spelling_leads_there_from_a_page(land: Ground) -> None:
    tries = "".join(
        f"<script>try {{ fetch('http://{place}/', {{mode: 'no-cors'}}).catch(() => 0) }} catch (e) {{}}"
        f" try {{ new WebSocket('ws://{place.split('@')[-1]}/') }} catch (e) {{}}</script>"
        f"<iframe src='http://{place}/'></iframe><iframe src='/to?{number}'></iframe>"
        for number, place in enumerate(_spelled(land))
    )
    land.site.page("/spellings", tries)
    for number, place in enumerate(_spelled(land)):
        land.site.redirect(f"/to?{number}", f"http://{place}/")
    visited = land.visit(("/spellings",))
    assert land.reached == []
    assert visited.refused > len(FAR_SPELLINGS)
    assert land.site.times("/to?3") == 1


def test_no_spelling_leads_there_as_the_page_itself(land: Ground) -> None:
    visited = land.visit([f"http://{place}/" for place in _spelled(land)])
    assert land.reached == []
    assert [rendered.html for rendered in visited.came] == [""] * len(_spelled(land))
    assert visited.refused >= len(FAR_SPELLINGS) // 2


def test_the_spellings_lead_there_where_the_guard_is_open(land: Ground) -> None:
    frames = "".join(f"<iframe src='http://{name}:{land.far.port}/{number}'></iframe>" for number, name in enumerate(FAR_SPELLINGS))
    land.site.page("/frames", frames)
    land.visit(("/frames",), more=("127.0.0.2",))
    reached = {int(path.strip("/")) for path in land.far.paths() if path.strip("/").isdecimal()}
    assert len(reached) >= 12
