"""A target of the contract is not a platform that revi-docs knows.

Why: Nothing is rendered for it.

Example:

    targets: [codecs]

Fix: Correct the name. The models of a target must be models of the contract.
"""

from __future__ import annotations

from collections.abc import Iterator

from revi_docs.contract.contract_rule import RuleContext
from revi_docs.problems.problem import Problem
from revi_docs.problems.suggestions import suggested_fix
from revi_docs.targets.platform import PLATFORMS


def check(context: RuleContext) -> Iterator[Problem]:
    """Yield one problem for each unknown platform, and for each unknown model of a target."""
    for name, target in context.contract.targets.items():
        if name not in PLATFORMS:
            yield context.problem(
                message=f"'{name}' is not a known target",
                fix=suggested_fix(name, PLATFORMS, f"use one of: {', '.join(PLATFORMS)}"),
                places=(context.place_of("targets", name),),
                subject=name,
            )
        for model in target.models:
            if model not in context.contract.models:
                yield context.problem(
                    message=f"the target '{name}' renames the model '{model}', which is not defined",
                    fix=suggested_fix(model, context.contract.models, f"add '{model}' to models"),
                    places=(context.place_of("targets", name, "models", model),),
                    subject=f"{name}.{model}",
                )
