/**
 * Branch mutants of one module of `decide` in TypeScript, as JSON: what was changed, and the compiled module.
 *
 *     node mutants/typescript.js revi_docs/decide/budget.ts
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";

const OTHERS = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ["!=="]],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ["==="]],
  [ts.SyntaxKind.LessThanToken, ["<=", ">="]],
  [ts.SyntaxKind.LessThanEqualsToken, ["<", ">"]],
  [ts.SyntaxKind.GreaterThanToken, [">=", "<="]],
  [ts.SyntaxKind.GreaterThanEqualsToken, [">", "<"]],
  [ts.SyntaxKind.AmpersandAmpersandToken, ["||"]],
  [ts.SyntaxKind.BarBarToken, ["&&"]],
]);

/** What may stand in the place of a node: [the node that is replaced, the text in its place]. */
function* changes(node) {
  if (ts.isBinaryExpression(node)) {
    for (const other of OTHERS.get(node.operatorToken.kind) ?? []) {
      yield [node.operatorToken, other];
    }
    if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
      yield [node, `(${node.right.getText()})`];
    }
  }
  if (ts.isIfStatement(node) || ts.isConditionalExpression(node)) {
    const condition = ts.isIfStatement(node) ? node.expression : node.condition;
    yield [condition, "true"];
    yield [condition, "false"];
  }
  if (ts.isCaseClause(node)) {
    yield [node.expression, '"no such case"'];
  }
}

function* nodesOf(node) {
  yield node;
  for (const child of node.getChildren()) {
    yield* nodesOf(child);
  }
}

const path = process.argv[2];
const text = readFileSync(path, "utf8");
const source = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
const options = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
const made = [];
for (const node of nodesOf(source)) {
  for (const [spot, other] of changes(node)) {
    const line = source.getLineAndCharacterOfPosition(spot.getStart()).line + 1;
    const changed = text.slice(0, spot.getStart()) + other + text.slice(spot.getEnd());
    const around = text.slice(node.getStart(), node.getEnd()).split("\n", 1)[0];
    made.push({
      told: `${basename(path)}:${line}: ${around}: ${spot.getText().split("\n", 1)[0]} → ${other}`,
      code: ts.transpileModule(changed, { compilerOptions: options }).outputText,
    });
  }
}
process.stdout.write(JSON.stringify(made));
