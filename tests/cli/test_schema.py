"""`revi-docs schema` prints the schemas."""

from __future__ import annotations

import json
from pathlib import Path

from revi_docs.contract.contract_schema import json_schema
from revi_docs.report.findings_schema import findings_schema
from tests.support.sample_repo import run_docs


def test_the_available_schemas(tmp_path: Path) -> None:
    for words in (["schema"], ["schema", "contract"]):
        assert json.loads(run_docs(tmp_path, *words).stdout) == json_schema()
    assert json.loads(run_docs(tmp_path, "schema", "findings").stdout) == findings_schema()
    assert run_docs(tmp_path, "schema", "nothing").returncode == 2


def test_the_committed_findings_schema(root: Path) -> None:
    committed = json.loads((root / "generated/schema/findings.schema.json").read_text(encoding="utf-8"))
    assert committed.pop("$comment").startswith("revi:")
    assert committed == findings_schema()
