"""Agent and command files against the rules of the platforms that read them, whether generated or hand-written."""
