import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { distOf, edit, FROZEN, frozenClone, frozenDist, root, run, synth } from './clone';
import { environments } from './wealist/frozen/index';

const committed = frozenDist();
const page = readFileSync(path.join(root, 'docs', 'how-to', 'environment.md'), 'utf8');

describe('npm run synth', () => {
  test('writes the same bytes in another folder, time zone and locale', () => {
    const folder = frozenClone();
    rmSync(path.join(folder, 'dist'), { recursive: true });
    const env = { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8', LANG: 'tr_TR.UTF-8' };
    expect(run(folder, ['scripts/run.cjs', 'main.ts'], env)).toMatchObject({ status: 0 });
    expect(distOf(folder)).toEqual(committed);
  });

  test('ends with a line per environment', () => {
    const { stdout } = synth(frozenClone());
    expect(stdout).toMatch(
      new RegExp(
        `^${Object.keys(environments)
          .map((name) => `${name}: \\d+ objects in \\d+ files, unchanged\\n`)
          .join('')}$`,
      ),
    );
  });

  test('of one environment leaves the others alone, and names the Secrets that its cluster needs', () => {
    const folder = frozenClone();
    edit(
      folder,
      `${FROZEN}/dev.ts`,
      'boardApi: {\n    scaling: { replicas: 1 }',
      'boardApi: {\n    scaling: { replicas: 2 }',
    );
    edit(folder, `${FROZEN}/prod.ts`, 'maxReplicas: 10', 'maxReplicas: 9');
    const { stdout } = synth(folder, 'dev');
    expect(stdout).toContain('needs Secret postgresql-dev/postgres-secret: POSTGRES_PASSWORD=PASSWORD\n');
    expect(stdout).toMatch(/dev: \d+ objects in \d+ files, changed: 1-board-api.k8s.yaml$/m);
    const changed = Object.entries(distOf(folder)).filter(([file, text]) => committed[file] !== text);
    expect(changed.map(([file]) => file)).toEqual([path.join('dev', '1-board-api.k8s.yaml')]);
  });

  test('takes the tag of a system from the command line', () => {
    const folder = frozenClone();
    expect(synth(folder, 'prod', '--tag', 'board-api=1.5.0')).toMatchObject({ status: 0 });
    expect(distOf(folder)[path.join('prod', '1-board-api.k8s.yaml')]).toContain(
      'image: ghcr.io/wealist/board-api:1.5.0\n',
    );
  });

  test('removes a file that no chart writes any more', () => {
    const folder = frozenClone();
    const [chart = ''] = Object.entries(committed).find(([file]) => file.endsWith('1-board-api.k8s.yaml')) ?? [];
    const file = path.join(folder, 'dist', 'prod', '9-gone.k8s.yaml');
    writeFileSync(file, committed[chart]?.replaceAll('1-board-api', '9-gone') ?? '');
    expect(synth(folder, 'prod').stdout).toMatch(/changed: 9-gone.k8s.yaml\n/);
    expect(distOf(folder)).toEqual(committed);
  });
});

describe('what earlier runs worked out', () => {
  /** A clone with a cache of its own, which no other test fills. */
  function cloneWithCache(fill: (cache: string) => void): string {
    const folder = frozenClone();
    const modules = path.join(folder, 'node_modules');
    rmSync(modules);
    mkdirSync(modules);
    for (const name of readdirSync(path.join(root, 'node_modules')).filter((entry) => entry !== '.cache')) {
      symlinkSync(path.join(root, 'node_modules', name), path.join(modules, name));
    }
    fill(path.join(modules, '.cache'));
    return folder;
  }

  test('is done without where it cannot be written', () => {
    const folder = cloneWithCache((cache) => writeFileSync(cache, ''));
    rmSync(path.join(folder, 'dist'), { recursive: true });
    expect(synth(folder)).toMatchObject({ status: 0, stderr: '' });
    expect(distOf(folder)).toEqual(committed);
  });

  test('is thrown away where it is damaged', () => {
    const folder = cloneWithCache((cache) => {
      mkdirSync(path.join(cache, 'run'), { recursive: true });
      for (const name of ['main.ts', 'packages-of-main.ts']) writeFileSync(path.join(cache, 'run', name), 'damaged');
    });
    mkdirSync(path.join(folder, '.types', 'lib'), { recursive: true });
    for (const name of ['key', 'tsconfig.tsbuildinfo', 'lib/tsconfig.tsbuildinfo']) {
      writeFileSync(path.join(folder, '.types', name), 'damaged');
    }
    edit(folder, `${FROZEN}/prod.ts`, 'maxReplicas: 10', 'maxReplicas: 9');
    expect(synth(folder)).toMatchObject({ status: 0, stderr: '' });
    expect(distOf(folder)[path.join('prod', '1-board-api.k8s.yaml')]).toContain('maxReplicas: 9\n');
  });

  test('never stands for another text: a change of any file counts, and so does its return', () => {
    const folder = cloneWithCache(() => {});
    const file = path.join(folder, FROZEN, 'local.ts');
    const before = readFileSync(file, 'utf8');
    expect(synth(folder)).toMatchObject({ status: 0 });
    edit(folder, `${FROZEN}/local.ts`, 'Cpu.millis(200)', 'Cpu.millis(250)');
    expect(synth(folder).stdout).toMatch(/local: .* changed: 1-board-api.k8s.yaml\n/);
    writeFileSync(file, before);
    expect(synth(folder).stdout).toMatch(/local: .* changed: 1-board-api.k8s.yaml\n/);
    expect(distOf(folder)).toEqual(committed);
  });
});

test('what is compiled never stands for another file of JSON, however often the file changes', () => {
  const folder = frozenClone();
  writeFileSync(
    path.join(folder, 'lib', 'typed.ts'),
    "import file from './typed.json';\nexport const typed: { p: string } = file;\n",
  );
  const results = ['q', 'p', 'q', 'p'].map((key) => {
    writeFileSync(path.join(folder, 'lib', 'typed.json'), JSON.stringify({ [key]: '' }));
    return synth(folder, 'local').status;
  });
  expect(results).toEqual([1, 0, 1, 0]);
});

test('a program may include YAML, which cdk8s reads with a script that lies beside it', () => {
  const folder = frozenClone();
  writeFileSync(
    path.join(folder, 'include.ts'),
    `import { App, Chart, Include, Testing } from 'cdk8s';
     const chart = new Chart(new App(), 'foreign');
     new Include(chart, 'include', { url: 'dist/prod/0-namespaces.k8s.yaml' });
     console.log(Testing.synth(chart).length);`,
  );
  const documents = committed[path.join('prod', '0-namespaces.k8s.yaml')]?.split('\n---\n').length;
  expect(run(folder, ['scripts/run.cjs', 'include.ts'])).toEqual({ status: 0, stdout: `${documents}\n`, stderr: '' });
});

test('what has not changed is not written again', () => {
  const folder = frozenClone();
  const file = path.join(folder, 'dist', 'prod', '1-board-api.k8s.yaml');
  const before = statSync(file).mtimeMs;
  expect(synth(folder)).toMatchObject({ status: 0 });
  expect(statSync(file).mtimeMs).toBe(before);
});

test('npx cdk8s synth writes the same bytes', () => {
  const folder = frozenClone();
  const { status } = run(folder, ['node_modules/cdk8s-cli/bin/cdk8s', 'synth'], { CDK8S_CHECK_UPGRADE: 'false' });
  expect(status).toBe(0);
  expect(distOf(folder)).toEqual(committed);
});

test.each(['main.ts', 'verify.ts'])('%s explains itself with --help, and exits with 0', (program) => {
  const folder = frozenClone();
  rmSync(path.join(folder, 'dist'), { recursive: true });
  const { status, stdout, stderr } = run(folder, ['scripts/run.cjs', program, '--help'], { CDK8S_OUTDIR: '' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/^usage: npm run (synth|verify) -- /);
  expect(readdirSync(folder)).not.toContain('dist');
});

describe('bad input', () => {
  test('every problem of every environment is listed at once, and nothing is written', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/dev.ts`, /(helloWorld: [^)]*)Cpu\.millis\(50/, '$1Cpu.millis(500');
    edit(folder, `${FROZEN}/staging.ts`, 'Size.gibibytes(10)', 'Size.gibibytes(Number.NaN)');
    edit(folder, `${FROZEN}/prod.ts`, 'minReplicas: 3, maxReplicas: 10', 'minReplicas: 30, maxReplicas: 10');
    const { status, stdout, stderr } = synth(folder);
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: [
        '3 problems, nothing was written:',
        '  dev/hello-world/hello-world: resources.cpu.request: expected at most the limit of 100m, received 500m',
        '  staging/postgresql/postgres: storage.size: expected a finite size above zero, received NaNGi',
        '  prod/board-api/board-api: scaling.minReplicas: expected at most maxReplicas, 10, received 30',
        '',
      ].join('\n'),
    });
    expect(page).toContain(`\`\`\`\n${stderr}\`\`\`\n`);
    expect(distOf(folder)).toEqual(committed);
  });

  test('a value that cdk8s itself refuses is reported with its line, and without a stack trace', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/dev.ts`, 'Size.gibibytes(5)', 'Size.gibibytes(-5)');
    const { status, stderr } = synth(folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^1 problem, nothing was written:\n {2}lib\/wealist\/frozen\/dev\.ts:\d+: Storage amounts cannot be negative. Received: -5\n$/,
    );
    expect(distOf(folder)).toEqual(committed);
  });

  test('a bug in the program is reported with the lines that led to it', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/dev.ts`, 'Size.gibibytes(5)', 'JSON.parse("five")');
    const { status, stderr } = synth(folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^the program has a bug:\n {2}lib\/wealist\/frozen\/dev\.ts:\d+: SyntaxError: .*\n( {2} {2}at lib\/wealist\/frozen\/\S+:\d+\n)+/,
    );
    expect(distOf(folder)).toEqual(committed);
  });

  test('a field that does not exist is refused, though the program could run without it', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/prod.ts`, 'storageClassName:', 'storageClasName:');
    const { status, stderr } = synth(folder, 'prod');
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^the program does not compile, nothing was written:\n {2}lib\/wealist\/frozen\/prod\.ts\(\d+,\d+\): .* Did you mean to write 'storageClassName'\?\n$/,
    );
    expect(distOf(folder)).toEqual(committed);
  });

  test('a file that is not there is named', () => {
    expect(run(frozenClone(), ['scripts/run.cjs', 'man.ts']).stderr).toBe(
      '1 problem, nothing was written:\n  man.ts: expected a TypeScript file, received none\n',
    );
  });

  test('a value of versions.json that the types refuse is named with the file', () => {
    const folder = frozenClone();
    edit(folder, 'lib/wealist/versions.json', '"dev": {', '"dve": {');
    expect(synth(folder).stderr).toMatch(
      /environments\/dev\.ts.* The values stand in lib\/wealist\/versions\.json\.$/m,
    );
  });

  test('packages that are not installed are named, with the command that installs them', () => {
    const folder = frozenClone();
    edit(folder, 'lib/wealist/environments/prod.ts', /^/, "export { layout } from 'layout-of-tomorrow';\n");
    expect(synth(folder).stderr).toMatch(
      /^the program does not compile, nothing was written:\n {2}lib\/wealist\/.* TS2307: .*\n {2}packages .* are not installed: run "npm ci"\n$/,
    );
    rmSync(path.join(folder, 'node_modules'));
    expect(synth(folder).stderr).toBe('the packages are not installed:\n  run "npm ci"\n');
  });

  test('a change that Kubernetes would refuse is refused first, until it is meant', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/prod.ts`, "storageClassName: 'standard'", "storageClassName: 'fast'");
    const refused = synth(folder, 'prod');
    expect(refused.stderr).toMatch(
      /^1 problem, nothing was written:\n {2}prod: StatefulSet postgresql-prod\/postgres: .* \[immutable-fields\]\nto accept an intended change: npm run synth -- prod --accept 'immutable-fields StatefulSet postgresql-prod\/postgres: your reason'\n$/,
    );
    expect(distOf(folder)).toEqual(committed);

    const accepted = synth(
      folder,
      'prod',
      '--accept',
      'immutable-fields StatefulSet postgresql-prod/postgres: it is made anew',
    );
    expect(accepted.stdout).toContain(
      'prod: suppressed: StatefulSet postgresql-prod/postgres [immutable-fields]: it is made anew\n',
    );
    expect(accepted.status).toBe(0);

    const again = synth(folder, 'prod', '--accept', 'imutable-fields StatefulSet postgresql-prod/postgres: once more');
    expect(again.stderr).toBe(
      '1 problem, nothing was written:\n  prod: suppression of imutable-fields for StatefulSet postgresql-prod/postgres: expected a rule of docs/rules.md, received "imutable-fields"; did you mean "immutable-fields"?\n',
    );
  });

  test('what no environment writes is not removed without a word', () => {
    const folder = frozenClone();
    cpSync(path.join(folder, 'dist', 'prod'), path.join(folder, 'dist', 'gone'), { recursive: true });
    const { status, stderr } = synth(folder);
    expect(status).toBe(1);
    expect(stderr).toMatch(/dist\/gone: expected .* and nothing else, received "gone": remove it if that is meant/);
    expect(readdirSync(path.join(folder, 'dist'))).toContain('gone');
  });

  test('what no run of synth wrote is never removed: all of it is refused by name', () => {
    const folder = frozenClone();
    const dist = path.join(folder, 'dist');
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: mine }\n';
    mkdirSync(path.join(dist, 'prod', 'terraform'));
    writeFileSync(path.join(dist, 'prod', 'terraform', 'main.tf'), 'resource');
    writeFileSync(path.join(dist, 'prod', 'extra.yaml'), pod);
    writeFileSync(path.join(dist, 'dev', '9-extra.k8s.yaml'), pod);
    writeFileSync(path.join(dist, 'dev', 'notes.yaml'), '# mine\n');
    symlinkSync('0-namespaces.k8s.yaml', path.join(dist, 'dev', 'link.yaml'));
    const before = distOf(folder);
    for (const [names, count] of [
      [[], 5],
      [['prod'], 2],
    ] as const) {
      const { status, stderr } = synth(folder, ...names);
      expect(status).toBe(1);
      expect(stderr.split('\n')).toHaveLength(count + 2);
      expect(stderr).toContain(
        '  dist/prod/extra.yaml: expected files that synth wrote and nothing else, received a file that synth did not write: move it elsewhere, or remove it\n',
      );
    }
    expect(distOf(folder)).toEqual(before);
  });

  test.each(['', '.', './', 'lib'])('CDK8S_OUTDIR=%s is refused, and all files stay', (outdir) => {
    const folder = frozenClone();
    const { status, stdout, stderr } = run(folder, ['scripts/run.cjs', 'main.ts'], { CDK8S_OUTDIR: outdir });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^\d+ problems?, nothing was written:\n {2}(CDK8S_OUTDIR|lib\/\w+): expected /);
    expect(readdirSync(folder).sort()).toEqual(readdirSync(frozenClone()).sort());
    expect(readdirSync(path.join(folder, 'lib'))).toEqual(readdirSync(path.join(root, 'lib')));
    expect(distOf(folder)).toEqual(committed);
  });

  test('a file that kubectl could not read is refused by the place of the string, without the string', () => {
    const folder = frozenClone();
    edit(folder, 'lib/wealist/charts/hello-world.ts', 'LOG_LEVEL: logLevel', "LOG_LEVEL: 'h4lf\\ud83d'");
    const { status, stderr } = synth(folder, 'prod');
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr:
        '1 problem, nothing was written:\n  prod: ConfigMap hello-world-prod/hello-world: data.LOG_LEVEL: expected a string of whole characters, received one with half a character (a lone surrogate)\n',
    });
    expect(distOf(folder)).toEqual(committed);
  });

  test('a misspelt environment is answered with the one that was meant', () => {
    const { status, stderr } = synth(frozenClone(), 'prd');
    expect(status).toBe(1);
    expect(stderr).toBe(
      [
        '1 problem, nothing was written:',
        `  environment: expected one of ${Object.keys(environments).join(', ')}, received "prd"; did you mean "prod"?`,
        'usage: npm run synth -- [environment…] [--tag system=tag]… [--save] [--accept "rule Kind namespace/name: reason"]…',
        '',
      ].join('\n'),
    );
  });
});
