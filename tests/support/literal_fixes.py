"""Do what the fixes of a refused move say, word by word, until the move is possible."""

from __future__ import annotations

import re
import shlex
import subprocess
from collections.abc import Callable
from itertools import count
from pathlib import Path

from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.repository import StoryPaths
from revi_docs.runtime.moves.requirements import Reason, UnmetRequirementsError
from revi_docs.runtime.moves.status_moves import MoveRequest, check_move

_NUMBERS = count(1)
"""So that no two written files are equal."""

Run = Callable[..., object]
"""Calls `revi` with the words of a fix."""


def apply_fix(story: StoryPaths, request: MoveRequest, reason: Reason, run: Run | None = None) -> MoveRequest:
    """Do what one fix says. Returns the request, with the options that a fix adds."""
    root, fix = Path(story.repository.root), reason.fix
    if match := re.fullmatch(r"add --(actor|reason) (NAME|TEXT)", fix):
        return request._replace(actor="Ada") if match[1] == "actor" else request._replace(reason="it must be")
    if match := re.fullmatch(
        r"write the row '(\| .* \|)'(?:, or its other result,)? in the section (.+) of (\S+)", fix
    ):
        _add_row(root / match[3], match[2], match[1].replace("COMMAND", "make it").replace("RESULT", "passed"))
    elif match := re.match(r"write '(.+)' as the first line of the section (.+) of ([^\s,]+)", fix):
        _add_to_section(root / match[3], match[2], match[1])
    elif match := re.match(r"run '((?:git|rm) .+?)'", fix):
        subprocess.run(["bash", "-ec", match[1]], cwd=root, check=True)
    elif match := re.search(r"write '([a-z_]+): (.+)' in the front matter of (\S+)$", fix):
        text = (root / match[3]).read_text("utf-8")
        (root / match[3]).write_text(text.replace("---\n", f"---\n{match[1]}: {match[2]}\n", 1), "utf-8")
    elif match := re.match(r"write '(.+)' in ([^\s,]+)", fix):
        (root / match[2]).write_text(f"{match[1]}\nnumber: {next(_NUMBERS)}\n", "utf-8")
    elif match := re.match(r"complete (\S+) first .*, or remove it from depends_on in (\S+)", fix):
        text = (root / match[2]).read_text("utf-8")
        (root / match[2]).write_text(re.sub(rf'"?{match[1]}"?', "", text, count=1), "utf-8")
    elif match := re.match(r"write (\S+)", fix):
        (root / match[1]).parent.mkdir(parents=True, exist_ok=True)
        text = f"number: {next(_NUMBERS)}\n" if match[1].endswith(".yaml") else f"# Evidence {next(_NUMBERS)}\n"
        (root / match[1]).write_text(text, "utf-8")
    elif match := re.match(r"run 'revi (.+?)'", fix):
        assert run is not None, fix
        run(*(word.replace("NAME", "Ada").replace("TEXT", "it must be") for word in shlex.split(match[1])))
    else:
        raise AssertionError(f"nobody can do this literally: {fix}")
    return request


def _add_row(file: Path, section: str, row: str) -> None:
    text = file.read_text("utf-8")
    if f"## {section}\n" not in text:
        text += f"\n## {section}\n\n| Check | Command | Result |\n|---|---|---|\n"
    head, _, rest = text.partition(f"## {section}\n")
    rule = re.search(r"^\|(?:---\|)+\n", rest, flags=re.M)
    assert rule is not None
    file.write_text(f"{head}## {section}\n{rest[: rule.end()]}{row}\n{rest[rule.end() :]}", "utf-8")


def _add_to_section(file: Path, section: str, line: str) -> None:
    text = file.read_text("utf-8")
    if f"## {section}\n" not in text:
        text += f"\n## {section}\n"
    file.write_text(text.replace(f"## {section}\n", f"## {section}\n\n{line}\n", 1), "utf-8")


def unmet(story: StoryPaths, request: MoveRequest) -> tuple[Reason, ...]:
    """The reasons why the story cannot move; none if it can, or if only its lock stops it."""
    try:
        check_move(story, request)
    except UnmetRequirementsError as error:
        return error.reasons
    except CommandError as error:
        if error.code not in ("lock-held", "lock-not-held", "outdated-fence"):
            raise
    return ()


def supply_evidence(story: StoryPaths, request: MoveRequest, run: Run | None = None) -> MoveRequest:
    """Do what each fix says until nothing but a missing lock or person stops the move."""
    tried: set[Reason] = set()
    while reasons := [reason for reason in unmet(story, request) if reason.kind not in ("lock-not-held", "lock-held")]:
        reason = reasons[0]
        assert reason not in tried, f"its fix did not help: {reason}"
        tried.add(reason)
        request = apply_fix(story, request, reason, run)
        if reason.kind == "verdict" and "run 'revi plumbing move" in reason.fix:
            return request
    return request
