import { describe, expect, test } from '@jest/globals';
import { scriptsRun } from '../../../../lib/checker/rules/containers/scripts-run';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('scripts-run', () => {
  const pod = (command: string, volume = 'name: scripts', text = '#!/bin/sh') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: scripts, configMap: { ${volume} } }], containers: [{ name: api, command: ${command}, volumeMounts: [{ name: scripts, mountPath: /scripts }] }] } }`,
    ) + configMap('scripts', `"run.sh": "${text}"`);

  test('finds a script that is started by its path', () => {
    expect(judge(scriptsRun, pod('[/scripts/run.sh]'))).toEqual([scriptsRun.example]);
    expect(judge(scriptsRun, pod('[sh, -c, "set -e; /scripts/run.sh now"]'))).toHaveLength(1);
  });

  test.each([
    ['a mode of the volume', pod('[/scripts/run.sh]', 'name: scripts, defaultMode: 493')],
    [
      'a mode of the file',
      pod('[/scripts/run.sh]', 'name: scripts, items: [{ key: run.sh, path: run.sh, mode: 493 }]'),
    ],
    ['a shell', pod('[sh, /scripts/run.sh]')],
    ['a copy', pod('[sh, -c, "cp /scripts/run.sh /tmp/ && chmod +x /tmp/run.sh && /tmp/run.sh"]')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(scriptsRun, yaml)).toEqual([]);
  });

  test('finds the line ends of Windows', () => {
    expect(judge(scriptsRun, pod('[sh, /scripts/run.sh]', 'name: scripts', '#!/bin/sh\\r\\necho'))).toEqual([
      'ConfigMap default/scripts: data[run.sh]: expected lines that end in \\n alone: no interpreter has a name that ends in \\r, received a script with the line ends of Windows [scripts-run]',
    ]);
  });
});
