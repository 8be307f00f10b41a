import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { Verification } from '../../lib/command-line/verification';
import { knownCluster } from '../../lib/synthesis/cluster-needs';
import type { Environment } from '../../lib/synthesis/environment';

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'verify-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  mkdirSync(path.dirname(place), { recursive: true });
  writeFileSync(place, text);
  return place;
}

const run = (...argv: string[]) => new Verification({ argv, env: {}, outdir: 'dist' }).outcome();

const cluster: Environment['cluster'] = {
  kubernetes: '1.34',
  ingress: { className: 'nginx', namespace: 'ingress-nginx' },
};

/** The same for a program whose dist is the folder of these files. */
function own(argv: readonly string[], environments: Readonly<Record<string, Environment>>) {
  const verification = new Verification({ argv, env: {}, outdir: path.relative('.', folder) });
  for (const [name, environment] of Object.entries(environments)) {
    const { suppressions } = environment;
    verification.add(name, { cluster: () => knownCluster(environment, {}), suppressions });
  }
  return verification.outcome();
}

const good = file(
  'good/config.yaml',
  'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: app\ndata:\n  LOG_LEVEL: info\n',
);

/** Two documents; the second says something that no cluster makes true. */
const broken = file(
  'broken/api.yaml',
  [
    'apiVersion: v1',
    'kind: ConfigMap',
    'metadata: { name: app }',
    'data: { LOG_LEVEL: info }',
    '---',
    'apiVersion: autoscaling/v2',
    'kind: HorizontalPodAutoscaler',
    'metadata: { name: api }',
    'spec:',
    '  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: api }',
    '  minReplicas: 4',
    '  maxReplicas: 2',
    '',
  ].join('\n'),
);

describe('npm run verify', () => {
  test('exits with 0 and says so where there are no findings', () => {
    expect(run(good)).toEqual({ lines: ['no findings'], status: 0 });
  });

  test('exits with 1 and points at the field that breaks a promise', () => {
    const { lines, status } = run(broken);
    expect(status).toBe(1);
    expect(lines).toEqual([
      `HorizontalPodAutoscaler default/api (${broken})`,
      '  broken: autoscaler-bounds, line 12',
      '    field     spec.maxReplicas',
      '    expected  at least minReplicas (4)',
      '    received  2',
      '',
      'unknown: no manifest makes these, which may exist; --assume confirms them',
      '  Deployment default/api (HorizontalPodAutoscaler default/api)',
      '',
      '1 broken, 1 unknown in 2 objects',
    ]);
  });

  test('takes each path for an environment of its own', () => {
    expect(run(good, good)).toEqual({ lines: ['no findings in 2 environments'], status: 0 });
  });

  test('takes each folder of a folder that holds nothing else for an environment of its own', () => {
    const same = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\ndata: { a: b }\n';
    const dist = path.join(folder, 'dist');
    file('dist/dev/a.yaml', same);
    file('dist/prod/a.yaml', same);
    file('dist/.DS_Store', '');
    expect(run(dist)).toEqual({ lines: ['no findings in 2 environments'], status: 0 });
    file('dist/README.md', 'these belong together');
    expect(run(dist).lines.at(-1)).toBe('1 risk in 2 objects');
  });

  test('prints findings by file and object', () => {
    const text = (...names: string[]) =>
      names.map(
        (name) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [{ port: 0 }] }\n`,
      );
    file('sorted/b.yaml', text('one').join('---\n'));
    file('sorted/a.yaml', text('Bad', 'Worse').join('---\n'));
    const titles = run(path.join(folder, 'sorted')).lines.map((line) =>
      /^Service default\/(\w+) .*\/(\w)\.yaml\)$/.exec(line),
    );
    expect(titles.flatMap((title) => (title ? [`${title[2]} ${title[1]}`] : []))).toEqual([
      'a Bad',
      'a Worse',
      'b one',
    ]);
  });

  test('prints one finding on many objects once, with their number', () => {
    const pods = ['a', 'b', 'c', 'd', 'e'].map(
      (name) => `apiVersion: v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { ports: [{ port: 0 }] }\n`,
    );
    const { lines } = run(file('alike/services.yaml', pods.join('---\n')));
    expect(lines[0]).toBe('5 objects: Service default/a, Service default/b, Service default/c and 2 more');
    expect(lines.filter((line) => line.includes('broken: port-numbers'))).toHaveLength(1);
    expect(lines.at(-1)).toBe('5 broken in 5 objects');
  });

  test.each(['--help', '-h'])('explains itself with %s, and exits with 0', (option) => {
    const { lines, status } = run(good, option);
    expect(lines[0]).toMatch(/^usage: verify-manifests \[path…\]/);
    expect(status).toBe(0);
  });

  test('holds a path to what its environment declares', () => {
    const pod = file(
      'pod/pod.yaml',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: app, namespace: elsewhere }\ndata: { a: b }\n',
    );
    const suppressions = [{ rule: 'namespace-exists', object: 'ConfigMap elsewhere/app', reason: 'made by hand' }];
    expect(own([path.dirname(pod)], { pod: { cluster } }).status).toBe(1);
    expect(own([path.dirname(pod)], { pod: { cluster, suppressions } }).status).toBe(0);
  });

  test('checks the defaults if no path is given', () => {
    expect(own([], { good: { cluster }, broken: { cluster } }).lines.at(-1)).toBe(
      '2 broken in 3 objects in 2 environments',
    );
  });
});

describe('what can be read', () => {
  test('every YAML and JSON file of a folder and the folders below it', () => {
    file('tree/a.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\ndata: { a: b }\n');
    file('tree/below/b.json', '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one"},"data":{"a":"b"}}');
    file('tree/README.md', 'not a manifest');
    file('tree/kustomization.yaml', 'resources: [a.yaml]\n');
    const { lines } = run(path.join(folder, 'tree'));
    expect(lines[1]).toMatch(/^ {2}risk: unique-objects/);
    expect(lines.join('\n')).toContain('1 file without a manifest\n  ');
  });

  test('the items of a List', () => {
    const list =
      'apiVersion: v1\nkind: List\nitems:\n  - { apiVersion: v1, kind: ConfigMap, metadata: { name: one }, data: { a: b } }\n';
    expect(run(file('list.yaml', list)).status).toBe(0);
  });

  test('documents without content, which are passed over', () => {
    const text = '# nothing\n---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: one }\ndata: { a: b }\n---\n';
    expect(run(file('empty-documents.yaml', text)).status).toBe(0);
  });
});

describe('what cannot be read is a sentence, and exit code 2', () => {
  test.each([
    ['no such file', path.join(folder, 'missing'), /missing: expected a file or folder, received nothing$/],
    [
      'no YAML',
      file('bad.yaml', 'a: [b\n'),
      /bad\.yaml: expected Kubernetes manifests, received line 2: expected a comma or \], received/,
    ],
    [
      'no YAML further down',
      file('worse.yaml', '# nothing\n---\n\n---\na: b\na: [c\n'),
      /worse\.yaml: .*received line 7: expected a comma or \]/,
    ],
    [
      'no manifest',
      file('values.yaml', 'replicaCount: 2\n'),
      /values\.yaml: expected at least one manifest .*, received none$/,
    ],
    [
      'no name',
      file('nameless.yaml', 'apiVersion: v1\nkind: Pod\n'),
      /nameless\.yaml: .* a document without metadata\.name/,
    ],
    [
      'a Helm template',
      file('helm.yaml', 'kind: {{ .Values.kind }}\n'),
      /helm\.yaml: expected at least one manifest .*, received none$/,
    ],
    [
      'nothing at all',
      path.dirname(file('nothing/notes.txt', '')),
      /nothing: expected at least one manifest .*, received none$/,
    ],
    [
      'an empty folder',
      mkdtempSync(path.join(folder, 'empty-')),
      /empty-\w+: expected at least one manifest in a \.yaml, \.yml or \.json file, received an empty folder$/,
    ],
  ])('%s', (_, target, sentence) => {
    const { lines, status } = run(target);
    expect(status).toBe(2);
    expect(lines.at(-1)).toMatch(sentence);
  });

  test('a folder that was not written yet', () => {
    const dist = path.relative('.', path.join(folder, 'unwritten'));
    const written = [path.join(dist, 'prod')];
    const verify = (argv: string[]) => {
      const verification = new Verification({ argv, env: {}, outdir: dist }, (name) => `npm run ${name} --`);
      verification.add('prod', { cluster: () => knownCluster({ cluster }, {}) });
      return verification.outcome();
    };
    const command = { all: 'npm run synth', prod: 'npm run synth -- prod' };
    for (const [argv, said] of [
      [[], command.prod],
      [[dist], command.all],
      [[`${dist}/`], command.all],
      [[path.join(dist, 'prod')], command.prod],
    ] as const) {
      expect(verify([...argv])).toEqual({
        lines: [`${argv[0] ?? written[0]}: expected a file or folder, received nothing; to write the folder: ${said}`],
        status: 2,
      });
    }
  });

  test('a mistyped path beside one that is there, and no command that would not write it', () => {
    const file = path.join(folder, 'orders.yaml');
    writeFileSync(file, 'apiVersion: v1');
    expect(run(path.join(folder, 'order.yaml')).lines).toEqual([
      `${path.join(folder, 'order.yaml')}: expected a file or folder, received nothing; did you mean "${file}"?`,
    ]);
  });

  test('an unknown format', () => {
    expect(run('--format', 'xml')).toEqual({
      lines: ['--format: expected human, json, github, sarif or markdown, received "xml"'],
      status: 2,
    });
  });

  test('an unknown option', () => {
    expect(run('--strict').lines[0]).toMatch(/^option: expected one of --format, .*, received "--strict"$/);
  });
});

describe('findings for programs', () => {
  test('as JSON, every part in a field of its own', () => {
    const { findings, unreadable } = JSON.parse(run(broken, '--format', 'json').lines.join('\n'));
    expect(unreadable).toEqual([]);
    expect(findings).toEqual([
      {
        file: broken,
        line: 12,
        object: 'HorizontalPodAutoscaler default/api',
        field: 'spec.maxReplicas',
        rule: 'autoscaler-bounds',
        answer: 'broken',
        expected: 'at least minReplicas (4)',
        received: '2',
        fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
      },
    ]);
  });

  test('as annotations of a pull request', () => {
    const { lines } = run(broken, '--format', 'github');
    expect(lines[0]).toMatch(
      /^::error file=.*broken\/api\.yaml,line=12,title=autoscaler-bounds::HorizontalPodAutoscaler/,
    );
  });

  test('as SARIF, a file without findings, too, with the help of each rule', () => {
    const [log, none] = [broken, good].map((target) => JSON.parse(run(target, '--format', 'sarif').lines.join('\n')));
    expect(none.runs[0].results).toEqual([]);
    const [result] = log.runs[0].results;
    expect(result).toMatchObject({
      ruleId: 'autoscaler-bounds',
      level: 'error',
      locations: [{ physicalLocation: { artifactLocation: { uri: broken }, region: { startLine: 12 } } }],
    });
    expect(log.runs[0].tool.driver.rules[result.ruleIndex]).toMatchObject({
      id: 'autoscaler-bounds',
      help: { text: expect.stringContaining('bounds cross') },
    });
  });

  test('as a table in Markdown', () => {
    expect(run(broken, '--format', 'markdown').lines).toEqual(
      expect.arrayContaining([
        '**1 broken, 1 unknown in 2 objects**',
        expect.stringMatching(/^\| broken \| autoscaler-bounds \| HorizontalPodAutoscaler default\/api \|/),
      ]),
    );
  });
});

describe('--picture', () => {
  jest.setTimeout(60_000);
  const api = file(
    'pictured/api.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec: { containers: [{ name: api, image: "api:1" }] }\n',
  );
  const picture = path.join(folder, 'out.svg');

  test('draws the environment, and says where', async () => {
    expect(await run(api, '--picture', picture).write?.()).toEqual({ lines: [`drew ${picture}`], status: 0 });
    expect(readFileSync(picture, 'utf8')).toMatch(/^<svg [\s\S]*>api<\/text>/);
  });

  test('says nothing where a program reads the report', async () => {
    const { write } = run(api, '--picture', picture, '--format', 'json');
    expect(await write?.()).toEqual({ lines: [], status: 0 });
  });

  test('is refused for more than one environment, and for a name that is not of an SVG', () => {
    expect(run(api, good, '--picture', picture).lines).toEqual([
      '--picture: expected exactly one environment on the command line, received 2',
    ]);
    expect(run(api, '--picture', 'out.png').lines).toEqual([
      '--picture: expected a file whose name ends in .svg, received "out.png"',
    ]);
  });
});
