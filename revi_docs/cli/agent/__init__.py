"""The commands of `revi`, which agents and hooks call: argparse, and nothing imported before it is needed."""
