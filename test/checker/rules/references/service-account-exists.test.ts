import { describe, expect, test } from '@jest/globals';
import { serviceAccountExists } from '../../../../lib/checker/rules/references/service-account-exists';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE, POD } from './objects';

describe('service-account-exists', () => {
  const account = object('ServiceAccount', 'api');

  test('the ServiceAccount of a pod exists in its namespace', () => {
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccountName: apii') + account)).toEqual([
      serviceAccountExists.example,
    ]);
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccountName: api') + account)).toEqual([]);
    expect(judge(serviceAccountExists, deployment('other/api', 'serviceAccountName: api') + account)).toHaveLength(1);
  });

  test('the older name of the field counts where the newer one is empty', () => {
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccount: gone'))).toEqual([
      `Deployment default/api: ${POD}.serviceAccount: expected a ServiceAccount in namespace default, received "gone" [service-account-exists]`,
    ]);
    const both = deployment('api', 'serviceAccountName: api, serviceAccount: gone');
    expect(judge(serviceAccountExists, both + account)).toEqual([]);
  });

  test('a ServiceAccount without pods is the one that was meant', () => {
    const pods = deployment('api', 'serviceAccountName: collector');
    expect(judge(serviceAccountExists, pods + account)).toEqual([expect.not.stringContaining('nothing names')]);
    const near = deployment('api', 'serviceAccountName: apis');
    expect(judge(serviceAccountExists, near + account)).toEqual([expect.stringContaining('did you mean "api"')]);
    const namespace = '---\napiVersion: v1\nkind: Namespace\nmetadata: { name: default }\n';
    expect(judge(serviceAccountExists, pods + account + namespace)).toEqual([
      expect.stringContaining('(nothing names api)'),
    ]);
    const used = deployment('web', 'serviceAccountName: api');
    expect(judge(serviceAccountExists, pods + account + used)).toEqual([expect.not.stringContaining('nothing names')]);
  });

  test('default is always there', () => {
    expect(judge(serviceAccountExists, deployment('api', IDLE))).toEqual([]);
    expect(judge(serviceAccountExists, deployment('api', 'serviceAccountName: default'))).toEqual([]);
  });
});
