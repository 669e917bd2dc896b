"""The `validation` settings of a site: what the user states is kept; the rest is at least a warning."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from revi_docs.site.links.quiet_links import QuietLinks

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def raise_unstated_levels(config: MkDocsConfig, settings: Mapping[str, Any]) -> None:
    """Raise every level of `validation` to a warning, except those in `settings`: the configuration as written."""
    groups = {"nav": config.validation.nav, "links": config.validation.links}
    for group_name, group in groups.items():
        for name, level in group.items():
            is_stated = _states(settings, group_name, name)
            if not is_stated and isinstance(level, int) and level < logging.WARNING:
                group[name] = logging.WARNING


def quiet_links(config: MkDocsConfig, settings: Mapping[str, Any]) -> QuietLinks:
    """The links and entries of the navigation for which `settings`, as written, state a level below a warning."""
    quiet = {
        prefix + name: True
        for group_name, prefix in (("links", ""), ("nav", "nav_"))
        for name, level in getattr(config.validation, group_name).items()
        if _states(settings, group_name, name) and isinstance(level, int) and level < logging.WARNING
    }
    return QuietLinks(**{name: True for name in QuietLinks.__slots__ if name in quiet})


def _states(settings: Mapping[str, Any], group_name: str, name: str) -> bool:
    """Whether settings as written state a level, in its group or for all groups at once."""
    validation = settings.get("validation")
    if not isinstance(validation, Mapping):
        return False
    group = validation.get(group_name)
    return name in validation or (isinstance(group, Mapping) and name in group)
