"""`revi doctor`: whether contract, hooks, ledgers and files are in order."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from revi_docs.cli.agent.answer import Answer
from revi_docs.runtime.doctor import Finding, findings
from revi_docs.runtime.workflow import Workflow

EXAMPLE = ("revi doctor", "revi doctor --format json")


def arguments(parser: argparse.ArgumentParser) -> None:
    """It is given nothing."""


def run(workflow: Workflow, given: argparse.Namespace) -> Answer:  # noqa: ARG001 - every command has it
    """Exit code 1 where something is not in order."""
    found = findings(workflow)
    facts = {"findings": [one._asdict() for one in found]}
    if not found:
        return Answer("in-order", "all is in order", facts=facts)
    return Answer(
        "out-of-order",
        f"{len(found)} {'thing is' if len(found) == 1 else 'things are'} not in order",
        "mend each as it says",
        exit=1,
        facts=facts,
        lines=tuple(line for one in found for line in _told(one)),
    )


def _told(one: Finding) -> Iterator[str]:
    yield f"{one.where}: {one.code}: {one.message}"
    yield f"  fix: {one.fix}"
