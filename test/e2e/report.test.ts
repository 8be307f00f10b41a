import { expect, test } from '@jest/globals';
import { markdown } from '../../e2e/report';

test('a report has a row for each promise, and shows what did not hold', () => {
  const results = [
    { title: 'the cluster answers', held: true, seconds: 0.4, seen: 'server v1.34.4' },
    { title: 'flows', held: false, seconds: 12, seen: 'a|b\nc' },
  ];
  expect(markdown({ environment: 'local', finished: '2026-11-26', results }).split('\n')).toEqual([
    '# local on a cluster, 2026-11-26',
    '',
    '| promise | held | took | seen |',
    '|---|---|---|---|',
    '| the cluster answers | yes | 0 s | server v1.34.4 |',
    '| flows | **no** | 12 s | a\\|b c |',
    '',
  ]);
});
