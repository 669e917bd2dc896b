"""What readers type into the search, and the pages that answer."""

from __future__ import annotations

QUESTIONS: dict[str, tuple[str, ...]] = {
    "what happens when QA fails": ("reference/commands/qa-verify-story/", "reference/statuses/in-qa/", "questions/"),
    "who can move a story from blocked": ("reference/statuses/blocked/", "guides/unblock-a-story/"),
    "token budget for elaboration": ("reference/budgets/", "reference/phases/#elaboration"),
    "which model does dev-execute-leader use": ("reference/agents/work-leaders/#dev-execute-leader",),
    "what is a phase lock and how do I break one": ("guides/locks/", "reference/locks-and-reruns/"),
    "how do I add a new status": ("guides/add-a-status/",),
    "how do I add the check to GitHub Actions": ("guides/github-actions/",),
    "5 PASS 1 TIMEOUT": ("reference/workers/",),
    "difference between tampered and stale": ("checks/#stale-or-tampered",),
    "how to test my agent": ("testing-agents/",),
    "hard_gate": ("reference/budgets/#level-hard_gate", "guides/hard-gate/"),
    "ready-for-code-review": ("reference/statuses/ready-for-code-review/",),
    "/dev-implement-story": ("reference/commands/dev-implement-story/",),
    "AGENT_TIMEOUT": ("reference/errors/#AGENT_TIMEOUT",),
    "MALFORMED_OUTPUT retry": ("reference/errors/#MALFORMED_OUTPUT",),
    "circuit": ("guides/close-a-circuit/", "reference/errors/"),
    "rollback": ("guides/roll-back-a-story/",),
    "install": ("guides/install/",),
    "windows": ("guides/windows/",),
    "uninstall": ("guides/uninstall/",),
    "telemetry": ("faq/", "security/"),
    "do I need docker": ("faq/",),
    "convert existing commands": ("faq/", "move-in/"),
    "where are the prompts": ("faq/",),
    "results of agents": ("faq/", "reference/agents/", "reference/workers/"),
}
"""Question → starts of the addresses of the pages that answer it."""

PARAPHRASES: dict[str, tuple[str, ...]] = {
    "QA found a bug, what now": ("reference/commands/qa-verify-story/", "reference/statuses/", "questions/"),
    "unblock story": ("guides/unblock-a-story/", "reference/statuses/blocked/", "questions/"),
    "how many tokens may elaboration use": ("reference/budgets/", "questions/", "reference/phases/"),
    "model of dev-execute-leader": ("reference/agents/work-leaders/#dev-execute-leader",),
    "someone holds the lock and is gone": ("guides/locks/", "reference/locks-and-reruns/"),
    "create another status": ("guides/add-a-status/",),
    "run revi-docs check in CI": ("ci/", "guides/github-actions/", "guides/gitlab/"),
    "one reviewer timed out": ("reference/workers/", "questions/"),
    "file edited by hand": ("checks/", "reference/rules/drift/#tampered"),
    "try an agent on a test case": ("testing-agents/",),
    "stop a phase at the token limit": ("reference/budgets/", "guides/hard-gate/", "questions/"),
    "status waiting for code review": ("reference/statuses/ready-for-code-review/",),
    "implement a story command": ("reference/commands/dev-implement-story/",),
    "agent timed out": ("reference/errors/#AGENT_TIMEOUT", "questions/"),
    "agent printed invalid output": ("reference/errors/#MALFORMED_OUTPUT", "questions/"),
    "too many failures": ("guides/close-a-circuit/", "reference/errors/"),
    "undo work on a story": ("guides/roll-back-a-story/", "repair/"),
    "getting started": ("guides/install/", "quick-start/"),
    "does it work on Windows": ("guides/windows/",),
    "remove revi-docs from a project": ("guides/uninstall/",),
}
"""The same questions in other words."""
