"""Pages of the largest size that the crawl keeps, made to hang or swell a reader: each ends in a few seconds and says that it was cut."""

# ruff: noqa: E501 - a case is easier to read in one line

import os
import sys

import pytest

from tests.hostile.bounded import bounded
from tests.hostile.made_pages import LARGEST, PAGES, assert_within, measures

# One of each kind of cost: names, boxes, formatting, encodings. The others, and every other page, by make fuzz.
DEAREST = ("attribute_names_many", "forms_of_tables", "svg_style_nested", "cp874_alone")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory limits of a process need POSIX")


@pytest.mark.parametrize("name", DEAREST)
def test_the_dearest_pages_of_the_largest_size_end(name: str) -> None:
    """Some four seconds and 200 MB were measured; the bounds leave room for slow machines, and none for a cost that grows with the square."""
    done = bounded(measures, name, LARGEST, seconds=15, megabytes=500)
    assert_within(done.value)
    assert done.value[0] == "too_large"


@pytest.mark.skipif("OIT_FUZZ_MINUTES" not in os.environ, reason="all of them take minutes: make fuzz")
@pytest.mark.parametrize("name", sorted(PAGES))
def test_each_page_of_the_largest_size_ends(name: str) -> None:
    assert_within(bounded(measures, name, LARGEST, seconds=15, megabytes=500).value)
