import { describe, expect, test } from '@jest/globals';
import { sidecarsStartFirst } from '../../../../lib/checker/rules/connections/sidecars-start-first';
import { judge } from '../judge';
import { object } from '../workloads';

describe('sidecars-start-first', () => {
  const proxy = (more = '') => `{ name: proxy, image: "cloud-sql-connectors/cloud-sql-proxy:2", ${more} }`;
  const migrate = (host: string) =>
    `{ name: migrate, image: "acme/api:1", env: [{ name: DATABASE_URL, value: "postgresql://app@${host}:5432/shop" }] }`;
  const pod = (init: string, containers = `{ name: api, image: "acme/api:1" }, ${proxy()}`, more = '') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { ${more} initContainers: [${init}], containers: [${containers}] } }`,
    );
  const sidecar = proxy('restartPolicy: Always');

  test('finds a migration before the proxy that the migration needs', () => {
    expect(judge(sidecarsStartFirst, pod(migrate('localhost')))).toEqual([sidecarsStartFirst.example]);
    expect(judge(sidecarsStartFirst, pod(`${migrate('127.0.0.1')}, ${sidecar}`))).toHaveLength(1);
  });

  test.each([
    ['a proxy that starts first', pod(`${sidecar}, ${migrate('localhost')}`)],
    ['the name of a Service', pod(migrate('db'))],
    ['a container beside the proxy', pod('', `${migrate('localhost')}, ${proxy()}`)],
    ['a server of the node', pod(migrate('localhost'), undefined, 'hostNetwork: true,')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(sidecarsStartFirst, yaml)).toEqual([]);
  });
});
