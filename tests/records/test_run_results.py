"""The result of `claude -p`: all models together, in each form that it is printed in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from revi_docs.records.command_errors import UnavailableError
from revi_docs.records.run_results import read_result
from revi_docs.records.usage import Usage, UsageCount

RESULT = Path(__file__).with_name("transcripts") / "result.json"
ALL = UsageCount(Usage(930, 680, 400, 5_000), replies=2, files=1)


def test_all_models_count() -> None:
    assert read_result(str(RESULT)) == ALL


def test_the_last_of_a_list_and_of_lines(tmp_path: Path) -> None:
    run_result = json.loads(RESULT.read_text())
    (tmp_path / "list.json").write_text(json.dumps([{"type": "system"}, run_result]))
    (tmp_path / "lines.json").write_text(f'{{"type": "system"}}\n{json.dumps(run_result)}\n')
    assert read_result(str(tmp_path / "list.json")) == ALL
    assert read_result(str(tmp_path / "lines.json")) == ALL


def test_without_models_the_session_counts_and_is_not_complete(tmp_path: Path) -> None:
    run_result = json.loads(RESULT.read_text())
    del run_result["modelUsage"]
    (tmp_path / "r.json").write_text(json.dumps(run_result))
    usage_count = read_result(str(tmp_path / "r.json"))
    assert usage_count.usage == Usage(30, 600, 400, 5_000)
    assert usage_count.gaps == ("the result has no modelUsage, so tokens of other models are missing",)


def test_a_model_that_does_not_say_all(tmp_path: Path) -> None:
    run_result = json.loads(RESULT.read_text())
    del run_result["modelUsage"]["claude-haiku-4-5"]["cacheReadInputTokens"]
    (tmp_path / "r.json").write_text(json.dumps(run_result))
    usage_count = read_result(str(tmp_path / "r.json"))
    assert (usage_count.usage, usage_count.gaps) == (
        Usage(30, 600, 400, 5_000),
        ("models without all kinds of tokens: 1",),
    )


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"type": "result"}', '{"type": "user"}', "[[[["])
def test_what_is_no_result(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.json").write_text(text)
    with pytest.raises(UnavailableError) as caught:
        read_result(str(tmp_path / "r.json"))
    assert caught.value.code == "no-result"
