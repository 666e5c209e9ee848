"""`kill -9` when certain files appear: the folder, the first answer, the first reading, the manifest."""

from pathlib import Path

from tests.survives.checks import finished, folders, needs_proc, started
from tests.survives.killing import Ground, newest
from tests.survives.small_site import served


@needs_proc
def test_kills_at_certain_moments(tmp_path: Path) -> None:
    ground = Ground(tmp_path)
    with served() as site:
        for name in ("", "responses.jsonl", "read/*/*.gz", "manifest.json"):
            happened = newest(ground, name) if name else lambda: bool(folders(ground.data))
            check = started(site.url, ground.data)
            assert check.wait_for(happened)
            ground.kill(check)
        ground.undisturbed(site.url)
        assert len(folders(tmp_path)) >= len(finished(tmp_path)) + 2  # those of the first two kills at least are unfinished
        ground.prune()
    assert ground.kills == 4
