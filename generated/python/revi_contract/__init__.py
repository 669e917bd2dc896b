# revi:a1169d6e65a24b46
"""The contract of REVI workflow as frozen data, and what follows from it.

`contract.CONTRACT` is the data, `decide` asks it. Standard library only.
"""

from __future__ import annotations

from . import decide
from .contract import BEHAVIOUR, CONTRACT

__all__ = ["BEHAVIOUR", "CONTRACT", "decide"]
