"""What templates can show besides the contract."""

from __future__ import annotations

import json
from pathlib import Path

from revi_docs import decide
from revi_docs.app.template_globals import decide_modules, template_globals


def test_the_modules_of_both_languages_are_there_as_they_are() -> None:
    folder = Path(decide.__path__[0])
    python, typescript = decide_modules(".py"), decide_modules(".ts")
    assert set(typescript) - set(python) == {"index"}
    assert python["retry"].text == (folder / "retry.py").read_text("utf-8")
    assert typescript["retry"].text == (folder / "retry.ts").read_text("utf-8")


def test_the_names() -> None:
    computed: list[str] = []

    def commands() -> list[str]:
        computed.append("docs")
        return ["check", "sync"]

    names = template_globals(commands, list)
    assert computed == []
    docs_commands = names["docs_commands"]
    assert (list(docs_commands), docs_commands[0], docs_commands[1:], len(docs_commands)) == (
        ["check", "sync"],
        "check",
        ["sync"],
        2,
    )
    assert (computed, list(names["agent_commands"])) == (["docs"], [])
    assert names["library"][0].name == "revi_docs.runtime.base.repository"
    assert names["rules"]["stale"].code == "stale"
    assert json.dumps(names["contract_schema"]).startswith('{"$schema"')
