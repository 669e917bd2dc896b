"""Only `revi_docs/files` opens, writes, creates, renames and removes files; every other place has a reason."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

CALLS = frozenset(
    "open fdopen read_text read_bytes write_text write_bytes mkdir makedirs mkfifo mknod unlink rmdir removedirs"
    " renames touch symlink_to hardlink_to symlink link chmod lchmod chown truncate copyfile copytree copymode copystat"
    " rmtree TemporaryDirectory TemporaryFile NamedTemporaryFile SpooledTemporaryFile mkstemp mkdtemp sendfile".split()
)
"""Functions and methods of builtins, `os`, `shutil`, `tempfile` and `pathlib` that open or change files."""

OS_CALLS = frozenset({"remove", "rename", "replace", "move", "copy", "copy2"})
"""More of them, whose names other classes have, too: they count as attributes of a module only."""

OWN_FILES = "reads files that are installed with revi-docs"
SCRATCH = "writes to a new temporary folder of this process"
BUILT_SITE = "reads the site that MkDocs built, or writes next to it: MkDocs opens all files of a site itself"
ALLOWED = {
    "adopt/dry_run.py": SCRATCH,
    "app/guides.py": OWN_FILES,
    "app/setup/optional_files.py": OWN_FILES,
    "app/setup/uninstallation.py": "removes folders that are empty; the files go through revi_docs/files",
    "app/setup/workflows.py": OWN_FILES,
    "app/template_globals.py": OWN_FILES,
    "cli/init.py": "creates the folder of a new plugin, which is no repository yet",
    "cli/output/terminal_stream.py": "opens the null device",
    "cli/program/command_classes.py": "calls a method of click that prints help",
    "cli/program/runner.py": "opens the null device",
    "cli/output/printing.py": "appends to the file that GitHub's runner names",
    "cli/try_agent.py": SCRATCH,
    "contract/contract_reference.py": OWN_FILES,
    "contract/extends.py": OWN_FILES,
    "contract/rules/judged_keys.py": OWN_FILES,
    "decide/contract_json.py": "is shipped without the rest of the package; its caller chooses the file",
    "runtime/locks/calling_process.py": "reads /proc",
    "runtime/locks/process_identity.py": "reads /proc",
    "site/graphviz.py": SCRATCH,
    "site/links/linkchecker.py": SCRATCH,
    "site/links/parsed_pages.py": BUILT_SITE,
    "site/links/site_check.py": BUILT_SITE,
    "site/links/source_locator.py": BUILT_SITE,
    "site/mkdocs/anchor_warnings.py": BUILT_SITE,
    "site/mkdocs/background_build.py": BUILT_SITE,
    "site/mkdocs/dev_server.py": BUILT_SITE,
    "site/mkdocs/generated_pages.py": OWN_FILES,
    "site/mkdocs/offline_site.py": BUILT_SITE,
    "site/mkdocs/page_frame.py": OWN_FILES,
    "site/mkdocs/page_preview.py": BUILT_SITE,
    "site/mkdocs/plugin.py": BUILT_SITE,
    "site/mkdocs/parallel_rendering.py": "passes pages from one process to another in a file without a name",
    "site/mkdocs/preview_status.py": OWN_FILES,
    "site/mkdocs/search_ranking.py": BUILT_SITE,
    "site/mkdocs/self_containment.py": "reads the configuration that MkDocs loads, with its parents",
    "stories/agent_case.py": SCRATCH,
    "stories/agent_evaluation.py": "reads the temporary folder in which an agent worked",
}
"""Module → why it may open files itself."""


CALL_NAMES = re.compile(rf"\b(?:{'|'.join(sorted({*CALLS, *OS_CALLS}))})\b")


def file_calls(source: str) -> Iterator[tuple[int, str]]:
    """Line and name of each call that opens or changes a file; only a text with such a name is parsed."""
    if not CALL_NAMES.search(source):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            function = node.func
            # As plain names, these two are the functions of `revi_docs/files`.
            if isinstance(function, ast.Name) and function.id in CALLS - {"read_text", "read_bytes"}:
                yield node.lineno, function.id
            elif isinstance(function, ast.Attribute) and (
                function.attr in CALLS
                or (function.attr in OS_CALLS and ast.unparse(function.value) in ("os", "shutil"))
            ):
                yield node.lineno, function.attr


def test_nothing_else_opens_files(root: Path) -> None:
    package = root / "revi_docs"
    places = {
        path.relative_to(package).as_posix(): list(file_calls(path.read_text(encoding="utf-8")))
        for path in package.rglob("*.py")
        if not path.is_relative_to(package / "files")
    }
    opening = {path: calls for path, calls in places.items() if calls}
    assert {path: calls for path, calls in opening.items() if path not in ALLOWED} == {}
    assert sorted(ALLOWED.keys() - opening.keys()) == [], "these need no permission"


@pytest.mark.parametrize(
    "line",
    [
        "open('a')",
        "os.open('a', 0)",
        "Path('a').open()",
        "Path('a').write_text('')",
        "os.replace('a', 'b')",
        "shutil.rmtree('a')",
        "tempfile.mkstemp()",
        "path.unlink()",
    ],
)
def test_each_way_to_open_a_file_is_seen(line: str) -> None:
    assert list(file_calls(line)) != []


@pytest.mark.parametrize("line", ["text.replace('a', 'b')", "list.copy()", "read_file(root, path)", "is_open()"])
def test_other_calls_are_not_taken_for_one(line: str) -> None:
    assert list(file_calls(line)) == []
