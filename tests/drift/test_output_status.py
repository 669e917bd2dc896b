"""What the check says of each way an output can stand, to the letter, and what sync does about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files.generated_marker import MARKER
from revi_docs.report.formats import render_text
from tests.support.sample_repo import (
    CONTRACT,
    OUTPUTS,
    TEMPLATES,
    check_repository,
    edit,
    file_states,
    render_problems,
    run_docs,
    sync_repository,
    write,
    write_sample,
)

LAST_LINE = "default_outputs: false\n"


def contents(root: Path) -> dict[str, bytes]:
    """path → content of all that sync could have touched."""
    files = (path for path in root.rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(files)}


def test_clean(sample: Path) -> None:
    assert check_repository(sample) == ()


def test_before_the_first_sync_everything_is_missing_once_for_each_entry(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    assert (
        render_problems(check_repository(root))
        == """\
.revi/paths: missing: does not exist
  fix: run 'revi-docs sync'
commands/begin.md: missing: 2 outputs do not exist
  also: commands/end.md
  cause: revi.yml:24:3
  fix: run 'revi-docs sync'
data/statuses.json: missing: does not exist
  cause: revi.yml:25:3
  fix: run 'revi-docs sync'
docs/agents.md: missing: does not exist
  cause: revi.yml:23:3
  fix: run 'revi-docs sync'
docs/index.md: missing: does not exist
  cause: revi.yml:22:3
  fix: run 'revi-docs sync'
"""
    )
    sync_repository(root)
    assert check_repository(root) == ()


def test_a_changed_limit_is_one_cause_in_every_output_that_shows_it(sample: Path) -> None:
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    assert (
        render_text(check_repository(sample))
        == """\
commands/begin.md:8:9: stale: 2 outputs are out of date: budgets.phases.make.hard changed
  also: docs/index.md:10:24
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
    --- commands/begin.md (on disk)
    +++ commands/begin.md (expected)
    @@ -7,3 +7,3 @@

    -At most 600 tokens, a warning at 300.
    +At most 900 tokens, a warning at 300.
     Last line.
"""
    )
    sync_repository(sample)
    assert check_repository(sample) == ()
    assert "is 900 tokens" in (sample / "docs/index.md").read_text(encoding="utf-8")


def test_two_values_on_one_line_are_two_causes(sample: Path) -> None:
    edit(sample, "revi.yml", "{warning: 300, hard: 600}", "{warning: 400, hard: 700}")
    assert (
        render_problems(check_repository(sample))
        == """\
commands/begin.md:8:9: stale: 2 outputs are out of date: budgets.phases.make.hard changed
  also: docs/index.md:10:24
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
commands/begin.md:8:9: stale: is out of date: budgets.phases.make.warning changed
  cause: revi.yml:13:21
  fix: run 'revi-docs sync'
"""
    )


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        pytest.param("Somebody is at it.", "Somebody is at it", 32, id="lost its end"),
        pytest.param("Somebody is at it.", "Somebody is at it..", 33, id="grew at its end"),
        pytest.param("Somebody is at it.", "body is at it.", 15, id="lost its beginning"),
        pytest.param("Somebody is at it.", "x", 15, id="another"),
    ],
)
def test_the_cause_is_found_however_a_value_changed(sample: Path, old: str, new: str, column: int) -> None:
    edit(sample, "revi.yml", old, new)
    assert (
        render_problems(check_repository(sample))
        == f"""\
docs/index.md:7:{column}: stale: is out of date: statuses.working.description changed
  cause: revi.yml:6:26
  fix: run 'revi-docs sync'
"""
    )


def test_a_new_item_is_one_cause_with_all_that_it_brings(sample: Path) -> None:
    edit(sample, "revi.yml", "  closed: {", "  paused: {description: Waits.}\n  closed: {")
    assert (
        render_problems(check_repository(sample))
        == """\
data/statuses.json:6:1: stale: 2 outputs are out of date: statuses.paused changed
  also: docs/index.md:8:1
  cause: revi.yml:7:3
  fix: run 'revi-docs sync'
"""
    )


def test_a_removed_item_has_no_line_any_more(sample: Path) -> None:
    edit(sample, "revi.yml", "  working: {", "  spare: {description: Spare.}\n  working: {")
    sync_repository(sample)
    edit(sample, "revi.yml", "  spare: {description: Spare.}\n", "")
    edit(sample, "templates/statuses.json.j2", "statuses.keys() | list | data", '[1] | data }}{{ "" if true')
    assert (
        render_problems(check_repository(sample))
        == """\
data/statuses.json:4:3: stale: is out of date: templates/statuses.json.j2 or a value that it reads changed
  fix: run 'revi-docs sync'
docs/index.md:7:1: stale: is out of date: statuses changed
  cause: revi.yml:4:1
  fix: run 'revi-docs sync'
"""
    )


def test_an_edited_template_is_named(sample: Path) -> None:
    edit(sample, "templates/agents.md.j2", "# Agents", "# All agents")
    expected = render_text(check_repository(sample))
    sync_repository(sample)
    assert (
        expected
        == f"""\
docs/agents.md:2:4: stale: is out of date: templates/agents.md.j2 or a value that it reads changed
  fix: run 'revi-docs sync'
    --- docs/agents.md (on disk)
    +++ docs/agents.md (expected)
    @@ -1,3 +1,3 @@
     <!-- {MARKER} -->
    -# Agents
    +# All agents
     `helper`: Helps. Model `sonnet`: Thinks.
"""
    )


def test_an_edited_template_does_not_blame_the_values_beside_the_edit(sample: Path) -> None:
    edit(sample, "templates/agents.md.j2", "}} Model {{", "}} Its model: {{")
    assert (
        render_problems(check_repository(sample))
        == """\
docs/agents.md:3:18: stale: is out of date: templates/agents.md.j2 or a value that it reads changed
  fix: run 'revi-docs sync'
"""
    )


def test_an_edited_part_names_the_template_that_includes_it(sample: Path) -> None:
    edit(sample, "templates/parts/limit.md.j2", "Last line.", "The last line.")
    assert (
        render_problems(check_repository(sample))
        == """\
commands/begin.md:9:1: stale: 2 outputs are out of date: templates/command.md.j2 or a value that it reads changed
  also: commands/end.md:8:1
  fix: run 'revi-docs sync'
"""
    )


def test_an_output_changed_by_hand(sample: Path) -> None:
    edit(sample, "docs/index.md", "600 tokens", "601 tokens")
    expected = """\
docs/index.md:10:26: tampered: has manual edits
  cause: revi.yml:13:32
  fix: make the change in revi.yml:13:32, then run 'revi-docs sync --force' to overwrite this file
    --- docs/index.md (on disk)
    +++ docs/index.md (expected)
    @@ -9,3 +9,3 @@

    -The limit of `make` is 601 tokens.
    +The limit of `make` is 600 tokens.
     From `open` to `working`.
"""
    assert render_text(check_repository(sample)) == expected
    answer = run_docs(sample, "sync")
    assert (answer.returncode, answer.stdout) == (1, expected + "\n1 problem\n")
    assert "601" in (sample / "docs/index.md").read_text(encoding="utf-8")
    forced = run_docs(sample, "sync", "--force")
    assert (forced.returncode, forced.stdout) == (0, "wrote docs/index.md\nup to date: 5 outputs\n")
    assert check_repository(sample) == ()


def test_a_refused_output_does_not_hold_up_the_others(sample: Path) -> None:
    edit(sample, "docs/index.md", "# Statuses", "# My statuses")
    edit(sample, "revi.yml", "hard: 600", "hard: 900")
    assert file_states(sample) == {"commands/begin.md": "stale", "docs/index.md": "tampered"}
    assert run_docs(sample, "sync").returncode == 1
    assert file_states(sample) == {"docs/index.md": "tampered"}


def test_one_output_copied_over_another(sample: Path) -> None:
    write(sample, "commands/end.md", (sample / "commands/begin.md").read_bytes())
    assert (
        render_text(check_repository(sample))
        == f"""\
commands/end.md:2:8: tampered: has manual edits
  cause: revi.yml:20:3
  fix: make the change in revi.yml:20:3, then run 'revi-docs sync --force' to overwrite this file
    --- commands/end.md (on disk)
    +++ commands/end.md (expected)
    @@ -1,9 +1,8 @@
     ---
    -name: "begin"
    -description: "Begins."
    +name: "end"
    +description: "Ends."
     metadata: "{MARKER}"
     ---
    -# `begin`
    +# `end`

    -At most 600 tokens, a warning at 300.
     Last line.
"""
    )


def test_the_marker_deleted(sample: Path) -> None:
    edit(sample, "docs/agents.md", MARKER, "")
    assert (
        render_problems(check_repository(sample))
        == """\
docs/agents.md:1:6: tampered: has manual edits
  fix: make the change in the contract or the template, then run 'revi-docs sync --force' to overwrite this file
"""
    )


def test_a_file_of_somebody_else_where_an_output_is_to_stand(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    write(root, "docs/agents.md", "# My agents\n")
    expected = (
        "docs/agents.md: foreign-file: an output has the path of this file, which revi-docs did not write\n"
        "  cause: revi.yml:23:3\n"
        "  fix: move the file away, or give the output another path; then run 'revi-docs sync'\n"
    )
    assert render_problems(check_repository(root)).count(expected) == 1
    for words in (["sync"], ["sync", "--force"]):
        assert run_docs(root, *words).returncode == 1
        assert (root / "docs/agents.md").read_bytes() == b"# My agents\n"
        assert file_states(root) == {"docs/agents.md": "foreign-file"}
    (root / "docs/agents.md").unlink()
    assert run_docs(root, "sync").returncode == 0
    assert check_repository(root) == ()


def test_an_output_deleted_and_put_back_and_changed_in_secret(sample: Path) -> None:
    """With a warm cache all the while: it goes by content, not by date and size."""
    assert [run_docs(sample, "check").returncode for _ in range(2)] == [0, 0]
    file, content = sample / "docs/agents.md", (sample / "docs/agents.md").read_bytes()
    stat = file.stat()
    file.unlink()
    answer = run_docs(sample, "check")
    assert (answer.returncode, answer.stdout) == (
        1,
        "docs/agents.md: missing: does not exist\n  cause: revi.yml:23:3\n  fix: run 'revi-docs sync'\n\n1 problem\n",
    )
    file.write_bytes(content)
    assert run_docs(sample, "check").stdout == "clean: 5 outputs\n"
    file.write_bytes(content.replace(b"Helps", b"HELPS"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert run_docs(sample, "check").stdout.startswith("docs/agents.md:3:12: tampered: has manual edits\n")


def test_conflict_markers(sample: Path) -> None:
    edit(sample, "docs/agents.md", "# Agents\n", "<<<<<<< HEAD\n# Agents\n=======\n# Agenten\n>>>>>>> topic\n")
    assert (
        render_problems(check_repository(sample))
        == """\
docs/agents.md:2:1: conflicted: contains git conflict markers
  fix: merge revi.yml and the templates, then run 'revi-docs sync'
"""
    )
    answer = run_docs(sample, "sync")
    assert (answer.returncode, answer.stdout) == (0, "wrote docs/agents.md\nup to date: 5 outputs\n")
    assert check_repository(sample) == ()


WITHOUT_END_COMMAND = CONTRACT.replace("  end: {description: Ends.}\n", "").replace("by: end", "by: begin")
ORPHAN = """\
.revi/paths:2:1: stale: is out of date
  fix: run 'revi-docs sync'
commands/end.md: orphaned: no longer generated
  fix: run 'revi-docs sync' to delete it
"""


def test_an_orphan_is_found_and_removed(sample: Path) -> None:
    write(sample, "revi.yml", WITHOUT_END_COMMAND)
    assert render_problems(check_repository(sample)) == ORPHAN
    answer = run_docs(sample, "sync")
    assert (answer.returncode, answer.stdout) == (0, "removed commands/end.md\nup to date: 4 outputs\n")
    assert check_repository(sample) == ()


def test_an_orphan_takes_its_empty_folders_with_it(sample: Path) -> None:
    contract = CONTRACT.replace('"data/statuses.json"', '"data/deep/er/statuses.json"')
    write(sample, "revi.yml", contract)
    sync_repository(sample)
    write(sample, "data/mine.txt", "mine\n")
    write(sample, "revi.yml", CONTRACT)
    sync_repository(sample)
    assert sorted(path.name for path in (sample / "data").iterdir()) == ["mine.txt", "statuses.json"]
    assert check_repository(sample) == ()


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(lambda root: (root / ".revi/paths").unlink(), id="deleted"),
        pytest.param(lambda root: write(root, ".revi/paths", ""), id="emptied"),
        pytest.param(lambda root: write(root, ".revi/paths", b"\xff\xfe\0\0"), id="broken"),
    ],
)
def test_without_its_index_an_orphan_is_still_found_beside_other_outputs(
    sample: Path, lose: Callable[[Path], object]
) -> None:
    write(sample, "revi.yml", WITHOUT_END_COMMAND)
    lose(sample)
    assert file_states(sample)["commands/end.md"] == "orphaned"
    sync_repository(sample)
    assert check_repository(sample) == ()
    assert not (sample / "commands/end.md").exists()


def test_without_its_index_the_last_file_of_a_folder_is_still_an_orphan(sample: Path) -> None:
    row = '  "levels/{log_level}.md": {template: level.md.j2, each: log_levels}\n'
    write(sample, "templates/level.md.j2", "<!-- {{ marker }} -->\n# {{ log_level.id }}\n")
    write(sample, "revi.yml", CONTRACT.replace(LAST_LINE, f"{row}{LAST_LINE}log_levels: [LOUD]\n"))
    sync_repository(sample)
    write(sample, "revi.yml", CONTRACT.replace(LAST_LINE, row + LAST_LINE))
    (sample / "templates/level.md.j2").unlink()
    (sample / ".revi/paths").unlink()
    assert file_states(sample) == {".revi/paths": "missing", "levels/LOUD.md": "orphaned"}


def test_somebody_elses_file_with_conflict_markers_is_not_overwritten(sample: Path) -> None:
    text = "# my notes\n<<<<<<< HEAD\nhand work\n=======\n>>>>>>> topic\n"
    write(sample, "docs/index.md", text)
    assert file_states(sample)["docs/index.md"] == "tampered"
    assert run_docs(sample, "sync").returncode == 1
    assert (sample / "docs/index.md").read_text(encoding="utf-8") == text


def test_an_orphan_changed_by_hand_is_kept_and_not_forgotten(sample: Path) -> None:
    edit(sample, "commands/end.md", "Last line.", "My line.")
    write(sample, "revi.yml", WITHOUT_END_COMMAND)
    expected = """\
commands/end.md: tampered: no longer generated, but has manual edits
  fix: delete it, or move your text to another file
"""
    assert render_problems(check_repository(sample)) == expected
    for _ in range(2):
        answer = run_docs(sample, "sync")
        assert (answer.returncode, answer.stdout) == (1, expected + "\n1 problem\n")
        assert render_problems(check_repository(sample)) == expected
    assert "My line." in (sample / "commands/end.md").read_text(encoding="utf-8")
    (sample / "commands/end.md").unlink()
    assert file_states(sample) == {".revi/paths": "stale"}
    sync_repository(sample)
    assert check_repository(sample) == ()


def test_force_leaves_an_orphan_changed_by_hand_where_it_is(sample: Path) -> None:
    """The index is no proof that the file was ever ours; its own would be, and does not fit any more."""
    edit(sample, "commands/end.md", "Last line.", "My line.")
    write(sample, "revi.yml", WITHOUT_END_COMMAND)
    answer = run_docs(sample, "sync", "--force")
    assert answer.returncode == 1
    assert "commands/end.md: tampered: no longer generated, but has manual edits\n" in answer.stdout
    (sample / "commands/end.md").unlink()
    sync_repository(sample)
    assert check_repository(sample) == ()


def test_an_index_lost_or_in_conflict(sample: Path) -> None:
    content = (sample / ".revi/paths").read_text(encoding="utf-8")
    (sample / ".revi/paths").unlink()
    assert (
        render_problems(check_repository(sample))
        == ".revi/paths: missing: does not exist\n  fix: run 'revi-docs sync'\n"
    )
    write(sample, ".revi/paths", f"<<<<<<< HEAD\n{content}=======\n>>>>>>> topic\n")
    assert render_problems(check_repository(sample)) == (
        ".revi/paths:1:1: conflicted: contains git conflict markers\n"
        "  fix: merge revi.yml and the templates, then run 'revi-docs sync'\n"
    )
    sync_repository(sample)
    assert (sample / ".revi/paths").read_text(encoding="utf-8") == content == "".join(f"{path}\n" for path in OUTPUTS)


def test_a_dry_run_says_all_and_does_nothing(sample: Path) -> None:
    write(sample, "revi.yml", WITHOUT_END_COMMAND.replace("hard: 600", "hard: 900"))
    before = contents(sample)
    answer = run_docs(sample, "sync", "--dry-run")
    assert answer.returncode == 0
    assert (
        answer.stdout
        == """\
would remove commands/end.md
would write commands/begin.md
would write docs/index.md
would be up to date: 4 outputs
"""
    )
    assert contents(sample) == before


def test_an_output_folder_that_leads_outside_is_refused(tmp_path: Path) -> None:
    root, outside = write_sample(tmp_path / "root"), tmp_path / "outside"
    outside.mkdir()
    (root / "docs").symlink_to(outside)
    answer = run_docs(root, "sync")
    assert answer.returncode == 1
    assert (
        answer.stdout
        == """\
wrote commands/begin.md
wrote commands/end.md
wrote data/statuses.json
docs: linked-output: is a symbolic link, and 2 outputs are below it
  fix: replace the link with a regular file or folder, or choose another path

1 problem
"""
    )
    assert list(outside.iterdir()) == []


def test_a_contract_that_names_no_outputs_has_those_that_everybody_gets(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nproject: {name: Bare}\n")
    assert (
        render_problems(check_repository(tmp_path))
        == """\
.revi/paths: missing: does not exist
  fix: run 'revi-docs sync'
docs_src/reference/index.md: missing: does not exist
  fix: run 'revi-docs sync'
"""
    )
    sync_repository(tmp_path)
    assert run_docs(tmp_path, "check").stdout == "clean: 1 output\n"


def test_no_check_while_a_template_is_broken(sample: Path) -> None:
    edit(sample, "templates/agents.md.j2", "{{ agent.description }}", "{{ agent.descripton }}")
    answer = run_docs(sample, "check")
    assert answer.returncode == 3
    assert answer.stdout.startswith("templates/agents.md.j2:4:1: undefined-name: ")


def test_every_template_of_the_small_repository_is_used() -> None:
    assert sorted(TEMPLATES) == sorted(
        ["agents.md.j2", "command.md.j2", "index.md.j2", "parts/limit.md.j2", "statuses.json.j2"]
    )
