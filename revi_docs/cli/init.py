"""`revi-docs init`: a working start in any repository."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from revi_docs.cli.exits import CLEAN, NO
from revi_docs.cli.hook_settings import SETTINGS, merged
from revi_docs.cli.printing import example
from revi_docs.cli.workspace import Workspace
from revi_docs.contract.load import CONTRACT
from revi_docs.drift.sync import sync
from revi_docs.files.text import read_bytes
from revi_docs.files.write import write
from revi_docs.outputs import escape
from revi_docs.outputs.plan import output_table
from revi_docs.problems.problem import ReviError
from revi_docs.site.notices import CONFIG
from revi_docs.site.setup import lacking_settings

STARTER = Path(__file__).parent / "starter"
IGNORED = ("/site/", "/.revi/cache/", ".phase-lock*", ".budget")


@click.command(epilog=example("revi-docs init", "revi-docs init --hooks"))
@click.option(
    "--hooks", is_flag=True, help=f"Also add the contract's hooks to {SETTINGS}; that alone later on."
)
@click.pass_obj
def init(workspace: Workspace, hooks: bool) -> int:
    """Start here: a contract, a site and the outputs. Keeps every file that is there already."""
    root = workspace.root
    begun = (root / CONTRACT).exists()
    if begun and workspace.loaded.problems:
        raise ReviError(*workspace.loaded.problems)
    code = CLEAN if begun and hooks else _begin(root, workspace)
    if hooks:
        _add_hooks(root, workspace)
    return code


def _add_hooks(root: Path, workspace: Workspace) -> None:
    before = _content(root, SETTINGS)
    after = merged(before, workspace.loaded.contract)
    if after == before:
        sys.stdout.write(f"kept {SETTINGS}, where all hooks are\n")
        return
    write(root, SETTINGS, after)
    sys.stdout.write(f"{'added hooks to' if before else 'written'} {SETTINGS}\n")


def _begin(root: Path, workspace: Workspace) -> int:
    """Writes what is not there yet."""
    for path, content in _start(root):
        write(root, path, content)
        sys.stdout.write(f"written {path}\n")
    if workspace.production.problems:
        raise ReviError(*workspace.production.problems)
    for path, content in list(_kept_lines(root, workspace)):
        write(root, path, content)
        sys.stdout.write(f"added to {path}\n")
    done = sync(root, workspace.standings)
    sys.stdout.writelines(f"written {path}\n" for path in done.written)
    sys.stdout.writelines(f"kept {one.path}, which revi-docs did not write\n" for one in done.refused)
    lacking = lacking_settings(root, [one.path for one in workspace.production.rendered])
    if lacking:
        sys.stdout.write(f"\nStill to do in {CONFIG}, which was there and is kept as it is:\n")
        sys.stdout.writelines(f"  {line}\n" for line in lacking)
    sys.stdout.write("\nNext: run 'revi-docs build', then edit revi.yml.\n")
    return NO if lacking else CLEAN


def _start(root: Path) -> Iterator[tuple[str, bytes]]:
    """The files of the start that are not there yet."""
    for path, name in (
        ("revi.yml", "revi.yml"),
        ("mkdocs.yml", "mkdocs.yml"),
        ("docs_src/index.md", "index.md"),
    ):
        if not (root / path).exists():
            text = (STARTER / name).read_text(encoding="utf-8")
            yield path, text.replace("{name}", escape.quoted(_name(root))).encode()


def _name(root: Path) -> str:
    """The folder's name, as far as it is text."""
    return root.name.encode("utf-8", "replace").decode() or "Workflow"


def _kept_lines(root: Path, workspace: Workspace) -> Iterator[tuple[str, bytes]]:
    """`.gitignore` and `.gitattributes` with the lines that they lack."""
    outputs = [re.sub(r"\{[^{}]*\}", "*", path) for path in output_table(workspace.loaded.contract)]
    attributes = [
        f"{_pattern(path)} text eol=lf linguist-generated"
        for path in dict.fromkeys((".revi/paths", *outputs))
    ]
    for path, lines in ((".gitignore", list(IGNORED)), (".gitattributes", attributes)):
        content = _content(root, path)
        there = content.splitlines()
        lacking = [line for line in map(os.fsencode, lines) if line not in there]
        if lacking:
            end = b"\r\n" if b"\r\n" in content else b"\n"
            between = b"" if not content or content.endswith(b"\n") else end
            yield path, content + between + b"".join(line + end for line in lacking)


def _content(root: Path, path: str) -> bytes:
    """What stands in a file, nothing where there is none. Raises ReviError where it cannot be read."""
    if not os.path.lexists(root / path):
        return b""
    content, problems = read_bytes(root / path, path)
    if problems:
        raise ReviError(*problems)
    return content


def _pattern(path: str) -> str:
    """A path as `.gitattributes` takes it: in quotes where it holds a space."""
    return f'"/{path}"' if " " in path else f"/{path}"
