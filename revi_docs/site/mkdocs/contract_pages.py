"""The files of the contract as generated pages of MkDocs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, InclusionLevel

from revi_docs.site.contract_listing import LISTING_FOLDER, ContractListing

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files

REFERENCE_INDEX = f"{LISTING_FOLDER}/index.md"


def add_contract_listings(listings: Iterable[ContractListing], files: Files, config: MkDocsConfig) -> None:
    """Add a page for each file of the contract. The navigation lists them only if it lists the reference."""
    has_reference = files.get_file_from_path(REFERENCE_INDEX) is not None
    inclusion = InclusionLevel.UNDEFINED if has_reference else InclusionLevel.NOT_IN_NAV
    for listing in listings:
        if files.get_file_from_path(listing.page) is None:
            files.append(File.generated(config, listing.page, content=listing.markdown(), inclusion=inclusion))
