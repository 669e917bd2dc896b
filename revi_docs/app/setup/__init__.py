"""What `init` writes into a repository and `uninstall` removes again."""
