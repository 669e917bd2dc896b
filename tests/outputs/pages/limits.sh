# Values as variables of bash.
# revi:begin value name=LIMIT of=budgets.phases.work.hard
LIMIT=34000
# revi:end
# revi:begin value name=MULTIPLIER of=calls.web.multiplier
MULTIPLIER=1.5
# revi:end
# revi:begin value name=FAIL_FAST of=workers.sets.checkers.fail_fast
FAIL_FAST=true
# revi:end
# revi:begin value name=WINDOW of=circuit.window
WINDOW=11m
# revi:end
# revi:begin value name=DESCRIPTION of=statuses.open.description
DESCRIPTION='Pipes | ticks ` <b>bold</b> $1 ${HOME} --> # {{ not }} [a][b] "quoted" \ *stars* _lines_'
# revi:end
# revi:begin value name=STATUSES of=statuses
STATUSES=(
  open
  doing
  stuck
  closed
  done
)
# revi:end
# revi:begin value name=ONE of=commands.handle.reads
ONE=(
  ticket
)
# revi:end
