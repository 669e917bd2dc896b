"""After an unexpected error of `revi`: whether `contract.json` is the reason, because it is not what was generated."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from revi_docs.files.read_file import read_file
from revi_docs.files.repository_root import find_root
from revi_docs.records.command_errors import CommandError
from revi_docs.runtime.base.contract_data import CONTRACT_JSON, invalid_contract_error


def contract_difference(arguments: Sequence[str]) -> CommandError | None:
    """The error for a `contract.json` that `revi.yml` does not compile to; None if the two agree.

    Checking the form of every value at each start would take longer than most commands.
    """
    from revi_docs.contract.canonical_form import canonical
    from revi_docs.contract.loader import load
    from revi_docs.problems.revi_error import ReviError

    root = next((value for word, value in pairwise(arguments) if word in ("-C", "--root")), "")
    root = root or find_root(".")
    try:
        data = json.loads(read_file(root, CONTRACT_JSON))
        expected = json.loads(json.dumps(canonical(load(Path(root)).contract)))
    except (OSError, ValueError, RecursionError, ReviError):
        return invalid_contract_error()
    is_same = isinstance(data, dict) and {name: data.get(name) for name in expected} == expected
    return None if is_same else invalid_contract_error()
