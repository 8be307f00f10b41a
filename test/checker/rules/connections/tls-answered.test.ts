import { describe, expect, test } from '@jest/globals';
import { tlsAnswered } from '../../../../lib/checker/rules/connections/tls-answered';
import { judge } from '../judge';
import { object } from '../workloads';

describe('tls-answered', () => {
  const server = (container: string) =>
    object('Service', 'db', 'selector: { app: db }, ports: [{ port: 5432 }, { port: 6379 }]') +
    object(
      'StatefulSet',
      'db',
      `template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${container} }] } }`,
    );
  const told = (url: string) =>
    `---\n{ apiVersion: v1, kind: Secret, metadata: { name: api }, stringData: { DATABASE_URL: "${url}" } }\n`;
  const postgres = 'image: "postgres:16"';
  const strict = told('postgresql://app:pw@db:5432/shop?sslmode=require');

  test('finds a client that insists on TLS', () => {
    expect(judge(tlsAnswered, server(postgres) + strict)).toEqual([tlsAnswered.example]);
    expect(judge(tlsAnswered, server('image: "redis:7"') + told('rediss://db:6379/0'))).toHaveLength(1);
  });

  test.each([
    ['a client that asks for nothing', server(postgres) + told('postgresql://app:pw@db:5432/shop?sslmode=prefer')],
    ['a server with a setting', server(`${postgres}, args: [-c, ssl=on]`) + strict],
    ['a server with a certificate', server(`${postgres}, volumeMounts: [{ name: c, mountPath: /etc/tls }]`) + strict],
    ['an image of others', server('image: "acme/postgres:16"') + strict],
    ['a server elsewhere', strict],
    ['a proxy beside the server', server(`${postgres} }, { name: stunnel, image: "acme/stunnel:1"`) + strict],
  ])('accepts %s', (_, yaml) => {
    expect(judge(tlsAnswered, yaml)).toEqual([]);
  });

  test('finds a driver that insists on TLS unless the URL says otherwise', () => {
    const client = (image: string, url: string) =>
      server(postgres) +
      object(
        'Deployment',
        'api',
        `template: { spec: { containers: [{ name: api, image: "${image}", env: [{ name: DATABASE_URL, value: "${url}" }] }] } }`,
      );
    expect(judge(tlsAnswered, client('miniflux/miniflux:2.2', 'postgres://app:pw@db/rss'))).toHaveLength(1);
    expect(judge(tlsAnswered, client('miniflux/miniflux:2.2', 'postgres://app:pw@db/rss?sslmode=disable'))).toEqual([]);
    expect(judge(tlsAnswered, client('acme/api:1', 'postgres://app:pw@db/rss'))).toEqual([]);
  });
});
