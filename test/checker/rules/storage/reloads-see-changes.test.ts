import { describe, expect, test } from '@jest/globals';
import { reloadsSeeChanges } from '../../../../lib/checker/rules/storage/reloads-see-changes';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('reloads-see-changes', () => {
  const web = (mount: string, script: string) =>
    object(
      'Deployment',
      'web',
      `template: { spec: { volumes: [{ name: conf, configMap: { name: site } }], containers: [{ name: web, volumeMounts: [{ name: conf, ${mount} }] }, { name: reload, command: [sh, -c, "${script}"], volumeMounts: [{ name: conf, mountPath: /watched }] }] } }`,
    ) + configMap('site', 'site.conf: "server {}"');
  const file = 'mountPath: /etc/site.conf, subPath: site.conf';

  test('finds a file that never changes', () => {
    expect(judge(reloadsSeeChanges, web(file, 'pkill -HUP nginx'))).toEqual([reloadsSeeChanges.example]);
  });

  test('accepts a folder, and a container that has nothing read again', () => {
    expect(judge(reloadsSeeChanges, web('mountPath: /etc/conf.d', 'pkill -HUP nginx'))).toEqual([]);
    expect(judge(reloadsSeeChanges, web(file, 'tail -f /watched/site.conf'))).toEqual([]);
  });

  test('finds a certificate that is never renewed in the container', () => {
    const tls = (mount: string, annotation = '') =>
      object(
        'Deployment',
        'web',
        `template: { metadata: { annotations: { ${annotation} } }, spec: { volumes: [{ name: tls, secret: { secretName: tls } }], containers: [{ name: web, volumeMounts: [{ name: tls, ${mount} }] }] } }`,
      ) + object('Certificate', 'web', 'secretName: tls').replace('v1', 'cert-manager.io/v1');
    const one = 'mountPath: /etc/tls.crt, subPath: tls.crt';
    expect(judge(reloadsSeeChanges, tls(one))[0]).toContain('since Certificate default/web is renewed');
    expect(judge(reloadsSeeChanges, tls('mountPath: /etc/tls'))).toEqual([]);
    expect(judge(reloadsSeeChanges, tls(one, 'reloader.stakater.com/auto: "true"'))).toEqual([]);
  });
});
