"""An error log that cannot be read."""

from __future__ import annotations

from pathlib import Path

from tests.support.error_calls import fail
from tests.support.sample_repo import write


def test_an_invalid_error_log_is_not_an_empty_one(root: Path) -> None:
    path = write(root, "tickets/TKT-7/_implementation/ERROR-LOG.yaml", "errors: [&a b\n")
    code, answer = fail(root)
    assert (code, answer["code"]) == (3, "error-log-invalid")
    assert path.read_text(encoding="utf-8") == "errors: [&a b\n"
