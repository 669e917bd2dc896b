"""The commands of `revi`, for agents and hooks. Uses argparse and imports a command only when it is called."""
