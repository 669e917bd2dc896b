"""The value that a file must show for a key path of the contract."""

from __future__ import annotations

from revi_docs.contract.key_paths import KeyPath
from revi_docs.contract.loader import LoadedContract
from revi_docs.contract.lookup import value_at
from revi_docs.contract.relations import model_of
from revi_docs.files.markdown.front_matter_edits import UnquotedScalar


def effective_value(loaded: LoadedContract, path: KeyPath) -> tuple[KeyPath, str | tuple[str, ...] | None]:
    """Return the effective value and its key path; None if the contract has no value.

    An agent without a model inherits the model of its group.
    """
    value = value_at(loaded.contract, path)
    if value is None and path[0] == "agents" and path[2:] == ("model",):
        agent = loaded.contract.agents[str(path[1])]
        value = model_of(loaded.contract, agent)
        path = ("groups", agent.group or "", "model")
    if isinstance(value, tuple):
        texts = tuple(item for item in value if isinstance(item, str))
        return path, texts if texts and len(texts) == len(value) else None
    if isinstance(value, bool):
        return path, UnquotedScalar(str(value).lower())
    if isinstance(value, float) and value.is_integer():
        return path, str(int(value))
    return path, str(value) if isinstance(value, (str, int, float)) and value != "" else None
