import { describe, expect, test } from '@jest/globals';
import { kafkaProtocolsAgree } from '../../../../lib/checker/rules/connections/kafka-protocols-agree';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('kafka-protocols-agree', () => {
  const kafka = object(
    'Kafka',
    'orders',
    'kafka: { listeners: [{ port: 9092, type: internal, tls: false }, { port: 9093, type: internal, tls: true, authentication: { type: tls } }, { port: 9094, type: internal, tls: true, authentication: { type: scram-sha-512 } }, { port: 9095, type: loadbalancer, tls: true }] }',
  );
  const api = (servers: string, protocol = 'SSL', more = '') =>
    configMap(
      'api',
      `app.properties: ${JSON.stringify(`kafka.bootstrap.servers=${servers}\nkafka.security.protocol=${protocol}\n${more}`)}`,
    ) +
    deployment('{ name: api, volumeMounts: [{ name: c, mountPath: /c }] }').replace(
      'containers:',
      'volumes: [{ name: c, configMap: { name: api } }], containers:',
    );
  const said = (yaml: string) => judge(kafkaProtocolsAgree, yaml);

  test('finds a client that speaks another protocol', () => {
    expect(said(kafka + api('orders-kafka-bootstrap:9092'))).toEqual([kafkaProtocolsAgree.example]);
    expect(said(kafka + api('orders-kafka-bootstrap:9093'))).toEqual([]);
    expect(said(kafka + api('orders-kafka-bootstrap.default.svc:9093', 'PLAINTEXT'))).toHaveLength(1);
    expect(said(kafka + api('orders-kafka-bootstrap.default.svc.cluster.local:9092', 'PLAINTEXT'))).toEqual([]);
    expect(said(kafka + api('orders-0.orders-kafka-brokers.default.svc:9092'))).toHaveLength(1);
  });

  test('finds a client that logs in where nobody asks, or the other way round', () => {
    expect(said(kafka + api('orders-kafka-bootstrap:9094'))).toHaveLength(1);
    expect(said(kafka + api('orders-kafka-bootstrap:9094', 'SASL_SSL'))).toEqual([]);
    expect(said(kafka + api('orders-kafka-bootstrap:9093', 'SASL_SSL'))).toHaveLength(1);
  });

  test('another server, an outer listener and an unknown protocol say nothing', () => {
    expect(said(kafka + api('events-kafka-bootstrap:9092'))).toEqual([]);
    expect(said(kafka + api('orders-kafka-bootstrap:9095', 'PLAINTEXT'))).toEqual([]);
    expect(said(kafka + api('orders-kafka-bootstrap:9092', '$PROTOCOL'))).toEqual([]);
    expect(said(api('orders-kafka-bootstrap:9092'))).toEqual([]);
  });

  test('the protocol with the same prefix counts', () => {
    const other = 'audit.security.protocol=PLAINTEXT\naudit.bootstrap.servers=orders-kafka-bootstrap:9092';
    expect(said(kafka + api('orders-kafka-bootstrap:9093', 'SSL', other))).toEqual([]);
  });

  test('reads the clients of Strimzi', () => {
    const connect = (port: number, tls = '') =>
      object('KafkaConnect', 'c', `bootstrapServers: "orders-kafka-bootstrap:${port}"${tls}`);
    expect(said(kafka + connect(9093))).toHaveLength(1);
    expect(said(kafka + connect(9093, ', tls: {}'))).toEqual([]);
    expect(said(kafka + connect(9092))).toEqual([]);
    const scram = ', tls: {}, authentication: { type: scram-sha-512 }';
    expect(said(kafka + connect(9094, scram))).toEqual([]);
    const mirror = (port: number) =>
      object('KafkaMirrorMaker2', 'm', `clusters: [{ alias: a, bootstrapServers: "orders-kafka-bootstrap:${port}" }]`);
    expect(said(kafka + mirror(9093))).toHaveLength(1);
  });

  test('reads the listeners of a broker', () => {
    const broker = (map: string) =>
      object('Service', 'mq', 'selector: { app: mq }, ports: [{ port: 9092, targetPort: client }]') +
      object(
        'StatefulSet',
        'mq',
        `template: { metadata: { labels: { app: mq } }, spec: { containers: [{ name: mq, image: apache/kafka, ports: [{ name: client, containerPort: 19092 }], env: [{ name: KAFKA_LISTENERS, value: "CLIENT://:19092,CONTROLLER://:9093" }, { name: KAFKA_LISTENER_SECURITY_PROTOCOL_MAP, value: "${map}" }] }] } }`,
      );
    expect(said(broker('CLIENT:PLAINTEXT,CONTROLLER:PLAINTEXT') + api('mq:9092'))).toHaveLength(1);
    expect(said(broker('CLIENT:SSL,CONTROLLER:PLAINTEXT') + api('mq:9092'))).toEqual([]);
  });

  test('reads a variable with a whole file', () => {
    const akhq = (port: number, name = 'AKHQ_CONFIGURATION') =>
      kafka +
      deployment(
        `{ name: a, env: [{ name: ${name}, value: "akhq:\\n  properties:\\n    bootstrap.servers: orders-kafka-bootstrap:${port}\\n    security.protocol: SSL\\n" }] }`,
      );
    expect(said(akhq(9092))[0]).toContain('env[AKHQ_CONFIGURATION].value: expected a listener for SSL (port 9093)');
    expect(said(akhq(9093))).toEqual([]);
    expect(said(akhq(9092, 'NOTES'))).toEqual([]);
  });
});
