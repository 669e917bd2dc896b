# revi:0000000000000000
"""The contract of Tickets as frozen data, and what follows from it.

`contract.CONTRACT` is the data, `decide` asks it. Standard library only.
"""

from __future__ import annotations

from . import decide
from .contract import CONTRACT_HASH, CONTRACT

__all__ = ["CONTRACT_HASH", "CONTRACT", "decide"]
