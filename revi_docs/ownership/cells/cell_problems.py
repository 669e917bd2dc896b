"""Problems of tables and YAML files whose values the contract owns, one function each."""

from __future__ import annotations

from revi_docs.contract.items import SECTIONS_OF_FILES
from revi_docs.files.markdown.cell_address import CellAddress
from revi_docs.files.size_limits import CODE, FIX, SizeError
from revi_docs.files.yaml.yaml_address import is_yaml_path
from revi_docs.files.yaml.yaml_nodes import describe_error
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


def missing_value(path: str, address: str, owner: Place) -> Problem:
    """Values of a YAML file that are no longer where `owns` says."""
    return Problem(
        code="value-not-found",
        message=f"has no '{address}'",
        fix=f"restore the keys, or delete '{address}' at {owner}",
        places=(Place(path, 1, 1),),
        cause=(owner,),
        subject=f"{path}#{address}",
    )


def unreadable_yaml(path: str, error: Exception) -> Problem:
    """A YAML file with owned values that no parser accepts."""
    if isinstance(error, SizeError):
        return Problem(code=CODE, message=str(error), fix=FIX, places=(Place(path),), subject=path)
    mark, reason = describe_error(error)
    return Problem(
        code="unreadable-yaml",
        message=f"not valid YAML, so its values are not compared: {reason}",
        fix="correct the line",
        places=(Place(path, mark.line + 1, mark.column + 1) if mark else Place(path),),
        subject=path,
    )


def missing_file(pattern: str, owner: Place) -> Problem:
    """A file with owned cells or values that no longer exists."""
    is_yaml = is_yaml_path(pattern)
    return Problem(
        code="value-not-found" if is_yaml else "table-not-found",
        message=f"'{pattern}' matches no file, so its {'values' if is_yaml else 'cells'} are not compared",
        fix="write the new path of the file here, or delete this entry of owns",
        places=(owner,),
        subject=f"owns.{pattern}",
    )


def row_without_item(place: Place, section: str, item: str, has_files: bool) -> Problem:
    """A row, or a name in a list, that is not in the contract. `has_files`: people write the files of the items."""
    part = "entry" if is_yaml_path(place.file) else "row"
    fix = f"run 'revi-docs adopt --write' to add it to revi.yml, or delete or correct the {part}"
    if has_files and section in SECTIONS_OF_FILES:
        fix = f"delete or correct the {part}, or create a file for '{item}' and run 'revi-docs adopt --write'"
    return Problem(
        code="row-without-item",
        message=f"revi.yml has no '{item}' in {section}",
        fix=fix,
        places=(place,),
        subject=f"{place.file}#{section}.{item}",
    )
