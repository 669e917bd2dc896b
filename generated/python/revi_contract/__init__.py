# revi:0d0139cca5d565cb
"""The contract of REVI workflow as frozen data, and what follows from it.

`contract.CONTRACT` is the data, `decide` asks it. Standard library only.
"""

from __future__ import annotations

from . import decide
from .contract import CONTRACT_HASH, CONTRACT

__all__ = ["CONTRACT_HASH", "CONTRACT", "decide"]
