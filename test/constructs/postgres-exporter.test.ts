import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import { Image, Password, PostgresExporter, PostgresStatefulSet } from '../../lib';
import { listAt } from '../../lib/checker/manifest/manifest';
import { secretValues } from '../secret-values';
import { Program } from './synthesize';

function render(scrapedFrom = 'monitoring', maxConnections = 100): Program {
  const program = new Program();
  const namespace = program.namespace('databases');
  const chart = program.chart('chart');
  const database = new PostgresStatefulSet(chart, 'db', {
    namespace,
    name: 'postgres',
    image: Image.tagged('postgres', '16-alpine'),
    storage: { size: Size.gibibytes(5) },
    password: Password.literal('p@ss'),
    database: 'wealist',
    maxConnections,
  });
  new PostgresExporter(chart, 'exporter', {
    namespace,
    name: 'postgres-exporter',
    database,
    image: Image.tagged('quay.io/prometheuscommunity/postgres-exporter', 'v0.17.1'),
    scrapedFrom,
  });
  return program;
}

const DEPLOYMENT = 'Deployment databases/postgres-exporter';

describe('an exporter', () => {
  test('is accepted as it is', () => {
    expect(render().problems).toEqual([]);
  });

  test('is one pod of its image, on its port', () => {
    const program = render();
    expect(program.find(DEPLOYMENT)).toHaveProperty('spec.replicas', 1);
    expect(program.container(DEPLOYMENT)).toMatchObject({
      image: 'quay.io/prometheuscommunity/postgres-exporter:v0.17.1',
      ports: [{ name: 'http', containerPort: 9187 }],
    });
  });

  test('finds the database by its own variables, with the password as it is', () => {
    const program = render();
    expect(program.container(DEPLOYMENT)).toHaveProperty('envFrom', [
      { secretRef: { name: 'postgres-exporter-secret' } },
    ]);
    expect(secretValues(program.find('Secret databases/postgres-exporter-secret'))).toEqual({
      DATA_SOURCE_USER: 'postgres',
      DATA_SOURCE_PASS: 'p@ss',
      DATA_SOURCE_URI: 'postgres.databases.svc.cluster.local:5432/wealist?sslmode=disable',
    });
  });

  test('tells Prometheus where to ask', () => {
    expect(render().pods(DEPLOYMENT)).toHaveProperty(
      'metadata.annotations',
      expect.objectContaining({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9187' }),
    );
  });

  test("lets in Prometheus' namespace, and nobody else", () => {
    expect(listAt(render('metrics').find('NetworkPolicy databases/postgres-exporter'), 'spec', 'ingress')).toEqual([
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'metrics' } } }],
        ports: [{ protocol: 'TCP', port: 9187 }],
      },
    ]);
  });

  test('is let in by the database, which counts two connections of each of its pods, those of an update among them', () => {
    const [rule] = listAt(render().find('NetworkPolicy databases/postgres'), 'spec', 'ingress');
    expect(rule).toHaveProperty('from.0.podSelector.matchLabels', {
      'app.kubernetes.io/instance': 'databases',
      'app.kubernetes.io/name': 'postgres-exporter',
    });
    expect(render('monitoring', 8).problems).toEqual([
      'chart/db: maxConnections: expected at least 9 connections (6 of postgres-exporter, 3 for superusers), received 8; raise maxConnections, or lower poolSize or replicas',
    ]);
  });

  test('is not restarted because its database does not answer', () => {
    expect(render().container(DEPLOYMENT)).toHaveProperty('livenessProbe.httpGet.path', '/');
  });

  test('refuses what is no namespace', () => {
    expect(render('Monitoring').problems).toEqual([
      'chart/exporter: scrapedFrom: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "Monitoring"',
    ]);
  });
});
