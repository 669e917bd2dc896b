"""Testing agents: data for one agent, for the whole workflow and for a comparison with an earlier run."""
