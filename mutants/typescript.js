/**
 * Print the branch mutants of one TypeScript module of `decide` as JSON: a label and the compiled code of each.
 *
 *     node mutants/typescript.js revi_docs/decide/token_budget.ts
 */

import { readFileSync } from "node:fs";
import { basename } from "node:path";
import ts from "typescript";

const REPLACEMENTS = new Map([
  [ts.SyntaxKind.EqualsEqualsEqualsToken, ["!=="]],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, ["==="]],
  [ts.SyntaxKind.LessThanToken, ["<=", ">="]],
  [ts.SyntaxKind.LessThanEqualsToken, ["<", ">"]],
  [ts.SyntaxKind.GreaterThanToken, [">=", "<="]],
  [ts.SyntaxKind.GreaterThanEqualsToken, [">", "<"]],
  [ts.SyntaxKind.AmpersandAmpersandToken, ["||"]],
  [ts.SyntaxKind.BarBarToken, ["&&"]],
]);

/** The mutations of a node: [the node to replace, the replacement text]. */
function* changes(node) {
  if (ts.isBinaryExpression(node)) {
    for (const other of REPLACEMENTS.get(node.operatorToken.kind) ?? []) {
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
const mutants = [];
for (const node of nodesOf(source)) {
  for (const [target, replacement] of changes(node)) {
    const line = source.getLineAndCharacterOfPosition(target.getStart()).line + 1;
    const changed = text.slice(0, target.getStart()) + replacement + text.slice(target.getEnd());
    const statement = text.slice(node.getStart(), node.getEnd()).split("\n", 1)[0];
    mutants.push({
      label: `${basename(path)}:${line}: ${statement}: ${target.getText().split("\n", 1)[0]} → ${replacement}`,
      code: ts.transpileModule(changed, { compilerOptions: options }).outputText,
    });
  }
}
process.stdout.write(JSON.stringify(mutants));
