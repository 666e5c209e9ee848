"""The tool's name and version, as reports print them."""

from importlib.metadata import PackageNotFoundError, version

TOOL = "oit-crawler"


def tool_version() -> str:
    """The installed version; "0+unknown" when run from a tree that was never installed."""
    try:
        return version(TOOL)
    except PackageNotFoundError:
        return "0+unknown"
