import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../lib';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { knownCluster } from '../../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { assemble } from './workloads';

const read = (file: string): string => readFileSync(path.join(__dirname, '..', '..', file), 'utf8');
const page = read('docs/workloads.md');
const written = [
  'test/docs/workloads.ts',
  'examples/shop/boards.ts',
  'examples/shop/charts.ts',
  'examples/shop/environments.ts',
].map(read);

/** Without the indentation, which depends on where the lines stand. */
const flush = (text: string): string => text.replace(/^ +/gm, '');

describe('docs/workloads.md', () => {
  const blocks = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, lines = '']) => lines);

  test('writes code', () => {
    expect(blocks.length).toBeGreaterThan(5);
  });

  test.each(blocks)('writes lines that compile, and that a program uses: %s', (lines) => {
    expect(written.filter((program) => flush(program).includes(flush(lines)))).not.toEqual([]);
  });

  test('writes a chart that holds every promise', () => {
    const charts = assemble();
    const environment: Environment = {
      cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
    };
    const bundle = new Bundle([...manifestsOf(charts).values()].flat(), knownCluster(environment, charts));
    expect(Object.values(charts).flatMap((chart) => problemsOf(chart.node.root))).toEqual([]);
    expect(check(bundle).findings.map(sentence)).toEqual([]);
  });

  test.each([...page.matchAll(/\]\(([^)#]+)/g)].map(([, link = '']) => link))('links to %s', (link) => {
    expect(() => read(path.posix.join('docs', link))).not.toThrow();
  });
});
