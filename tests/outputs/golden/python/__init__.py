# revi:generated
"""The contract of Tickets as frozen data, with functions that make decisions.

`contract.CONTRACT` is the data, `decide` contains the functions. Needs only the standard library.
"""

from __future__ import annotations

from . import decide
from .contract import CONTRACT

__all__ = ["CONTRACT", "decide"]
