import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { stringAt } from '../../lib/checker/manifest/manifest';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';

const root = path.join(__dirname, '..', '..');
const textOf = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const tiltfile = textOf('Tiltfile');
const images = [...tiltfile.matchAll(/^ {4}'([\w-]+)': '([\w/-]+)',$/gm)].map(
  ([, image = '', folder = '']) => [image, folder] as const,
);

describe('the Tiltfile', () => {
  const local = path.join(root, 'dist', 'local');
  const files = readdirSync(local);
  const bundle = new Bundle(
    files
      .flatMap((file) => parseManifests(readFileSync(path.join(local, file), 'utf8')))
      .map(({ manifest }) => manifest),
  );
  const rendered = bundle.containers.flatMap(({ spec }) => stringAt(spec, 'image') ?? []);

  test('builds the images that dist/local takes from no registry, and no others', () => {
    const imported = bundle.containers
      .filter(({ spec }) => stringAt(spec, 'imagePullPolicy') === 'Never')
      .flatMap(({ spec }) => stringAt(spec, 'image')?.split(':')[0] ?? []);
    expect(images.map(([image]) => image).sort()).toEqual([...new Set(imported)].sort());
    expect(rendered).toEqual(expect.arrayContaining(imported.map((image) => expect.stringContaining(image))));
  });

  test.each(images)('builds %s from a folder with a Dockerfile', (_, folder) => {
    expect(readdirSync(path.join(root, folder))).toContain('Dockerfile');
  });

  test('starts on the cluster of k3d.yaml alone', () => {
    const { metadata } = parse(textOf('k3d.yaml'));
    expect(tiltfile).toContain(`CONTEXT = 'k3d-${metadata.name}'`);
    expect(textOf('scripts/local.ts')).toContain(`CLUSTER = '${metadata.name}'`);
  });
});

test('the cluster of k3d.yaml has the Kubernetes that the tutorial names', () => {
  const { image, options } = parse(textOf('k3d.yaml'));
  expect(textOf('docs/tutorial.md')).toContain(`--image ${image}`);
  expect(options.kubeconfig.switchCurrentContext).toBe(false);
});

describe('npm run local', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'tools-'));
  const log = path.join(folder, 'log');
  afterEach(() => rmSync(log, { force: true }));

  /** Runs the script with programs that note how they were called. */
  const local = (tools: Readonly<Record<string, string>>) => {
    for (const [name, body] of Object.entries(tools)) {
      writeFileSync(path.join(folder, name), `#!/bin/sh\necho "${name} $*" >> ${log}\n${body}\n`);
      chmodSync(path.join(folder, name), 0o755);
    }
    const args = ['scripts/run.cjs', 'scripts/local.ts'];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: folder },
    });
    return { status, stderr };
  };
  const calls = (): string[] =>
    readFileSync(log, 'utf8')
      .trim()
      .split('\n')
      .filter((line) => !line.endsWith(' version'));

  test('says which programs are missing, and where they are', () => {
    const { status, stderr } = local({});
    expect(status).toBe(1);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringMatching(/^docker: expected on the PATH, received none; https:/),
      expect.stringMatching(/^k3d: expected on the PATH, received none; https:/),
      expect.stringMatching(/^tilt: expected on the PATH, received none; https:/),
    ]);
  });

  test('makes the cluster where there is none, and starts Tilt on that cluster', () => {
    expect(local({ docker: '', k3d: '[ "$2" != get ]', tilt: '' }).status).toBe(0);
    expect(calls()).toEqual([
      'k3d cluster get wealist',
      'k3d cluster create --config k3d.yaml',
      'tilt up --context k3d-wealist',
    ]);
  });

  test('leaves a cluster that is there as it is', () => {
    expect(local({ docker: '', k3d: '', tilt: '' }).status).toBe(0);
    expect(calls()).toEqual(['k3d cluster get wealist', 'tilt up --context k3d-wealist']);
  });
});
