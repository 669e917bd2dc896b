"""A story with all of its parts."""

from __future__ import annotations

STORY = """\
=== plans/stories/AB-001/AB-001.md
---
id: AB-001
title: "The first: all"
depends_on: [AB-002]
---

## Goal

```text
## Log
```

## Log

| Time | Actor | What | Files |
|---|---|---|---|
| 2026-02-11T14:32:00-07:00 | ann | a \\| b | x.md |
| later | bob | |
=== plans/stories/AB-001/AUDIT-AB-001-20261101-0130.md
=== plans/stories/AB-001/AUDIT-AB-001-20260301-1200.md
=== plans/stories/AB-001/GATE-AB-001.yaml
verdict: PASS
evidence:
  - "7"
=== plans/stories/AB-001/work/TOKENS.md
| phase | delta | complete |
|---|---|---|
| audit | 1,200 | true |
=== plans/stories/AB-001/work/.lock
=== plans/stories/AB-001/notes.txt
"""
