"""Settings of MkDocs that lead out of the repository are reported before a build reads or runs anything there."""

from __future__ import annotations

from pathlib import Path

import pytest

from revi_docs.problems.problem import Place
from revi_docs.problems.revi_error import ReviError
from revi_docs.site.mkdocs.builder import build_site
from revi_docs.site.mkdocs.config_reader import read_settings
from revi_docs.site.mkdocs.outside_settings import outside_problems
from tests.support.sample_repo import git, write

PUBLISHED, RUN, INCLUDED = "a build publishes what is there", "a build runs it", "pages can include what is there"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder `work` of a git repository, in which `link` leads to a folder beside the repository."""
    for path in ("top/work/theme/a.css", "top/docs/a.md", "outside/index.md", "outside/hook.py"):
        write(tmp_path, path, "")
    (tmp_path / "top/work/link").symlink_to(tmp_path / "outside")
    git(tmp_path / "top", "init", "-q")
    return tmp_path / "top/work"


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("docs_dir: ../docs", ""),
        ("docs_dir: ../../outside", f"docs_dir: '../../outside' leads out of the repository, and {PUBLISHED}"),
        ("docs_dir: /etc", f"docs_dir: '/etc' leads out of the repository, and {PUBLISHED}"),
        ("docs_dir: link", f"docs_dir: 'link' leads out of the repository, and {PUBLISHED}"),
        ("docs_dir: link/../..", f"docs_dir: 'link/../..' leads out of the repository, and {PUBLISHED}"),
        ("docs_dir: ../.git", f"docs_dir: '../.git' leads into the folder of git, and {PUBLISHED}"),
        ("docs_dir: ../.GIT/x", f"docs_dir: '../.GIT/x' leads into the folder of git, and {PUBLISHED}"),
        ("docs_dir: !ENV [X, /]", f"docs_dir: '/' leads out of the repository, and {PUBLISHED}"),
        ("theme: {custom_dir: theme}", ""),
        ("theme: {custom_dir: link}", f"theme.custom_dir: 'link' leads out of the repository, and {PUBLISHED}"),
        ("hooks: [link/hook.py]", f"hooks: 'link/hook.py' leads out of the repository, and {RUN}"),
        (
            "markdown_extensions: [toc, {pymdownx.snippets: {base_path: [., ../..]}}]",
            f"pymdownx.snippets.base_path: '../..' leads out of the repository, and {INCLUDED}",
        ),
        (
            "markdown_extensions: {pymdownx.snippets: {base_path: /etc}}",
            f"pymdownx.snippets.base_path: '/etc' leads out of the repository, and {INCLUDED}",
        ),
        ("docs_dir: [1, {}]\ntheme: x\nhooks: {a: 1}\nmarkdown_extensions: 7", ""),
        ('docs_dir: "a\\0b"', ""),
    ],
)
def test_settings(root: Path, settings: str, message: str) -> None:
    write(root, "mkdocs.yml", f"site_name: x\n{settings}\n")
    problems = list(outside_problems(root, read_settings(root).values))
    assert [problem.message for problem in problems] == ([message] if message else [])
    assert all(problem.code == "site-config" for problem in problems)


def test_a_hook_outside_is_not_run(root: Path) -> None:
    write(root, "link/hook.py", "raise SystemExit\n")
    write(root, "mkdocs.yml", "site_name: x\ndocs_dir: ../docs\nhooks: [link/hook.py]\n")
    with pytest.raises(ReviError) as raised:
        build_site(root)
    assert raised.value.problems[0].places == (Place("mkdocs.yml", 3, 9),)
    assert raised.value.problems[0].message.endswith(RUN)
