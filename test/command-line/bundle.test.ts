import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { parseYaml } from '../../lib/checker/yaml/parser';

const root = path.join(__dirname, '..', '..');
const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'bundle-'));
const program = path.join(folder, 'verify-manifests.cjs');
beforeAll(() => {
  execFileSync('node', [path.join(root, 'scripts', 'bundle.cjs'), program]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the checker as one file', () => {
  const manifest = (port: number) =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: api }\nspec: { ports: [{ port: ${port} }] }\n`;
  const verify = (input: string, ...args: string[]) =>
    spawnSync('node', [program, ...args], { cwd: folder, input, encoding: 'utf8', env: { PATH: process.env.PATH } });

  test('needs nothing but Node.js', () => {
    const names = [...readFileSync(program, 'utf8').matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(0);
    expect(names.filter((name) => !builtinModules.includes(name.replace(/^node:/, '')))).toEqual([]);
  });

  test('holds neither cdk8s nor a construct', () => {
    expect(readFileSync(program, 'utf8')).not.toMatch(/node_modules\/(cdk8s|constructs)/);
  });

  test('checks standard input in a folder of its own', () => {
    expect(verify(manifest(80), '-')).toMatchObject({ status: 0, stdout: 'no findings\n', stderr: '' });
    const { status, stdout } = verify(manifest(0), '-');
    expect(status).toBe(1);
    expect(stdout).toContain('Service default/api (standard input)\n  broken: port-numbers, line 4\n');
  });

  test('checks the folder that it is started in', () => {
    writeFileSync(path.join(folder, 'api.yaml'), manifest(0));
    expect(verify('').stdout).toContain('Service default/api (api.yaml)');
  });
});

test('the action and the hook start what the package installs', () => {
  const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
  const { bin } = JSON.parse(read('package.json'));
  const [hook] = parseYaml(read('.pre-commit-hooks.yaml')).value as { entry: string }[];
  expect(Object.keys(bin)).toEqual([hook?.entry]);
  expect(read('action.yml')).toContain(bin['verify-manifests']);
  expect(() => parseManifests(read('action.yml'))).toThrow('a document without apiVersion');
});
