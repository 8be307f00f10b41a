import { describe, expect, test } from '@jest/globals';
import { issuersAgree } from '../../../../lib/checker/rules/connections/issuers-agree';
import { judge } from '../judge';
import { deployment } from '../pods';
import { configMap, object } from '../workloads';

describe('issuers-agree', () => {
  const provider = (container: string) =>
    object('Service', 'sso', 'selector: { app: sso }, ports: [{ port: 80 }]') +
    object(
      'Deployment',
      'sso',
      `template: { metadata: { labels: { app: sso } }, spec: { volumes: [{ name: c, configMap: { name: dex } }], containers: [{ name: sso, ${container} }] } }`,
    );
  const keycloak = (hostname = 'https://sso.example.com') =>
    provider(`image: "keycloak/keycloak:26.0", env: [{ name: KC_HOSTNAME, value: "${hostname}" }]`);
  const dex =
    provider('image: "dexidp/dex:v2.41.1", volumeMounts: [{ name: c, mountPath: /etc/dex }]') +
    configMap('dex', 'config.yaml: "issuer: https://sso.example.com/dex"');
  const client = (issuer: string, more = '', image = 'acme/api:1') =>
    deployment(`{ name: api, image: "${image}", env: [{ name: OIDC_ISSUER_URL, value: "${issuer}" } ${more}] }`);
  const PROXY = 'quay.io/oauth2-proxy/oauth2-proxy:v7.7.1';

  test('finds another address of the same provider', () => {
    expect(judge(issuersAgree, client('http://sso.example.com/realms/shop') + keycloak())).toEqual([
      issuersAgree.example,
    ]);
    expect(
      judge(issuersAgree, client('https://sso.example.com/realms/shop') + keycloak('https://sso.example.com/auth')),
    ).toHaveLength(1);
    expect(judge(issuersAgree, client('http://sso/realms/shop', '', PROXY) + keycloak())).toHaveLength(1);
    expect(judge(issuersAgree, client('https://sso.example.com') + dex)[0]).toContain(
      'expected https://sso.example.com/dex, as Deployment default/sso names itself (issuer)',
    );
  });

  test.each([
    ['the issuer of Keycloak', client('https://sso.example.com/realms/shop') + keycloak()],
    ['a host without a scheme', client('https://sso.example.com/realms/shop') + keycloak('sso.example.com')],
    ['the issuer of Dex', client('https://sso.example.com/dex/') + dex],
    ['another provider', client('https://login.example.org/realms/shop') + keycloak()],
    ['a provider inside, for a program that may not compare', client('http://sso/realms/shop') + keycloak()],
    [
      'another Service',
      client('http://other/realms/shop', '', PROXY) +
        keycloak() +
        object('Service', 'other', 'selector: { app: other }'),
    ],
    [
      'a client that does not compare',
      client(
        'http://sso.example.com/realms/shop',
        ', { name: OAUTH2_PROXY_INSECURE_OIDC_SKIP_ISSUER_VERIFICATION, value: "true" }',
      ) + keycloak(),
    ],
    ['an issuer that somebody fills in', client('http://sso.example.com/realms/$(REALM)') + keycloak()],
    ['no provider', client('http://sso.example.com/realms/shop') + provider('image: "acme/sso:1"')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(issuersAgree, yaml)).toEqual([]);
  });
});
