"""What tests share: where the repository is, what stands beside it, and the browser."""

from __future__ import annotations

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parents[1]

# A shell that starts the tests in the background lets them ignore Ctrl-C, and what they start would, too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# Time limits of single examples say more about the machine than about the code. In continuous
# integration the same examples run every time.
settings.register_profile("local", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True, database=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


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
def node(root: Path) -> Path:
    """The folder of Node's programs, from package-lock.json. In continuous integration they must be there."""
    programs = root / "node_modules/.bin"
    why = "" if shutil.which("node") else "no node on the PATH; on Debian: apt-get install nodejs npm"
    why = why or ("" if programs.is_dir() else "no node_modules; make test installs it")
    if why and os.environ.get("CI"):
        pytest.fail(f"CI is set, and there is {why}")
    if why:
        pytest.skip(why)
    return programs


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how many vectors each language answered."""
    counts: dict[str, int] = {}
    for report in terminalreporter.getreports("passed"):
        for name, value in report.user_properties:
            if name == "vectors":
                language, number = value
                counts[language] = counts.get(language, 0) + number
    for language, number in sorted(counts.items()):
        terminalreporter.write_line(f"vectors answered in {language}: {number:,}")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Debian's Chromium. Where REVI_BROWSER=required a missing one is a failure, not a skip."""
    found = shutil.which("chromium")
    if found is None and os.environ.get("REVI_BROWSER") == "required":
        pytest.fail("REVI_BROWSER=required, and there is no chromium on the PATH")
    if found is None:
        pytest.skip("no chromium on the PATH; on Debian: apt-get install chromium")
    return Path(found)
