"""A model is named that the contract does not define.

Why: an agent with an unknown model does not start, or starts on whatever the default happens to be.

Example:

    models: {small: {}}
    agents:
      analyst: {model: smal}

Mend: correct the name, or define the model under `models`.
"""

from __future__ import annotations

from revi_docs.contract.contract_rule import undefined_name_check

check = undefined_name_check("unknown-model", "model", "models", "models")
