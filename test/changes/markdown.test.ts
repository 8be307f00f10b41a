import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CONSEQUENCES, compared, markdown, type Row, rowsOf } from '../../lib/changes';
import { MARK } from '../../lib/changes/markdown';
import { parse } from '../checker/rules/judge';
import { API } from './shop';

const side = (text: string) => new Map([['dev', parse(text)]]);

test('a pull request is told the classes in a table, and each consequence with its causes below', () => {
  const rows = rowsOf(compared(side(API), side(API.replace('acme/api:1.0.0', 'acme/api:1.1.0'))));
  expect(markdown(rows)).toBe(
    [
      MARK,
      '| | | objects | environments |',
      '|---|---|---|---|',
      '| **restart** | 1 | <code>Deployment shop/api</code> | <code>dev</code> |',
      '<details>',
      '<summary><b>restart</b>: <code>dev</code>: <code>Deployment shop/api: its pods are replaced: 2 pods, 1 at a time, each with at most 600 s to start and 30 s to stop</code></summary>',
      '',
      '```',
      'spec.template.spec.containers&#91;api&#93;.image: "acme/api:1.0.0" → "acme/api:1.1.0"'.replace(
        /&#91;(.*)&#93;/,
        '[$1]',
      ),
      '```',
      '',
      '</details>',
      '',
    ].join('\n'),
  );
});

test('a change without consequences says so', () => {
  expect(markdown([])).toBe(`${MARK}\nNo changes.\n`);
});

/** Texts that end what they stand in, if anything can: tags, fences, cells, line breaks, long texts. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.stringMatching(/^(```|~~~|<\/details>|<details>|<!--|-->|\||\n|\r|\u2028|&|@team|#|\\|<\/code>| ){0,40}$/),
  fc.integer({ min: 0, max: 3_000 }).map((length) => '`<|한'.repeat(length)),
);
const row: fc.Arbitrary<Row> = fc.record({
  consequence: fc.constantFrom(...CONSEQUENCES),
  says: text,
  objects: fc.array(text, { maxLength: 12 }),
  environments: fc.array(text, { minLength: 1, maxLength: 6 }),
  causes: fc.array(text, { maxLength: 12 }),
  places: fc.array(
    fc.record({
      environment: text,
      object: fc.constant(undefined),
      amount: fc.option(text, { nil: undefined }),
      field: text,
    }),
    { minLength: 1, maxLength: 4 },
  ),
});
const rows = fc.oneof(
  fc.array(row, { maxLength: 20 }),
  fc.tuple(row, fc.integer({ min: 100, max: 300 })).map(([one, count]) => Array<Row>(count).fill(one)),
);

/** Reads Markdown as GitHub does, as far as fences and details go. */
function blocks(source: string): {
  readonly details: number;
  readonly open: number;
  readonly fence: string | undefined;
} {
  let [details, open] = [0, 0];
  let fence: string | undefined;
  for (const line of source.split(/\r\n|[\r\n]/)) {
    const [run] = /^`{3,}/.exec(line) ?? [];
    if (fence !== undefined) {
      if (run !== undefined && run.length >= fence.length && line.trimEnd() === run) fence = undefined;
      continue;
    }
    if (run !== undefined) fence = run;
    for (const [tag] of line.matchAll(/<\/?details>/g)) {
      open += tag === '<details>' ? 1 : -1;
      details += tag === '<details>' ? 1 : 0;
    }
    if (open < 0 || open > 1) break;
  }
  return { details, open, fence };
}

describe('whatever stands in manifests', () => {
  test('every fold and every fence is closed, the table is whole, and the rest is counted, under 60,000 characters', () => {
    fc.assert(
      fc.property(rows, (given) => {
        const source = markdown(given, '[the log](https://example.com)');
        const { details, open, fence } = blocks(source);
        expect({ open, fence }).toEqual({ open: 0, fence: undefined });
        expect(source.length).toBeLessThanOrEqual(60_000);
        const counted = /^(\d+) more: \[the log\]\(https:\/\/example\.com\)$/m.exec(
          source.slice(source.lastIndexOf('\n\n')),
        );
        expect(details + Number(counted?.[1] ?? 0)).toBe(given.length);
        const table = source.split('\n').slice(3);
        const classes = CONSEQUENCES.map(({ id }) => id).filter((id) =>
          given.some((each) => each.consequence.id === id),
        );
        classes.forEach((id, index) => {
          const count = given.filter((each) => each.consequence.id === id).length;
          expect(table[index]).toMatch(new RegExp(`^\\| \\*\\*${id}\\*\\* \\| ${count} \\| [^|]* \\| [^|]* \\|$`));
        });
      }),
      { numRuns: 30 },
    );
  });
});
