"""What the check says of each way an output can stand, to the letter, and what sync does about it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files.checksum import BLANK_CHECKSUM
from revi_docs.report.formats import render_text
from tests.drift.small import (
    CONTRACT,
    OUTPUTS,
    TEMPLATES,
    checked,
    edit,
    fill,
    revi,
    states,
    synced,
    told,
    write,
)


def contents(root: Path) -> dict[str, bytes]:
    """path → content of all that sync could have touched."""
    files = (path for path in root.rglob("*") if path.is_file() and ".revi/cache" not in path.as_posix())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(files)}


def test_clean(small: Path) -> None:
    assert checked(small) == ()


def test_before_the_first_sync_everything_is_missing_once_for_each_entry(tmp_path: Path) -> None:
    root = fill(tmp_path)
    assert (
        told(checked(root))
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
    synced(root)
    assert checked(root) == ()


def test_a_changed_limit_is_one_cause_in_every_output_that_shows_it(small: Path) -> None:
    edit(small, "revi.yml", "hard: 600", "hard: 900")
    assert (
        render_text(checked(small))
        == """\
commands/begin.md:8:9: stale: 2 outputs show an older budgets.phases.make.hard
  also: docs/index.md:10:24
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
    --- commands/begin.md (on disk)
    +++ commands/begin.md (wanted)
    @@ -7,3 +7,3 @@

    -At most 600 tokens, a warning at 300.
    +At most 900 tokens, a warning at 300.
     Last line.
"""
    )
    synced(small)
    assert checked(small) == ()
    assert "is 900 tokens" in (small / "docs/index.md").read_text(encoding="utf-8")


def test_two_values_on_one_line_are_two_causes(small: Path) -> None:
    edit(small, "revi.yml", "{warning: 300, hard: 600}", "{warning: 400, hard: 700}")
    assert (
        told(checked(small))
        == """\
commands/begin.md:8:9: stale: 2 outputs show an older budgets.phases.make.hard
  also: docs/index.md:10:24
  cause: revi.yml:13:32
  fix: run 'revi-docs sync'
commands/begin.md:8:9: stale: shows an older budgets.phases.make.warning
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
def test_the_cause_is_found_however_a_value_changed(small: Path, old: str, new: str, column: int) -> None:
    edit(small, "revi.yml", old, new)
    assert (
        told(checked(small))
        == f"""\
docs/index.md:7:{column}: stale: shows an older statuses.working.description
  cause: revi.yml:6:22
  fix: run 'revi-docs sync'
"""
    )


def test_a_new_item_is_one_cause_with_all_that_it_brings(small: Path) -> None:
    edit(small, "revi.yml", "  closed: {", "  paused: {description: Waits.}\n  closed: {")
    assert (
        told(checked(small))
        == """\
data/statuses.json:6:1: stale: 2 outputs show an older statuses.paused
  also: docs/index.md:8:1
  cause: revi.yml:7:3
  fix: run 'revi-docs sync'
"""
    )


def test_a_removed_item_has_no_line_any_more(small: Path) -> None:
    edit(small, "revi.yml", "  working: {description: Somebody is at it.}\n", "")
    edit(small, "templates/statuses.json.j2", "statuses.keys() | list | data", '[1] | data }}{{ "" if true')
    assert (
        told(checked(small))
        == """\
data/statuses.json:4:3: stale: is older than templates/statuses.json.j2 or what it reads
  fix: run 'revi-docs sync'
docs/index.md:7:1: stale: shows an older statuses
  cause: revi.yml:4:1
  fix: run 'revi-docs sync'
"""
    )


def test_an_edited_template_is_named(small: Path) -> None:
    edit(small, "templates/agents.md.j2", "# Agents", "# All agents")
    said = render_text(checked(small))
    synced(small)
    assert (
        said
        == f"""\
docs/agents.md:2:4: stale: is older than templates/agents.md.j2 or what it reads
  fix: run 'revi-docs sync'
    --- docs/agents.md (on disk)
    +++ docs/agents.md (wanted)
    @@ -1,3 +1,3 @@
     <!-- {proof_of(small, "docs/agents.md")} -->
    -# Agents
    +# All agents
     `helper`: Helps. Model `sonnet`: Thinks.
"""
    )


def test_an_edited_template_does_not_blame_the_values_beside_the_edit(small: Path) -> None:
    edit(small, "templates/agents.md.j2", "}} Model {{", "}} Its model: {{")
    assert (
        told(checked(small))
        == """\
docs/agents.md:3:18: stale: is older than templates/agents.md.j2 or what it reads
  fix: run 'revi-docs sync'
"""
    )


def test_an_edited_part_names_the_template_that_includes_it(small: Path) -> None:
    edit(small, "templates/parts/limit.md.j2", "Last line.", "The last line.")
    assert (
        told(checked(small))
        == """\
commands/begin.md:9:1: stale: 2 outputs are older than templates/command.md.j2 or what it reads
  also: commands/end.md:8:1
  fix: run 'revi-docs sync'
"""
    )


def test_an_output_changed_by_hand(small: Path) -> None:
    edit(small, "docs/index.md", "600 tokens", "601 tokens")
    said = """\
docs/index.md:10:26: tampered: was changed by hand
  cause: revi.yml:13:32
  fix: make the change in revi.yml:13:32 and run 'revi-docs sync --force', which overwrites this file
    --- docs/index.md (on disk)
    +++ docs/index.md (wanted)
    @@ -9,3 +9,3 @@

    -The limit of `make` is 601 tokens.
    +The limit of `make` is 600 tokens.
     From `open` to `working`.
"""
    assert render_text(checked(small)) == said
    answer = revi(small, "sync")
    assert (answer.returncode, answer.stdout) == (1, said + "\n1 problem\n")
    assert "601" in (small / "docs/index.md").read_text(encoding="utf-8")
    forced = revi(small, "sync", "--force")
    assert (forced.returncode, forced.stdout) == (0, "written docs/index.md\nin step: 5 outputs\n")
    assert checked(small) == ()


def test_a_refused_output_does_not_hold_up_the_others(small: Path) -> None:
    edit(small, "docs/index.md", "# Statuses", "# My statuses")
    edit(small, "revi.yml", "hard: 600", "hard: 900")
    assert states(small) == {"commands/begin.md": "stale", "docs/index.md": "tampered"}
    assert revi(small, "sync").returncode == 1
    assert states(small) == {"docs/index.md": "tampered"}


def test_one_output_copied_over_another(small: Path) -> None:
    write(small, "commands/end.md", (small / "commands/begin.md").read_bytes())
    assert (
        render_text(checked(small))
        == f"""\
commands/end.md:2:8: tampered: was changed by hand
  cause: revi.yml:20:3
  fix: make the change in revi.yml:20:3 and run 'revi-docs sync --force', which overwrites this file
    --- commands/end.md (on disk)
    +++ commands/end.md (wanted)
    @@ -1,9 +1,8 @@
     ---
    -name: "begin"
    -description: "Begins."
    -metadata: "{proof_of(small, "commands/begin.md")}"
    +name: "end"
    +description: "Ends."
    +metadata: "revi:d6e5819303c532ce"
     ---
    -# `begin`
    +# `end`

    -At most 600 tokens, a warning at 300.
     Last line.
"""
    )


def proof_of(root: Path, path: str) -> str:
    content = (root / path).read_text(encoding="utf-8")
    return content[content.index("revi:") :][: len(BLANK_CHECKSUM)]


def test_the_token_deleted(small: Path) -> None:
    edit(small, "docs/agents.md", proof_of(small, "docs/agents.md"), "")
    assert (
        told(checked(small))
        == """\
docs/agents.md:1:6: tampered: was changed by hand
  fix: make the change in the contract or the template and run 'revi-docs sync --force', which overwrites this file
"""
    )


def test_a_file_of_somebody_else_where_an_output_is_to_stand(tmp_path: Path) -> None:
    root = fill(tmp_path)
    write(root, "docs/agents.md", "# My agents\n")
    assert told(checked(root)).count("docs/agents.md:1:1: tampered: was changed by hand\n") == 1
    answer = revi(root, "sync")
    assert answer.returncode == 1
    assert (root / "docs/agents.md").read_bytes() == b"# My agents\n"
    assert states(root) == {"docs/agents.md": "tampered"}
    assert revi(root, "sync", "--force").returncode == 0
    assert checked(root) == ()


def test_an_output_deleted_and_put_back_and_changed_in_secret(small: Path) -> None:
    """With a warm cache all the while: it goes by content, not by date and size."""
    assert [revi(small, "check").returncode for _ in range(2)] == [0, 0]
    file, content = small / "docs/agents.md", (small / "docs/agents.md").read_bytes()
    stat = file.stat()
    file.unlink()
    answer = revi(small, "check")
    assert (answer.returncode, answer.stdout) == (
        1,
        "docs/agents.md: missing: does not exist\n  cause: revi.yml:23:3\n  fix: run 'revi-docs sync'\n\n1 problem\n",
    )
    file.write_bytes(content)
    assert revi(small, "check").stdout == "clean: 5 outputs\n"
    file.write_bytes(content.replace(b"Helps", b"HELPS"))
    os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert revi(small, "check").stdout.startswith("docs/agents.md:3:12: tampered: was changed by hand\n")


def test_conflict_markers(small: Path) -> None:
    edit(
        small,
        "docs/agents.md",
        "# Agents\n",
        "<<<<<<< HEAD\n# Agents\n=======\n# Agenten\n>>>>>>> topic\n",
    )
    assert (
        told(checked(small))
        == """\
docs/agents.md:2:1: conflicted: holds git's conflict markers
  fix: run 'revi-docs sync' once revi.yml and the templates are merged
"""
    )
    answer = revi(small, "sync")
    assert (answer.returncode, answer.stdout) == (0, "written docs/agents.md\nin step: 5 outputs\n")
    assert checked(small) == ()


WITHOUT_END = CONTRACT.replace("  end: {description: Ends.}\n", "").replace("by: end", "by: begin")
ORPHAN = """\
.revi/paths:2:1: stale: is not what the outputs make it
  fix: run 'revi-docs sync'
commands/end.md: orphaned: is made no more
  fix: run 'revi-docs sync', which removes it
"""


def test_an_orphan_is_found_and_removed(small: Path) -> None:
    write(small, "revi.yml", WITHOUT_END)
    assert told(checked(small)) == ORPHAN
    answer = revi(small, "sync")
    assert (answer.returncode, answer.stdout) == (0, "removed commands/end.md\nin step: 4 outputs\n")
    assert checked(small) == ()


def test_an_orphan_takes_its_empty_folders_with_it(small: Path) -> None:
    moved = CONTRACT.replace('"data/statuses.json"', '"data/deep/er/statuses.json"')
    write(small, "revi.yml", moved)
    synced(small)
    write(small, "data/mine.txt", "mine\n")
    write(small, "revi.yml", CONTRACT)
    synced(small)
    assert sorted(path.name for path in (small / "data").iterdir()) == ["mine.txt", "statuses.json"]
    assert checked(small) == ()


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(lambda root: (root / ".revi/paths").unlink(), id="deleted"),
        pytest.param(lambda root: write(root, ".revi/paths", ""), id="emptied"),
        pytest.param(lambda root: write(root, ".revi/paths", b"\xff\xfe\0\0"), id="broken"),
    ],
)
def test_without_its_index_an_orphan_is_still_found_beside_other_outputs(
    small: Path, lose: Callable[[Path], object]
) -> None:
    write(small, "revi.yml", WITHOUT_END)
    lose(small)
    assert states(small)["commands/end.md"] == "orphaned"
    synced(small)
    assert checked(small) == ()
    assert not (small / "commands/end.md").exists()


def test_without_its_index_the_last_file_of_a_folder_is_still_an_orphan(small: Path) -> None:
    row = '  "levels/{log_level}.md": {template: level.md.j2, each: log_levels}\n'
    write(small, "templates/level.md.j2", "<!-- {{ checksum }} -->\n# {{ log_level.id }}\n")
    write(small, "revi.yml", f"{CONTRACT}{row}log_levels: [LOUD]\n")
    synced(small)
    write(small, "revi.yml", CONTRACT + row)
    (small / "templates/level.md.j2").unlink()
    (small / ".revi/paths").unlink()
    assert states(small) == {".revi/paths": "missing", "levels/LOUD.md": "orphaned"}


def test_somebody_elses_file_with_conflict_markers_is_not_overwritten(small: Path) -> None:
    mine = "# my notes\n<<<<<<< HEAD\nhand work\n=======\n>>>>>>> topic\n"
    write(small, "docs/index.md", mine)
    assert states(small)["docs/index.md"] == "tampered"
    assert revi(small, "sync").returncode == 1
    assert (small / "docs/index.md").read_text(encoding="utf-8") == mine


def test_an_orphan_changed_by_hand_is_kept_and_not_forgotten(small: Path) -> None:
    edit(small, "commands/end.md", "Last line.", "My line.")
    write(small, "revi.yml", WITHOUT_END)
    said = """\
commands/end.md: tampered: is made no more, and was changed by hand
  fix: remove it, or move what is yours elsewhere
"""
    assert told(checked(small)) == said
    for _ in range(2):
        answer = revi(small, "sync")
        assert (answer.returncode, answer.stdout) == (1, said + "\n1 problem\n")
        assert told(checked(small)) == said
    assert "My line." in (small / "commands/end.md").read_text(encoding="utf-8")
    (small / "commands/end.md").unlink()
    assert states(small) == {".revi/paths": "stale"}
    synced(small)
    assert checked(small) == ()


def test_force_leaves_an_orphan_changed_by_hand_where_it_is(small: Path) -> None:
    """The index is no proof that the file was ever ours; its own would be, and does not fit any more."""
    edit(small, "commands/end.md", "Last line.", "My line.")
    write(small, "revi.yml", WITHOUT_END)
    answer = revi(small, "sync", "--force")
    assert answer.returncode == 1
    assert "commands/end.md: tampered: is made no more, and was changed by hand\n" in answer.stdout
    (small / "commands/end.md").unlink()
    synced(small)
    assert checked(small) == ()


def test_an_index_lost_or_in_conflict(small: Path) -> None:
    content = (small / ".revi/paths").read_text(encoding="utf-8")
    (small / ".revi/paths").unlink()
    assert told(checked(small)) == ".revi/paths: missing: does not exist\n  fix: run 'revi-docs sync'\n"
    write(small, ".revi/paths", f"<<<<<<< HEAD\n{content}=======\n>>>>>>> topic\n")
    assert told(checked(small)) == (
        ".revi/paths:1:1: conflicted: holds git's conflict markers\n"
        "  fix: run 'revi-docs sync' once revi.yml and the templates are merged\n"
    )
    synced(small)
    assert (
        (small / ".revi/paths").read_text(encoding="utf-8")
        == content
        == "".join(f"{path}\n" for path in OUTPUTS)
    )


def test_a_dry_run_says_all_and_does_nothing(small: Path) -> None:
    write(small, "revi.yml", WITHOUT_END.replace("hard: 600", "hard: 900"))
    before = contents(small)
    answer = revi(small, "sync", "--dry-run")
    assert answer.returncode == 0
    assert (
        answer.stdout
        == """\
would be removed commands/end.md
would be written commands/begin.md
would be written docs/index.md
would be in step: 4 outputs
"""
    )
    assert contents(small) == before


def test_an_output_folder_that_leads_outside_is_refused(tmp_path: Path) -> None:
    root, outside = fill(tmp_path / "root"), tmp_path / "outside"
    outside.mkdir()
    (root / "docs").symlink_to(outside)
    answer = revi(root, "sync")
    assert answer.returncode == 3
    assert (
        answer.stdout
        == """\
docs/agents.md: outside-repository: 'docs/agents.md' leads through a symbolic link
  fix: remove the link, or choose another path

1 problem
"""
    )
    assert list(outside.iterdir()) == []


def test_a_contract_that_names_no_outputs_has_those_that_everybody_gets(tmp_path: Path) -> None:
    write(tmp_path, "revi.yml", "revi: 1\nproject: {name: Bare}\n")
    assert (
        told(checked(tmp_path))
        == """\
.revi/paths: missing: does not exist
  fix: run 'revi-docs sync'
docs_src/reference/index.md: missing: does not exist
  fix: run 'revi-docs sync'
"""
    )
    synced(tmp_path)
    assert revi(tmp_path, "check").stdout == "clean: 1 output\n"


def test_no_check_while_a_template_is_broken(small: Path) -> None:
    edit(small, "templates/agents.md.j2", "{{ agent.description }}", "{{ agent.descripton }}")
    answer = revi(small, "check")
    assert answer.returncode == 3
    assert answer.stdout.startswith("templates/agents.md.j2:4:1: undefined-name: ")


def test_every_template_of_the_small_repository_is_used() -> None:
    assert sorted(TEMPLATES) == sorted(
        ["agents.md.j2", "command.md.j2", "index.md.j2", "parts/limit.md.j2", "statuses.json.j2"]
    )
