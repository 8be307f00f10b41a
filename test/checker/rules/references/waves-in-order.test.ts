import { describe, expect, test } from '@jest/globals';
import { wavesInOrder } from '../../../../lib/checker/rules/references/waves-in-order';
import { judge } from '../judge';

describe('waves-in-order', () => {
  const annotated = (kind: string, name: string, annotations: string, rest = '') =>
    `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: ${name}, annotations: { ${annotations} } }${rest} }\n`;
  const wave = (number: string) => `argocd.argoproj.io/sync-wave: "${number}"`;
  const hook = (phase: string) => `argocd.argoproj.io/hook: ${phase}`;
  const job = (
    annotations: string,
    spec = 'containers: [{ name: m, envFrom: [{ configMapRef: { name: api } }] }]',
    kind = 'Job',
  ) => annotated(kind, 'migrate', annotations, `, spec: { template: { spec: { ${spec} } } }`);
  const said = (yaml: string) => judge(wavesInOrder, yaml);

  test('finds an object of a later wave', () => {
    expect(said(job(wave('-1')) + annotated('ConfigMap', 'api', wave('1')))).toEqual([wavesInOrder.example]);
    expect(said(job(wave('-1')) + annotated('ConfigMap', 'api', wave('-1')))).toEqual([]);
    expect(said(job(wave('-1')) + annotated('ConfigMap', 'api', ''))).toHaveLength(1);
    expect(said(job('') + annotated('ConfigMap', 'api', ''))).toEqual([]);
  });

  test('finds an object of a later phase', () => {
    expect(said(job(hook('PreSync')) + annotated('ConfigMap', 'api', ''))).toEqual([
      expect.stringContaining(
        'expected PreSync or before, the phase of Job default/migrate, which needs the ConfigMap, received nothing',
      ),
    ]);
    const early = `${hook('PreSync')}, ${wave('-1')}`;
    expect(said(job(hook('PreSync')) + annotated('ConfigMap', 'api', early))).toEqual([]);
    expect(said(job(hook('PostSync')) + annotated('ConfigMap', 'api', wave('5')))).toEqual([]);
    expect(said(job(hook('SyncFail')) + annotated('ConfigMap', 'api', wave('5')))).toEqual([]);
  });

  test('a CronJob is healthy without its pods, and Helm has an order of its own', () => {
    const cron = job(wave('-1'), 'x: y', 'CronJob').replace('template:', 'jobTemplate: { spec: { template:');
    expect(said(`${cron.trim().slice(0, -2)} } } }\n${annotated('ConfigMap', 'api', '')}`)).toEqual([]);
    expect(said(job('helm.sh/hook: pre-install') + annotated('ConfigMap', 'api', wave('1')))).toEqual([]);
  });

  test.each([
    ['an account', 'serviceAccountName: api', annotated('ServiceAccount', 'api', wave('1'))],
    [
      'a claim',
      'volumes: [{ name: d, persistentVolumeClaim: { claimName: api } }]',
      annotated('PersistentVolumeClaim', 'api', wave('1')),
    ],
    [
      'a Secret that an operator makes',
      'containers: [{ name: m, envFrom: [{ secretRef: { name: api } }] }]',
      annotated('ExternalSecret', 'api', wave('1')).replace('apiVersion: v1', 'apiVersion: external-secrets.io/v1'),
    ],
  ])('finds %s of a later wave', (_, spec, object) => {
    expect(said(job(wave('0'), spec) + object)).toHaveLength(1);
    expect(said(job(wave('1'), spec) + object)).toEqual([]);
  });
});
