"""Collect the agent, command and hook files of a repository for their rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from revi_docs.agent_files.context import AgentFilesContext, RepositoryFiles
from revi_docs.agent_files.rules import lint_agent_files
from revi_docs.contract.loader import LoadedContract
from revi_docs.outputs.renderer import RenderResult
from revi_docs.ownership.hand_written_files import HandWrittenFiles
from revi_docs.problems.problem import Problem


def agent_file_problems(
    root: Path, loaded: LoadedContract, files: HandWrittenFiles, outputs: Iterable[RenderResult]
) -> Iterator[Problem]:
    """Yield the problems of all agent files: those that people write, and rendered outputs."""
    generated = tuple(
        (output.path, output.content.decode("utf-8"), (output.task.section, output.task.id))
        for output in outputs
        if output.path.endswith(".md")
    )
    paths = tuple(path for path in files.tree.files if path not in files.output_paths)
    yield from lint_agent_files(AgentFilesContext(loaded, RepositoryFiles(root=root, paths=paths, generated=generated)))
