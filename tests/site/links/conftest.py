"""Sites to check: built by MkDocs in another process, or written as files."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from revi_docs.problems.problem import Problem
from revi_docs.site.links.source_locator import PageSources

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class BuiltFixture:
    """A site built from a fixture: its folder and where its pages come from."""

    site: Path
    sources: PageSources


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], BuiltFixture]:
    """Builds a fixture by name, once."""
    fixtures: dict[str, BuiltFixture] = {}

    def build(name: str) -> BuiltFixture:
        if name not in fixtures:
            site = tmp_path_factory.mktemp(name) / "site"
            fixtures[name] = BuiltFixture(site, _build(FOLDER / name, site))
        return fixtures[name]

    return build


def _build(project: Path, site: Path) -> PageSources:
    settings = project / "mkdocs.yml"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--config-file", settings, "--site-dir", site],
        check=True,
        capture_output=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    pages = {}
    for source in (project / "docs").rglob("*.md"):
        inner = source.relative_to(project / "docs").with_suffix("")
        page = inner if inner.name == "index" else inner / "index"
        pages[f"{page.as_posix()}.html"] = source.relative_to(project).as_posix()
    return PageSources(project, pages, settings=("mkdocs.yml",))


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Writes a site from path=content; content without `<html` becomes the body of a page."""

    def write_site(files: dict[str, str]) -> Path:
        site = tmp_path / "site"
        for name, content in files.items():
            file = site / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(content, encoding="utf-8")
        return site

    return write_site


@pytest.fixture
def lines() -> Callable[[tuple[Problem, ...]], list[str]]:
    """Problems as `place: code: message`, further places after a `+`."""

    def as_lines(problems: tuple[Problem, ...]) -> list[str]:
        return [
            f"{' + '.join(str(place) for place in problem.places)}: {problem.code}: {problem.message}"
            for problem in problems
        ]

    return as_lines


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
