import { describe, expect, test } from '@jest/globals';
import { noLostData } from '../../../../lib/checker/rules/updates/no-lost-data';
import { judge } from '../judge';
import { claim, database, object } from './shop';

describe('what holds data keeps its name', () => {
  const lost = (before: string, now: string): string[] => judge(noLostData, now, {}, before);

  test('a StatefulSet under a new name starts empty', () => {
    const before = database.replace('name: db', 'name: postgres');
    expect(lost(before, database.replace('name: db', 'name: postgresql'))).toEqual([noLostData.example]);
  });

  test('a name is meant only if it is near, new, and of the same kind and namespace', () => {
    const before = database.replace('name: db', 'name: postgres');
    const renamed = database.replace('name: db', 'name: postgresql');
    const service = '{ apiVersion: v1, kind: Service, metadata: { name: postgresql, namespace: shop } }';
    for (const now of [database, renamed.replace('namespace: shop', 'namespace: store'), service]) {
      expect(lost(before, now)).toEqual([expect.stringContaining('received nothing [')]);
    }
    expect(lost(`${before}\n---${renamed}`, renamed)).toEqual([expect.stringContaining('received nothing [')]);
  });

  test('a claim or a namespace that is gone takes its data along', () => {
    const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop-prod } }';
    expect(lost(claim, database)).toEqual([
      'PersistentVolumeClaim shop/uploads: metadata.name: expected it to stay: its data stays behind, or is deleted where the claim is pruned, received nothing [no-lost-data]',
    ]);
    expect(lost(namespace, namespace.replace('shop-prod', 'shop-prd'))).toEqual([
      'Namespace shop-prod: metadata.name: expected it to stay: who prunes it deletes all that it holds, its data and Secrets too, received nothing; did you mean "shop-prd"? [no-lost-data]',
    ]);
  });

  test('a namespace that is gone is one finding, whatever was in it', () => {
    const namespace = '{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }';
    expect(
      lost(`${database}\n---${claim}\n---\n${namespace}`, '{ apiVersion: v1, kind: Namespace, metadata: { name: x } }'),
    ).toEqual([expect.stringContaining('Namespace shop: ')]);
  });

  test('what holds no data may go, and what is still there may change', () => {
    const stateless = '{ apiVersion: apps/v1, kind: StatefulSet, metadata: { name: cache }, spec: {} }';
    const deployment = object('Deployment', 'spec: {}', 'apps/v1');
    expect(lost(`${stateless}\n---\n${deployment}`, claim)).toEqual([]);
    expect(lost(database, database.replace('1Gi', '2Gi'))).toEqual([]);
    expect(judge(noLostData, claim)).toEqual([]);
  });
});
