import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { System } from '../../e2e/system';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/rendered-folder';
import { assemble } from '../../lib/wealist/charts/index';
import { environments } from '../wealist/frozen/index';

const folder = mkdtempSync(path.join(tmpdir(), 'system-'));
afterAll(() => rmSync(folder, { recursive: true }));
const filesOf = (place: string) =>
  new Map(readdirSync(place).map((file) => [file, readFileSync(path.join(place, file), 'utf8')]));

describe('a run', () => {
  const local = new System('local', environments.local, path.join(folder, 'local'));
  const prod = new System('prod', environments.prod, path.join(folder, 'prod'));

  test('applies the bytes of npm run synth where the program knows every password', () => {
    expect(filesOf(local.asDeclared())).toEqual(toFolder(manifestsOf(assemble('local', environments.local)), 'local'));
  });

  test('makes the passwords that a store has elsewhere, and changes nothing else', () => {
    const kinds = (text: string) =>
      [...text.matchAll(/^kind: (.*)$/gm)].map(([, kind = '']) => kind.replace('ExternalSecret', 'Secret'));
    const store = toFolder(manifestsOf(assemble('prod', environments.prod)), 'prod');
    for (const [file, text] of filesOf(prod.asDeclared())) {
      expect(text).not.toContain('kind: ExternalSecret');
      expect(kinds(text).sort()).toEqual(kinds(store.get(file) ?? '').sort());
    }
  });

  test('asks every service that the ingress controller may call, by its readiness path', () => {
    expect(local.exposed.map(({ url }) => url).sort()).toEqual([
      'http://board-api.board-api-local.svc.cluster.local:80/health',
      'http://frontend.frontend-local.svc.cluster.local:80/',
      'http://hello-world.hello-world-local.svc.cluster.local:80/health/ready',
    ]);
  });

  test('changes the configuration of one service', () => {
    const [before, after] = [filesOf(local.asDeclared()), filesOf(local.withOtherConfiguration())];
    expect([...after].filter(([file, text]) => before.get(file) !== text).map(([file]) => file)).toEqual([
      '1-hello-world.k8s.yaml',
    ]);
  });

  test('changes the images that have another tag', () => {
    const after = filesOf(local.withTags(new Map([['board-api', 'next']])));
    expect([...after.values()].join('')).toContain('image: wealist-board-api:next');
  });
});
