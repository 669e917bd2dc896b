"""Fixes of problems that come from the environment, each with what must be true after it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.app.code_catalog import explanations
from revi_docs.contract.loader import parse
from revi_docs.drift.sync import sync
from revi_docs.problems.revi_error import ReviError
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.all_or_nothing import all_or_nothing
from revi_docs.runtime.base.repository import open_repository
from revi_docs.runtime.base.story_ledger import exclusive_access
from revi_docs.runtime.claims.postgres import PostgresClaims
from revi_docs.site.links.crawl import _check_url
from revi_docs.site.links.ignored_links import IgnoredLinks
from revi_docs.site.links.linkchecker import require_linkchecker
from revi_docs.site.stack import require_site_stack
from tests.fixes.command_repository import write_repository
from tests.fixes.edits import apply_edit
from tests.fixes.typed_commands import type_commands
from tests.support.command_line import call_program
from tests.support.sample_repo import edit, write, write_sample
from tests.support.workspaces import open_workspace

OTHER_CODES = {
    "bad-url",
    "bare-repository",
    "claims-store-differs",
    "concurrent-change",
    "contract-change",
    "linkchecker-missing",
    "missing-extra",
    "not-comparable",
    "site-not-installed",
    "state-unknown",
    "story-busy",
    "unused-link-pattern",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_repository(tmp_path / "repository")


@pytest.mark.parametrize("code", ["contract-change", "not-comparable"])
def test_nothing_needs_to_be_done(code: str) -> None:
    texts = {entry.code: entry.text for entry in explanations()}
    assert "\nFix: No action is needed" in texts[code]


def test_a_clone_has_a_work_tree(tmp_path: Path) -> None:
    bare = tmp_path / "bare"
    subprocess.run(["git", "init", "-q", "--bare", str(bare)], check=True)
    refused = call_program("revi-docs", bare, "init")
    fixes = re.findall(r"'(\S+ [^']*)'", refused.stdout.partition("fix:")[2])
    assert [fix.partition(" ")[0] for fix in fixes] == ["git", "revi-docs"]
    subprocess.run(["bash", "-ec", fixes[0]], cwd=tmp_path, check=True, capture_output=True)
    assert call_program("revi-docs", tmp_path / "WORK_TREE", "init").code == 0


def test_the_url_of_the_fix_is_accepted() -> None:
    with pytest.raises(ReviError) as caught:
        _check_url("example.org")
    (problem,) = caught.value.problems
    assert problem.code == "bad-url"
    _check_url(re.findall(r"https://\S+", problem.fix)[0])


def test_a_variable_that_is_unset(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVI_CLAIMS_URL", "postgresql://db.example.org/revi")
    edit(root, "revi.yml", "locks: {", "claims: {store: git}\nlocks: {")
    apply_edit(root, "git init -q; git init -q --bare ../origin; git remote add origin ../origin")
    words = ("plumbing", "lock", "status", "TKT-7")
    refused = call_program("revi", root, *words)
    assert "claims-store-differs: " in refused.stderr
    assert "fix: run 'unset REVI_CLAIMS_URL'" in refused.stderr

    monkeypatch.delenv("REVI_CLAIMS_URL")

    assert call_program("revi", root, *words).code == 0


def test_a_file_that_was_saved_meanwhile(tmp_path: Path) -> None:
    root = write_sample(tmp_path / "repository")
    edit(root, "revi.yml", "default_outputs: false", 'default_outputs: false\nregions: ["*.md"]')
    write(root, "PAGE.md", "# Page\n\n<!-- revi:begin statuses -->\n<!-- revi:end -->\n")
    statuses = open_workspace(root).file_statuses
    edit(root, "PAGE.md", "# Page", "# My page")
    with pytest.raises(ReviError) as caught:
        sync(root, statuses, force=False)
    (problem,) = caught.value.problems
    assert (problem.code, problem.fix) == ("concurrent-change", "run 'revi-docs sync' again")

    type_commands(root, problem.fix)

    assert open_workspace(root).check() == ()
    assert (root / "PAGE.md").read_text("utf-8").startswith("# My page\n")


def test_a_story_that_another_process_changes(root: Path) -> None:
    edit(root, "revi.yml", "wait: 5s", "wait: 20ms")
    words = ("plumbing", "lock", "acquire", "TKT-7", "--phase", "make", "--command", "begin")
    with exclusive_access(open_repository(str(root)).story("TKT-7")):
        refused = call_program("revi", root, *words)
    assert refused.stderr.startswith("story-busy: ")
    assert "fix: run the command again" in refused.stderr

    assert call_program("revi", root, *words).code == 0


def fail_twice(root: Path) -> None:
    """A change that fails, and whose undoing fails, too."""

    def fail() -> None:
        raise OSError(5, "bad disk")

    with all_or_nothing(open_repository(str(root)).story("TKT-7")) as changes:
        changes.undo_steps.append(fail)
        raise OSError(28, "disk full")


def test_a_change_that_could_not_be_undone(root: Path) -> None:
    with pytest.raises(CommandError) as caught:
        fail_twice(root)
    assert caught.value.code == "state-unknown"

    (output,) = type_commands(root, caught.value.fix)

    assert output.stdout == "no problems found; hooks are not set up: run 'revi-docs init --hooks'\n"


def missing_linkchecker(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    require_linkchecker()


def missing_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("revi_docs.site.stack.find_spec", lambda _: None)
    require_site_stack()


def missing_psycopg(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    PostgresClaims("postgresql:///revi", "sample", lambda _: ()).read("TKT-7")


@pytest.mark.parametrize(
    ("code", "fail", "packages"),
    [
        ("linkchecker-missing", missing_linkchecker, {"linkchecker"}),
        ("missing-extra", missing_psycopg, {"psycopg"}),
        ("site-not-installed", missing_site, {"mkdocs", "mkdocs-material", "pygraphviz", "selectolax"}),
    ],
)
def test_what_the_fix_installs_has_the_packages(
    code: str, fail: Callable[[pytest.MonkeyPatch], None], packages: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched, pytest.raises((ReviError, CommandError)) as caught:
        fail(patched)
    (problem,) = caught.value.problems
    assert problem.code == code
    match = re.search(r"pip install [\"']?(revi-docs)(?:\[(\w+)\])?", problem.fix)
    assert match is not None
    required = importlib.metadata.requires(match[1]) or []
    extra = f"extra == '{match[2]}'" if match[2] else ""
    selected = {
        re.split(r"[^\w-]", item)[0] for item in required if extra in item and bool(extra) == ("extra ==" in item)
    }
    assert packages <= selected


def test_a_pattern_that_is_removed(tmp_path: Path) -> None:
    contract = (
        "revi: 1\nlinks:\n  ignore:\n    'https://old.example/*': It needs a login.\n    '/api/*': Built later.\n"
    )

    def unused(text: str) -> list[str]:
        loaded = parse(text.encode())
        assert loaded.contract.links is not None
        ignored = IgnoredLinks(tuple(loaded.contract.links.ignore))
        ignored.match("/api/index.html")
        return [problem.code for problem in ignored.unused_patterns(loaded)]

    assert unused(contract) == ["unused-link-pattern"]
    assert unused(contract.replace("    'https://old.example/*': It needs a login.\n", "")) == []
