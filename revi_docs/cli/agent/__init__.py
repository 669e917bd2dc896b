"""The commands of `revi`, for agents and hooks. A command is imported only when it is called."""
