import { describe, expect, test } from '@jest/globals';
import { numericUser } from '../../../../lib/checker/rules/security/numeric-user';
import { judge } from '../judge';
import { API, deployment } from '../pods';

describe('numeric-user', () => {
  const context = (fields: string) => `securityContext: { ${fields} }`;

  test('wants a number wherever root is refused', () => {
    expect(judge(numericUser, deployment('{ name: api }', context('runAsNonRoot: true')))).toEqual([
      numericUser.example,
    ]);
    expect(judge(numericUser, deployment(`{ name: api, ${context('runAsNonRoot: true')} }`))).toEqual([
      numericUser.example,
    ]);
  });

  test('names the containers that still lack one', () => {
    const containers = `{ name: api, ${context('runAsUser: 1000')} }, { name: proxy }`;
    expect(judge(numericUser, deployment(containers, context('runAsNonRoot: true')))).toEqual([
      `${API}.securityContext.runAsUser: expected a user id above 0 (for proxy), or an image with one, received nothing [numeric-user]`,
    ]);
  });

  test('root is refused to a container that may not be root', () => {
    const both = context('runAsNonRoot: true, runAsUser: 0');
    const expected = `${API}.securityContext.runAsUser: expected a user id above 0 (for api), since runAsNonRoot is true, received 0 [numeric-user]`;
    expect(judge(numericUser, deployment('{ name: api }', both))).toEqual([expected]);
    expect(judge(numericUser, deployment('{ name: api }', context('runAsUser: 0')))).toEqual([]);
  });

  test.each([
    ['a number on the pod', '{ name: api }', context('runAsNonRoot: true, runAsUser: 1000')],
    ['a number on the container only', `{ name: api, ${context('runAsUser: 1000')} }`, context('runAsNonRoot: true')],
    ['a container that may be root', `{ name: api, ${context('runAsNonRoot: false')} }`, context('runAsNonRoot: true')],
    ['a pod that says nothing of root', '{ name: api }', 'restartPolicy: Always'],
    [
      'a pod for Windows, where users have names',
      '{ name: api }',
      `${context('runAsNonRoot: true')}, os: { name: windows }`,
    ],
  ])('accepts %s', (_, containers, pod) => {
    expect(judge(numericUser, deployment(containers, pod))).toEqual([]);
  });

  test('knows the user of well-known images', () => {
    const said = (image: string) =>
      judge(numericUser, deployment(`{ name: api, image: "${image}" }`, context('runAsNonRoot: true')));
    expect(said('quay.io/prometheus/prometheus:v3.0.0')[0]).toContain('the user of prometheus/prometheus is nobody');
    expect(said('docker.io/library/nginx:1.27')[0]).toContain('the user of nginx is root');
    expect(said('acme/nginx:1.27')[0]).toContain('or an image with one');
  });

  test.each([
    ['adminer', 'adminer'],
    ['appuser', 'apache/kafka confluentinc/cp-kafka confluentinc/cp-schema-registry'],
    ['curl_user', 'curlimages/curl'],
    ['fluent', 'fluent/fluentd'],
    ['haproxy', 'haproxy'],
    ['jenkins', 'jenkins/jenkins'],
    ['kong', 'kong'],
    ['mailhog', 'mailhog/mailhog'],
    ['memcache', 'memcached'],
    ['nexus', 'sonatype/nexus3'],
    ['nobody', 'prom/alertmanager prom/memcached-exporter prom/mysqld-exporter prom/node-exporter prom/prometheus'],
    ['nobody', 'prom/pushgateway prom/statsd-exporter prometheus/alertmanager prometheus/memcached-exporter'],
    ['nobody', 'prometheus/mysqld-exporter prometheus/node-exporter prometheus/prometheus prometheus/pushgateway'],
    ['nobody', 'prometheus/statsd-exporter prometheuscommunity/postgres-exporter'],
    [
      'root',
      'alpine busybox caddy cassandra couchdb debian eclipse-mosquitto ghost golang httpd influxdb mariadb mongo',
    ],
    ['root', 'mysql neo4j nextcloud nginx node php postgres python rabbitmq redis ruby traefik ubuntu valkey/valkey'],
    ['root', 'wordpress zookeeper'],
  ])('the kubelet cannot start the user %s of %s', (user, images) => {
    for (const image of images.split(' ')) {
      const found = (more: string) =>
        judge(numericUser, deployment(`{ name: api, image: "${image}" }`, context(`runAsNonRoot: true ${more}`)));
      expect(found('')).toEqual([expect.stringContaining(`(for api): the user of ${image} is ${user}`)]);
      expect(found(', runAsUser: 1000')).toEqual([]);
    }
  });
});
