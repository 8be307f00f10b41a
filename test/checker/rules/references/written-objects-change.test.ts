import { describe, expect, test } from '@jest/globals';
import { writtenObjectsChange } from '../../../../lib/checker/rules/references/written-objects-change';
import { judge } from '../judge';

describe('written-objects-change', () => {
  const set = (verbs: string, more = 'immutable: true', name = 'state') => `
apiVersion: v1
kind: ConfigMap
metadata: { name: state }
${more}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: { name: operator }
rules: [{ apiGroups: [""], resources: [configmaps], resourceNames: [${name}], verbs: [${verbs}] }]
`;

  test('finds a ConfigMap that a program cannot write', () => {
    expect(judge(writtenObjectsChange, set('get, update'))).toEqual([writtenObjectsChange.example]);
  });

  test('accepts readers, other names and a ConfigMap that may change', () => {
    expect(judge(writtenObjectsChange, set('get'))).toEqual([]);
    expect(judge(writtenObjectsChange, set('update', 'immutable: true', 'other'))).toEqual([]);
    expect(judge(writtenObjectsChange, set('update', 'immutable: false'))).toEqual([]);
  });
});
