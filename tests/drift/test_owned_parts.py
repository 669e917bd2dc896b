"""Regions of hand-written files: what check says of each way they can stand, and what sync does about it."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from revi_docs.drift import override_record
from revi_docs.drift.sync import sync
from revi_docs.problems.revi_error import ReviError
from revi_docs.report.formats import render_text
from tests.support.former_checksums import write_former
from tests.support.sample_repo import (
    CONTRACT,
    check_repository,
    edit,
    git,
    render_problems,
    run_docs,
    write,
    write_sample,
)
from tests.support.workspaces import open_workspace

WITHOUT_OUTPUTS = CONTRACT[: CONTRACT.index("outputs:")] + "default_outputs: false\n"
LIMIT = {"regions/limit.md.j2": "At most {{ budgets.phases[arguments.phase].hard | number }} tokens.\n"}
STATUSES = {
    "regions/statuses.md.j2": """\
| Status | Meaning |
|---|---|
{% for status in statuses.values() %}
| {{ status.id | code }} | {{ status.description }} |
{% endfor %}
"""
}
PAGE = """\
# Notes

Mine, `make`.

<!-- revi:begin statuses -->
<!-- revi:end -->

The limit: <!-- revi:begin limit phase=make --><!-- revi:end --> Mine too.
"""
SYNCED_PAGE = """\
# Notes

Mine, `make`.

<!-- revi:begin statuses -->
| Status | Meaning |
|---|---|
| `open` | Nobody has begun. |
| `working` | Somebody is at it. |
| `closed` | It is finished. |
<!-- revi:end -->

The limit: <!-- revi:begin limit phase=make -->At most 600 tokens.<!-- revi:end --> Mine too.
"""


@pytest.fixture
def synced_repo(tmp_path: Path) -> Path:
    """A repository whose one page is in step, as `sync` wrote it."""
    root = create_repo(tmp_path / "noted", {"notes.md": SYNCED_PAGE})
    sync(root, open_workspace(root).file_statuses)
    return root


def create_repo(root: Path, files: Mapping[str, str | bytes], templates: Mapping[str, str] | None = None) -> Path:
    write_sample(root, WITHOUT_OUTPUTS, {**STATUSES, **LIMIT} if templates is None else templates)
    for path, content in files.items():
        write(root, path, content)
    # As if `sync` had seen before which shipped templates those of the repository replace.
    record = override_record.serialize(
        override_record.expected_bases(root, open_workspace(root).rendered_outputs.renderer)
    )
    if record is not None:
        write(root, override_record.FILE, record)
    return root


def contents(root: Path) -> dict[str, bytes]:
    """path → content of every file but git's."""
    files = (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())
    return {path: (root / path).read_bytes() for path in sorted(files) if not path.startswith(".git/")}


def run_command(root: Path, *words: str) -> tuple[int, str]:
    answer = run_docs(root, *words)
    assert answer.stderr == ""
    return answer.returncode, answer.stdout


def test_a_page_in_step(synced_repo: Path) -> None:
    assert run_command(synced_repo, "check") == (0, "clean: 0 outputs, 2 regions\n")


def test_empty_regions_are_filled(tmp_path: Path) -> None:
    root = create_repo(tmp_path, {"notes.md": PAGE})
    assert (
        render_text(check_repository(root))
        == """\
notes.md:6:1: missing: the region 'statuses' is empty
  cause: revi.yml:5:3
  cause: revi.yml:7:3
  cause: revi.yml:6:3
  fix: run 'revi-docs sync'
    --- notes.md (on disk)
    +++ notes.md (expected)
    @@ -1,2 +1,7 @@

    +| Status | Meaning |
    +|---|---|
    +| `open` | Nobody has begun. |
    +| `working` | Somebody is at it. |
    +| `closed` | It is finished. |

notes.md:8:48: missing: the region 'limit' is empty
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
    --- notes.md (on disk)
    +++ notes.md (expected)
    @@ -1 +1 @@
    -
    +At most 600 tokens.
"""
    )
    assert run_command(root, "sync") == (0, "wrote notes.md\nup to date: 0 outputs\n")
    assert (root / "notes.md").read_text(encoding="utf-8") == SYNCED_PAGE
    assert check_repository(root) == ()


def test_an_empty_region_in_a_quotation_is_filled(tmp_path: Path) -> None:
    """What each line of a quotation begins with is nobody's text."""
    page = "> <!-- revi:begin limit phase=make -->\n{}> <!-- revi:end -->\n"
    root = create_repo(tmp_path, {"notes.md": page.format(">\n> \n")})
    (problem,) = check_repository(root)
    assert (problem.code, problem.message) == ("missing", "the region 'limit' is empty")
    assert run_command(root, "sync") == (0, "wrote notes.md\nup to date: 0 outputs\n")
    assert (root / "notes.md").read_text(encoding="utf-8") == page.format("> At most 600 tokens.\n")


def test_what_somebody_wrote_into_a_quotation_stays(tmp_path: Path) -> None:
    page = "> <!-- revi:begin limit phase=make -->\n> Mine.\n> <!-- revi:end -->\n"
    root = create_repo(tmp_path, {"notes.md": page})
    assert run_command(root, "sync")[0] == 1
    assert (root / "notes.md").read_text(encoding="utf-8") == page


def test_a_stale_region_names_the_value_behind_it(synced_repo: Path) -> None:
    edit(synced_repo, "revi.yml", "hard: 600", "hard: 900")
    assert (
        render_text(check_repository(synced_repo))
        == """\
notes.md:13:56: stale: is out of date: budgets.phases.make.hard changed
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
    --- notes.md (on disk)
    +++ notes.md (expected)
    @@ -1 +1 @@
    -At most 600 tokens.
    +At most 900 tokens.
"""
    )
    before = (synced_repo / "notes.md").read_text(encoding="utf-8")
    assert run_command(synced_repo, "sync") == (0, "wrote notes.md\nup to date: 0 outputs\n")
    after = (synced_repo / "notes.md").read_text(encoding="utf-8")
    assert differing_lines(before, after) == [13]
    assert check_repository(synced_repo) == ()


def differing_lines(before: str, after: str) -> list[int]:
    pairs = zip(before.splitlines(), after.splitlines(), strict=True)
    return [number for number, (old, new) in enumerate(pairs, 1) if old != new]


def test_a_region_changed_by_hand(synced_repo: Path) -> None:
    edit(synced_repo, "notes.md", "At most 600", "At most 601")
    expected = """\
notes.md:13:58: tampered: the region 'limit' has manual edits
  cause: revi.yml:13:32
  fix: make the change in revi.yml:13:32, then run 'revi-docs sync --force' to overwrite the region
    --- notes.md (on disk)
    +++ notes.md (expected)
    @@ -1 +1 @@
    -At most 601 tokens.
    +At most 600 tokens.
"""
    assert render_text(check_repository(synced_repo)) == expected
    before = contents(synced_repo)
    assert run_command(synced_repo, "sync") == (1, expected + "\n1 problem\n")
    assert run_command(synced_repo, "sync", "--force", "--dry-run") == (
        0,
        "would write notes.md\nwould be up to date: 0 outputs\n",
    )
    assert contents(synced_repo) == before
    assert run_command(synced_repo, "sync", "--force") == (0, "wrote notes.md\nup to date: 0 outputs\n")
    assert (synced_repo / "notes.md").read_text(encoding="utf-8") == SYNCED_PAGE


def test_a_refused_region_does_not_hold_up_the_other(synced_repo: Path) -> None:
    edit(synced_repo, "notes.md", "At most 600", "At most 601")
    edit(synced_repo, "revi.yml", "Nobody has begun.", "Nobody began.")
    assert run_docs(synced_repo, "sync").returncode == 1
    after = (synced_repo / "notes.md").read_text(encoding="utf-8")
    assert "| `open` | Nobody began. |" in after
    assert "At most 601 tokens." in after


def test_two_regions_changed_by_hand_are_two_findings(synced_repo: Path) -> None:
    edit(synced_repo, "notes.md", "At most 600", "At most 601")
    edit(synced_repo, "notes.md", "| `open` |", "| `opened` |")
    problems = check_repository(synced_repo)
    assert [problem.code for problem in problems] == ["tampered", "tampered"]
    assert len({problem.fingerprint for problem in problems}) == 2


def test_text_that_was_there_before_its_markers_stays(synced_repo: Path) -> None:
    write(synced_repo, "more.md", "<!-- revi:begin limit phase=make -->Mine.<!-- revi:end -->\n")
    write(synced_repo, "new.md", "<!-- revi:begin statuses -->\nMine.\n<!-- revi:end -->\n")
    assert run_docs(synced_repo, "sync").returncode == 1
    assert [problem.message for problem in check_repository(synced_repo)] == [
        "the region 'limit' has manual edits",
        "the region 'statuses' has manual edits",
    ]
    assert run_docs(synced_repo, "sync", "--force").returncode == 0
    assert check_repository(synced_repo) == ()


def test_regions_of_version_0_1_0_lose_their_checksums(synced_repo: Path) -> None:
    write_former(synced_repo, "notes.md")
    assert "<!-- revi:begin statuses revi:c537ebb433add248 -->" in (synced_repo / "notes.md").read_text("utf-8")
    assert (
        render_problems(check_repository(synced_repo))
        == """\
notes.md:5:51: stale: has the checksum of an earlier version
  also: notes.md:13:70
  fix: run 'revi-docs sync'
"""
    )
    assert run_command(synced_repo, "sync") == (0, "wrote notes.md\nup to date: 0 outputs\n")
    assert (synced_repo / "notes.md").read_text(encoding="utf-8") == SYNCED_PAGE


def test_a_region_may_be_moved(synced_repo: Path) -> None:
    first, second = SYNCED_PAGE.index("<!-- revi:begin statuses"), SYNCED_PAGE.index("\nThe limit")
    write(synced_repo, "notes.md", SYNCED_PAGE[:first] + SYNCED_PAGE[second:] + SYNCED_PAGE[first:second])
    assert check_repository(synced_repo) == ()


def test_a_region_copied_under_another_argument_is_no_longer_proven(synced_repo: Path) -> None:
    edit(synced_repo, "revi.yml", "  make: {description", "  test: {description: Tried.}\n  make: {description")
    edit(synced_repo, "revi.yml", "    make: {w", "    test: {warning: 1, hard: 2}\n    make: {w")
    edit(synced_repo, "notes.md", "phase=make", "phase=test")
    assert (
        render_problems(check_repository(synced_repo))
        == """\
notes.md:13:56: tampered: the region 'limit' may have manual edits: there is no git repository, and there is no \
record that 'sync' wrote it here
  cause: revi.yml:14:30
  fix: make the change in revi.yml:14:30, then run 'revi-docs sync --force' to overwrite the region
"""
    )


INVALID_MARKERS = {
    "an end is missing": (
        "<!-- revi:begin statuses -->\n",
        (
            "more.md:1:1: unclosed-region: the region that starts here has no end marker\n"
            "  fix: write the marker 'revi:end', in a comment of its own, at the end of the region\n"
        ),
    ),
    "a beginning is missing": (
        "<!-- revi:end -->\n",
        (
            "more.md:1:1: reversed-region: this end marker has no begin marker before it\n"
            "  fix: write the begin marker before it, or remove it\n"
        ),
    ),
    "one in another": (
        "<!-- revi:begin statuses -->\n<!-- revi:begin limit phase=make -->\n<!-- revi:end -->\n",
        (
            "more.md:2:1: nested-region: this region starts inside the region that starts on line 1\n"
            "  also: more.md:1:1\n"
            "  fix: write '<!-- revi:end -->' before it, or move it out of the other region\n"
        ),
    ),
    "an end twice": (
        "<!-- revi:begin statuses -->\n<!-- revi:end -->\n<!-- revi:end -->\n",
        (
            "more.md:3:1: doubled-marker: this end marker repeats the one on line 2\n"
            "  also: more.md:2:1\n"
            "  fix: remove one of the two markers\n"
        ),
    ),
    "another word": (
        "<!-- revi:start statuses -->\n",
        ("more.md:1:1: unknown-marker: 'revi:start' is not a marker\n  fix: write 'revi:begin NAME' or 'revi:end'\n"),
    ),
    "no such template": (
        "<!-- revi:begin stauses -->\n<!-- revi:end -->\n",
        (
            "more.md:1:1: unknown-template: there is no template 'regions/stauses.md.j2'\n"
            "  fix: create templates/regions/stauses.md.j2, or correct the name\n"
        ),
    ),
    "a template for another kind of file": (
        None,
        (
            "more.yml:1:1: unknown-template: there is no template 'regions/statuses.yml.j2'\n"
            "  fix: create templates/regions/statuses.yml.j2, or correct the name\n"
        ),
    ),
}


@pytest.mark.parametrize(("content", "expected"), INVALID_MARKERS.values(), ids=INVALID_MARKERS)
def test_while_a_marker_is_broken_anywhere_nothing_is_written(
    synced_repo: Path, content: str | None, expected: str
) -> None:
    edit(synced_repo, "revi.yml", "hard: 600", "hard: 900")
    if content is None:
        write(synced_repo, "more.yml", "# revi:begin statuses\n# revi:end\n")
    else:
        write(synced_repo, "more.md", content)
    before = contents(synced_repo)
    for words in (["check"], ["sync"], ["sync", "--force"], ["sync", "--dry-run"]):
        assert run_command(synced_repo, *words) == (3, expected + "\n1 problem\n")
    assert contents(synced_repo) == before


def test_a_marker_in_a_fence_is_text(synced_repo: Path) -> None:
    write(synced_repo, "more.md", "```\n<!-- revi:begin statuses -->\n```\n\n`<!-- revi:end -->`\n")
    assert check_repository(synced_repo) == ()


OTHER_FILES = {
    "yaml": (
        "settings.yml",
        "regions/limit.yml.j2",
        "hard: {{ budgets.phases.make.hard }}\n",
        "top:\n  # revi:begin limit{}\n{}  # revi:end\n  mine: 1\n",
        "  hard: 600\n",
    ),
    "python": (
        "limits.py",
        "regions/limit.py.j2",
        "HARD = {{ budgets.phases.make.hard }}\n",
        "MINE = 1\n# revi:begin limit{}\n{}# revi:end\n",
        "HARD = 600\n",
    ),
    "typescript": (
        "src/limits.ts",
        "regions/limit.ts.j2",
        "export const hard = {{ budgets.phases.make.hard }};\n",
        "// revi:begin limit{}\n{}// revi:end\nexport const mine = 1;\n",
        "export const hard = 600;\n",
    ),
    "shell": (
        "bin/limits.sh",
        "regions/limit.sh.j2",
        "HARD={{ budgets.phases.make.hard }}\n",
        "#!/bin/sh\nf() {{\n  # revi:begin limit{}\n{}  # revi:end\n}}\n",
        "  HARD=600\n",
    ),
}


@pytest.mark.parametrize(("path", "template", "source", "page", "content"), OTHER_FILES.values(), ids=OTHER_FILES)
def test_regions_of_other_files(tmp_path: Path, path: str, template: str, source: str, page: str, content: str) -> None:
    root = create_repo(tmp_path, {path: page.format("", "")}, {template: source})
    (root / path).chmod(0o755)
    assert run_command(root, "sync") == (0, f"wrote {path}\nup to date: 0 outputs\n")
    text = (root / path).read_text(encoding="utf-8")
    assert text == page.format("", content)
    assert (root / path).stat().st_mode & 0o777 == 0o755
    assert check_repository(root) == ()
    edit(root, "revi.yml", "hard: 600", "hard: 900")
    [problem] = check_repository(root)
    assert (problem.message, [str(place) for place in problem.cause]) == (
        "is out of date: budgets.phases.make.hard changed",
        ["revi.yml:13:32"],
    )
    line = (problem.first_place.line if problem.first_place else 0) - 1
    assert "600" in text.split("\n")[line]


def test_line_ends_of_windows_stay(synced_repo: Path) -> None:
    write(synced_repo, "notes.md", PAGE.replace("\n", "\r\n"))
    assert run_docs(synced_repo, "sync").returncode == 0
    assert (synced_repo / "notes.md").read_bytes() == SYNCED_PAGE.replace("\n", "\r\n").encode()
    assert check_repository(synced_repo) == ()


def test_a_page_saved_while_it_is_to_be_written(synced_repo: Path) -> None:
    edit(synced_repo, "revi.yml", "hard: 600", "hard: 900")
    workspace = open_workspace(synced_repo)
    file_statuses = workspace.file_statuses
    edit(synced_repo, "notes.md", "Mine too.", "Mine as well.")
    before = contents(synced_repo)
    with pytest.raises(ReviError) as raised:
        sync(synced_repo, file_statuses)
    assert (
        render_text(raised.value.problems)
        == """\
notes.md: concurrent-change: changed while revi-docs was running
  fix: run 'revi-docs sync' again
"""
    )
    assert contents(synced_repo) == before
    assert run_docs(synced_repo, "sync").returncode == 0
    assert "Mine as well." in (synced_repo / "notes.md").read_text(encoding="utf-8")


def merge_branches(root: Path, our_change: tuple[str, str, str], their_change: tuple[str, str, str]) -> None:
    """Two branches change one file each way and are merged; revi.yml is taken from us where it conflicts."""
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "begin")
    git(root, "checkout", "-qb", "topic")
    for change, branch in ((their_change, "main"), (our_change, "")):
        edit(root, *change)
        run_docs(root, "sync")
        git(root, "commit", "-qam", "change")
        if branch:
            git(root, "checkout", "-q", branch)


def conflict_text(our_change: str, their_change: str) -> str:
    """A page as git leaves it where two branches have changed the same lines."""
    return f"<<<<<<< HEAD\n{our_change}=======\n{their_change}>>>>>>> topic\n"


OLD_LINE = SYNCED_PAGE[SYNCED_PAGE.index("The limit") :]


def test_a_conflict_inside_regions_is_set_right_without_force(tmp_path: Path) -> None:
    page = "<!-- revi:begin line -->{}<!-- revi:end -->\n"
    template = "{% for status in statuses.values() %}{{ status.description }} {% endfor %}\n"
    root = create_repo(tmp_path, {"notes.md": page.format("")}, {"regions/line.md.j2": template})
    assert run_docs(root, "sync").returncode == 0
    merge_branches(
        root,
        ("revi.yml", "Nobody has begun.", "No one has begun."),
        ("revi.yml", "It is finished.", "It is over."),
    )
    answer = git_merge(root)
    assert [line.split()[-1] for line in answer.splitlines() if "CONFLICT" in line] == ["notes.md"]
    assert (
        render_problems(check_repository(root))
        == """\
notes.md:1:2: conflicted: contains git conflict markers
  fix: merge revi.yml and the templates, then run 'revi-docs sync'
"""
    )
    assert run_command(root, "sync") == (0, "wrote notes.md\nup to date: 0 outputs\n")
    after = (root / "notes.md").read_text(encoding="utf-8")
    assert after == page.format("No one has begun. Somebody is at it. It is over.")
    assert check_repository(root) == ()


def git_merge(root: Path) -> str:
    """What git says of a merge that does not go through."""
    with pytest.raises(subprocess.CalledProcessError) as raised:
        git(root, "merge", "topic")
    return str(raised.value.stdout)


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(SYNCED_PAGE.replace("Mine, `make`.\n", conflict_text("Ours.\n", "Theirs.\n")), id="in prose"),
        pytest.param(
            SYNCED_PAGE.replace(
                OLD_LINE, conflict_text(OLD_LINE, OLD_LINE.replace("600", "700").replace("Mine too", "Theirs"))
            ),
            id="in a region and beside it",
        ),
        pytest.param(
            SYNCED_PAGE.replace("<!-- revi:end -->\n\n", conflict_text("\n", "<!-- revi:end -->\n\n")),
            id="one side has lost a marker",
        ),
        pytest.param(
            SYNCED_PAGE.replace("<!-- revi:end -->\n\n", conflict_text("<!-- revi:end -->\n\n", "\n")),
            id="the other side has lost a marker",
        ),
    ],
)
def test_a_conflict_in_what_people_write_is_told_and_left_alone(synced_repo: Path, page: str) -> None:
    write(synced_repo, "notes.md", page)
    write(synced_repo, "more.md", SYNCED_PAGE)
    line = page[: page.index("<<<<<<<")].count("\n") + 1
    expected = f"""\
notes.md:{line}:1: conflicted: contains git conflict markers around hand-written text
  fix: resolve the conflict, then run 'revi-docs sync' to regenerate the owned parts
"""
    before = contents(synced_repo)
    for words in (["check"], ["sync"], ["sync", "--force"]):
        code, printed = run_command(synced_repo, *words)
        assert (code in (1, 3), printed) == (True, expected + "\n1 problem\n")
    assert contents(synced_repo) == before


def test_a_conflicted_page_saved_while_it_is_to_be_written(synced_repo: Path) -> None:
    inner = "| `open` | Nobody has begun. |\n"
    write(synced_repo, "notes.md", SYNCED_PAGE.replace(inner, conflict_text(inner, "| `open` | Nobody. |\n")))
    file_statuses = open_workspace(synced_repo).file_statuses
    edit(synced_repo, "notes.md", "Mine too.", "Mine as well.")
    before = contents(synced_repo)
    with pytest.raises(ReviError) as raised:
        sync(synced_repo, file_statuses)
    assert [problem.code for problem in raised.value.problems] == ["concurrent-change"]
    assert contents(synced_repo) == before
