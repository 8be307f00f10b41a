import { describe, expect, test } from '@jest/globals';
import { allowedHosts } from '../../../../lib/checker/rules/traffic/allowed-hosts';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('allowed-hosts', () => {
  const app = (hosts: string, headers = '') =>
    deployment(
      `{ name: api, env: [{ name: ALLOWED_HOSTS, value: "${hosts}" }], readinessProbe: { httpGet: { port: 80 ${headers} } } }`,
    );
  const header = (host: string) => `, httpHeaders: [{ name: Host, value: ${host} }]`;
  const ingress = `${object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80 }]')}
${object('Ingress', 'api', 'rules: [{ host: shop.example.com, http: { paths: [{ path: /, backend: { service: { name: api } } }] } }]')}`;

  test('finds a probe that names none of the hosts', () => {
    expect(judge(allowedHosts, app('shop.example.com'))).toEqual([allowedHosts.example]);
    expect(judge(allowedHosts, app('shop.example.com', header('shop.example.org')))).toHaveLength(1);
    expect(judge(allowedHosts, app('shop.example.com,localhost', header('localhost')))).toEqual([]);
  });

  test('all hosts, a domain, and the address of the pod are served', () => {
    expect(judge(allowedHosts, app('*'))).toEqual([]);
    expect(judge(allowedHosts, app('shop.example.com,$(POD_IP)'))).toEqual([]);
    expect(judge(allowedHosts, app('.example.com', header('shop.example.com')))).toEqual([]);
  });

  test('finds the host of a route that the program does not serve', () => {
    expect(judge(allowedHosts, app('shop.example.org', header('shop.example.org')) + ingress)).toHaveLength(1);
    expect(judge(allowedHosts, app('shop.example.com', header('shop.example.com')) + ingress)).toEqual([]);
  });
});
