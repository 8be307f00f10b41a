import { describe, expect, test } from '@jest/globals';
import { serviceSelectsServers } from '../../../../lib/checker/rules/references/service-selects-servers';
import { judge } from '../judge';
import { deployment } from '../pods';
import { object } from '../workloads';

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
});
