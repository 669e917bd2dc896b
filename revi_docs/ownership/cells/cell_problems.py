"""Problems of tables whose cells the contract owns, one function each."""

from __future__ import annotations

from revi_docs.files.cell_address import CellAddress
from revi_docs.problems.problem import Place, Problem


def missing_table(path: str, address: CellAddress, owner: Place) -> Problem:
    """A table that is no longer where `owns` says."""
    columns = ", ".join((*address.key_columns, address.column) if address.column else address.key_columns)
    heading = f" under the heading '{address.heading}'" if address.heading else " above the first heading"
    return Problem(
        code="table-not-found",
        message=f"has no table with the columns {columns}{heading}",
        fix=f"restore the heading and the columns, or delete '{address}' at {owner}",
        places=(Place(path, 1, 1),),
        cause=(owner,),
        subject=f"{path}#{address}",
    )


def missing_file(pattern: str, owner: Place) -> Problem:
    """A file with owned cells that no longer exists."""
    return Problem(
        code="table-not-found",
        message=f"'{pattern}' matches no file, so its cells are not compared",
        fix="write the new path of the file here, or delete this entry of owns",
        places=(owner,),
        subject=f"owns.{pattern}",
    )


def row_without_item(place: Place, section: str, item: str) -> Problem:
    """A row whose key is not in the contract."""
    return Problem(
        code="row-without-item",
        message=f"revi.yml has no '{item}' in {section}",
        fix="run 'revi-docs adopt --write' to add it to revi.yml, or delete or correct the row",
        places=(place,),
        subject=f"{place.file}#{section}.{item}",
    )
