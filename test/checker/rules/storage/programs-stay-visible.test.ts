import { describe, expect, test } from '@jest/globals';
import { programsStayVisible } from '../../../../lib/checker/rules/storage/programs-stay-visible';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('programs-stay-visible', () => {
  const api = (container: string, volume: string, others = '') =>
    judge(
      programsStayVisible,
      configMap('config', '"app.yaml": "a: b", "run.sh": "true"') +
        deployment(`{ name: api, ${container} }], ${others} volumes: [{ name: config, ${volume} }`),
    );
  const FILES = 'configMap: { name: config }';
  const at = (path: string) => `volumeMounts: [{ name: config, mountPath: ${path} }]`;

  test('finds a ConfigMap over the folder of the program', () => {
    expect(api(`command: [/app/server, --port=80], ${at('/app')}`, FILES)).toEqual([programsStayVisible.example]);
    expect(api(`command: [/app/bin/server], ${at('/app')}`, FILES)).toHaveLength(1);
  });

  test('finds an empty volume over the folder of a script', () => {
    const script = 'command: [node, server.js], workingDir: /srv/app,';
    expect(api(`${script} ${at('/srv/app')}`, 'emptyDir: {}')).toEqual([
      expect.stringContaining('expected another folder than that of /srv/app/server.js'),
    ]);
    expect(api(`command: [./server], workingDir: /srv/app/, ${at('/srv/app')}`, 'emptyDir: {}')).toHaveLength(1);
    expect(api(`command: [python3, /srv/app/main.py], ${at('/srv/')}`, 'emptyDir: {}')).toHaveLength(1);
    expect(api(`${script} ${at('/srv/app/cache')}`, 'emptyDir: {}')).toEqual([]);
  });

  test.each([
    ['a program of another folder', `command: [/bin/server], ${at('/app')}`],
    ['a folder whose name only begins alike', `command: [/application], ${at('/app')}`],
    ['a script of the volume', `command: [sh, /app/run.sh], ${at('/app')}`],
    ['a program of the PATH', `command: [server], workingDir: /app, ${at('/app')}`],
    ['the program of the image', at('/app')],
    [
      'one file',
      'command: [/app/server], volumeMounts: [{ name: config, mountPath: /app/app.yaml, subPath: app.yaml }]',
    ],
    ['a folder of the volume', 'command: [/app/server], volumeMounts: [{ name: config, mountPath: /app, subPath: a }]'],
  ])('accepts %s', (_, container) => {
    expect(api(container, FILES)).toEqual([]);
  });

  test('another container may fill the volume, and a claim may hold the program', () => {
    const app = `command: [/app/server], ${at('/app')}`;
    expect(api(app, 'emptyDir: {}')).toHaveLength(1);
    expect(api(app, 'emptyDir: {}', `initContainers: [{ name: copy, ${at('/out')} }],`)).toEqual([]);
    expect(api(app, 'persistentVolumeClaim: { claimName: app }')).toEqual([]);
    expect(api(app, 'configMap: { name: other }')).toEqual([]);
  });

  test('the deeper volume holds the program', () => {
    const both = 'volumeMounts: [{ name: config, mountPath: /app }, { name: bin, mountPath: /app/bin }]';
    expect(
      api(`command: [/app/bin/server], ${both}`, `${FILES} }, { name: bin, persistentVolumeClaim: { claimName: a }`),
    ).toEqual([]);
  });
});
