import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { goneObjects } from '../../lib/synthesis/gone';
import { parse } from '../checker/rules/judge';
import { edit, FROZEN, frozenClone, synth } from '../clone';

const object = (kind: string, name = 'x', apiVersion = 'v1') =>
  `---\n{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { name: ${name}, namespace: shop } }\n`;

const gone = (before: string, now = '', secrets: (typeof UNKNOWN_CLUSTER)['secrets'] = []): string[] =>
  goneObjects(new Bundle(parse(now || object('Pod')), { ...UNKNOWN_CLUSTER, secrets }, parse(before)));

const AUTOSCALER = object('HorizontalPodAutoscaler', 'board-api', 'autoscaling/v2');

describe('npm run synth names what is rendered no more', () => {
  test('with the command that removes it, under the line of its environment', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/prod.ts`, 'minReplicas: 3, maxReplicas: 10, cpuPercent: 70', 'replicas: 3');
    const { stdout } = synth(folder, 'prod');
    expect(stdout).toMatch(
      /prod: \d+ objects .*\nprod: gone: HorizontalPodAutoscaler board-api-prod\/board-api: kubectl delete horizontalpodautoscaler board-api --namespace board-api-prod, or your GitOps tool prunes it\n$/,
    );
    expect(synth(folder, 'prod').stdout).not.toContain('gone');
  });

  test('but not what is there in another version of its API, or comes of an operator by now', () => {
    expect(gone(AUTOSCALER, AUTOSCALER.replace('v2', 'v1'))).toEqual([]);
    const cluster = object('Cluster', 'db', 'postgresql.cnpg.io/v1');
    expect(gone(object('Service', 'db-rw'), cluster)).toEqual([]);
    expect(gone(object('Service', 'db-other'), cluster)).toHaveLength(1);
  });

  test('but not a Secret that pods need still, wherever it comes from', () => {
    const secret = object('Secret');
    expect(gone(secret, object('ExternalSecret', 'x', 'external-secrets.io/v1'))).toEqual([]);
    expect(gone(secret, '', [{ namespace: 'shop', name: 'x', keys: [] }])).toEqual([]);
    expect(gone(secret)).toEqual([
      'gone: Secret shop/x: kubectl delete secret x --namespace shop, or your GitOps tool prunes it',
    ]);
  });

  test('and says of what made such a Secret that the Secret goes with it', () => {
    const external = object('ExternalSecret', 'x', 'external-secrets.io/v1');
    const command = 'kubectl delete externalsecret.external-secrets.io x --namespace shop';
    expect(gone(external, object('Secret'))).toEqual([
      `gone: ExternalSecret shop/x: ${command}, before you apply: its Secret goes with it (docs/secrets), or your GitOps tool prunes it`,
    ]);
    expect(gone(external)).toEqual([`gone: ExternalSecret shop/x: ${command}, or your GitOps tool prunes it`]);
  });

  test('and warns of what takes data along', () => {
    const claim = object('PersistentVolumeClaim');
    expect(gone(claim)).toEqual([expect.stringContaining('--namespace shop, once nobody needs its data, or')]);
  });

  test('in one line for a namespace, whatever was in it', () => {
    const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }\n';
    expect(gone(namespace + AUTOSCALER, '{ apiVersion: v1, kind: Pod, metadata: { name: x } }')).toEqual([
      'gone: Namespace shop: kubectl delete namespace shop, once nobody needs what it holds: all of it goes with it, or your GitOps tool prunes it',
    ]);
  });

  test('in twenty lines at most: the rest is counted', () => {
    const many = (count: number) => [...Array(count).keys()].map((i) => object('ConfigMap', `c${i}`)).join('');
    expect(gone(many(20))).toHaveLength(20);
    expect(gone(many(22))).toHaveLength(21);
    expect(gone(many(22)).at(-1)).toBe('gone: 2 more, as git diff shows');
  });
});
