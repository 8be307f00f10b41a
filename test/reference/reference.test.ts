import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Chart } from 'cdk8s';
import * as library from '../../lib/index';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { referencePages } from '../../scripts/reference-pages';

const root = path.join(__dirname, '..', '..');
const folder = path.join(root, 'docs', 'reference');
const pages = referencePages();
const examples = readdirSync(__dirname).filter((file) => !file.endsWith('.test.ts'));
const chartOf = (file: string): Chart => require(path.join(__dirname, file)).chart;

describe('the reference', () => {
  test('says what the doc comments say today: npm run generate', () => {
    const written = new Map(readdirSync(folder).map((file) => [file, readFileSync(path.join(folder, file), 'utf8')]));
    expect([...written.keys()].sort()).toEqual([...pages.keys()].sort());
    for (const [file, text] of pages) expect(`${file}\n${written.get(file)}`).toBe(`${file}\n${text}`);
  });

  test('knows every name of the front door', () => {
    const contents = pages.get('README.md') ?? '';
    const names = Object.keys(library).filter((name) => !['k8s', 'Cpu'].includes(name));
    expect(names.filter((name) => !contents.includes(`[${name}]`))).toEqual([]);
  });

  test('leads to headings that are there', () => {
    const anchorsOf = (file: string) => {
      const headings = [...(pages.get(file) ?? '').matchAll(/^#+ (.*)$/gm)].map(([, text = '']) => text.toLowerCase());
      return headings.map((text, index) => {
        const before = headings.slice(0, index).filter((each) => each === text).length;
        return `${text.replaceAll(' ', '-')}${before === 0 ? '' : `-${before}`}`;
      });
    };
    for (const [file, text] of pages) {
      const links = [...text.matchAll(/\]\(([\w-]*\.md)?#([\w-]+)\)/g)];
      const dead = links.filter(([, page = file, anchor = '']) => !anchorsOf(page).includes(anchor));
      expect([file, ...dead.map(([link]) => link)]).toEqual([file]);
    }
    const targets = [...(pages.get('README.md') ?? '').matchAll(/\]\((.*?)\)/g)].map(([, target]) => target);
    expect(targets).toHaveLength(new Set(targets).size);
  });

  test('shows types whole, and no parameter of a type', () => {
    const types = [...pages.values()].flatMap((text) =>
      [...text.matchAll(/^\| `[\w.]+` \| (.*?) \| /gm)].map(([, type = '']) => type),
    );
    expect(types.length).toBeGreaterThan(200);
    expect(types.filter((type) => /^`[A-Z]`|[<[][A-Z][>\],]|\w `|\( *\w+ \)/.test(type))).toEqual([]);
    expect(pages.get('environment.md')).toMatch(/^\| `artifact` \| `` `oci:\/\/\$\{string\}` `` \|/m);
  });

  test('is read page by page: none is longer than 200 lines', () => {
    expect([...pages].filter(([, text]) => text.split('\n').length > 200).map(([file]) => file)).toEqual([]);
  });

  test.each(examples)('shows an example that nothing refuses: %s', (file) => {
    const chart = chartOf(file);
    expect(problemsOf(chart.node.root)).toEqual([]);
    expect([...manifestsOf({ chart }).values()].flat().length).toBeGreaterThan(0);
  });

  test('shows an example of every construct', () => {
    const constructs = [...pages.keys()].filter((file) => (pages.get(file) ?? '').includes('\n## Props\n'));
    const without = constructs.filter((file) => !examples.includes(file.replace('.md', '.ts')));
    // The base of workloads: a program makes one of those.
    expect(without).toEqual(['network-endpoint.md']);
  });
});
