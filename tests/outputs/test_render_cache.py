"""A cached result is the same as a new render."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from revi_docs.contract.loader import LoadedContract, load
from revi_docs.contract.lookup import with_value
from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.outputs.output_plan import plan_outputs
from revi_docs.outputs.render_cache import RenderCache
from revi_docs.outputs.renderer import Renderer
from revi_docs.problems.revi_error import ReviError
from tests.support.caches import cached_names, clear_cache
from tests.support.sample_repo import copy_synced, edit, run_docs, sync_repository, write_sample
from tests.support.soak import rounds
from tests.support.workspaces import open_workspace, program_globals
from tests.test_every_leaf import alternative_value, leaves, used_paths

# The test runs in several parts, so that they can run in parallel.
PARTS = 4
# One of so many values of our contract is changed. Arbitrary: a compromise between coverage and time.
SAMPLED = rounds(1600, 200)
# In `make test` the first part renders all outputs of a value, the others every fourth: all cost a second.
STEPS = (1, *[rounds(4, 1)] * (PARTS - 1))


@pytest.fixture(scope="module")
def ours(own_repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A synchronized copy of this repository with a filled cache."""
    copied = copy_synced(own_repository, tmp_path_factory.mktemp("memory") / "copy")
    results = open_workspace(copied, use_cache=True).rendered_outputs
    cache = RenderCache.load(copied, load(copied).contract)
    cached = sum(cache.lookup(task.task) is not None for task in results.files)
    assert cached == cacheable_count(load(copied))
    return copied


def cacheable_count(loaded: LoadedContract) -> int:
    """The number of outputs that can be cached: all that do not read stories."""
    return sum(not task.template.startswith("stories/") for task in plan_outputs(loaded, program_globals())[0])


def checked_count(root: Path, loaded: LoadedContract, step: int = 1) -> int:
    """The number of valid cached renders; each must equal a new render, as far as every `step`-th is rendered.

    What a render reads is compared only if all are rendered: calls of functions share what the first of them read.
    """
    cache = RenderCache.load(root, loaded.contract)
    renderer = Renderer(root, loaded, program_globals())
    count = 0
    for task in plan_outputs(loaded, program_globals())[0]:
        cached = cache.lookup(task)
        if cached is None:
            continue
        count += 1
        if count % step:
            continue
        try:
            rendered = renderer.render(task)
        except ReviError:
            pytest.fail(f"{task.path} can no longer be rendered")
        assert cached.content == rendered.content
        if step == 1:
            assert (used_paths(cached), cached.printed_paths) == (used_paths(rendered), rendered.printed_paths)
    return count


@pytest.mark.parametrize("part", range(PARTS))
def test_any_changed_value(ours: Path, part: int) -> None:
    loaded = load(ours)
    skipped_sections = ("revi", "outputs", "regions", "prose", "owns")
    changeable_leaves = [
        task for task in leaves(loaded.contract, loaded.places) if task.path[0] not in skipped_sections
    ]
    for leaf in changeable_leaves[part * SAMPLED // PARTS :: SAMPLED]:
        contract = leaf.put(alternative_value(leaf, loaded.contract))
        assert checked_count(ours, replace(loaded, contract=contract), STEPS[part]) < cacheable_count(loaded), leaf.name


@pytest.mark.parametrize("section", ["circuit", "workers", "rerun", "locks", "trace", "metrics", "budgets"])
def test_a_removed_section(ours: Path, section: str) -> None:
    loaded = load(ours)
    contract = with_value(loaded.contract, (section,), None)
    assert checked_count(ours, replace(loaded, contract=contract)) == 0


def test_only_outputs_that_show_the_value_are_rendered(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    sync_repository(root)
    assert run_docs(root, "check").returncode == 0
    edit(root, "revi.yml", "hard: 600", "hard: 700")
    cache = RenderCache.load(root, load(root).contract)
    tasks, _ = plan_outputs(load(root), program_globals())
    assert [task.path for task in tasks if cache.lookup(task) is None] == ["commands/begin.md", "docs/index.md"]


def test_an_edited_template_and_an_edited_output_are_rendered(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    sync_repository(root)
    assert run_docs(root, "check").returncode == 0
    edit(root, "templates/parts/limit.md.j2", "Last line.", "The last line.")
    edit(root, "docs/agents.md", "# Agents", "# Agenten")
    cache = RenderCache.load(root, load(root).contract)
    tasks, _ = plan_outputs(load(root), program_globals())
    missing = [task.path for task in tasks if cache.lookup(task) is None]
    assert missing == ["commands/begin.md", "commands/end.md", "docs/agents.md"]


@pytest.mark.parametrize("content", ["", "x", "[]", "{}", '{"version": 1}', "null", '{"contract": {}}', "\0"])
def test_an_invalid_cache_is_ignored(tmp_path: Path, content: str) -> None:
    root = write_sample(tmp_path)
    sync_repository(root)
    write_cached(str(root), "renders.json", content)
    assert run_docs(root, "check").stdout == "clean: 5 outputs\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param('"used":[', '"used":[99999,', id="an unknown value"),
        pytest.param('"templates":{', '"templates":[', id="invalid JSON"),
        pytest.param('"sum":"', '"sum":"0', id="another digest"),
        pytest.param('"renders":{', '"rends":{', id="another key"),
    ],
)
def test_a_modified_cache_only_costs_time(tmp_path: Path, old: str, new: str) -> None:
    root = write_sample(tmp_path)
    sync_repository(root)
    assert run_docs(root, "check").returncode == 0
    text = read_cached(str(root), "renders.json") or ""
    clear_cache(root)
    write_cached(str(root), "renders.json", text.replace(old, new))
    assert run_docs(root, "check").stdout == "clean: 5 outputs\n"


def test_nothing_is_cached_in_continuous_integration(tmp_path: Path) -> None:
    root = write_sample(tmp_path)
    sync_repository(root)
    assert run_docs(root, "check", CI="1").returncode == 0
    assert cached_names(root) == []
