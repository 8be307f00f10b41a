import { describe, expect, test } from '@jest/globals';
import { certificatesCoverClients } from '../../../../lib/checker/rules/traffic/certificates-cover-clients';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, service } from '../references/objects';

describe('certificates-cover-clients', () => {
  const server =
    deployment(
      'shop/prices',
      'containers: [{ name: p }], volumes: [{ name: tls, secret: { secretName: prices-tls } }]',
    ) + service('shop/prices', 'selector: { app: prices }, ports: [{ port: 443 }]');
  const certificate = (name: string) =>
    object('Certificate', 'shop/prices', `spec: { secretName: prices-tls, dnsNames: [${name}] }`);
  const client = (url: string) => object('ConfigMap', 'shop/web', `data: { PRICES_URL: "${url}" }`);
  const call = client('https://prices.shop.svc.cluster.local');

  test('the certificate has the name that a client calls', () => {
    expect(judge(certificatesCoverClients, server + certificate('prices.shop.svc') + call)).toEqual([
      certificatesCoverClients.example,
    ]);
    expect(judge(certificatesCoverClients, server + certificate('prices.shop.svc.cluster.local') + call)).toEqual([]);
  });

  test('a call without TLS, and a certificate for another host, say nothing', () => {
    const plain = client('http://prices.shop.svc.cluster.local');
    expect(judge(certificatesCoverClients, server + certificate('prices.shop.svc') + plain)).toEqual([]);
    expect(judge(certificatesCoverClients, server + certificate('prices.example.com') + call)).toEqual([]);
  });

  test.each([
    ['a scheme without TLS', 'mqtt://prices:1883'],
    ['the first word of a name alone', 'prices'],
    ['a port of plain servers', 'prices.shop.svc.cluster.local:1883'],
    ['a database that checks no name', 'postgres://prices.shop.svc.cluster.local/db?sslmode=require'],
  ])('%s says nothing', (_, value) => {
    const hosted = object('ConfigMap', 'shop/web', `data: { PRICES_HOST: "${value}" }`);
    expect(judge(certificatesCoverClients, server + certificate('prices.shop.svc') + hosted)).toEqual([]);
  });

  test.each(['mqtts://prices:8883', 'prices.shop.svc.cluster.local:8443', 'postgres://prices/db?sslmode=verify-full'])(
    '%s is a call with TLS',
    (value) => {
      const hosted = object('ConfigMap', 'shop/web', `data: { PRICES_HOST: "${value}" }`);
      expect(judge(certificatesCoverClients, server + certificate('prices.shop.svc') + hosted)).toHaveLength(1);
    },
  );
});
