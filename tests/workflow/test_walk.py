"""The documented path of the REVI workflow, from an empty repository with an unpacked wheel to merged branches."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from tests.workflow.rendered import section
from tests.workflow.session import Session
from tests.workflow.team import Team, feature, write_project


@pytest.fixture(scope="module")
def session(current_wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Session:
    """An empty repository in which the whole path was walked."""
    root = tmp_path_factory.mktemp("walk") / "shop"
    root.mkdir()
    subprocess.run(["git", "init", "--quiet", "--initial-branch", "main", str(root)], check=True)
    session = Session(root, current_wheel)
    session.run("revi-docs init --workflow revi --hooks")
    write_project(root)
    session.run("git add --all")
    session.run("git commit --quiet --message 'Set up the workflow'")
    team = Team(session)
    bootstrap(session)
    write_all(session, team)
    build_with_integrated_review(session, team)
    build_with_external_review(session, team)
    return session


PLAN_ROWS = (
    ("WORK-001", "Say hello", "–"),
    ("WORK-002", "Say goodbye", "WORK-001"),
    ("WORK-003", "Say both", "–"),
    ("WORK-004", "Sing it", "–"),
)


def bootstrap(session: Session) -> None:
    """/pm-bootstrap-workflow: the plan in the form that its writer is told; the index follows."""
    command = session.command("pm-bootstrap-workflow")
    done_when = re.findall(r"`(plans/[^`]+)` exists", section(command.text, "Limits"))
    assert done_when, "the command has no condition for its end"
    assert not all((session.root / file).exists() for file in done_when), "it counts as done before it has run"
    analyst = session.agent("pm-bootstrap-analysis-leader", command)
    session.write(analyst, "plans/ANALYSIS.yaml", "", "stories: []\n")
    leader = session.agent("pm-bootstrap-generation-leader", command)
    plan_file = "plans/WORK.plan.exec.md"
    table = re.search(r"(### Phase \d: ).*?\n\n(\|[^\n]+\|\n\|[-|]+\|\n)", leader.text, flags=re.DOTALL)
    assert table, "the writer of the plan is not told the form of its tables"
    front = re.search(r"`(doc_type: plan_exec)`", leader.files[plan_file])
    assert front
    rows = "".join(f"| {' | '.join(row)} |\n" for row in PLAN_ROWS)
    plan = f"---\n{front[1]}\ntitle: Greetings\n---\n\n{table[1]}words\n\n{table[2]}{rows}\n**Gate:** tests.\n"
    session.write(leader, plan_file, "", plan)
    session.write(leader, "plans/WORK.plan.meta.md", "", "---\ndoc_type: plan_meta\ntitle: Why\n---\n\nBe nice.\n")
    for call in ("revi-docs sync", "revi-docs lint"):
        session.run(command.span(call))
    session.commit(command)
    index = (session.root / "plans/WORK.stories.index.md").read_text("utf-8")
    assert all(story in index for story, _, _ in PLAN_ROWS)


DRAFTS = {"pm-draft-test-plan": "_pm/TEST-PLAN.md", "pm-dev-feasibility-review": "_pm/DEV-FEASIBILITY.md"}


def write_all(session: Session, team: Team) -> None:
    """Planned stories, unplanned ones, a split, a rework, a cancellation and another id."""
    for story in ("WORK-001", "WORK-002", "WORK-003"):
        assert f"next: revi begin {story} pm-generate-story" in session.run(f"revi next {story}")
        command = session.begin("pm-generate-story", story)
        seed = session.agent("pm-story-seed-agent", command)
        session.write(seed, "_pm/STORY-SEED.md", story, "Nothing is there yet.\n")
        session.run(command.span("revi story new"), STORY_ID=story)
        writer = session.agent("pm-story-generation-leader", command)
        for name, file in DRAFTS.items():
            session.write(session.agent(name, writer), file, story, "One unit test.\n")
        team.write_story(command, writer.id, story, "Greet")
        session.end(command, story, "--event", "finished")
    team.audit("WORK-001", "PASS")
    rework(session, team)
    split(session, team)
    for story, agent in (
        ("WORK-007", "pm-story-adhoc-leader"),
        ("WORK-008", "pm-story-bug-leader"),
        ("WORK-009", "pm-story-followup-leader"),
    ):
        new_story(session, team, story, agent)
        assert f"next: revi begin {story} elab-story" in session.run(f"revi next {story}")
    team.audit("WORK-007", "PASS")
    cancel_and_renumber(session)


def new_story(session: Session, team: Team, story: str, agent: str) -> None:
    """A story of /pm-story, from its first call to its last."""
    command = session.begin("pm-story", story)
    session.run(command.span("revi story new"), STORY_ID=story, TITLE=f"The story {story}")
    team.write_story(command, agent, story, "Greet")
    session.end(command, story, "--event", "finished")


def rework(session: Session, team: Team) -> None:
    """The audit rejects a story, which is reworked and audited again."""
    team.audit("WORK-002", "NEEDS REFINEMENT")
    command = session.begin("pm-fix-story", "WORK-002")
    session.agent("pm-story-fix-leader", command)
    path = session.path("WORK-002", "{id}.md")
    path.write_text(path.read_text("utf-8").replace("Greet (Goal)", "Greet on leaving"), "utf-8")
    session.end(command, "WORK-002", "--event", "finished")
    team.audit("WORK-002", "CONDITIONAL PASS")
    refused = session.run("revi begin WORK-002 dev-implement-story", expected_code=1)
    assert "WORK-001" in refused, "it depends on a story that is not built, as the plan says"


def split(session: Session, team: Team) -> None:
    """A story is replaced by two parts, which are audited."""
    team.audit("WORK-003", "SPLIT REQUIRED")
    command = session.begin("pm-story", "WORK-003")
    for part in ("WORK-005", "WORK-006"):
        new_story(session, team, part, "pm-story-split-leader")
    team.write_story(command, "pm-story-split-leader", "WORK-003", "", "superseded_by: [WORK-005, WORK-006]")
    session.end(command, "WORK-003", "--event", "split-replaced")
    team.audit("WORK-005", "PASS")


def cancel_and_renumber(session: Session) -> None:
    """A planned story is dropped; another gets the id that is free on this branch."""
    session.run("revi story new WORK-004")
    session.run("revi plumbing move WORK-004 cancelled --by manual --event dropped --actor Ada --reason 'no time'")
    session.run("revi story renumber WORK-008 WORK-010 --actor Ada --reason 'the other branch has this id'")
    session.run("revi-docs sync")
    session.run("git add --all")
    session.run("git commit --quiet --message 'Drop a story and renumber another'")


def build_with_integrated_review(session: Session, team: Team) -> None:
    """One failed review inside, one failed QA, and a gate that passes."""
    story = "WORK-001"
    command = session.begin("dev-implement-story", story)
    session.run(command.span("git switch"), STORY_ID=story)
    team.plan_and_build(command, story, feature("hello", "Hello {who}"))
    team.review(command, story, "FAIL")
    fixer = session.agent("dev-fix-fix-leader", command)
    team.code(fixer, {"greetings/__init__.py": '"""Greetings, fixed."""\n'})
    team.commit_code(command, story)
    team.review(command, story, "PASS")
    session.path(story, "_implementation/REVIEW.yaml").write_text("rounds: [FAIL, PASS]\n", "utf-8")
    team.prove(session.agent("dev-proof-leader", command), story, "hello returns its text")
    session.end(command, story, "--verdict", "PASS")
    team.qa(story, "FAIL")
    team.fix(story, "An empty name is greeted")
    team.external_review(story, "PASS")
    team.qa(story, "PASS")
    team.gate(story, "PASS")
    team.finish(story)


def build_with_external_review(session: Session, team: Team) -> None:
    """The review is left to /dev-code-review, which fails once; a person waives the gate."""
    story = "WORK-002"
    command = session.begin("dev-implement-story", story)
    assert "`--external-review`" in command.steps
    session.run(command.span("git switch"), STORY_ID=story)
    team.plan_and_build(command, story, feature("goodbye", "Goodbye {who}"))
    team.prove(session.agent("dev-proof-leader", command), story, "goodbye returns its text")
    session.end(command, story, "--event", "implementation-done")
    team.external_review(story, "FAIL")
    team.fix(story, "The text ends politely")
    team.external_review(story, "PASS")
    team.qa(story, "PASS")
    team.gate(story, "WAIVED")
    team.finish(story)


STATUSES = {
    "WORK-001": "completed",
    "WORK-002": "completed",
    "WORK-003": "superseded",
    "WORK-004": "cancelled",
    "WORK-005": "ready-to-work",
    "WORK-006": "generated",
    "WORK-007": "ready-to-work",
    "WORK-009": "generated",
    "WORK-010": "generated",
}


def test_where_every_story_is(session: Session) -> None:
    rows = [line.split() for line in session.run("revi story list").splitlines()[2:]]
    assert {row[0]: row[1] for row in rows} == STATUSES


def test_lint_check_and_doctor_are_clean(session: Session) -> None:
    assert session.run("revi-docs lint").startswith("valid: ")
    session.run("revi-docs check")
    session.run("revi doctor")
    assert session.run("git status --porcelain") == ""
    assert session.run("git branch --show-current") == "main\n"


def test_every_run_is_a_commit_with_its_story(session: Session) -> None:
    subjects = session.run("git log --format=%s WORK-001").splitlines()
    runs = [subject for subject in subjects if subject.startswith("WORK-001: /")]
    assert list(reversed(runs)) == [
        f"WORK-001: /{name}"
        for name in (
            "pm-generate-story", "elab-story", "dev-implement-story", "qa-verify-story", "dev-fix-story",
            "dev-code-review", "qa-verify-story", "qa-gate",
        )
    ]  # fmt: skip


def test_the_project_works(session: Session) -> None:
    assert Team(session).tests_pass()
    assert session.run("git log --merges --format=%s") == "WORK-002: merged\nWORK-001: merged\n"


def test_a_merged_story_is_not_finished_again(session: Session) -> None:
    assert "it is done" in session.run("revi plumbing rerun WORK-001 wt-finish", expected_code=1)
