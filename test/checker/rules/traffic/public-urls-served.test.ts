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
});
