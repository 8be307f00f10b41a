import { describe, expect, test } from '@jest/globals';
import { serviceLinks } from '../../../../lib/checker/rules/containers/service-links';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('service-links', () => {
  const vllm = (service: string, container = '', pod = '') =>
    judge(
      serviceLinks,
      deployment(`{ name: api, image: "vllm/vllm-openai:v0.8.5" ${container} }`).replace(
        'containers:',
        `${pod} containers:`,
      ) + object('Service', service, 'selector: { app: api }, ports: [{ port: 80 }]'),
    );

  test('finds a Service whose variables a program takes for its own', () => {
    expect(vllm('vllm')).toEqual([serviceLinks.example]);
    const gate =
      deployment('{ name: api, image: "authelia/authelia:4.38" }') +
      object('Service', 'authelia', 'ports: [{ port: 80 }]');
    expect(judge(serviceLinks, gate)).toHaveLength(1);
  });

  test('a variable that the entrypoint reads is nothing to a command in its place', () => {
    const kafka = (command: string) =>
      judge(
        serviceLinks,
        deployment(`{ name: api, image: "confluentinc/cp-kafka:7.7.1" ${command} }`) +
          object('Service', 'kafka', 'ports: [{ port: 9092 }]'),
      );
    expect(kafka('')).toHaveLength(1);
    expect(kafka(', command: [kafka-topics, --create]')).toEqual([]);
    expect(kafka(', command: [sh, -c, "prepare && exec /etc/confluent/docker/run"]')).toHaveLength(1);
  });

  test('another name, no links, and a variable of the container are in order', () => {
    expect(vllm('workflows')).toEqual([]);
    expect(vllm('vllm', '', 'enableServiceLinks: false,')).toEqual([]);
    expect(vllm('vllm', ', env: [{ name: VLLM_PORT, value: "8000" }]')).toEqual([]);
  });
});
