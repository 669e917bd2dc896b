# An agent that answers well, so that the case can be tried without one.
mkdir -p "$REVI_STORY/_implementation"
cat > "$REVI_STORY/_implementation/ANALYSIS.md" <<'END'
# Analysis

- Non-Goals and Scope contradict each other: single stories are exported in one and not in the other.
- depends_on names REVI-777, and there is no such story.
END
