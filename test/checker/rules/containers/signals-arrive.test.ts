import { describe, expect, test } from '@jest/globals';
import { signalsArrive } from '../../../../lib/checker/rules/containers/signals-arrive';
import { judge } from '../judge';
import { object } from '../workloads';

describe('signals-arrive', () => {
  const web = (script: string, pod = '', image = 'nginx:1.27') =>
    object(
      'Deployment',
      'web',
      `template: { spec: { ${pod} containers: [{ name: web, image: "${image}" }, { name: reload, image: "busybox:1", command: [sh, -c, "${script}"] }] } }`,
    );

  test('finds a signal that arrives nowhere', () => {
    expect(judge(signalsArrive, web('while sleep 9; do pkill -HUP -o nginx; done'))).toEqual([signalsArrive.example]);
    expect(judge(signalsArrive, web('kill -HUP $(pidof nginx)'))).toHaveLength(1);
    expect(judge(signalsArrive, web('').replace('busybox:1', 'natsio/nats-server-config-reloader:1'))).toHaveLength(1);
  });

  test.each([
    ['shared processes', web('pkill -HUP nginx', 'shareProcessNamespace: true,')],
    ['a process of its own', web('sleep 9 & pkill sleep')],
    ['a child', web('kill -TERM $child')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(signalsArrive, yaml)).toEqual([]);
  });
});
