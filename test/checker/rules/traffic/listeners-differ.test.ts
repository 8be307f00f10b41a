import { describe, expect, test } from '@jest/globals';
import { listenersDiffer } from '../../../../lib/checker/rules/traffic/listeners-differ';
import { judge } from '../judge';
import { object } from '../object';

describe('listeners-differ', () => {
  const gateway = (second: string, first = 'port: 443, protocol: HTTPS, hostname: shop.example.com') =>
    judge(
      listenersDiffer,
      object('Gateway', 'edge', `spec: { listeners: [{ name: a, ${first} }, { name: b, ${second} }] }`),
    );

  test('finds one port with one host twice', () => {
    expect(gateway('port: 443, protocol: HTTPS, hostname: shop.example.com')).toEqual([listenersDiffer.example]);
    expect(gateway('port: 443, protocol: HTTPS', 'port: 443, protocol: HTTPS')).toHaveLength(1);
    expect(gateway('port: 53, protocol: TCP', 'port: 53, protocol: TCP')).toHaveLength(1);
  });

  test.each([
    ['another host', 'port: 443, protocol: HTTPS, hostname: www.example.com'],
    ['another port', 'port: 8443, protocol: HTTPS, hostname: shop.example.com'],
    ['every other host', 'port: 443, protocol: HTTPS'],
  ])('accepts %s', (_, second) => {
    expect(gateway(second)).toEqual([]);
  });

  test('UDP has ports of its own', () => {
    expect(gateway('port: 53, protocol: UDP', 'port: 53, protocol: TCP')).toEqual([]);
  });
});
