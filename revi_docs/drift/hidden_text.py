"""Report invisible characters in hand-written files that become prompts: agents, commands, skills and templates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

from revi_docs.contract.model import Contract
from revi_docs.files.decoding import read_bytes
from revi_docs.files.globs import path_matches
from revi_docs.files.hidden_unicode import hidden_runs
from revi_docs.ownership.hand_written_files import HandWrittenFiles
from revi_docs.problems.problem import Place, Problem
from revi_docs.targets.claude import TARGET

CODE = "hidden-unicode"
FIX = "delete these characters; an editor shows them with its setting for invisible characters"

_PROMPT_FILE = re.compile(
    rf"(?:.*/)?(?:AGENTS\.md|CLAUDE\.md|{re.escape(TARGET.paths.skill_file)})"
    # Atomic up to the folder: what follows the first of several such folders follows the others, too.
    rf"|(?>(?:.*?/)?(?:{'|'.join(TARGET.paths.content_folders)})/).*\.md"
    rf"|{re.escape(TARGET.paths.project_folder)}/.*\.md"
    r"|templates/.*",
    re.DOTALL,
)


def hidden_text_problems(root: Path, contract: Contract, files: HandWrittenFiles) -> Iterator[Problem]:
    """Yield one problem for each run of invisible characters."""
    for path in files.tree.files:
        if path in files.output_paths or not (_PROMPT_FILE.fullmatch(path) or path_matches(tuple(contract.owns), path)):
            continue
        content, _ = read_bytes(root, path)  # what cannot be read is reported where it is used
        if content.isascii():
            continue
        # A byte order mark at the start says how the file is encoded.
        for number, line in enumerate(content.decode("utf-8-sig", "replace").split("\n"), 1):
            for run in hidden_runs(line):
                message = f"contains the invisible character {run.description}"
                place = Place(path, number, run.offset + 1)
                # With the line: a baseline that lists one of these characters says nothing about others.
                subject = f"{path}: {run.characters!a} in {blake2b(line.encode(), digest_size=6).hexdigest()}"
                yield Problem(code=CODE, message=message, fix=FIX, places=(place,), subject=subject)
