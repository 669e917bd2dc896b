"""What a command of `revi` answers: one document for programs, a few lines for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from typing import Any, NamedTuple

from revi_docs.records.refusal import RefusalError


class Answer(NamedTuple):
    """`code` is kebab-case, `exit` the exit code, `facts` what programs get more, `lines` what people do."""

    code: str
    message: str
    fix: str = ""
    exit: int = 0
    facts: Mapping[str, Any] = {}
    lines: tuple[str, ...] = ()


def refused(error: RefusalError) -> Answer:
    """The answer to what was refused."""
    return Answer(error.code, error.message, error.fix, error.exit)


def show(answer: Answer, form: str) -> int:
    """Prints the answer: a refusal to standard error, all else and every document to standard output."""
    if form == "json":
        document = {"code": answer.code, "message": answer.message, "fix": answer.fix, **answer.facts}
        sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")
        return answer.exit
    said = [f"{answer.code}: {answer.message}" if answer.exit else answer.message, *answer.lines]
    if answer.fix:
        said.append(f"  fix: {answer.fix}")
    (sys.stderr if answer.exit else sys.stdout).write("\n".join(said) + "\n")
    return answer.exit
