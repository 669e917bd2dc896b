"""Every byte counts: whatever is changed in whatever output, the check says so and names file and line.

`make soak` changes each byte, `make test` every third.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.drift.drift_findings import drift_findings
from revi_docs.drift.output_status import compare_outputs
from revi_docs.problems.problem import Place, Problem
from tests.support.sample_repo import OUTPUTS, copy_synced, run_docs, write
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace


class SyncedRepo:
    """A repository that is in step, its contract and templates read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.workspace = open_workspace(root, use_cache=True)
        self.contents = {output.path: output.content for output in self.workspace.rendered_outputs.files}
        assert self.problems() == ()

    def problems(self) -> tuple[Problem, ...]:
        rendered = self.workspace.rendered_outputs
        return drift_findings(
            compare_outputs(self.root, self.workspace.loaded, rendered), self.workspace.loaded, rendered.renderer
        )

    def problems_with(self, path: str, content: bytes) -> tuple[Problem, ...]:
        """The problems while the output holds that content."""
        before = (self.root / path).read_bytes()
        write(self.root, path, content)
        try:
            return self.problems()
        finally:
            write(self.root, path, before)


def first_difference(actual: bytes, expected: bytes) -> int:
    """The number of the first line on disk that is not as wanted; the last one where lines are missing."""
    old, new = (content.decode("utf-8", errors="replace").split("\n") for content in (actual, expected))
    for number, (old_line, new_line) in enumerate(zip(old, new, strict=False), start=1):
        if old_line != new_line:
            return number
    return min(len(old), len(new) + 1)


def flip(content: bytes, offset: int, by: int = 1) -> bytes:
    return content[:offset] + bytes([content[offset] ^ by]) + content[offset + 1 :]


def test_every_byte_of_every_output(sample: Path) -> None:
    repository = SyncedRepo(sample)
    assert tuple(repository.contents) == OUTPUTS
    for path, content in repository.contents.items():
        for offset in range(0, len(content), rounds(3, 1)):
            actual = flip(content, offset)
            (problem,) = repository.problems_with(path, actual)
            assert problem.code == "tampered", (path, offset)
            assert problem.first_place is not None
            assert (problem.first_place.file, problem.first_place.line) == (
                path,
                content.count(b"\n", 0, offset) + 1,
            ), (path, offset)
            assert problem.fix.endswith("then run 'revi-docs sync --force' to overwrite this file")


def test_every_byte_of_the_index(sample: Path) -> None:
    repository = SyncedRepo(sample)
    content = (sample / ".revi/paths").read_bytes()
    for offset in range(len(content)):
        (problem,) = repository.problems_with(".revi/paths", flip(content, offset))
        assert (problem.code, problem.fix) == ("stale", "run 'revi-docs sync'")
        assert problem.first_place is not None
        assert (problem.first_place.file, problem.first_place.line) == (
            ".revi/paths",
            content.count(b"\n", 0, offset) + 1,
        )


@pytest.mark.parametrize("path", OUTPUTS)
def test_the_command_says_so_too(sample: Path, path: str) -> None:
    content = (sample / path).read_bytes()
    for offset in (0, len(content) // 2, len(content) - 1):
        write(sample, path, flip(content, offset))
        answer = run_docs(sample, "check")
        assert answer.returncode == 1
        line = content.count(b"\n", 0, offset) + 1
        assert answer.stdout.startswith(f"{path}:{line}:")
        assert answer.stdout.endswith("\n1 problem\n")


EDITS = st.one_of(
    st.tuples(st.just("replace"), st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("insert"), st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("delete"), st.integers(1, 40)),
    st.tuples(st.just("cut"), st.none()),
    st.tuples(st.just("double"), st.integers(1, 200)),
)


def apply_edit(content: bytes, offset: int, kind: str, argument: bytes | int | None) -> bytes:
    if isinstance(argument, bytes):
        return content[:offset] + argument + content[offset + (len(argument) if kind == "replace" else 0) :]
    if argument is None:
        return content[:offset]
    return (
        content[:offset]
        + content[offset : offset + argument] * (2 if kind == "double" else 0)
        + content[offset + argument :]
    )


@pytest.fixture(scope="module")
def real(own_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> SyncedRepo:
    """The repository's own contract and templates, in step."""
    return SyncedRepo(copy_synced(own_repository, tmp_path_factory.mktemp("bytes") / "copy"))


@settings(max_examples=rounds(8, 150), suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_edit_of_any_real_output(real: SyncedRepo, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(real.contents)))
    expected = real.contents[path]
    offset = data.draw(st.integers(0, len(expected) - 1))
    actual = apply_edit(expected, offset, *data.draw(EDITS))
    problems = real.problems_with(path, actual)
    if actual == expected:
        assert problems == ()
        return
    (problem,) = problems
    line_ends = actual.replace(b"\r\n", b"\n") == expected
    assert problem.code == ("stale" if line_ends else "tampered")
    assert problem.first_place == Place(path, *_line_and_column(problem))
    assert _line_and_column(problem)[0] == (1 if line_ends else first_difference(actual, expected))


def _line_and_column(problem: Problem) -> tuple[int, int]:
    assert problem.first_place is not None
    return problem.first_place.line, problem.first_place.column
