"""The agent files that people really have: every model is set and set back, and no byte is lost."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.cli.workspace import Workspace
from revi_docs.drift.sync import sync
from revi_docs.files.fields import with_field
from revi_docs.files.front_matter import FrontMatter, read
from revi_docs.files.globs import fits
from revi_docs.problems.problem import Problem
from tests.drift.small import write

Told = Callable[[str, object], None]

CORPORA = {
    "wshobson-agents": (["plugins/*/agents/*.md"], 202, 0),
    "voltagent-subagents": (["categories/*/*.md", "!**/README.md"], 158, 8),
}


@pytest.fixture(params=CORPORA, scope="module")
def corpus(request: pytest.FixtureRequest, shared: Path) -> tuple[str, Path]:
    """The name of a collection and its folder."""
    folder = shared / "corpora" / request.param
    if not folder.is_dir():
        pytest.skip(f"no folder `shared/corpora/{request.param}` beside the repository")
    return request.param, folder


def agents(name: str, folder: Path) -> dict[str, str]:
    """The agents' files: path → text."""
    paths = (path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*.md")))
    return {path: (folder / path).read_bytes().decode() for path in paths if fits(CORPORA[name][0], path)}


def front(text: str) -> FrontMatter:
    found = read(text)
    assert found is not None
    return found


def other(model: str) -> str:
    return "haiku" if model == "opus" else "opus"


def value(text: str, name: str) -> str:
    found = front(text).named(name)
    said = found[0].value if found else ""
    assert isinstance(said, str)
    return said


def test_every_model_is_set_and_set_back(corpus: tuple[str, Path], record_property: Told) -> None:
    name, folder = corpus
    kinds: Counter[str] = Counter()
    for path, text in agents(name, folder).items():
        model = value(text, "model")
        made = with_field(text, "model", other(model))
        kinds["model set and set back" if model else "model inserted and removed"] += 1
        kinds["no YAML"] += front(text).error is not None

        assert value(made, "model") == other(model), path
        assert with_field(made, "model", model or None) == text, path
        changed = [line for line in made.splitlines() if line not in text.splitlines()]
        assert len(changed) <= 1, path

    record_property(
        "counted", f"{name}: {', '.join(f'{number} {kind}' for kind, number in sorted(kinds.items()))}"
    )
    assert kinds["model set and set back"] + kinds["model inserted and removed"] == CORPORA[name][1]
    assert kinds["no YAML"] == CORPORA[name][2]


def test_through_a_contract_every_model_is_set_and_set_back(
    corpus: tuple[str, Path], tmp_path: Path, record_property: Told
) -> None:
    name, folder = corpus
    root = Path(shutil.copytree(folder, tmp_path / name))
    texts = agents(name, folder)
    models = {value(text, "name"): value(text, "model") for text in texts.values()}
    assert len(models) == len(texts)

    before = contents(root)
    first = set_right(root, contract(name, models))
    assert contents(root) == before
    set_right(root, contract(name, {agent: model and other(model) for agent, model in models.items()}))
    changed = {path for path, content in contents(root).items() if content != before[path]}
    assert changed == {path for path, text in texts.items() if value(text, "model")}
    last = set_right(root, contract(name, models))
    assert contents(root) == before

    broken = {path: error for path, text in texts.items() if (error := front(text).error)}
    said = {str(one.places[0]) for one in last if one.code == "front-matter-no-yaml"}
    assert first == last
    assert said == {f"{path}:{line}:{column}" for path, (line, column, _) in broken.items()}
    assert {one.severity for one in last} <= {"warning"}
    assert len(said) == CORPORA[name][2]
    record_property(
        "counted", f"{name}: {len(changed)} of {len(texts)} models set and set back through a contract"
    )
    for place in sorted(said):
        record_property("counted", f"{name}: no YAML, read and written all the same: {place}")


def contract(name: str, models: dict[str, str]) -> str:
    """A contract that owns the model of every agent that states one."""
    lines = ["revi: 1", "outputs: {}", "models:"]
    lines += [f"  {model}: {{}}" for model in sorted({*models.values(), "opus", "haiku"} - {""})]
    lines.append("agents:")
    lines += [f"  {agent}: {{{model and f'model: {model}'}}}" for agent, model in models.items()]
    lines.append("owns:")
    for pattern in CORPORA[name][0]:
        field = "" if pattern.startswith("!") else 'model: "agents.{name}.model"'
        lines.append(f'  "{pattern}": {{{field}}}')
    return "\n".join(lines) + "\n"


def set_right(root: Path, said: str) -> tuple[Problem, ...]:
    """Brings the collection in step with a contract; what is left to say then."""
    write(root, "revi.yml", said)
    workspace = Workspace(root)
    assert workspace.source_problems == ()
    sync(root, workspace.standings)
    return Workspace(root).check()


def contents(root: Path) -> dict[str, bytes]:
    """path → content of all but what the test itself and revi-docs put there."""
    files = {path.relative_to(root).as_posix(): path for path in root.rglob("*") if path.is_file()}
    return {
        path: file.read_bytes()
        for path, file in sorted(files.items())
        if path != "revi.yml" and not path.startswith(".revi/")
    }
