import { describe, expect, test } from '@jest/globals';
import { serviceLinks } from '../../../../lib/checker/rules/containers/service-links';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('service-links', () => {
  const n8n = (service: string, container = '', pod = '') =>
    judge(
      serviceLinks,
      deployment(`{ name: api, image: "n8nio/n8n:1.60.0" ${container} }`).replace('containers:', `${pod} containers:`) +
        object('Service', service, 'selector: { app: api }, ports: [{ port: 80 }]'),
    );

  test('finds a Service whose variables a program takes for its own', () => {
    expect(n8n('n8n')).toEqual([serviceLinks.example]);
  });

  test('another name, no links, and a variable of the container are in order', () => {
    expect(n8n('workflows')).toEqual([]);
    expect(n8n('n8n', '', 'enableServiceLinks: false,')).toEqual([]);
    expect(n8n('n8n', ', env: [{ name: N8N_PORT, value: "5678" }]')).toEqual([]);
  });
});
