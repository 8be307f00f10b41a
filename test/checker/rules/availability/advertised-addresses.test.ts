import { describe, expect, test } from '@jest/globals';
import { advertisedAddresses } from '../../../../lib/checker/rules/availability/advertised-addresses';
import { judge } from '../judge';
import { object } from '../workloads';

describe('advertised-addresses', () => {
  const services = (more = '') => `
${object('Service', 'nodes', 'clusterIP: None, selector: { app: db }, ports: [{ port: 9092 }]')}
${object('Service', 'db', `selector: { app: db ${more} }, ports: [{ port: 9092 }]`)}`;
  const told = (name: string, value: string, replicas = 3, more = services()) =>
    judge(
      advertisedAddresses,
      object(
        'StatefulSet',
        'db',
        `serviceName: nodes, replicas: ${replicas}, template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, env: [{ name: ${name}, value: "${value}" }] }] } }`,
      ) + more,
    );

  test('finds a server that sends others to themselves', () => {
    expect(told('KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://localhost:9092')).toEqual([advertisedAddresses.example]);
    expect(told('ETCD_ADVERTISE_CLIENT_URLS', 'http://127.0.0.1:2379', 1)).toHaveLength(1);
  });

  test('a listener for the pod itself beside another, and a server without clients, are in order', () => {
    expect(told('KAFKA_ADVERTISED_LISTENERS', 'IN://localhost:9093,OUT://$(POD_NAME).nodes:9092')).toEqual([]);
    expect(told('ETCD_ADVERTISE_CLIENT_URLS', 'http://127.0.0.1:2379', 1, '')).toEqual([]);
    expect(told('KAFKA_LISTENERS', 'PLAINTEXT://localhost:9092')).toEqual([]);
  });

  test('finds an address behind which stands any of the members', () => {
    expect(told('KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://db.default.svc:9092')).toHaveLength(1);
    expect(told('KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://db.default.svc:9092', 1)).toEqual([]);
    const own = services(', statefulset.kubernetes.io/pod-name: db-0');
    expect(told('KAFKA_ADVERTISED_LISTENERS', 'PLAINTEXT://db.default.svc:9092', 3, own)).toEqual([]);
  });

  test('finds a name for all members that has one address', () => {
    expect(told('JAVA_OPTS', '-Djgroups.dns.query=db.default.svc.cluster.local')).toHaveLength(1);
    expect(told('JAVA_OPTS', '-Djgroups.dns.query=nodes.default.svc.cluster.local')).toEqual([]);
  });
});
