"""What all tests run with (conftest.py): compiled modules are kept, and the files that take longest begin first."""

import gc
import os
import sys
from collections.abc import Iterator

import pytest

# Many tests start the command line, a crawl or a reader in a process of its own; each would compile all modules anew where this is set.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Three processes share the files (many tests wait), whole files at a time: a long one that begins last leaves the others idle. What is not
# named here follows.
LONGEST_FIRST = (
    "crawler/test_crawler_browser.py",
    "app/test_app_sample.py",
    "night/test_night.py",
    "store/test_store_migrations.py",
    "crawler/test_render_trouble.py",
    "hostile/test_hostile_browser_manners.py",
    "hostile/test_hostile_browser_endless.py",
    "store/test_store_database.py",
    "hostile/test_hostile_files_archives.py",
    "variants/test_variant_sites.py",
    "hostile/test_hostile_browser_floods.py",
    "crawler/test_crawler_crawl.py",
    "variants/test_variants.py",
    "crawler/test_repeat_crawl.py",
    "crawler/test_repeat_verdicts.py",
    "night/test_night_endings.py",
    "night/test_night_kills.py",
    "crawler/test_crawler_trouble.py",
    "hostile/test_hostile_browser_addresses.py",
    "survives/test_survives_database.py",
    "survives/test_survives_full_disk.py",
    "app/test_app_limits.py",
    "crawler/test_render_routers.py",
    "app/test_app_bad_input.py",
    "app/test_app_start.py",
    "crawler/test_render_pages.py",
    "night/test_queue.py",
    "hostile/test_net_sites.py",
    "survives/test_survives_kills_files.py",
    "survives/test_survives_kills_saving.py",
    "survives/test_survives_kills_second.py",
    "survives/test_survives_kills.py",
    "survives/test_survives_endings.py",
    "app/test_rule_docs.py",
    "app/test_app_interrupted.py",
    "hostile/test_hostile_output_reports.py",
    "app/test_app_ocr.py",
    "app/test_app_prune.py",
    "hostile/test_hostile_output_site.py",
    "hostile/test_hostile_browser_spellings.py",
    "survives/test_survives_two_at_once.py",
    "hostile/test_net_check.py",
    "hostile/test_hostile_growth.py",
    "test_goal_site.py",
    "crawler/test_crawler_second_looks.py",
    "hostile/test_hostile_files_pages_large.py",
    "app/test_outside_served.py",
    "app/test_app_rule_tools.py",
    "app/test_rule_impact.py",
    "crawler/test_crawler_manners.py",
    "hostile/test_hostile_files_pdf.py",
    "hostile/test_net_time.py",
    "hostile/test_hostile_output_browser.py",
    "app/test_rule_explain.py",
    "hostile/test_net_redirects.py",
    "hostile/test_hostile_files_pages.py",
    "reading/test_reading_ocr.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Orders the files; within a file nothing changes."""
    place = {name: number for number, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: place.get(item.nodeid.partition("::")[0].removeprefix("tests/"), len(place)))


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Ten thousand tests are made of a million objects that stay: the collector of garbage need not look at them, now or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
