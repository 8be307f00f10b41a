import { describe, expect, test } from '@jest/globals';
import { tlsHostsServed } from '../../../../lib/checker/rules/traffic/tls-hosts-served';
import { judge } from '../judge';
import { object } from '../workloads';

describe('tls-hosts-served', () => {
  const ingress = (tls: string, rules = '[{ host: shop.example.com }]') =>
    object('Ingress', 'web', `tls: [{ hosts: [${tls}] }], rules: ${rules}`);

  test('finds a host that is misspelt', () => {
    expect(judge(tlsHostsServed, ingress('shop.exmaple.com'))).toEqual([tlsHostsServed.example]);
  });

  test('finds the domain below or above a host that has no certificate', () => {
    expect(judge(tlsHostsServed, ingress('www.shop.example.com'))).toHaveLength(1);
    expect(judge(tlsHostsServed, ingress('example.com'))).toHaveLength(1);
  });

  test.each([
    ['the host of a rule', ingress('shop.example.com')],
    ['a wildcard over the host', ingress('"*.example.com"')],
    ['the domain above', ingress('example.com, shop.example.com')],
    ['rules for any host', ingress('shop.example.org', '[{ http: {} }]')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(tlsHostsServed, yaml)).toEqual([]);
  });
});
