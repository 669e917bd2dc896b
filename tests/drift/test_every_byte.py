"""Every byte counts: whatever is changed in whatever output, the check says so and names file and line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from revi_docs.drift.drift_findings import drift_findings
from revi_docs.drift.output_status import compare_outputs
from revi_docs.problems.problem import Place, Problem
from tests.support.sample_repo import OUTPUTS, copy_repository, run_docs, sync_repository, write
from tests.support.workspaces import open_workspace


class InStep:
    """A repository that is in step, its contract and templates read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        sync_repository(root)
        self.workspace = open_workspace(root)
        self.contents = {one.path: one.content for one in self.workspace.rendered_outputs.files}
        assert self.problems() == ()

    def problems(self) -> tuple[Problem, ...]:
        production = self.workspace.rendered_outputs
        return drift_findings(
            compare_outputs(self.root, self.workspace.loaded, production),
            self.workspace.loaded,
            production.renderer,
        )

    def problems_with(self, path: str, content: bytes) -> tuple[Problem, ...]:
        """The problems while the output holds that content."""
        before = (self.root / path).read_bytes()
        write(self.root, path, content)
        try:
            return self.problems()
        finally:
            write(self.root, path, before)


def first_difference(found: bytes, wanted: bytes) -> int:
    """The number of the first line on disk that is not as wanted; the last one where lines are missing."""
    old, new = (content.decode("utf-8", errors="replace").split("\n") for content in (found, wanted))
    for number, (here, there) in enumerate(zip(old, new, strict=False), start=1):
        if here != there:
            return number
    return min(len(old), len(new) + 1)


def changed(content: bytes, at: int, by: int = 1) -> bytes:
    return content[:at] + bytes([content[at] ^ by]) + content[at + 1 :]


def test_every_byte_of_every_output(sample: Path) -> None:
    repository = InStep(sample)
    assert tuple(repository.contents) == OUTPUTS
    for path, content in repository.contents.items():
        for at in range(len(content)):
            found = changed(content, at)
            (problem,) = repository.problems_with(path, found)
            assert problem.code == "tampered", (path, at)
            assert problem.first_place is not None
            assert (problem.first_place.file, problem.first_place.line) == (
                path,
                content.count(b"\n", 0, at) + 1,
            ), (
                path,
                at,
            )
            assert problem.fix.endswith("then run 'revi-docs sync --force' to overwrite this file")


def test_every_byte_of_the_index(sample: Path) -> None:
    repository = InStep(sample)
    content = (sample / ".revi/paths").read_bytes()
    for at in range(len(content)):
        (problem,) = repository.problems_with(".revi/paths", changed(content, at))
        assert (problem.code, problem.fix) == ("stale", "run 'revi-docs sync'")
        assert problem.first_place is not None
        assert (problem.first_place.file, problem.first_place.line) == (
            ".revi/paths",
            content.count(b"\n", 0, at) + 1,
        )


@pytest.mark.parametrize("path", OUTPUTS)
def test_the_command_says_so_too(sample: Path, path: str) -> None:
    content = (sample / path).read_bytes()
    for at in (0, len(content) // 2, len(content) - 1):
        write(sample, path, changed(content, at))
        answer = run_docs(sample, "check")
        assert answer.returncode == 1
        line = content.count(b"\n", 0, at) + 1
        assert answer.stdout.startswith(f"{path}:{line}:")
        assert answer.stdout.endswith("\n1 problem\n")


EDITS = st.one_of(
    st.tuples(st.just("replace"), st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("insert"), st.binary(min_size=1, max_size=4)),
    st.tuples(st.just("delete"), st.integers(1, 40)),
    st.tuples(st.just("cut"), st.none()),
    st.tuples(st.just("double"), st.integers(1, 200)),
)


def edited(content: bytes, at: int, kind: str, what: bytes | int | None) -> bytes:
    if isinstance(what, bytes):
        return content[:at] + what + content[at + (len(what) if kind == "replace" else 0) :]
    if what is None:
        return content[:at]
    return content[:at] + content[at : at + what] * (2 if kind == "double" else 0) + content[at + what :]


@pytest.fixture(scope="module")
def real(root: Path, tmp_path_factory: pytest.TempPathFactory) -> InStep:
    """The repository's own contract and templates, in step."""
    return InStep(copy_repository(root, tmp_path_factory.mktemp("bytes") / "copy"))


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_edit_of_any_real_output(real: InStep, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(real.contents)))
    wanted = real.contents[path]
    at = data.draw(st.integers(0, len(wanted) - 1))
    found = edited(wanted, at, *data.draw(EDITS))
    problems = real.problems_with(path, found)
    if found == wanted:
        assert problems == ()
        return
    (problem,) = problems
    line_ends = found.replace(b"\r\n", b"\n") == wanted
    assert problem.code == ("stale" if line_ends else "tampered")
    assert problem.first_place == Place(path, *_spot(problem))
    assert _spot(problem)[0] == (1 if line_ends else first_difference(found, wanted))


def _spot(problem: Problem) -> tuple[int, int]:
    assert problem.first_place is not None
    return problem.first_place.line, problem.first_place.column
