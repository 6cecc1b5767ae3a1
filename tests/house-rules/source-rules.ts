/** The house rules that a single source file can break, found by reading its syntax tree. */
import ts from 'typescript';

/** Lines that a function may have, its signature included: it fits a screen. */
export const MAX_FUNCTION_LINES = 70;
/** Lines that a file may have. */
export const MAX_FILE_LINES = 400;

/** One place where a house rule is broken. */
export interface Violation {
  /** Path and line, as editors understand them: `packages/engine/src/analyze.ts:12`. */
  readonly place: string;
  /** What is wrong and why the rule exists. */
  readonly message: string;
}

/** A source file as it is checked. */
export interface SourceText {
  /** Path from the root of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

type Rule = (file: ts.SourceFile) => Violation[];

/** Rooms whose programs talk to a person or a terminal. */
const MAY_PRINT = /^(packages\/cli|evaluation|samples|training|release)\//;
const IS_TEST = /\.test\.tsx?$/;
const EMPTY_NAMES = new Set(['util', 'utils', 'helper', 'helpers', 'misc', 'common', 'manager', 'managers']);
const TEST_FUNCTIONS = new Set(['test', 'it', 'describe', 'suite', 't']);
const TEST_MARKS = new Set(['only', 'skip', 'todo']);

/** Every place of a file where a house rule is broken, in the order of the rules. */
export function violationsOf({ path, text }: SourceText): Violation[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  return RULES.flatMap((rule) => rule(file));
}

/** A name that says nothing of what is inside. */
const emptyName: Rule = (file) => {
  const words = file.fileName.split(/[/.-]/);
  const empty = words.find((word) => EMPTY_NAMES.has(word));
  if (empty === undefined) return [];
  return [violation(file, 0, `the name "${empty}" says nothing: name the file after what it holds`)];
};

const longFile: Rule = (file) => {
  const lines = lineOf(file, file.text.trimEnd().length);
  if (lines <= MAX_FILE_LINES) return [];
  return [
    violation(file, 0, `${lines} lines: a file stays under ${MAX_FILE_LINES}, so that it holds one thing`),
  ];
};

const longFunction: Rule = (file) =>
  nodesOf(file).flatMap((node) => {
    if (!ts.isFunctionLike(node) || !('body' in node) || node.body === undefined) return [];
    const lines = lineOf(file, node.end) - lineOf(file, node.getStart()) + 1;
    if (lines <= MAX_FUNCTION_LINES) return [];
    return [
      violation(
        file,
        node.getStart(),
        `a function of ${lines} lines: it fits a screen (${MAX_FUNCTION_LINES}), so that it is read at a glance`,
      ),
    ];
  });

const missingDocstring: Rule = (file) => {
  if (IS_TEST.test(file.fileName)) return [];
  return exportedDeclarations(file).flatMap(({ name, node }) => {
    if (ts.getJSDocCommentsAndTags(node).some(ts.isJSDoc)) return [];
    if (name.endsWith('Schema') && describesItself(name, node, file)) return [];
    return [
      violation(
        file,
        node.getStart(),
        `export "${name}" has no docstring: a reader needs its meaning and units`,
      ),
    ];
  });
};

const leftoverDebugging: Rule = (file) =>
  nodesOf(file).flatMap((node) => {
    if (ts.isDebuggerStatement(node))
      return [violation(file, node.getStart(), 'a left-over debugger statement')];
    if (MAY_PRINT.test(file.fileName) || !ts.isPropertyAccessExpression(node)) return [];
    if (node.expression.getText() !== 'console') return [];
    return [
      violation(
        file,
        node.getStart(),
        'console in a library or service: return the value, or log through its logger',
      ),
    ];
  });

const swallowedError: Rule = (file) =>
  nodesOf(file).flatMap((node) => {
    if (!ts.isCatchClause(node) || node.block.statements.length > 0) return [];
    return [violation(file, node.getStart(), 'an error is swallowed: handle it, or let it through')];
  });

const swallowedRejection: Rule = (file) =>
  nodesOf(file).flatMap((node) => {
    if (!ts.isCallExpression(node) || !ignoresRejection(node) || isExplained(file, node)) return [];
    const message =
      'a rejection is swallowed without a word: handle it, or say in a comment why it does not matter';
    return [violation(file, node.expression.end, message)];
  });

const testNotRun: Rule = (file) =>
  nodesOf(file).flatMap((node) => {
    const mark = testMark(node);
    if (mark === undefined) return [];
    return [violation(file, node.getStart(), `a test marked "${mark}": every test runs, or it goes`)];
  });

const RULES: readonly Rule[] = [
  emptyName,
  longFile,
  longFunction,
  missingDocstring,
  leftoverDebugging,
  swallowedError,
  swallowedRejection,
  testNotRun,
];

/** Whether a call is `.catch(() => undefined)` or the like: it takes no error and calls nothing in its place. */
function ignoresRejection({ expression, arguments: [handler] }: ts.CallExpression): boolean {
  if (!ts.isPropertyAccessExpression(expression) || expression.name.text !== 'catch') return false;
  if (handler === undefined || !(ts.isArrowFunction(handler) || ts.isFunctionExpression(handler)))
    return false;
  return handler.parameters.length === 0 && !nodesOf(handler).some(ts.isCallExpression);
}

/** Whether a comment stands before the statement that a node is in, or after the node on its line. */
function isExplained(file: ts.SourceFile, node: ts.Node): boolean {
  const statement = ts.findAncestor(node, (one) => ts.isStatement(one) || ts.isClassElement(one)) ?? node;
  const lineEnd = file.text.indexOf('\n', node.end);
  const rest = file.text.slice(node.end, lineEnd === -1 ? undefined : lineEnd);
  const before = file.text.slice(statement.getFullStart(), node.end);
  return /\/\/ |\/\* /.test(rest) || /^\s*(\/\/ |\/\*)/m.test(before);
}

/** The mark of `test.skip(...)`, `t.todo()`, or `test('...', { only: true }, ...)`. */
function testMark(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined;
  const called = node.expression;
  if (ts.isPropertyAccessExpression(called)) {
    const marked = TEST_FUNCTIONS.has(called.expression.getText()) && TEST_MARKS.has(called.name.text);
    if (marked) return called.name.text;
  }
  if (!TEST_FUNCTIONS.has(called.getText())) return undefined;
  return node.arguments
    .filter(ts.isObjectLiteralExpression)
    .flatMap((options) => options.properties.map((property) => property.name?.getText() ?? ''))
    .find((name) => TEST_MARKS.has(name));
}

/** What a file exports by declaring it; re-exports are checked where they are declared. */
function exportedDeclarations(file: ts.SourceFile): { name: string; node: ts.Node }[] {
  const listed = new Set(
    file.statements
      .filter(ts.isExportDeclaration)
      .filter((statement) => statement.moduleSpecifier === undefined)
      .flatMap(({ exportClause }) =>
        exportClause !== undefined && ts.isNamedExports(exportClause)
          ? exportClause.elements.map((element) => (element.propertyName ?? element.name).text)
          : [],
      ),
  );
  return file.statements.flatMap((statement) => {
    const exported =
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some((one) => one.kind === ts.SyntaxKind.ExportKeyword) === true);
    return namesOf(statement)
      .filter((name) => exported || listed.has(name))
      .map((name) => ({ name, node: statement }));
  });
}

/** A schema says what it is in `.describe`, or through the type inferred from it, whose docstring is checked. */
function describesItself(schema: string, node: ts.Node, file: ts.SourceFile): boolean {
  return node.getText().includes('.describe(') || file.text.includes(`z.infer<typeof ${schema}>`);
}

function namesOf(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  }
  if (ts.isExportAssignment(statement)) return ['default'];
  const declares =
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement);
  return declares ? [statement.name?.text ?? 'default'] : [];
}

function nodesOf(root: ts.Node): ts.Node[] {
  const nodes: ts.Node[] = [];
  const visit = (node: ts.Node) => {
    nodes.push(node);
    ts.forEachChild(node, visit);
  };
  visit(root);
  return nodes;
}

function lineOf(file: ts.SourceFile, position: number): number {
  return file.getLineAndCharacterOfPosition(position).line + 1;
}

function violation(file: ts.SourceFile, position: number, message: string): Violation {
  return { place: `${file.fileName}:${lineOf(file, position)}`, message };
}
