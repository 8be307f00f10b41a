import { describe, expect, test } from '@jest/globals';
import { gone } from '../../../lib/changes/consequences/gone';
import { said } from '../said';
import { API, autoscaler, NAMESPACE, object, SERVICE } from '../shop';

const some = (kind: string, name = 'x', apiVersion = 'v1') => object(kind, name, '', apiVersion);
const goneOf = (before: string, after = some('Pod')) => said(gone, before, after);

describe('an object that is rendered no more', () => {
  test('with the command that removes it', () => {
    expect(goneOf(API + autoscaler(2, 4), API)).toEqual([gone.example]);
  });

  test('in one line for a namespace, with all that was in it', () => {
    expect(goneOf(NAMESPACE + API + SERVICE)).toEqual([
      'gone: Namespace shop: kubectl delete namespace shop, once nobody needs what it holds: all of it goes with it, or your GitOps tool prunes it',
    ]);
  });

  test('and warns of data, and of a Secret that its maker takes along', () => {
    expect(goneOf(some('PersistentVolumeClaim'))).toEqual([expect.stringContaining('once nobody needs its data, or')]);
    const external = some('ExternalSecret', 'x', 'external-secrets.io/v1');
    expect(goneOf(external, some('Secret'))).toEqual([
      expect.stringContaining(
        'kubectl delete externalsecret.external-secrets.io x --namespace shop, before you apply: its Secret goes with it',
      ),
    ]);
    expect(goneOf(external)).toEqual([expect.not.stringContaining('before you apply')]);
  });

  test('under another name is deleted and created', () => {
    const [line] = goneOf(API, API.replace(/\bapi\b/g, 'boards'));
    expect(line).toMatch(
      /^gone: Deployment shop\/api: Deployment shop\/boards says the same under another name: Kubernetes creates it, and keeps the old one until kubectl delete deployment api/,
    );
  });
});

describe('an object that is there', () => {
  test('in another version of its API', () => {
    expect(goneOf(autoscaler(2, 4), autoscaler(2, 4).replace('autoscaling/v2', 'autoscaling/v1'))).toEqual([]);
  });

  test('by an operator', () => {
    const cluster = some('Cluster', 'db', 'postgresql.cnpg.io/v1');
    expect(goneOf(some('Service', 'db-rw'), cluster)).toEqual([]);
    expect(goneOf(some('Service', 'db-other'), cluster)).toHaveLength(1);
    expect(goneOf(some('Secret'), some('ExternalSecret', 'x', 'external-secrets.io/v1'))).toEqual([]);
  });

  test('a workload that says something else is no other name of it', () => {
    const [line] = goneOf(API, API.replace(/\bapi\b/g, 'boards').replace('8080', '9090'));
    expect(line).not.toContain('another name');
  });
});
