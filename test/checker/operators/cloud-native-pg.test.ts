import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import type { Edge } from '../../../lib/checker/connection';
import { hostsResolve } from '../../../lib/checker/rules/connections/hosts-resolve';
import { networkPolicySelectsPods } from '../../../lib/checker/rules/references/network-policy-selects-pods';
import { declaredEdgesOpen } from '../../../lib/checker/rules/traffic/declared-edges-open';
import { noLostData } from '../../../lib/checker/rules/updates/no-lost-data';
import { storageOnlyGrows } from '../../../lib/checker/rules/updates/storage-only-grows';
import { judge, parse } from '../rules/judge';

const namespace = `
---
apiVersion: v1
kind: Namespace
metadata: { name: shop }`;

const cluster = `
---
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata: { name: db, namespace: shop }
spec: { instances: 3, imageName: 'ghcr.io/cloudnative-pg/postgresql:16.10', storage: { size: 1Gi } }`;

const api = (host: string): string => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: api, namespace: shop }
data: { DATABASE_HOST: ${host} }`;

describe('what CloudNativePG makes of a Cluster', () => {
  test.each(['db-rw', 'db-ro', 'db-r'])('is a Service %s', (host) => {
    expect(judge(hostsResolve, namespace + cluster + api(`${host}.shop.svc.cluster.local:5432`))).toEqual([]);
  });

  test('answers on no other port', () => {
    expect(judge(hostsResolve, namespace + cluster + api('db-rw.shop.svc.cluster.local:5433'))).toHaveLength(1);
  });

  test('is no Service of the name of the Cluster', () => {
    expect(judge(hostsResolve, namespace + cluster + api('db.shop.svc.cluster.local:5432'))).toEqual([
      'ConfigMap shop/api: data.DATABASE_HOST: expected a Service in namespace shop, received "db.shop.svc.cluster.local" [hosts-resolve]',
    ]);
  });

  test('are pods that a NetworkPolicy may select', () => {
    const policy = (selector: string) => `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: db, namespace: shop }
spec: { podSelector: { matchLabels: { cnpg.io/cluster: ${selector} } } }`;
    expect(judge(networkPolicySelectsPods, namespace + cluster + policy('db'))).toEqual([]);
    expect(judge(networkPolicySelectsPods, namespace + cluster + policy('bd'))).toEqual([
      expect.stringContaining('did you mean "cnpg.io/cluster=db"?'),
    ]);
  });

  test('are pods that have to be let in and out like others', () => {
    const deny = `
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: shop }
spec: { podSelector: {}, policyTypes: [Ingress] }`;
    const edges: Edge[] = [
      { from: { namespace: 'web' }, to: { namespace: 'shop', podLabels: { 'cnpg.io/cluster': 'db' } }, port: 5432 },
    ];
    expect(judge(declaredEdgesOpen, namespace + cluster + deny, { edges })).toHaveLength(2);
  });

  test('is judged by nobody: whoever made it is not here', () => {
    const bundle = new Bundle(parse(namespace + cluster));
    const about = check(bundle).findings.filter(({ object }) => ['Pod', 'Service'].includes(object.kind));
    expect(about.map(sentence)).toEqual([]);
  });

  test('is not among the manifests', () => {
    const { manifests, templates } = new Bundle(parse(cluster));
    expect(manifests.map(({ kind }) => kind)).toEqual(['Cluster']);
    expect(templates).toEqual([]);
  });

  test('is nothing where another API has a kind of the same name', () => {
    const other = new Bundle(parse(cluster.replace('postgresql.cnpg.io/v1', 'cluster.x-k8s.io/v1beta1')));
    expect(other.ofKind('Service')).toEqual([]);
    expect(other.allTemplates).toEqual([]);
  });
});

describe('the disks of a Cluster', () => {
  const other = cluster.replace('postgresql.cnpg.io/v1', 'cluster.x-k8s.io/v1beta1');

  test('are not given up without a word', () => {
    expect(judge(noLostData, namespace, {}, cluster)).toEqual([
      'Cluster shop/db: metadata.name: expected it to stay: who prunes it deletes its servers with their disks, received nothing [no-lost-data]',
    ]);
  });

  test('never shrink', () => {
    expect(judge(storageOnlyGrows, cluster.replace('size: 1Gi', 'size: 512Mi'), {}, cluster)).toEqual([
      'Cluster shop/db: spec.storage.size: expected at least "1Gi" as before; for a smaller disk, move the data to a Cluster of a new name, received "512Mi" [storage-only-grows]',
    ]);
    expect(judge(storageOnlyGrows, cluster.replace('size: 1Gi', 'size: 2Gi'), {}, cluster)).toEqual([]);
  });

  test('are CloudNativePG’s: a Cluster of another API may go', () => {
    expect(judge(noLostData, namespace, {}, other)).toEqual([]);
  });
});
