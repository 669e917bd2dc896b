"""Collect what is known of a story, so that `decide.evidence_check` can judge its conditions."""
