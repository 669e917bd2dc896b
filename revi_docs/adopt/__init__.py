"""Adopt an existing repository: propose a contract that owns the facts its files already state.

In order:

- `repository_scan` reads the files (`scanned_files`) into facts (`extracted_facts`). Each kind of source has a module,
  such as `agent_files`, `workflow_tables`, `state_diagrams` or `story_facts`.
- `fact_resolution` chooses one value for each fact; `contradictions` reports what only a person can decide.
- `owns_inference` finds what the contract can own, and `proposal` is the contract with it.
- `adoption_plan` is everything that would change, `dry_run` tries it on a copy, and `adoption_writer` writes it.
"""
