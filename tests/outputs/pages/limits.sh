# Values as variables of bash.
# revi:begin value name=LIMIT of=budgets.phases.work.hard revi:35eacb94c6769623
LIMIT=34000
# revi:end
# revi:begin value name=MULTIPLIER of=calls.web.multiplier revi:2e16beabf38f269e
MULTIPLIER=1.5
# revi:end
# revi:begin value name=FAIL_FAST of=workers.sets.checkers.fail_fast revi:756c461110ef3126
FAIL_FAST=true
# revi:end
# revi:begin value name=WINDOW of=circuit.window revi:5883402e801051fc
WINDOW=11m
# revi:end
# revi:begin value name=DESCRIPTION of=statuses.open.description revi:2c783a7fd73d739e
DESCRIPTION='Pipes | ticks ` <b>bold</b> $1 ${HOME} --> # {{ not }} [a][b] "quoted" \ *stars* _lines_'
# revi:end
# revi:begin value name=STATUSES of=statuses revi:b946cc1911aa7f5d
STATUSES=(
  open
  doing
  stuck
  closed
  done
)
# revi:end
# revi:begin value name=ONE of=commands.handle.reads revi:3367b27bca3a75f6
ONE=(
  ticket
)
# revi:end
