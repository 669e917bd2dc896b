"""The link check of the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from revi_docs.contract.model.declarations import contract_field


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What the link check leaves out."""

    ignore: Mapping[str, str] = contract_field(
        "Links that are not checked: pattern → reason. The pattern is compared with the address as written, the "
        "address that it leads to, and the source of the page; `*` matches any text.",
        {},
        key_pattern=r".+",
        prose=True,
    )
