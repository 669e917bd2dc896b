"""Values as constants of Python."""

# revi:begin value name=LIMIT of=budgets.phases.work.hard revi:ee16a1e79f57c59d
LIMIT = 34000
# revi:end
# revi:begin value name=MULTIPLIER of=calls.web.multiplier revi:bf8937a1ab38d922
MULTIPLIER = 1.5
# revi:end
# revi:begin value name=FAIL_FAST of=workers.sets.checkers.fail_fast revi:6c3706c1dfa1819c
FAIL_FAST = True
# revi:end
# revi:begin value name=WINDOW of=circuit.window revi:7f3b71b9ff079de6
WINDOW = "11m"
# revi:end
# revi:begin value name=DESCRIPTION of=statuses.open.description revi:7a06f416cd5ebb4c
DESCRIPTION = 'Pipes | ticks ` <b>bold</b> $1 ${HOME} --> # {{ not }} [a][b] "quoted" \\ *stars* _lines_'
# revi:end
# revi:begin value name=STATUSES of=statuses revi:39606f5ec0c91a6f
STATUSES = (
    "open",
    "doing",
    "stuck",
    "closed",
    "done",
)
# revi:end
# revi:begin value name=ONE of=commands.handle.reads revi:67ed28641868f005
ONE = ("ticket",)
# revi:end
