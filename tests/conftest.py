"""What tests share: where the repository is, what stands beside it, and the browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# Time limits of single examples say more about the machine than about the code. In continuous
# integration the same examples run every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints what tests have counted (`record_property("counted", …)`), also those in other processes."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    for report in reports:
        for name, said in getattr(report, "user_properties", ()):
            if name == "counted" and report.when == "call":
                terminalreporter.write_line(str(said))


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's root folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository; without it the test is skipped and says so."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the repository")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's Chromium. Where REVI_BROWSER=required a missing one is a failure, not a skip."""
    found = shutil.which("chromium")
    if found is None and os.environ.get("REVI_BROWSER") == "required":
        pytest.fail("REVI_BROWSER=required, and there is no chromium on the PATH")
    if found is None:
        pytest.skip("no chromium on the PATH; on Debian: apt-get install chromium")
    return Path(found)
