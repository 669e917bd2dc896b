"""What is not rendered again would have come out the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from revi_docs.contract.loader import LoadedContract, load
from revi_docs.contract.lookup import with_value
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.outputs.render_cache import RenderCache
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.problem import ReviError
from tests.drift.small import copy_of, edit, fill, revi, synced, write
from tests.support.workspaces import open_workspace, program_globals
from tests.test_every_leaf import alternative_value, leaves

PARTS = 4
SAMPLED = 200
"""Of so many leaves of our own contract one is changed."""


@pytest.fixture(scope="module")
def ours(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of this repository in step, with what was rendered remembered."""
    copied = copy_of(root, tmp_path_factory.mktemp("memory") / "copy")
    synced(copied, force=True)
    made = open_workspace(copied, use_cache=True).rendered_outputs
    memory = RenderCache.load(copied, load(copied).contract)
    known = sum(memory.lookup(one.task) is not None for one in made.files)
    assert known == remembered(load(copied))
    return copied


def remembered(loaded: LoadedContract) -> int:
    """How many outputs are kept in mind: all but those that are made of stories, too."""
    return sum(not one.template.startswith("stories/") for one in plan_outputs(loaded, program_globals())[0])


def judged(root: Path, loaded: LoadedContract) -> int:
    """How many renders of the last time are taken over; each must be what would be rendered now."""
    memory = RenderCache.load(root, loaded.contract)
    renderer = Renderer(root, loaded, program_globals())
    number = 0
    for one in plan_outputs(loaded, program_globals())[0]:
        known = memory.lookup(one)
        if known is None:
            continue
        number += 1
        try:
            fresh = renderer.render(one)
        except ReviError:
            pytest.fail(f"{one.path} cannot be rendered any more")
        assert (known.content, known.used_paths, known.printed_paths) == (
            fresh.content,
            fresh.used_paths,
            fresh.printed_paths,
        )
    return number


@pytest.mark.parametrize("part", range(PARTS))
def test_any_changed_value(ours: Path, part: int) -> None:
    loaded = load(ours)
    left_out = ("revi", "outputs", "regions", "prose", "owns")
    every = [one for one in leaves(loaded.contract, loaded.places) if one.path[0] not in left_out]
    for leaf in every[part * SAMPLED // PARTS :: SAMPLED]:
        contract = leaf.put(alternative_value(leaf, loaded.contract))
        assert judged(ours, replace(loaded, contract=contract)) < remembered(loaded), leaf.name


@pytest.mark.parametrize("section", ["circuit", "workers", "rerun", "locks", "trace", "metrics", "budgets"])
def test_a_section_that_went(ours: Path, section: str) -> None:
    loaded = load(ours)
    contract = with_value(loaded.contract, (section,), None)
    assert judged(ours, replace(loaded, contract=contract)) == 0


def test_only_what_shows_the_value_is_rendered(tmp_path: Path) -> None:
    root = fill(tmp_path)
    synced(root)
    assert revi(root, "check").returncode == 0
    edit(root, "revi.yml", "hard: 600", "hard: 700")
    memory = RenderCache.load(root, load(root).contract)
    planned, _ = plan_outputs(load(root), program_globals())
    assert [one.path for one in planned if memory.lookup(one) is None] == [
        "commands/begin.md",
        "docs/index.md",
    ]


def test_an_edited_template_and_an_edited_output_are_rendered(tmp_path: Path) -> None:
    root = fill(tmp_path)
    synced(root)
    assert revi(root, "check").returncode == 0
    edit(root, "templates/parts/limit.md.j2", "Last line.", "The last line.")
    edit(root, "docs/agents.md", "# Agents", "# Agenten")
    memory = RenderCache.load(root, load(root).contract)
    planned, _ = plan_outputs(load(root), program_globals())
    missing = [one.path for one in planned if memory.lookup(one) is None]
    assert missing == ["commands/begin.md", "commands/end.md", "docs/agents.md"]


@pytest.mark.parametrize("content", ["", "x", "[]", "{}", '{"version": 1}', "null", '{"contract": {}}', "\0"])
def test_a_broken_memory_is_none(tmp_path: Path, content: str) -> None:
    root = fill(tmp_path)
    synced(root)
    write(root, ".revi/cache/renders.json", content)
    assert revi(root, "check").stdout == "clean: 5 outputs\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"used":[', '"used":[99999,', id="a value that is not there"),
        pytest.param('"templates":{', '"templates":[', id="no JSON any more"),
        pytest.param('"sum":"', '"sum":"0', id="another sum"),
        pytest.param('"renders":{', '"rends":{', id="another word"),
    ],
)
def test_a_memory_that_was_tampered_with_costs_time_only(tmp_path: Path, old: str, new: str) -> None:
    root = fill(tmp_path)
    synced(root)
    assert revi(root, "check").returncode == 0
    (root / ".revi/cache/check").unlink()
    text = (root / ".revi/cache/renders.json").read_text("utf-8")
    write(root, ".revi/cache/renders.json", text.replace(old, new))
    assert revi(root, "check").stdout == "clean: 5 outputs\n"


def test_continuous_integration_remembers_nothing(tmp_path: Path) -> None:
    root = fill(tmp_path)
    synced(root)
    assert revi(root, "check", CI="1").returncode == 0
    assert not (root / ".revi/cache").exists()
