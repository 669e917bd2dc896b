"""Problems in the pages of the site."""

from __future__ import annotations

from revi_docs.problems.problem import Place, Problem
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.site.definitions import Definition, Definitions


def bad_diagram(reason: str, place: Place) -> Problem:
    """Graphviz cannot draw a diagram, or warns about it."""
    return Problem(
        code="bad-diagram",
        message=f"the diagram cannot be drawn as written: {reason}",
        fix="correct the Graphviz source; if the page is generated, correct its template",
        places=(place,),
        subject=f"{place.file} {reason}",
    )


def broken_diagram_link(target: str, place: Place) -> Problem:
    """A node links to a page that does not exist."""
    return Problem(
        code="diagram-link",
        message=f"a diagram links to '{target}': the page does not exist",
        fix="write the path of a source file, relative to the file that contains the diagram",
        places=(place,),
        subject=f"{place.file} {target}",
    )


def unknown_item(item: str, place: Place, definitions: Definitions) -> Problem:
    """A placeholder names an item that the contract does not have."""
    item_names = (".".join(str(part) for part in path) for path in definitions.loaded.places if len(path) > 1)
    return Problem(
        code="unknown-item",
        message=f"the page defines '{item}', which is not in the contract",
        fix=suggested_fix(item, item_names, "name an item of the contract"),
        places=(place,),
        subject=item,
    )


def duplicate_definition(item: str, place: Place, existing: Definition) -> Problem:
    """Two places of the site define the same item."""
    location = f"{existing.page}#{existing.anchor}" if existing.anchor else existing.page
    return Problem(
        code="duplicate-definition",
        message=f"'{item}' is already defined in {location}",
        fix=f"remove one of the two comments '<!-- revi:defined {item} -->'",
        places=(place,),
        cause=(existing.place,) if existing.place else (),
        subject=item,
    )
