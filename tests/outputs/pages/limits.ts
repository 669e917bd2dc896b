// Values as constants of TypeScript.
// revi:begin value name=LIMIT of=budgets.phases.work.hard
export const LIMIT = 34000;
// revi:end
// revi:begin value name=MULTIPLIER of=calls.web.multiplier
export const MULTIPLIER = 1.5;
// revi:end
// revi:begin value name=FAIL_FAST of=workers.sets.checkers.fail_fast
export const FAIL_FAST = true;
// revi:end
// revi:begin value name=WINDOW of=circuit.window
export const WINDOW = "11m";
// revi:end
// revi:begin value name=DESCRIPTION of=statuses.open.description
export const DESCRIPTION = 'Pipes | ticks ` <b>bold</b> $1 ${HOME} --> # {{ not }} [a][b] "quoted" \\ *stars* _lines_';
// revi:end
// revi:begin value name=STATUSES of=statuses
export const STATUSES = [
  "open",
  "doing",
  "stuck",
  "closed",
  "done",
] as const;
// revi:end
// revi:begin value name=ONE of=commands.handle.reads
export const ONE = [
  "ticket",
] as const;
// revi:end
