import { describe, expect, test } from '@jest/globals';
import { fqdnsLearnt } from '../../../../lib/checker/rules/traffic/fqdns-learnt';
import { judge } from '../judge';
import { object } from '../object';

describe('fqdns-learnt', () => {
  const policy = (egress: string, id = 'api', labels = 'app: api', kind = 'CiliumNetworkPolicy') =>
    object(kind, id, `spec: { endpointSelector: { matchLabels: { ${labels} } }, egress: [${egress}] }`);
  const HOST = '{ toFQDNs: [{ matchName: a.example.com }] }';
  const DNS = '{ toPorts: [{ ports: [{ port: "53" }], rules: { dns: [{ matchPattern: "*" }] } }] }';
  const said = (...yaml: string[]) => judge(fqdnsLearnt, yaml.join(''));

  test('finds a policy by hosts without a rule for the DNS', () => {
    expect(said(policy(HOST))).toEqual([fqdnsLearnt.example]);
    expect(said(policy(`${HOST}, { toPorts: [{ ports: [{ port: "53" }] }] }`))).toHaveLength(1);
    expect(said(policy(`${HOST}, ${DNS}`))).toEqual([]);
    expect(said(policy('{ toEntities: [world] }'))).toEqual([]);
  });

  test('another policy of the same pods may have the rule', () => {
    expect(said(policy(HOST), policy(DNS, 'dns', ''))).toEqual([]);
    expect(said(policy(HOST), policy(DNS, 'dns', '', 'CiliumClusterwideNetworkPolicy'))).toEqual([]);
    expect(said(policy(HOST), policy(DNS, 'dns', 'app: web'))).toHaveLength(1);
    expect(said(policy(HOST), policy(DNS, 'other/dns'))).toHaveLength(1);
  });
});
