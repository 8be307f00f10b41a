import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle, type Container } from '../../lib/checker/bundle/bundle';
import { variable } from '../../lib/checker/bundle/containers/container-environment';
import { listAt, numberAt, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { Migration } from '../../lib/values/migration';
import { assemble } from '../../lib/wealist/charts/index';
import { environments } from '../wealist/frozen/index';

const APPLICATIONS = path.join(__dirname, '..', '..', 'examples', 'apps');
const textOf = (...file: string[]): string => readFileSync(path.join(APPLICATIONS, ...file), 'utf8');

const charts = assemble('local', environments.local);
const bundle = new Bundle([...manifestsOf(charts).values()].flat());
const containerOf = (name: string): Container => {
  const container = bundle.containers.find((each) => each.name === name);
  if (!container) throw new Error(`no container ${name} is rendered`);
  return container;
};

const instruction = (name: string, word: string): string =>
  [...textOf(name, 'Dockerfile').matchAll(new RegExp(`^${word} (.*)$`, 'gm'))].at(-1)?.[1] ?? '';
const probed = ({ spec }: Container): string[] =>
  ['livenessProbe', 'readinessProbe'].flatMap((probe) => stringAt(spec, probe, 'httpGet', 'path') ?? []);
const mounts = ({ spec }: Container): string[] =>
  listAt(spec, 'volumeMounts').flatMap((mount) => stringAt(mount, 'mountPath') ?? []);

const APIS = ['hello-world', 'board-api'] as const;
const sourcesOf = (name: string): string[] =>
  readdirSync(path.join(APPLICATIONS, name, 'app'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.py'))
    .map((file) => textOf(name, 'app', file));

describe.each([...APIS, 'frontend'])('the image of %s', (name) => {
  const container = containerOf(name);

  test('has the port of the manifests', () => {
    expect(instruction(name, 'EXPOSE')).toBe(String(numberAt(listAt(container.spec, 'ports')[0], 'containerPort')));
  });

  test('has the user of the manifests, as a number', () => {
    expect(instruction(name, 'USER')).toBe(String(numberAt(container.template.spec, 'securityContext', 'runAsUser')));
  });

  test('is started by the program itself, so a signal reaches the program', () => {
    expect(instruction(name, 'CMD')).toMatch(/^\["(uvicorn|nginx)", /);
    expect(container.spec).not.toHaveProperty('command');
  });

  test('cannot write to its root', () => {
    expect(valueAt(container.spec, 'securityContext', 'readOnlyRootFilesystem')).toBe(true);
  });
});

describe.each(APIS)('%s', (name) => {
  const container = containerOf(name);

  test('has a route for each path that a probe asks', () => {
    const routes = [...textOf(name, 'app', 'main.py').matchAll(/@app\.get\("([^"]*)"\)/g)].map(([, route]) => route);
    expect(routes).toEqual(expect.arrayContaining(probed(container)));
  });

  test('reads variables that are rendered, and no others', () => {
    const read = sourcesOf(name).flatMap((text) =>
      [...text.matchAll(/env(?:\.get\(|\[)"(\w+)"/g)].map(([, key = '']) => key),
    );
    expect(read).not.toEqual([]);
    expect(read.filter((key) => !variable(bundle, container, key))).toEqual([]);
  });

  test('reads the environment in its settings alone', () => {
    expect(sourcesOf(name).filter((text) => text.includes('os.environ'))).toEqual([textOf(name, 'app', 'settings.py')]);
  });

  test('listens on its port for everybody', () => {
    expect(instruction(name, 'CMD')).toContain(`"--host", "0.0.0.0", "--port", "${instruction(name, 'EXPOSE')}"`);
  });

  test('leaves SIGTERM to uvicorn, whose drain time is rendered', () => {
    expect(variable(bundle, container, 'UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN')).toBeDefined();
    const handlers = sourcesOf(name).filter((text) => /signal\.signal\(/.test(text));
    expect(handlers.filter((text) => !/getsignal\(signal\.SIGTERM\)/.test(text))).toEqual([]);
  });
});

test('board-api has a migration that the commands of Migration.alembic() run', () => {
  expect(Migration.alembic().command[0]).toBe('alembic');
  expect(textOf('board-api', 'requirements.in')).toContain('alembic>=1.17.1');
  expect(existsSync(path.join(APPLICATIONS, 'board-api', 'app', 'alembic.ini'))).toBe(true);
});

describe('the frontend', () => {
  const configuration = textOf('frontend', 'nginx.conf');
  const container = containerOf('frontend');

  test('listens on the port of its image', () => {
    expect(configuration).toContain(`listen ${instruction('frontend', 'EXPOSE')};`);
  });

  test('writes to volumes that are rendered, and nowhere else', () => {
    const written = [...configuration.matchAll(/^\s*(?:pid|\w+_temp_path) ([^;]*);/gm)].map(([, file = '']) => file);
    expect(written).toHaveLength(6);
    expect(written.filter((file) => !mounts(container).some((mount) => file.startsWith(`${mount}/`)))).toEqual([]);
  });

  test('writes its logs to the streams of the container', () => {
    expect(configuration).toMatch(/error_log \/dev\/stderr/);
    expect(configuration).toMatch(/access_log \/dev\/stdout/);
  });
});

describe('the lock files', () => {
  const locks = readdirSync(APPLICATIONS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /requirements[\w-]*\.txt$/.test(file),
  );

  test.each(locks)('%s names a version and a hash for each package, and no registry', (file) => {
    const packages = textOf(file).split(/\n(?=\S)/);
    expect(packages.filter((each) => !/^[\w.-]+==\S+[^\n]*\\\n\s+--hash=sha256:[0-9a-f]{64}/.test(each))).toEqual([]);
    expect(textOf(file)).not.toMatch(/https?:/);
  });

  test.each(APIS)('the image of %s installs what is locked, with hashes', (name) => {
    expect(textOf(name, 'Dockerfile')).toContain('--require-hashes');
  });
});
