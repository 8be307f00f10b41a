import { describe, expect, test } from '@jest/globals';
import { serviceWithoutSelector } from '../../../../lib/checker/rules/references/service-without-selector';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE, service } from './objects';

describe('service-without-selector', () => {
  const slice = (port: string) =>
    `---\n{ apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: { name: legacy-1, labels: { kubernetes.io/service-name: legacy } }, ports: [${port}] }\n`;
  const legacy = service('legacy', 'ports: [{ name: sql, port: 5432 }]');

  test('finds endpoints whose port has another name', () => {
    expect(judge(serviceWithoutSelector, legacy + slice('{ name: db, port: 5432 }'))).toEqual([
      serviceWithoutSelector.example,
    ]);
    expect(judge(serviceWithoutSelector, legacy + slice('{ port: 5432 }'))).toHaveLength(1);
    const endpoints = object('Endpoints', 'legacy', 'subsets: [{ ports: [{ name: db, port: 5432 }] }]');
    expect(judge(serviceWithoutSelector, legacy + endpoints)).toHaveLength(1);
  });

  test('accepts the name of the Service, or none on both sides', () => {
    expect(judge(serviceWithoutSelector, legacy + slice('{ name: sql, port: 15432 }'))).toEqual([]);
    expect(
      judge(serviceWithoutSelector, service('legacy', 'ports: [{ port: 5432 }]') + slice('{ port: 5432 }')),
    ).toEqual([]);
    expect(judge(serviceWithoutSelector, slice('{ name: db, port: 5432 }'))).toEqual([]);
  });

  test('an alias is a whole name', () => {
    const alias = (name: string) =>
      judge(
        serviceWithoutSelector,
        object('Namespace', 'shop') +
          deployment('shop/api', IDLE) +
          service('shop/db', `type: ExternalName, externalName: ${name}`),
      );
    expect(alias('10.0.0.7')[0]).toContain('expected the name of a host');
    expect(alias('postgres')[0]).toContain('expected a whole name');
    expect(alias('db.example.com')).toEqual([]);
  });
});
