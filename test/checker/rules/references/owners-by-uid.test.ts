import { describe, expect, test } from '@jest/globals';
import { ownersByUid } from '../../../../lib/checker/rules/references/owners-by-uid';
import { judge } from '../judge';

describe('owners-by-uid', () => {
  const secret = (owner: string) => `
apiVersion: v1
kind: Secret
metadata: { name: auth, ${owner} }
`;

  test('finds an owner with a uid', () => {
    const owner = 'ownerReferences: [{ apiVersion: apps/v1, kind: Deployment, name: api, uid: 3d1f7c52 }]';
    expect(judge(ownersByUid, secret(owner))).toEqual([ownersByUid.example]);
  });

  test('accepts an object without an owner', () => {
    expect(judge(ownersByUid, secret('labels: { app: api }'))).toEqual([]);
  });
});
