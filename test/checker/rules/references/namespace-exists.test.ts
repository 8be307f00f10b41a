import { describe, expect, test } from '@jest/globals';
import { namespaceExists } from '../../../../lib/checker/rules/references/namespace-exists';
import { judge } from '../judge';
import { object } from '../object';

describe('namespace-exists', () => {
  const board = object('Namespace', 'board-api-prod');

  test('an object goes to a namespace that is made here', () => {
    expect(judge(namespaceExists, object('Service', 'board-api-prd/board-api') + board)).toEqual([
      namespaceExists.example,
    ]);
    expect(judge(namespaceExists, object('Service', 'board-api-prod/board-api') + board)).toEqual([]);
  });

  test('a namespace that is missing is one finding, however many objects go there', () => {
    const three = ['a', 'b', 'c'].map((name) => object('Service', `shop/${name}`)).join('');
    expect(judge(namespaceExists, three + board)).toEqual([
      'Service shop/a: metadata.namespace: expected a namespace that exists, received "shop", here and in 2 more of its objects [namespace-exists]',
    ]);
  });

  test('a declared namespace exists', () => {
    const controller = object('NetworkPolicy', 'ingress-nginx/allow');
    expect(judge(namespaceExists, controller, { namespaces: ['ingress-nginx'] })).toEqual([]);
    expect(judge(namespaceExists, controller)).toHaveLength(1);
  });

  test.each(['default', 'kube-system', 'kube-public', 'kube-node-lease'])('every cluster has %s', (namespace) => {
    expect(judge(namespaceExists, object('ConfigMap', `${namespace}/a`))).toEqual([]);
  });

  test('an object without a namespace goes to default, or to none', () => {
    expect(judge(namespaceExists, object('Service', 'api') + object('ClusterRole', 'api'))).toEqual([]);
  });
});
