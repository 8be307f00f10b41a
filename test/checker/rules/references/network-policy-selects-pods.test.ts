import { describe, expect, test } from '@jest/globals';
import { networkPolicySelectsPods } from '../../../../lib/checker/rules/references/network-policy-selects-pods';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE } from './objects';

describe('network-policy-selects-pods', () => {
  const db = deployment('db', IDLE);
  const policy = (spec: string, id = 'db') => object('NetworkPolicy', id, `spec: { ${spec} }`, 'networking.k8s.io/v1');
  const from = (peer: string) => policy(`podSelector: {}, ingress: [{ from: [{ ${peer} }] }]`);
  const NAME = 'kubernetes.io/metadata.name';
  const PEER = 'NetworkPolicy default/db: spec.ingress[0].from[0]';

  test('a selector takes pods of its namespace', () => {
    expect(judge(networkPolicySelectsPods, policy('podSelector: { matchLabels: { app: bd } }') + db)).toEqual([
      networkPolicySelectsPods.example,
    ]);
    expect(judge(networkPolicySelectsPods, policy('podSelector: { matchLabels: { app: db } }') + db)).toEqual([]);
  });

  test('an empty selector takes whatever there is', () => {
    expect(judge(networkPolicySelectsPods, policy('podSelector: {}'))).toEqual([]);
  });

  test('a namespace that a peer names exists', () => {
    const peer = (name: string) => from(`namespaceSelector: { matchLabels: { ${NAME}: ${name} } }`);
    const namespaces = ['ingress-nginx'];
    expect(judge(networkPolicySelectsPods, peer('ingress-nginx') + db, { namespaces })).toEqual([]);
    expect(judge(networkPolicySelectsPods, peer('ingres-nginx') + db, { namespaces })).toEqual([
      `${PEER}.namespaceSelector.matchLabels[${NAME}]: expected a namespace that exists, received "ingres-nginx"; did you mean "ingress-nginx"? [network-policy-selects-pods]`,
    ]);
    expect(judge(networkPolicySelectsPods, from('namespaceSelector: { matchLabels: { team: web } }') + db)).toEqual([]);
  });

  test('a peer of the same namespace exists', () => {
    expect(judge(networkPolicySelectsPods, from('podSelector: { matchLabels: { app: db } }') + db)).toEqual([]);
    expect(judge(networkPolicySelectsPods, from('podSelector: { matchLabels: { app: dbb } }') + db)).toEqual([
      `${PEER}.podSelector: expected the labels of pods in namespace default, received {"matchLabels":{"app":"dbb"}}; did you mean "app=db"? [network-policy-selects-pods]`,
    ]);
  });

  test('beside the known clients, a label lets in whoever has the label', () => {
    const peer = (label: string) => from(`podSelector: { matchLabels: { ${label}: db } } }, { podSelector: {}`) + db;
    expect(judge(networkPolicySelectsPods, peer('db-access'))).toEqual([]);
    expect(judge(networkPolicySelectsPods, peer('component'))).toHaveLength(1);
    const alone = from('podSelector: { matchLabels: { db-access: db } }') + db;
    expect(judge(networkPolicySelectsPods, alone)).toHaveLength(1);
  });

  test('a peer of another namespace of the bundle exists there', () => {
    const api = object('Namespace', 'api') + deployment('api/api', IDLE);
    const to = (app: string, name: string) =>
      policy(
        `podSelector: {}, egress: [{}, { to: [{ podSelector: { matchLabels: { app: ${app} } }, namespaceSelector: { matchLabels: { ${NAME}: ${name} } } }] }]`,
      );
    expect(judge(networkPolicySelectsPods, to('api', 'api') + api)).toEqual([]);
    expect(judge(networkPolicySelectsPods, to('db', 'api') + api + db)).toEqual([
      'NetworkPolicy default/db: spec.egress[1].to[0].podSelector: expected the labels of pods in namespace api, received {"matchLabels":{"app":"db"}} [network-policy-selects-pods]',
    ]);
  });

  test('pods that others run are not known: in namespaces that exist already, and where the bundle runs none', () => {
    const dns = `podSelector: { matchLabels: { k8s-app: kube-dns } }, namespaceSelector: { matchLabels: { ${NAME}: kube-system } }`;
    const metrics = `podSelector: { matchLabels: { app: metrics } }, namespaceSelector: { matchLabels: { ${NAME}: ops } }`;
    expect(judge(networkPolicySelectsPods, from(dns) + db)).toEqual([]);
    expect(judge(networkPolicySelectsPods, from(dns) + db + deployment('kube-system/agent', IDLE))).toEqual([]);
    expect(judge(networkPolicySelectsPods, from(metrics) + db + object('Namespace', 'ops'))).toEqual([]);
    const own = policy('podSelector: { matchLabels: { k8s-app: kube-dns } }', 'kube-system/dns');
    expect(judge(networkPolicySelectsPods, own)).toEqual([]);
  });
});
