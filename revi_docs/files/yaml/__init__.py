"""YAML: `yaml_tree` reads values with places, `yaml_records` plain data, `record_text` any record of people and agents.

`yaml_edits` and `yaml_members` edit texts by the places of their nodes.
"""
