"""Guide pages as programs: the commands and edits of a page, run in order in a scratch repository.

A fence with `sh` is run; a fence right after it, in any other language and without a title, is its output. A `diff`
fence with `title="FILE"` edits the file: its context and removed lines must be in the file exactly once. Any other
fence with a title writes the file. `sh not-run: REASON` is not run. The front matter's `example` names the workflow of
the repository, or `none`.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from tests.support.command_line import PROGRAMS, call_program
from tests.support.sample_repo import clean_environment

FENCE = re.compile(r"(?ms)^```(?P<info>[a-z]\S*[^\n]*)\n(?P<body>.*?)^```$")
EXAMPLE = re.compile(r"(?m)^example: (?P<name>\S+)$")
TITLE = re.compile(r'title="(?P<file>[^"]+)"')
NOT_RUN = "not-run: "
VARYING = (
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)?", "2026-11-28T09:00:00.000+00:00"),
    (r"(?<![\w./-])(?!\S+\.(md|yml|json|toml):)[\w.-]+:\d+:\d{3,}\b", "host:4242:637356"),
    (r"\b\d+\.\d s\b", "0.4 s"),
    (r"(?m)^(site +ok +)[1-9]\d*(?= pages )", r"\g<1>17"),
    (r"(?m)^(links +ok +)[1-9]\d*(?= links )", r"\g<1>662"),
    (r"\b[0-9a-f]{12}\b", "1f0c9a3be2d4"),
    (r"/\S*/scratch\b", "/srv/scratch"),
)
"""What differs from run to run → what the page shows."""


class Fence(NamedTuple):
    """A fence of a page: its language, the rest of its first line, its text, and its span in the page."""

    language: str
    options: str
    body: str
    span: tuple[int, int]


def fences(text: str) -> list[Fence]:
    """All fences of a page, in order."""
    fences = []
    for match in FENCE.finditer(text):
        language, _, options = match["info"].partition(" ")
        fences.append(Fence(language, options.strip(), match["body"], match.span("body")))
    return fences


def example_of(page: str) -> str:
    """The name of the workflow that a page starts from; `none` for an empty repository."""
    match = EXAMPLE.search(page.partition("\n---\n")[0])
    return match["name"] if match else "none"


def guide_files() -> list[Path]:
    """The guides, and the other pages that name the repository in which their commands run."""
    folder = Path(__file__).parents[2] / "docs_src"
    pages = [path for path in folder.glob("*.md") if EXAMPLE.search(path.read_text(encoding="utf-8"))]
    return [*sorted((folder / "guides").glob("*.md")), *sorted(pages)]


def create_example(workflow: str, folder: Path) -> Path:
    """Create the repository `scratch` in a folder, with a workflow and one commit; `none` leaves it empty."""
    root = folder / "scratch"
    root.mkdir(parents=True)
    git(root, "init -q -b main", "config user.email ada@example.org", "config user.name Ada")
    if workflow != "none":
        result = call_program("revi-docs", root, "init", "--workflow", workflow)
        assert result.code == 0, result.stderr
        git(root, "add -A", "commit -qm Start")
    return root


def git(root: Path, *commands: str) -> None:
    """Run git commands."""
    for words in commands:
        subprocess.run(["git", *words.split()], cwd=root, check=True)


def run_page(page: str, root: Path) -> Iterator[tuple[Fence, str]]:
    """Run a page; yield each fence with an output, with the real output, normalized."""
    output: str | None = None
    for fence in fences(page):
        title = TITLE.search(fence.options)
        if fence.language == "sh":
            output = None if NOT_RUN in fence.options else _run_block(fence.body, root)
            continue
        if title is None and output is not None:
            yield fence, output
        elif fence.language == "diff" and title:
            _edit(root / title["file"], fence.body)
        elif title and NOT_RUN not in fence.options:
            (root / title["file"]).parent.mkdir(parents=True, exist_ok=True)
            (root / title["file"]).write_text(fence.body, encoding="utf-8")
        output = None


def _run_block(block: str, root: Path) -> str:
    return normalized("".join(_run_line(line, root) for line in block.replace("\\\n", " ").splitlines() if line))


def _run_line(line: str, root: Path) -> str:
    words = shlex.split(line, comments=True)
    if words and words[0] in PROGRAMS and not {"|", ">", "&&"} & set(words):
        result = call_program(words[0], root, *words[1:])
        return result.stdout + result.stderr
    env = {**clean_environment(), "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    process = subprocess.run(["bash", "-c", line], cwd=root, env=env, check=False, capture_output=True, text=True)
    assert process.returncode in (0, 1), f"{line}: {process.stderr}"
    return process.stdout + process.stderr


def _edit(file: Path, diff: str) -> None:
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] in " -")
    after = "".join(line[1:] for line in lines if line[0] in " +")
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} must have this text exactly once:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def normalized(output: str) -> str:
    """The output without what differs from run to run, and without blank lines at its ends."""
    for pattern, placeholder in VARYING:
        output = re.sub(pattern, placeholder, output)
    return output.strip("\n") + "\n"
