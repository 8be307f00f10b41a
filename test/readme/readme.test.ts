import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RULES } from '../../lib/checker/rules/index';
import { needs } from '../../lib/synthesis/cluster-needs';
import { problemsOf } from '../../lib/synthesis/manifests';
import { assemble } from '../../lib/wealist/charts/index';
import { environments } from '../wealist/frozen/index';
import { chart } from './ten-lines';

const root = path.join(__dirname, '..', '..');
const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');
const readme = read('README.md');
const scripts = JSON.parse(read('package.json')).scripts;

const docs = readdirSync(path.join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md'))
  .map((file) => `docs/${file.replaceAll('\\', '/')}`);
const PAGES = ['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'CHANGELOG.md', 'SECURITY.md', ...docs];

/** What a pattern's first group finds, each once. */
const all = (text: string, pattern: RegExp): string[] => [
  ...new Set([...text.matchAll(pattern)].map(([, group = '']) => group)),
];

describe('the README', () => {
  test('shows code that compiles', () => {
    const example = read('test/readme/ten-lines.ts').replace("'../../lib'", "'./lib'");
    expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
  });

  test('shows code that nothing refuses', () => {
    expect(problemsOf(chart.node.root)).toEqual([]);
  });

  test('is read in three minutes: at most 120 lines', () => {
    expect(readme.split('\n').length).toBeLessThanOrEqual(120);
  });

  const rows = [...readme.matchAll(/^\| .+ \| .+ \| \[(.+)\]\((test\/.+)\) \|$/gm)];

  test('backs every promise with a test', () => {
    expect(rows).toHaveLength(10);
  });

  const said = all(readme, /^\| .+ \| `(.+?)`.* \| \[.+ \|$/gm);
  const sentences = [...RULES.map(({ example }) => example), read('test/constructs/fast-api-service.test.ts')].join(
    '\n',
  );

  test.each(said)('shows a sentence that is printed: %s', (sentence) => {
    expect(sentences).toContain(sentence);
  });

  test.each(rows.map(([, title = '', file = '']) => [title, file]))('"%s" is a test in %s', (title, file) => {
    expect(read(file).replace(/\\'/g, "'")).toContain(title);
  });
});

describe('docs/secrets/README.md', () => {
  test('makes the Secrets that dev needs, with the values that its programs read', () => {
    const block = /```sh\n([^`]*secret generic[^`]*)```/.exec(read('docs/secrets/README.md'))?.[1] ?? '';
    // What kubectl would be told, with a password that is known here.
    const stubs = 'kubectl() { printf "%s\\n" "$*"; }; openssl() { echo PASSWORD; };';
    const { stdout, stderr } = spawnSync('sh', ['-euc', `${stubs}\n${block}`], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const made = stdout.split('\n').flatMap((line) => {
      const [, name, namespace, values = ''] = /^create secret \w+ (\S+) --namespace (\S+) (.*)$/.exec(line) ?? [];
      if (name === undefined) return [];
      const keys = values
        .replace(/--cert=\S+ --key=\S+/, 'tls.crt=CERTIFICATE tls.key=KEY')
        .replaceAll('--from-literal=', '');
      return [`${namespace}/${name}: ${keys}`];
    });
    const needed = needs(assemble('dev', environments.dev)).map((need) => need.replace(/^Secret /, ''));
    expect(made).toEqual(needed);
  });
});

describe.each(PAGES)('%s', (page) => {
  const text = read(page);

  test('is no longer than a person reads', () => {
    // docs/rules.md is looked up, a rule at a time.
    if (page !== 'docs/rules.md') expect(text.split('\n').length).toBeLessThanOrEqual(220);
  });

  test('names rules that exist', () => {
    const patterns = [/rule: '([\w-]+)'/g, /--accept '([\w-]+)/g, /`\[([\w-]+)\]`/g];
    const known = RULES.map(({ id }) => id);
    expect(patterns.flatMap((pattern) => all(text, pattern)).filter((rule) => !known.includes(rule))).toEqual([]);
  });

  test('names scripts that exist', () => {
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(all(text, /npm run ([a-z0-9-]+)/g)));
  });

  test('links to files and headings that exist', () => {
    const dead = all(text, /\]\(([^)\s]+)\)/g)
      .filter((link) => !/^https?:/.test(link))
      .filter((link) => {
        const [file = '', heading] = link.split('#');
        const target = file === '' ? page : path.join(path.dirname(page), file);
        if (!existsSync(path.join(root, target))) return true;
        return heading !== undefined && !headings(read(target)).includes(heading);
      });
    expect(dead).toEqual([]);
  });

  test('applies files that are there', () => {
    const missing = all(text, /kubectl apply -f (\S+)/g).filter((file) => !existsSync(path.join(root, file)));
    expect(missing).toEqual([]);
  });

  test('imports the images that local builds, if any', () => {
    const imported = all(text, /\b([a-z-]+:[\w.]+)(?= (?:[a-z-]+:[\w.]+|--cluster)|\n(?:minikube|kubectl))/g);
    const own = Object.values(environments.local.images).filter(({ pullPolicy }) => pullPolicy === 'Never');
    if (imported.length > 0) expect(imported).toEqual(own.map(({ reference }) => reference));
  });
});

/** The headings of a page, as GitHub names their anchors: the second of a name ends in a number. */
function headings(text: string): string[] {
  const names = all(text, /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\s-]/gu, '')
      .replace(/\s/g, '-'),
  );
  return names.map((name, index) => {
    const before = names.slice(0, index).filter((each) => each === name).length;
    return before === 0 ? name : `${name}-${before}`;
  });
}
