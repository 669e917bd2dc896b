"""`clean_stories`: a second lint judges what has changed, and finds what a first one finds."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from revi_docs.files.cache_files import read_cached, write_cached
from revi_docs.files.root_folders import record_read, recorded_reads
from revi_docs.stories.clean_stories import CACHE_NAME
from revi_docs.stories.rules import story_lint
from revi_docs.stories.rules.story_lint import lint_stories
from revi_docs.stories.story import Story
from revi_docs.stories.story_layout import StoryLayout
from revi_docs.stories.story_reader import read_story
from tests.stories.story_generator import generate
from tests.support.loaded_contracts import load_once

_COUNT = 20
_DONE = "REVI-008"
_DEPENDENT = "REVI-018"
"""Its status requires that the story before is accepted, so it is judged each time."""
_FOLDER = f"plans/stories/{_DONE}"


@pytest.fixture(scope="module")
def linted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stories without findings. Each test undoes its changes."""
    root = generate(tmp_path_factory.mktemp("stories"), _COUNT)
    assert _findings(root) == []
    return root


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stories that are read and judged during a test."""
    stories: list[str] = []

    def read(layout: StoryLayout, story: str) -> Story:
        stories.append(story)
        return read_story(layout, story)

    monkeypatch.setattr(story_lint, "read_story", read)
    return stories


def _findings(root: Path, *, use_cache: bool = True) -> list[tuple[str, str]]:
    result = lint_stories(root, load_once(root), use_cache=use_cache)
    assert result is not None
    assert result.story_count == _COUNT
    return [(problem.code, problem.places[0].file) for problem in result.problems]


def test_only_a_story_that_depends_on_another_is_judged_again(linted: Path, judged: list[str]) -> None:
    assert _findings(linted) == []
    assert judged == [_DEPENDENT]
    judged.clear()
    assert _findings(linted, use_cache=False) == []
    assert len(judged) == _COUNT


def _append(path: Path) -> Callable[[], object]:
    text = path.read_text(encoding="utf-8")
    path.write_text(f"{text}\n## Another section\n\nText.\n", encoding="utf-8")
    return lambda: path.write_text(text, encoding="utf-8")


def _remove(path: Path) -> Callable[[], object]:
    content = path.read_bytes()
    path.unlink()
    return lambda: path.write_bytes(content)


def _create(path: Path) -> Callable[[], object]:
    path.write_text("Text.\n", encoding="utf-8")
    return path.unlink


@pytest.mark.parametrize(
    ("change", "name", "code"),
    [
        (_append, f"{_DONE}.md", ""),
        (_remove, f"PROOF-{_DONE}-20260105-1303.md", "unaccepted-story"),
        (_create, f"PROOF-{_DONE}.md", "artifact-name"),
        (_remove, "LEDGER.jsonl", "story-without-ledger"),
    ],
)
def test_a_change_in_a_story_is_judged(
    linted: Path, judged: list[str], change: Callable[[Path], Callable[[], object]], name: str, code: str
) -> None:
    undo = change(linted / _FOLDER / name)
    findings = _findings(linted)
    assert judged == [_DONE, _DEPENDENT]
    assert findings == _findings(linted, use_cache=False)
    assert not code or code in {found for found, _ in findings}
    # What has findings is judged each time.
    judged.clear()
    assert _findings(linted) == findings
    assert judged == ([_DONE, _DEPENDENT] if code else [_DEPENDENT])
    undo()
    assert _findings(linted) == []


def test_a_change_of_the_contract_judges_every_story(linted: Path, judged: list[str]) -> None:
    contract = linted / "revi.yml"
    content = contract.read_bytes()
    contract.write_bytes(content + b"# A comment.\n")
    assert _findings(linted) == []
    assert len(judged) == _COUNT
    contract.write_bytes(content)
    assert _findings(linted) == []


def test_a_story_that_names_a_file_outside_is_judged_each_time(linted: Path, judged: list[str]) -> None:
    gate = linted / _FOLDER / f"QA-GATE-{_DONE}.yaml"
    text = gate.read_text(encoding="utf-8")
    gate.write_text(text.replace("evidence: [", "evidence: [revi.yml, proof.txt, "), encoding="utf-8")
    (linted / "proof.txt").write_text("Proof.\n")
    for _ in range(2):
        assert _findings(linted) == []
    assert judged == [_DONE, _DEPENDENT] * 2
    (linted / "proof.txt").unlink()
    assert _findings(linted) == [("missing-evidence", f"{_FOLDER}/QA-GATE-{_DONE}.yaml")]
    gate.write_text(text, encoding="utf-8")
    assert _findings(linted) == []


def test_the_rules_over_all_stories_see_clean_stories(linted: Path, judged: list[str]) -> None:
    first, second = (linted / f"plans/stories/{story}/{story}.md" for story in ("REVI-007", _DONE))
    texts = {path: path.read_text(encoding="utf-8") for path in (first, second)}
    for path, dependency in ((first, _DONE), (second, "REVI-007")):
        lines = texts[path].splitlines(keepends=True)
        changed = (f"depends_on: [{dependency}]\n" if line.startswith("depends_on:") else line for line in lines)
        path.write_text("".join(changed), encoding="utf-8")
    findings = _findings(linted)
    assert "dependency-cycle" in {code for code, _ in findings}
    judged.clear()
    assert _findings(linted) == findings == _findings(linted, use_cache=False)
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    assert _findings(linted) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"key": 1, "stories": {}}',
        '{"key": "KEY", "stories": []}',
        '{"key": "KEY", "stories": 5}',
        '{"key": "KEY", "stories": {"REVI-001": 5, "REVI-002": ["x", []], "REVI-003": ["DIGEST", ["only a title"]]}}',
    ],
)
def test_an_unexpected_cache_is_an_empty_one(linted: Path, judged: list[str], text: str) -> None:
    cache = json.loads(read_cached(str(linted), CACHE_NAME) or "")
    text = text.replace("KEY", cache["key"]).replace("DIGEST", cache["stories"]["REVI-003"][0])
    write_cached(str(linted), CACHE_NAME, text)
    assert _findings(linted) == []
    assert len(judged) == _COUNT
    assert json.loads(read_cached(str(linted), CACHE_NAME) or "") == cache


def test_reads_are_recorded_while_a_block_runs(tmp_path: Path) -> None:
    with recorded_reads() as outer:
        record_read("/one")
        with recorded_reads() as inner:
            record_read(tmp_path)
        record_read("/two")
    record_read("/three")
    assert (outer, inner) == ({"/one", str(tmp_path), "/two"}, {str(tmp_path)})
