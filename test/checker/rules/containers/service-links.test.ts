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

  const pod = (image: string, service: string, container = '', more = '', spec = 'ports: [{ port: 80 }]') =>
    judge(
      serviceLinks,
      deployment(`{ name: api, image: ${image} ${container} }`).replace('containers:', `${more} containers:`) +
        object('Service', service, spec),
    );

  test.each([
    ['vllm/vllm-openai', 'vllm', 'VLLM_PORT'],
    ['confluentinc/cp-server', 'kafka', 'KAFKA_PORT'],
    ['confluentinc/cp-schema-registry', 'schema-registry', 'SCHEMA_REGISTRY_PORT'],
    ['confluentinc/cp-kafka-rest', 'kafka-rest', 'KAFKA_REST_PORT'],
    ['ghcr.io/mlflow/mlflow', 'mlflow', 'MLFLOW_PORT'],
    ['apache/zeppelin', 'zeppelin', 'ZEPPELIN_PORT'],
    ['spark', 'spark-master', 'SPARK_MASTER_PORT'],
    ['apache/superset', 'superset', 'SUPERSET_PORT'],
    ['mher/flower', 'flower', 'FLOWER_PORT'],
    ['neo4j', 'neo4j', 'NEO4J_PORT'],
    ['solr', 'solr', 'SOLR_PORT'],
    ['paperless-ngx', 'paperless', 'PAPERLESS_PORT'],
    ['authelia/authelia', 'authelia', 'AUTHELIA_PORT'],
    ['ghcr.io/zitadel/zitadel', 'zitadel', 'ZITADEL_PORT'],
  ])('%s reads the port of a Service %s', (image, service, variable) => {
    expect(pod(image, service)[0]).toContain(`expected false, since Service ${service} makes ${variable}`);
    expect(pod(image, service, `, env: [{ name: ${variable}, value: "1" }]`)).toEqual([]);
    expect(pod(image, `other-${service}`)).toEqual([]);
  });

  test.each([
    ['cp-schema-registry', 'schema-registry'],
    ['cp-kafka-rest', 'kafka-rest'],
    ['neo4j', 'neo4j'],
  ])('the entrypoint of %s reads the variable, a command in its place does not', (image, service) => {
    expect(pod(image, service, ', command: [sleep, "9"]')).toEqual([]);
    expect(pod(image, service, ', command: [sleep]')).toEqual([]);
    expect(pod(image, service, ', command: [/docker/run, "9"]')).toHaveLength(1);
  });

  test('a port on the command line wins, and another program reads no variable', () => {
    const mlflow = (command: string) => pod('ghcr.io/mlflow/mlflow', 'mlflow', `, command: [${command}]`);
    expect(mlflow('mlflow, server')).toHaveLength(1);
    expect(mlflow('mlflow, server, --port=5000')).toEqual([]);
    expect(mlflow('python, /job/drift.py')).toEqual([]);
    expect(pod('vllm/vllm-openai', 'vllm', ', args: [--port, "8000"]')).toHaveLength(1);
  });

  test('a headless Service makes no variables', () => {
    expect(pod('solr', 'solr', '', '', 'clusterIP: None, ports: [{ port: 80 }]')).toEqual([]);
    expect(pod('solr', 'solr', '', 'enableServiceLinks: true,')[0]).toContain('received true');
  });
});
