// The mutations of a source file: small changes that a test should notice.
const fs = require('node:fs');
const path = require('node:path');
const { parseSync } = require('@swc/core');

const root = path.join(__dirname, '..', '..');

/** Operators, and names of methods, with their opposites. */
const PAIRS = ['=== !==', '< <=', '> >=', '&& ||', '+ -', 'some every', 'startsWith endsWith', 'min max'];
const SWAPS = Object.fromEntries(
  PAIRS.map((pair) => pair.split(' ')).flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ]),
);

/** Texts to put in the place of a node, or of a part of it: [start, end, text]. */
const MUTATIONS = {
  BinaryExpression: (node, text) => {
    const [start, end] = [node.left.span.end, node.right.span.start];
    const at = start + text(start, end).indexOf(node.operator);
    return SWAPS[node.operator] ? [[at, at + node.operator.length, SWAPS[node.operator]]] : [];
  },
  ConditionalExpression: ({ test: { span } }, text) => [[span.start, span.end, `!(${text(span.start, span.end)})`]],
  IfStatement: ({ test: { span } }, text) => [[span.start, span.end, `!(${text(span.start, span.end)})`]],
  UnaryExpression: ({ operator, span }) => (operator === '!' ? [[span.start, span.start + 1, '']] : []),
  MemberExpression: ({ property: { value, span } }) =>
    Object.hasOwn(SWAPS, value ?? '') ? [[span.start, span.end, SWAPS[value]]] : [],
  BooleanLiteral: ({ value, span }) => [[span.start, span.end, String(!value)]],
  NumericLiteral: ({ value, span }) => [[span.start, span.end, String(value + 1)]],
  StringLiteral: ({ value, span }) => [[span.start, span.end, value === '' ? "'mutant'" : "''"]],
  ArrayExpression: ({ elements, span }) => (elements.length > 0 ? [[span.start, span.end, '[]']] : []),
  ReturnStatement: ({ argument }) => (argument ? [[argument.span.start, argument.span.end, 'undefined']] : []),
  ExpressionStatement: ({ span }) => [[span.start, span.end, ';']],
};

const SKIPPED = /^(Ts|Import|Export(All|Named)|JSX)/;

/** The mutations of a file, with offsets in bytes as swc counts them. */
function mutationsOf(file) {
  const source = fs.readFileSync(path.join(root, file));
  const module = parseSync(source.toString(), { syntax: 'typescript' });
  // swc counts on from file to file, and from the first token.
  const shift = module.span.start - source.indexOf(firstToken(source.toString()));
  const text = (start, end) => source.subarray(start - shift, end - shift).toString();
  const found = [];
  const visit = (node) => {
    if (typeof node !== 'object' || node === null) return;
    if (Array.isArray(node)) return node.forEach(visit);
    if (SKIPPED.test(node.type ?? '')) return node.type === 'TsAsExpression' ? visit(node.expression) : undefined;
    for (const [start, end, after] of MUTATIONS[node.type]?.(node, text) ?? []) {
      const line = source
        .subarray(0, start - shift)
        .toString()
        .split('\n').length;
      found.push({ file, start: start - shift, end: end - shift, line, before: text(start, end), after });
    }
    for (const [name, value] of Object.entries(node)) if (name !== 'key' && name !== 'span') visit(value);
  };
  visit(module.body);
  return found;
}

/** The first token of a file, behind its comments. */
const firstToken = (source) => source.replace(/^(\s|\/\/.*|\/\*[\s\S]*?\*\/)+/, '').slice(0, 40);

module.exports = { mutationsOf };
