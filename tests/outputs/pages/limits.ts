// Values as constants of TypeScript.
// revi:begin value name=LIMIT of=budgets.phases.work.hard revi:0eeafd290f5ef15b
export const LIMIT = 34000;
// revi:end
// revi:begin value name=MULTIPLIER of=calls.web.multiplier revi:578fc1642fcb2bc5
export const MULTIPLIER = 1.5;
// revi:end
// revi:begin value name=FAIL_FAST of=workers.sets.checkers.fail_fast revi:229285b1c53d6096
export const FAIL_FAST = true;
// revi:end
// revi:begin value name=WINDOW of=circuit.window revi:5a599d4506b53d26
export const WINDOW = "11m";
// revi:end
// revi:begin value name=DESCRIPTION of=statuses.open.description revi:80654e04ee6bec1f
export const DESCRIPTION = 'Pipes | ticks ` <b>bold</b> $1 ${HOME} --> # {{ not }} [a][b] "quoted" \\ *stars* _lines_';
// revi:end
// revi:begin value name=STATUSES of=statuses revi:c86376679ad2aa93
export const STATUSES = [
  "open",
  "doing",
  "stuck",
  "closed",
  "done",
] as const;
// revi:end
// revi:begin value name=ONE of=commands.handle.reads revi:716d305379a2ca26
export const ONE = [
  "ticket",
] as const;
// revi:end
