"""Shared fixtures: the repository, the folder `shared`, Node and the browser."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.code.other_contracts import TEXTS, hostile_outputs, scrambled_outputs, small_outputs, write_code
from tests.support import fork_server, require
from tests.support.compiled_templates import keep_compiled, load_compiled, read_package_once
from tests.support.sample_repo import copy_repository, copy_synced, save_renders, sync_repository, write_sample
from tests.support.scheduling import FileScheduling, longest_first
from tests.support.shared_folders import prepared_once
from tests.support.soak import rounds
from tests.support.unpacked_wheel import unpacked_wheel
from tests.typescript.package import CompiledPackages, compile_packages

ROOT = Path(__file__).resolve().parents[1]

os.environ.pop("GITHUB_STEP_SUMMARY", None)  # the tests may run on GitHub themselves

# Without bytecode, each process that a test starts would compile all modules again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Thousands of collected tests live until the end: looking for garbage among them took a fifth of the time. Measured.
gc.set_threshold(100_000, 20, 20)

# No test cuts the power, and waiting for the disk took a fifth of the time. Kills are real: the kernel keeps what was
# written. Tests of an fsync that fails replace it themselves, or run real processes.
os.fsync = lambda _descriptor: None  # type: ignore[assignment]  # ours accepts nothing but a number

# A shell that runs the tests in the background makes them ignore SIGINT, and child processes inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No deadline per example: it would measure the load of the machine. In continuous integration the same
# examples run every time.
EXAMPLES = rounds(40, 100)
settings.register_profile("local", deadline=None, max_examples=EXAMPLES)
settings.register_profile("ci", deadline=None, max_examples=EXAMPLES, derandomize=True, print_blob=True, database=None)
_USER_CACHE = tempfile.TemporaryDirectory(prefix="revi-docs-tests-", ignore_cleanup_errors=True)
os.environ["XDG_CACHE_HOME"] = os.path.realpath(_USER_CACHE.name)
# CI is removed, because it disables the caches that some tests are about.
if os.environ.pop("CI", None):
    # The workers of xdist inherit the environment of their controller, which has no CI anymore.
    os.environ["REVI_TEST_PROFILE"] = "ci"
settings.load_profile(os.environ.get("REVI_TEST_PROFILE", "local"))


read_package_once()
load_compiled()


def pytest_configure(config: pytest.Config) -> None:
    """Let the processes of xdist share one server that runs the programs."""
    if getattr(config.option, "numprocesses", None):
        fork_server.share()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FileScheduling:
    """Give each process whole files."""
    return FileScheduling(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let the longest tests start first."""
    longest_first(items)


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what has been imported and collected out of all later searches for garbage.

    For many tests all templates are compiled; a few tests need fewer of them.
    """
    if len(session.items) > 1000:
        keep_compiled()
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def root() -> Path:
    """The root folder of the repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder `shared` beside the repository; without it the test is skipped with a reason."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the repository")
    return folder


@pytest.fixture(scope="session")
def node(root: Path) -> Path:
    """The folder of Node programs, from package-lock.json."""
    require.program("node", package="nodejs npm")
    programs = root / "node_modules/.bin"
    if not programs.is_dir():
        require.missing("node", "no node_modules; make test installs it")
    return programs


@pytest.fixture(scope="session")
def compiled(root: Path, node: Path, tmp_path_factory: pytest.TempPathFactory) -> CompiledPackages:
    """All generated TypeScript: our own, and that of other contracts; tests only read it."""
    other_outputs = {name: hostile_outputs(name) for name in TEXTS}
    other_outputs |= {"scrambled": scrambled_outputs(), "small": small_outputs()}
    folder = tmp_path_factory.mktemp("typescript")
    other = {name: write_code(outputs, folder / "rendered" / name) for name, outputs in other_outputs.items()}
    return compile_packages({"own": root / "generated", **other}, node, folder / "packages")


def pytest_sessionfinish() -> None:
    """End the server that runs the programs."""
    fork_server.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many vectors each language answered, how many broken inputs were tried, and what tests measured."""
    counts: dict[str, int] = {}
    inputs = 0
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            if name == "vectors":
                language, number = value
                counts[language] = counts.get(language, 0) + number
            elif name == "broken inputs":
                inputs += value
            elif name == "figures":
                terminalreporter.write_line(str(value))
    for language, number in sorted(counts.items()):
        terminalreporter.write_line(f"vectors answered in {language}: {number:,}")
    if inputs:
        terminalreporter.write_line(f"broken inputs tried: {inputs:,}")


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Chromium from the PATH."""
    return Path(require.program("chromium", tool="browser"))


@pytest.fixture(scope="session")
def prepared_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample repository with its outputs; tests copy it and never change it."""
    prepared = write_sample(tmp_path_factory.mktemp("prepared") / "sample")
    sync_repository(prepared)
    return prepared


@pytest.fixture
def sample(prepared_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample repository with its outputs, which `sync` wrote there."""
    return copy_synced(prepared_sample, tmp_path / "sample")


@pytest.fixture(scope="session")
def own_repository(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository with its outputs in step and its renders; tests copy it and never change it."""

    def prepare(folder: Path) -> None:
        sync_repository(copy_repository(root, folder), force=True, use_cache=True)
        save_renders(folder)

    return prepared_once(tmp_path_factory, "own-repository", prepare)


@pytest.fixture(scope="session")
def current_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel of this checkout, without the site; tests only read it."""
    return unpacked_wheel(tmp_path_factory.mktemp("wheel"))
