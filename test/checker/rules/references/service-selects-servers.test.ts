import { describe, expect, test } from '@jest/globals';
import { serviceSelectsServers } from '../../../../lib/checker/rules/references/service-selects-servers';
import { judge } from '../judge';
import { deployment } from '../pods';
import { object } from '../workloads';
import { container, service as serviceOf, deployment as workload } from './objects';

describe('service-selects-servers', () => {
  const job = (labels: string) => object('Job', 'migrate', `template: { metadata: { labels: ${labels} } }`);
  const service = (selector: string) => object('Service', 'api', `selector: ${selector}`);
  const server = deployment('{ name: api }');

  test('finds a Job among servers', () => {
    expect(judge(serviceSelectsServers, server + job('{ app: api }') + service('{ app: api }'))).toEqual([
      serviceSelectsServers.example,
    ]);
  });

  test('accepts a Job with labels of its own, and a Service for a Job alone', () => {
    expect(judge(serviceSelectsServers, server + job('{ app: api-migrate }') + service('{ app: api }'))).toEqual([]);
    expect(judge(serviceSelectsServers, job('{ app: train }') + service('{ app: train }'))).toEqual([]);
  });

  test('a worker without ports is no server', () => {
    const labels = '{ app: shop }';
    const web = workload('web', container('ports: [{ containerPort: 8000 }]'), labels);
    const worker = (fields: string) => workload('worker', container(fields), labels);
    const shop = (target: string) =>
      serviceOf('shop', `selector: ${labels}, ports: [{ port: 80, targetPort: ${target} }]`);
    expect(judge(serviceSelectsServers, web + worker('image: w') + shop('8000'))).toEqual([
      expect.stringContaining('received the pods of Deployment default/worker beside those of Deployment default/web'),
    ]);
    expect(judge(serviceSelectsServers, web + worker('image: w') + shop('http'))).toEqual([]);
    expect(judge(serviceSelectsServers, web + worker('ports: [{ containerPort: 8000 }]') + shop('8000'))).toEqual([]);
  });

  test('another program with a Service of its own is a stranger', () => {
    const of = (name: string, image: string) =>
      workload(
        name,
        container(`image: "${image}", ports: [{ name: http, containerPort: 80 }]`),
        `{ team: shop, app: ${name} }`,
      ) + serviceOf(name, `selector: { app: ${name} }, ports: [{ port: 80, targetPort: http }]`);
    const all = (selector: string, image = 'acme/web:1') =>
      judge(
        serviceSelectsServers,
        (of('api', 'acme/api:1') + of('web', image)).replace('selector: { app: api }', `selector: ${selector}`),
      );
    expect(all('{ team: shop }')).toEqual([
      expect.stringContaining(
        'expected labels that one program alone has, received the pods of Deployment default/web',
      ),
    ]);
    expect(all('{ app: api }')).toEqual([]);
    expect(all('{ team: shop }', 'acme/api:2')).toEqual([]);
  });
});
