"""Files: YAML and front matter with positions, regions, markers of outputs, atomic writes, git, working tree.

Where to find what, from the disk upward:

- Opening: `root_folders` opens every file; `read_file`, `atomic_write` and `append_file` are built on it, and
  `repository_writer` reports errors as problems. `safe_paths`, `size_limits` and `linked_files` say what is refused.
- Which files there are: `working_tree`, `globs`, and `git_files` for what git tracks and ignores.
- Git: `git_process` alone runs it. `git` and `last_changes` read history, `git_transport` alone uses the network.
- YAML: `yaml_tree` reads values with places, `yaml_records` plain data; `yaml_edits` and `yaml_members` edit texts.
- Markdown: `markdown_blocks` knows what is code; `markdown_tables`, `table_cells` and `front_matter` read the rest.
- Generated text: `markers` and `regions` find it, `generated_marker` and `written_record` tell whose it is.
- Caches: `cache_files` keeps them private, `digest` says whether they are up to date.
"""
