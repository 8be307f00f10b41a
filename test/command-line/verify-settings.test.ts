import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Verification } from '../../lib/command-line/verification';

const home = process.cwd();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'settings-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string | Buffer): string {
  mkdirSync(path.dirname(name), { recursive: true });
  writeFileSync(name, text);
  return name;
}

function verify(...argv: string[]) {
  const outcome = new Verification({ argv, env: {}, outdir: 'dist', today: '2026-06-01' }).outcome();
  void outcome.write?.();
  return outcome;
}

const configMap = (name: string, namespace = 'shop') =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: ${namespace} }\ndata: { A: b }\n`;

const widgets = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties: { spec: { type: object, properties: { size: { type: integer } } } }
`;

const widget = (spec: string) => `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: a }\nspec: ${spec}\n`;

/** A pod that takes a key of a Secret that no manifest makes. */
const pod = (key: string, annotations = '{ team: shop }') => `apiVersion: v1
kind: Pod
metadata: { name: api, annotations: ${annotations} }
spec:
  containers:
    - name: api
      image: example.com/api:1.0.0
      resources: { requests: { cpu: 100m, memory: 64Mi }, limits: { memory: 64Mi } }
      securityContext:
        allowPrivilegeEscalation: false
        runAsNonRoot: true
        runAsUser: 1000
        seccompProfile: { type: RuntimeDefault }
        capabilities: { drop: [ALL] }
      env:
        - { name: A, valueFrom: { secretKeyRef: { name: db, key: ${key} } } }
`;

describe('unknown things', () => {
  test('fail no run, and are listed with the object that needs each', () => {
    const { lines, status } = verify(write('a.yaml', pod('password')));
    expect(status).toBe(0);
    expect(lines).toContain('  Secret default/db: [password] (Pod default/api)');
    expect(lines.at(-1)).toBe('no findings, 1 unknown');
  });

  test('are written into verify.yaml by --assume, and the next run holds to them', () => {
    write('verify.yaml', '# ours\nkubernetes: "1.34"\n');
    write('a.yaml', pod('password'));
    expect(verify('a.yaml', '--assume').lines).toEqual(['1 thing written to verify.yaml', '', 'no findings']);
    expect(readFileSync('verify.yaml', 'utf8')).toBe(
      '# ours\nkubernetes: "1.34"\nassume:\n  - "Secret default/db": ["password"]\n',
    );
    expect(verify('a.yaml')).toEqual({ lines: ['no findings'], status: 0 });
    const { lines, status } = verify(write('b.yaml', pod('pasword')));
    expect(status).toBe(1);
    expect(lines).toContain('    expected  a key of Secret default/db that verify.yaml lists (password)');
  });

  test('are no typo of an object that is there', () => {
    const dangling = pod('password').replace(
      'secretKeyRef: { name: db, key: password }',
      'configMapKeyRef: { name: settngs, key: A }',
    );
    const { lines, status } = verify(write('a.yaml', `${dangling}---\n${configMap('settings', 'default')}`));
    expect(status).toBe(1);
    expect(lines).toContain('    meant     "settings"');
  });
});

describe('verify.yaml', () => {
  test('turns rules off, and makes a risk of a broken promise', () => {
    write('a.yaml', 'apiVersion: v1\nkind: Service\nmetadata: { name: a }\nspec: { ports: [{ port: 0 }] }\n');
    expect(verify('a.yaml').lines.at(-1)).toBe('1 broken in 1 object');
    write('verify.yaml', 'rules: { port-numbers: risk }\n');
    expect(verify('a.yaml').lines.at(-1)).toBe('1 risk in 1 object');
    write('verify.yaml', 'rules: { port-numbers: off }\n');
    expect(verify('a.yaml')).toEqual({ lines: ['no findings'], status: 0 });
  });

  test('holds manifests of strangers to an opinion where the rule is listed', () => {
    write('a.yaml', pod('password').replace('1.0.0', 'latest'));
    expect(verify('a.yaml').lines.at(-1)).toBe('no findings, 1 unknown');
    write('verify.yaml', 'rules: { fixed-image-tag: broken }\n');
    expect(verify('a.yaml').lines.at(-1)).toBe('1 broken, 1 unknown in 1 object');
  });

  test('names the paths of each environment, and those that nobody applies', () => {
    write('base/a.yaml', configMap('a'));
    write('prod/b.yaml', configMap('b'));
    write('prod/old/b.yaml', configMap('b'));
    write('verify.yaml', 'environments: { prod: [base, prod] }\nleaveOut: [prod/old]\nassume: [Namespace shop]\n');
    expect(verify()).toEqual({ lines: ['no findings'], status: 0 });
  });

  test('names the CRDs of the cluster, and objects of their kinds are held to their schemas', () => {
    write('upstream/all.yaml', widgets);
    write('a.yaml', widget('{ size: large }'));
    expect(verify('a.yaml').lines.at(-1)).toBe('no findings, 1 unknown');
    write('verify.yaml', 'crds: upstream\n');
    expect(verify('a.yaml').lines.at(-1)).toBe('1 broken in 1 object');
    write('a.yaml', widget('{ size: 3 }'));
    expect(verify('a.yaml').lines.at(-1)).toBe('no findings');
  });

  test('names no CRDs where there are none', () => {
    write('upstream/a.yaml', configMap('a'));
    write('a.yaml', configMap('a', 'default'));
    write('verify.yaml', 'crds: [upstream, missing]\n');
    const { lines, status } = verify('a.yaml');
    expect(status).toBe(2);
    expect(lines.filter((line) => line.includes('expected'))).toEqual([
      'upstream: expected at least one CustomResourceDefinition, received none',
      'missing: expected a file or folder, received nothing',
    ]);
  });

  test('names the namespace of manifests without one', () => {
    write('a.yaml', pod('password'));
    write('verify.yaml', 'namespace: shop\nassume: [Namespace shop, "Secret shop/db"]\n');
    expect(verify('a.yaml')).toEqual({ lines: ['no findings'], status: 0 });
  });

  test('is refused with a sentence for each mistake', () => {
    write('verify.yaml', 'rule: {}\nkubernetes: 1.1\nrules: { port-number: off, names: maybe }\nassume: [db]\n');
    const { lines, status } = verify('a.yaml');
    expect(status).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(
        /^verify\.yaml: a field: expected one of kubernetes, .*, received "rule"; did you mean "rules"\?$/,
      ),
      expect.stringMatching(/^verify\.yaml: kubernetes: expected one of .*, received "1\.1"/),
      'verify.yaml: rules: expected one of docs/rules.md, received "port-number"; did you mean "port-numbers"?',
      expect.stringMatching(/^verify\.yaml: rules\.names: expected off, risk, broken/),
      expect.stringMatching(/^verify\.yaml: assume: expected "Kind name"/),
    ]);
  });
});

describe('an annotation', () => {
  const bad = (annotations: string) => pod('password', annotations).replace('memory: 64Mi } }', 'memory: 32Mi } }');
  const said = (annotation: string) =>
    verify(write('a.yaml', bad(`{ verify/ignore.requests-within-limits: ${annotation} }`)));

  test('suppresses a rule at its object, with a reason that is printed', () => {
    const { lines, status } = said('measured (until 2026-06-01)');
    expect(status).toBe(0);
    expect(lines).toContain('suppressed: Pod default/api [requests-within-limits]: measured (until 2026-06-01)');
  });

  test.each([
    ['that is out of date', 'measured (until 2026-05-31)', 'expected a day from 2026-06-01 on, received "2026-05-31"'],
    ['without a reason', '""', 'expected a reason, received ""'],
  ])('%s suppresses nothing', (_, annotation, sentence) => {
    const { lines, status } = said(annotation);
    expect(status).toBe(1);
    expect(lines.join('\n')).toContain(sentence);
  });

  test('without a finding is said', () => {
    const { lines } = verify(write('a.yaml', pod('password', '{ verify/ignore.names: old }')));
    expect(lines).toContain('Pod default/api: verify/ignore.names: expected a finding to suppress, received none');
  });
});

describe('what was there before', () => {
  const port = (name: string) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [{ port: 0 }] }\n`;

  test('is left out with a baseline, wherever its line is now, and a stale entry is said', () => {
    write('a.yaml', `${port('one')}---\n${port('two')}`);
    expect(verify('a.yaml', '--write-baseline', 'baseline.txt').status).toBe(0);
    write('a.yaml', `# moved\n\n${port('two')}---\n${port('three')}`);
    const { lines, status } = verify('a.yaml', '--baseline', 'baseline.txt');
    expect(status).toBe(1);
    expect(lines[0]).toBe('Service default/three (a.yaml)');
    expect(lines).toContain('1 finding of the baseline baseline.txt left out');
    expect(lines).toContain(
      'baseline.txt: remove "port-numbers: Service default/one: spec.ports[0].port", which is no finding any more',
    );
    expect(lines.at(-1)).toBe('1 broken in 2 objects');
  });

  test('is left out with --since, where the commit had the finding already', () => {
    const git = (...args: string[]) =>
      spawnSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args]);
    write('set/old.yaml', port('one'));
    write('set/other.yaml', configMap('a', 'default'));
    git('init', '-q');
    git('add', '.');
    git('commit', '-qm', 'one');
    // The finding moves to another file, and a changed file has a new one.
    write('set/moved.yaml', port('one'));
    write('set/old.yaml', configMap('b', 'default'));
    write('set/other.yaml', port('two'));
    for (const target of ['set', '.', path.resolve('set')]) {
      const { lines } = verify(target, '--since', 'HEAD');
      expect(lines.filter((line) => line.startsWith('Service'))).toEqual([
        expect.stringContaining('Service default/two'),
      ]);
    }
    process.chdir('set');
    expect(verify('.', '--since', 'HEAD').lines.at(-1)).toBe('1 broken in 3 objects');
    expect(verify('.', '--since', 'nothing').lines).toEqual([
      'verify: expected a repository that can be read, and files that can be read and written, received no commit "nothing" of git',
    ]);
  });
});

describe('files', () => {
  test('behind links are read once, and a link that leads nowhere is a sentence', () => {
    write('real/a.yaml', configMap('a', 'default'));
    mkdirSync('linked');
    symlinkSync('../real/a.yaml', 'linked/a.yaml');
    symlinkSync('.', 'linked/again');
    expect(verify('linked')).toEqual({ lines: ['no findings'], status: 0 });
    symlinkSync('nowhere.yaml', 'linked/b.yaml');
    expect(verify('linked')).toEqual({
      lines: [
        'linked/b.yaml: expected a file or folder that can be read, received nothing, or a link that leads nowhere',
      ],
      status: 2,
    });
  });

  test('that are pipes are not waited for', () => {
    if (spawnSync('mkfifo', ['pipe.yaml']).status !== 0) return;
    expect(verify('pipe.yaml').lines).toEqual([
      'pipe.yaml: expected a file or folder, received a pipe; - reads standard input',
    ]);
  });

  test('in UTF-16 are read, and bytes that are no text are a sentence', () => {
    const text = configMap('a', 'default');
    const swapped = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
    expect(verify(write('little.yaml', Buffer.from(`\ufeff${text}`, 'utf16le')))).toEqual({
      lines: ['no findings'],
      status: 0,
    });
    expect(verify(write('big.yaml', swapped))).toEqual({ lines: ['no findings'], status: 0 });
    expect(verify(write('bytes.yaml', Buffer.from([0x61, 0xff, 0xfe]))).lines).toEqual([
      'bytes.yaml: expected a file that can be read, received bytes that are no text in UTF-8',
    ]);
  });
});

test('--explain says what a rule is for, how an opinion is asked for, and knows what was meant', () => {
  expect(verify('--explain', 'default-deny').lines).toContain(
    'Asked of other manifests where verify.yaml says: rules: { default-deny: risk }',
  );
  expect(verify('--explain', 'names').lines[0]).toBe('names (broken)');
  expect(verify('--explain', 'name').lines).toEqual([
    '--explain: expected a rule of docs/rules.md, received "name"; did you mean "names"?',
  ]);
});
