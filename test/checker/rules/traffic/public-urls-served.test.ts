import { describe, expect, test } from '@jest/globals';
import { publicUrlsServed } from '../../../../lib/checker/rules/traffic/public-urls-served';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('public-urls-served', () => {
  const url = (value: string, name = 'WEBHOOK_URL') =>
    judge(
      publicUrlsServed,
      deployment(`{ name: api, image: app, env: [{ name: ${name}, value: "${value}" }] }`) +
        object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80 }]') +
        object(
          'Ingress',
          'web',
          'rules: [{ host: flows.example.com, http: { paths: [{ path: /, backend: { service: { name: api, port: { number: 80 } } } }] } }]',
        ),
    );

  test('finds an address that no route serves', () => {
    expect(url('https://n8n.example.com/')).toEqual([publicUrlsServed.example]);
    expect(url('https://flows.example.com/')).toEqual([]);
    expect(url('https://login.other.org/')).toEqual([]);
    expect(url('http://api.default.svc.cluster.local/')).toEqual([]);
    expect(url('https://n8n.example.com/', 'SOME_API_URL')).toEqual([]);
  });

  test.each([
    'N8N_EDITOR_BASE_URL',
    'GF_SERVER_ROOT_URL',
    'GF_SERVER_DOMAIN',
    'KC_HOSTNAME',
    'hostname',
    'GITEA__server__ROOT_URL',
    'FORGEJO__server__DOMAIN',
    'MM_SERVICESETTINGS_SITEURL',
    'NEXTAUTH_URL',
    'OVERWRITEHOST',
    'OVERWRITECLIURL',
    'OAUTH2_PROXY_REDIRECT_URL',
    'redirect-url',
    'PHX_HOST',
    'server.publicBaseUrl',
    'web.external-url',
    'MINIO_BROWSER_REDIRECT_URL',
    'MB_SITE_URL',
    'SITE_URL',
    'PAPERLESS_URL',
    'WP_HOME',
    'VIKUNJA_SERVICE_PUBLICURL',
    'CMD_DOMAIN',
    'LOCAL_DOMAIN',
    'APP_URL',
    'PUBLIC_URL',
    'ROOT_URL',
    'url',
    'Public_Url',
  ])('%s is the address of the program itself', (name) => {
    expect(url('n8n.example.com', name)).toHaveLength(1);
    expect(url('flows.example.com', name)).toEqual([]);
    expect(url('n8n.example.com', `OTHER_${name}_B`)).toEqual([]);
  });

  test('a wildcard serves the hosts below', () => {
    const served = (host: string, value: string) =>
      judge(
        publicUrlsServed,
        deployment(`{ name: api, image: app, env: [{ name: APP_URL, value: "https://${value}" }] }`) +
          object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80 }]') +
          object(
            'Ingress',
            'web',
            `rules: [${['a.example.com', host].map((each) => `{ host: "${each}", http: { paths: [{ path: /, backend: { service: { name: api, port: { number: 80 } } } }] } }`)}]`,
          ),
      );
    expect(served('*.b.example.com', 'c.b.example.com')).toEqual([]);
    expect(served('*.b.example.com', 'c.example.com')).toHaveLength(1);
    expect(served('*.b.example.com', 'b.example.com')).toHaveLength(1);
    expect(served('A.example.com', 'a.EXAMPLE.com')).toEqual([]);
  });

  test('another domain, and a text that is no host, say nothing', () => {
    expect(url('https://flows.example.org/')).toEqual([]);
    expect(url('https://flow.example.com.:80/')).toEqual([]);
    expect(url('https://localhost.example.com/')).toEqual([]);
    expect(url('')).toEqual([]);
  });
});
