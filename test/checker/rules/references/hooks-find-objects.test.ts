import { describe, expect, test } from '@jest/globals';
import { hooksFindObjects } from '../../../../lib/checker/rules/references/hooks-find-objects';
import { judge } from '../judge';

describe('hooks-find-objects', () => {
  const hook = (name: string, weight: string, on = 'pre-upgrade') =>
    `{ name: ${name}, annotations: { helm.sh/hook: "${on}", helm.sh/hook-weight: "${weight}" } }`;
  const job = `
apiVersion: batch/v1
kind: Job
metadata: ${hook('migrate', '0', 'pre-install,pre-upgrade')}
spec: { template: { spec: { containers: [{ name: a, envFrom: [{ secretRef: { name: db } }] }] } } }
`;
  const secret = (metadata: string) => `---\n{ apiVersion: v1, kind: Secret, metadata: ${metadata} }\n`;

  test('finds an object that comes after the hook that needs it', () => {
    expect(judge(hooksFindObjects, job + secret(hook('db', '5')))).toEqual([hooksFindObjects.example]);
  });

  test.each([
    ['an earlier object', hook('db', '-5')],
    ['an object of the same weight', hook('db', '0')],
    ['a hook of another moment', hook('db', '5', 'post-install')],
    ['an object that is no hook', '{ name: db }'],
  ])('accepts %s', (_, metadata) => {
    expect(judge(hooksFindObjects, job + secret(metadata))).toEqual([]);
  });
});
