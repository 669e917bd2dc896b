"""Whatever options `init` has and whatever files there are: `uninstall` restores every byte."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.support.command_line import call_program
from tests.support.sample_repo import git, write
from tests.support.soak import rounds

SETTINGS = ".claude/settings.json"
LINES = {".gitignore", ".gitattributes"}

EXISTING = {
    "AGENTS.md": b"# Rules of my own\n\nText.\n",
    "CLAUDE.md": b"See @AGENTS.md\n",
    "mkdocs.yml": b"site_name: Mine\ndocs_dir: docs_src\nplugins: [search, revi]\nmarkdown_extensions: [extra]\n",
    SETTINGS: b'{\n    "model": "opus",\n    "permissions": {"allow": ["Bash(ls:*)"], "deny": []}\n}\n',
    ".gitignore": b"*.log\n/build\n",
    ".gitattributes": b"*.png binary\n*.sh text\n",
    ".github/workflows/revi-docs.yml": b"on: push\n",
    ".gitlab-ci.yml": b"test: {script: [make]}\n",
    ".pre-commit-config.yaml": b"repos: []\n",
    ".claude/commands/start-work.md": b"---\ndescription: Mine.\n---\nDo it.\n",
    "docs_src/index.md": b"# My page\n",
    "docs_src/reference/index.md": b"# My reference\n",
}
SHAPES: Mapping[str, Callable[[bytes], bytes]] = {
    "as it is": lambda text: text,
    "CRLF": lambda text: text.replace(b"\n", b"\r\n"),
    "mixed": lambda text: text.replace(b"\n", b"\r\n", 1),
    "no final newline": lambda text: text.rstrip(b"\n"),
    "byte order mark": lambda text: b"\xef\xbb\xbf" + text,
    "byte order mark, CRLF": lambda text: b"\xef\xbb\xbf" + text.replace(b"\n", b"\r\n"),
    "empty": lambda _: b"",
    "blank": lambda _: b"\n \n",
}
READABLE = [name for name in SHAPES if name not in ("empty", "blank")]
"""Shapes of a file that another tool parses."""

ODD_SETTINGS = (
    b"",
    b"  \n",
    b"{}",
    b"{ }\n",
    b'{"hooks":{}}',
    b'{"permissions":{"allow":[]}}',
    b'{"hooks":{"PreToolUse":[]},"permissions":{}}\n',
    b'{"a":1,\n\n\n   "hooks" : { "PreToolUse" : [ {"matcher":"Bash","hooks":[{"type":"command","command":"x"}]} ] } }',
    b'\n\n{"z": [1,2,\n3]}\n\n',
    b'{\t"a":\t{"b":\t[]}}',
    b'{\n  "$schema": "https://json.schemastore.org/claude-code-settings.json"\n}\n',
    b'{"permissions":{"allow":["Bash(revi next *)"]}}',
    b'{"permissions":{"ask":[ "Bash(rm:*)" ,"Bash(revi trust *)"], "allow" :["Bash(ls)" ]}}\r\n',
)


def contents(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(root).parts
    }


def run(root: Path, *words: str) -> str:
    result = call_program("revi-docs", root, *words)
    assert (result.code in (0, 1), result.stderr) == (True, ""), (words, result)
    return result.stdout


def assert_restored(root: Path, existing: Mapping[str, bytes], *options: str) -> None:
    """Write the files, run `init`, `sync`, `sync --force` and `uninstall`, and compare every byte."""
    git(root, "init", "-q")
    for path, content in existing.items():
        write(root, path, content)
    assert len(run(root, "init", *options).splitlines()) <= 10
    run(root, "sync")
    run(root, "sync", "--force")
    after = contents(root)
    assert {path for path in existing if after[path] != existing[path]} <= {*LINES, SETTINGS}
    for path in LINES & existing.keys():
        assert existing[path].removeprefix(b"\xef\xbb\xbf") in after[path]
    run(root, "uninstall")
    assert contents(root) == existing


@pytest.mark.parametrize("seed", range(rounds(5, 100)))
def test_every_combination_of_files_and_options(tmp_path: Path, seed: int) -> None:
    choose = random.Random(seed)
    shapes = {path: READABLE if path in ("mkdocs.yml", SETTINGS) else list(SHAPES) for path in EXISTING}
    existing = {
        path: SHAPES[choose.choice(shapes[path])](content)
        for path, content in EXISTING.items()
        if choose.random() < 0.7
    }
    if "mkdocs.yml" in existing and choose.random() < 0.5:
        existing["mkdocs.yaml"] = existing.pop("mkdocs.yml")
    options = ["--workflow", choose.choice(["minimal", "minimal", "review"])]
    options += ["--hooks"] * choose.randint(0, 1) + ["--pre-commit"] * choose.randint(0, 1)
    options += choose.choice([[], ["--ci", "github"], ["--ci", "gitlab"]])
    assert_restored(tmp_path, existing, *options)


@pytest.mark.parametrize("settings", ODD_SETTINGS)
def test_settings_in_any_form(tmp_path: Path, settings: bytes) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, SETTINGS, settings)
    run(tmp_path, "init")
    run(tmp_path, "init", "--hooks")
    run(tmp_path, "uninstall")
    assert contents(tmp_path) == {SETTINGS: settings}


def test_hooks_that_are_added_later_are_removed_with_the_file_of_init(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    run(tmp_path, "init")
    run(tmp_path, "init", "--hooks")
    run(tmp_path, "uninstall")
    assert contents(tmp_path) == {}


def test_a_later_edit_of_the_settings_is_not_lost(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, SETTINGS, b'{"model": "opus"}')
    run(tmp_path, "init", "--hooks")
    text = (tmp_path / SETTINGS).read_bytes()
    write(tmp_path, SETTINGS, text.replace(b"opus", b"sonnet"))
    run(tmp_path, "uninstall")
    assert contents(tmp_path) == {SETTINGS: b'{"model": "sonnet"}'}


@pytest.mark.parametrize("settings", [b'{"hooks": null}', b'{"permissions": []}', b"{", b"[]", b"\xff"])
def test_settings_that_cannot_be_extended_stop_init_before_it_writes(tmp_path: Path, settings: bytes) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, SETTINGS, settings)
    result = call_program("revi-docs", tmp_path, "init", "--hooks")
    assert result.code == 3
    assert "nothing was written\n" in result.stdout
    assert contents(tmp_path) == {SETTINGS: settings}
