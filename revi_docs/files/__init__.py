"""Files: YAML and front matter with positions, regions, markers of outputs, atomic writes, git, working tree.

Where to find what, from the disk upward:

- Opening: `root_folders` opens every file; `read_file`, `atomic_write` and `append_file` are built on it, and
  `repository_writer` reports errors as problems. `safe_paths`, `size_limits` and `linked_files` say what is refused.
- Which files there are: `working_tree`, `globs`, and `git_files` for what git tracks and ignores.
- Git: `git_process` alone runs it; `git_history` and `last_changes` read history; `git_transport` uses the network.
- YAML and records: the package `yaml`. Markdown, with front matter, markers and regions: the package `markdown`.
- Generated text: `generated_marker` and `written_record` tell whose it is.
- Caches: `cache_files` keeps them private, `digest` says whether they are up to date.
"""
