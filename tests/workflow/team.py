"""The agents of the walk: what each writes is told by its file, what they say is small and true."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.workflow.rendered import Agent, Command, shell_lines
from tests.workflow.session import Session

STORY, PROOF = "{id}.md", "PROOF-{id}-{timestamp}.md"
ELABORATION, REVIEW, QA_REPORT = (
    "ELAB-{id}-{timestamp}.md",
    "CODE-REVIEW-{id}-{timestamp}.md",
    "QA-VERIFY-{id}-{timestamp}.md",
)
CHECKPOINT, EVIDENCE = "_implementation/CHECKPOINT.yaml", "_implementation/EVIDENCE.yaml"
TEST = [sys.executable, "-m", "unittest", "-q"]


@dataclass(frozen=True)
class Feature:
    """What a story builds: a function and its test."""

    name: str
    code: str
    test: str


def feature(name: str, result: str) -> Feature:
    code = f"def {name}(who: str) -> str:\n    return f{result!r}\n"
    test = (
        f"import unittest\n\nfrom greetings.{name} import {name}\n\n\nclass Test{name.title()}(unittest.TestCase):\n"
        f"    def test_{name}(self) -> None:\n        self.assertEqual({name}('Ada'), f{result!r}.format(who='Ada'))\n"
    ).replace(f"f{result!r}.format(who='Ada')", repr(result.replace("{who}", "Ada")))
    return Feature(name, code, test)


class Team:
    """The agents of a session."""

    def __init__(self, session: Session) -> None:
        self.session = session

    # Writing and audit

    def write_story(self, command: Command, name: str, story: str, goal: str, front: str = "") -> None:
        """Write the story file with the sections that the agent is told, and what revi put into it."""
        agent = self.session.agent(name, command)
        path = self.session.path(story, STORY)
        text = path.read_text("utf-8")
        sections = agent.sections(STORY)
        assert sections
        for section in sections:
            text = text.replace(f"Open: {section} is not written yet.", f"{goal} ({section})")
        if front:
            assert front.partition(":")[0] in agent.files[STORY], f"{name} is not told of '{front}'"
            text = text.replace("\n---\n", f"\n{front}\n---\n", 1)
        assert "not written yet" not in text, f"{name} is not told of every section"
        path.write_text(text, "utf-8")

    def audit(self, story: str, verdict: str) -> None:
        command = self.session.begin("elab-story", story)
        analyst = self.session.agent("elab-analyst", command)
        self.session.write(analyst, "_implementation/ANALYSIS.md", story, "Nothing contradicts.\n")
        leader = self.session.agent("elab-completion-leader", command)
        self.session.write(leader, ELABORATION, story, {"Verdict": verdict, "Findings": "None."})
        log = re.search(r"`(revi log [^`]+)`", leader.text)
        assert log, "the agent that adds a line to the log is not told how"
        self.session.run(log[1], STORY_ID=story, NAME=leader.id, TEXT="audited")
        self.session.end(command, story, "--verdict", verdict)

    # Development

    def plan_and_build(self, command: Command, story: str, built: Feature) -> None:
        session = self.session
        loader = session.agent("knowledge-context-loader", command)
        session.write(loader, "_implementation/KNOWLEDGE-CONTEXT.yaml", story, "entries: []\n")
        planner = session.agent("dev-plan-leader", command)
        session.write(planner, "_implementation/SCOPE.yaml", story, "back_end: true\n")
        session.write(planner, "_implementation/PLAN.yaml", story, f"steps: [{{id: S1, files: [{built.name}.py]}}]\n")
        validator = session.agent("dev-implement-plan-validator", planner)
        session.write(validator, "_implementation/PLAN-VALIDATION.md", story, "Every criterion has a step.\n")
        leader = session.agent("dev-execute-leader", command)
        coder = session.agent("dev-implement-backend-coder", leader)
        self.code(coder, {f"greetings/{built.name}.py": built.code, f"tests/test_{built.name}.py": built.test})
        session.write(coder, "_implementation/BACKEND-LOG.md", story, f"S1: {built.name} written, its test passes\n")
        session.write(leader, CHECKPOINT, story, "done: [S1]\nresumeFrom: review\n")
        self.verify(leader, story)
        self.commit_code(command, story)

    def code(self, agent: Agent, files: dict[str, str]) -> None:
        """Write code as an agent whose file allows it."""
        assert "You may write the files" in agent.text, f"{agent.id} is not told that it may write code"
        assert {"Write", "Edit"} <= agent.tools
        for name, text in files.items():
            path = self.session.root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, "utf-8")

    def tests_pass(self) -> bool:
        return subprocess.run(TEST, cwd=self.session.root, capture_output=True, check=False).returncode == 0

    def verify(self, leader: Agent, story: str) -> None:
        """Run the tests of the project, and record the result as the only agent that writes the evidence."""
        verifier = self.session.agent("dev-implement-verifier", leader)
        code = 0 if self.tests_pass() else 1
        self.session.write(verifier, EVIDENCE, story, f"checks:\n  - {{name: tests, exit_code: {code}}}\n")
        assert code == 0

    def commit_code(self, command: Command, story: str) -> None:
        assert re.search(r"commit", command.steps, re.IGNORECASE), f"/{command.id} does not commit the code"
        self.session.run("git add --all")
        self.session.run(f"git commit --quiet --message '{story}: code'")

    def review(self, command: Command, story: str, result: str) -> None:
        """The workers of the set, each with the file that it is told to write."""
        session = self.session
        session.run(command.span("revi workers start"), STORY_ID=story)
        workers = re.findall(r"`(code-review-[a-z-]+)`", command.steps)
        assert len(workers) == len(set(workers)) == 6
        for name in workers:
            agent = session.agent(name, command)
            match = re.search(r"Write `([^`]+)` in the story's folder as YAML: `worker` .*`status`", agent.text)
            assert match, f"{name} is not told what to write"
            status = result if name == "code-review-lint" else "PASS"
            path = session.path(story, match[1])
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"worker: {name}\nstatus: {status}\nfindings: []\n", "utf-8")
        session.run(command.span("revi workers collect"), expected_code=0 if result == "PASS" else 1, STORY_ID=story)

    def prove(self, leader: Agent, story: str, note: str) -> None:
        """The proof, with the tables that its writer is told."""
        writer = self.session.agent("dev-implement-proof-writer", leader)
        form = writer.files[PROOF]
        columns = re.search(r"Section Checks has a table with the columns ([A-Z]\w+), (\w+) and (\w+)", form)
        rows = re.search(r"with a row for ([^;]+);", form)
        assert columns, "the writer of the proof is not told the columns of its checks"
        assert rows, "the writer of the proof is not told the rows of its checks"
        table = [f"| {' | '.join(columns.groups())} |", "|---|---|---|"]
        table += [f"| {name} | {' '.join(TEST)} | passed |" for name in re.findall(r"`([^`]+)`", rows[1])]
        content = {
            "Acceptance Criteria": f"AC-1: {note}",
            "Checks": "\n".join(table),
            "Reuse Verification": "Nothing was planned.",
        }
        self.session.write(writer, PROOF, story, content)

    def fix(self, story: str, finding: str) -> None:
        """/dev-fix-story: code, checks, a commit, a new proof."""
        command = self.session.begin("dev-fix-story", story)
        fixer = self.session.agent("dev-fix-fix-leader", command)
        self.code(fixer, {"greetings/__init__.py": f'"""Greetings. {finding}."""\n'})
        self.session.write(fixer, CHECKPOINT, story, f"resumeFrom: F1\nfindings: [{{id: F1, result: '{finding}'}}]\n")
        self.verify(self.session.agent("dev-verification-leader", command), story)
        self.commit_code(command, story)
        self.prove(self.session.agent("dev-documentation-leader", command), story, finding)
        self.session.end(command, story, "--event", "fix-done")

    def external_review(self, story: str, result: str) -> None:
        command = self.session.begin("dev-code-review", story)
        changed = self.session.run("git diff --name-only main...HEAD")
        assert "greetings/" in changed, "there is nothing to review"
        self.review(command, story, result)
        aggregate = self.session.agent("review-aggregate-leader", command)
        self.session.write(aggregate, REVIEW, story, {"Verdict": result, "Findings": f"Result: {result}"})
        self.session.end(command, story, "--verdict", result)

    # QA and the ship gate

    def qa(self, story: str, verdict: str) -> None:
        session = self.session
        command = session.begin("qa-verify-story", story)
        leader = session.agent("qa-verify-verification-leader", command)
        changed = session.run("git status --porcelain").splitlines()
        assert all(f"plans/stories/{story}/" in line for line in changed), "its first step asks for a clean state"
        session.write(
            leader, "_implementation/ACCEPTANCE.yaml", story, f"criteria: [{{id: AC-1, met: {verdict == 'PASS'}}}]\n"
        )
        report = session.agent("qa-verify-completion-leader", command)
        session.write(report, QA_REPORT, story, {"Verdict": verdict, "Findings": f"Result: {verdict}"})
        session.end(command, story, "--verdict", verdict)

    def gate(self, story: str, verdict: str) -> None:
        session = self.session
        command = session.begin("qa-gate", story)
        fields = re.findall(r"`(\w+)` \(((?:`[^`]+`(?: or )?)+)\)", command.steps)
        values = {
            "storyId": story, "verdict": verdict, "actor": "Ada", "role": "maintainer", "reason": "It works.",
            "evidence": f"[plans/stories/{story}/{story}.md]", "decidedAt": '"2026-11-29T10:00:00.000+00:00"',
        }  # fmt: skip
        text = "".join(f"{name}: {values[name]}\n" for name, _ in fields)
        session.path(story, "QA-GATE-{id}.yaml").write_text(text, "utf-8")
        session.end(command, story, "--verdict", verdict, reason="It does what it says.")

    def finish(self, story: str) -> None:
        """/wt-finish: the summary is committed, then the branch is merged."""
        session, command = self.session, self.session.command("wt-finish")
        assert not shell_lines(command.text), "a command without a lock has no call at its start"
        assert session.run("git status --porcelain") == ""
        session.run(command.span("revi budget report"), STORY_ID=story)
        session.run("git add --all")
        session.run(f"git commit --quiet --message '{story}: token summary'")
        assert self.tests_pass()
        session.run("git switch --quiet main")
        session.run(f"{command.span('git merge')} --message '{story}: merged'", STORY_ID=story)


def write_project(root: Path) -> None:
    """A small Python package with one test."""
    (root / "greetings").mkdir()
    (root / "greetings/__init__.py").write_text('"""Greetings."""\n', "utf-8")
    (root / "tests").mkdir()
    (root / "tests/__init__.py").write_text("", "utf-8")
    (root / "idea.md").write_text("# Greetings\n\nSay hello, then goodbye, and both at once.\n", "utf-8")
