"""Find the hand-written file of each agent and command, and the description in it."""

from __future__ import annotations

from collections.abc import Mapping

from revi_docs.app.workspace import Workspace
from revi_docs.contract.key_paths import KeyPath
from revi_docs.files.markdown.front_matter import parse_front_matter
from revi_docs.files.markdown.front_matter_block import UnreadableBlockError
from revi_docs.outputs.sentences import first_sentence
from revi_docs.ownership.hand_written_files import HandWrittenFile, HandWrittenFiles
from revi_docs.site.item_files import ItemFile


def item_files(workspace: Workspace) -> Mapping[KeyPath, ItemFile]:
    """Path of an item → its file, with the first sentence of its description if the contract has none.

    Descriptions that are long or have several lines stay in their files.
    """
    result: dict[KeyPath, ItemFile] = {}
    contract = workspace.loaded.contract
    for section, items in (("agents", contract.agents), ("commands", contract.commands)):
        for item, places in workspace.owned_fields.item_places.get((section,), {}).items():
            path = places[0].file
            is_described = bool(getattr(items.get(item), "description", ""))
            result[section, item] = ItemFile(path, "" if is_described else _summary(workspace.hand_written_files, path))
    return result


def _summary(files: HandWrittenFiles, path: str) -> str:
    file = files.read(path)
    if not isinstance(file, HandWrittenFile):
        return ""
    try:
        front_matter = parse_front_matter(file.text)
    except UnreadableBlockError:
        # Reported with the owned fields of the file.
        return ""
    descriptions = front_matter.fields_named("description") if front_matter else ()
    value = descriptions[0].value if len(descriptions) == 1 else ""
    return first_sentence(value) if isinstance(value, str) else ""
