# Called by hooks.json: runs `revi hook EVENT` with the JSON of Claude Code on standard input.
# If revi is missing or fails, only a hook with `--fail closed` blocks the action; others allow it and print the reason.
# revi:6ff2376fef73a8c9
if command -v revi >/dev/null; then
  revi hook "$@" && exit
  reason="revi exited with code $?"
else
  reason="revi is not installed; install revi-docs"
fi
echo "revi hook $*: $reason" >&2
case " $* " in *" --fail closed "*) exit 2 ;; esac
exit 0
