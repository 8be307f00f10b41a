import { once } from '../../manifest/once';
import type { Container } from '../bundle';
import { imageReference } from './image-reference';

/** Images whose user has a name, of which the kubelet cannot tell the number. Source: USER of each Dockerfile. */
const NAMED = new Map<string, string>([
  ['adminer', 'adminer'],
  ['apache/kafka', 'appuser'],
  ['confluentinc/cp-kafka', 'appuser'],
  ['confluentinc/cp-schema-registry', 'appuser'],
  ['curlimages/curl', 'curl_user'],
  ['fluent/fluentd', 'fluent'],
  ['haproxy', 'haproxy'],
  ['jenkins/jenkins', 'jenkins'],
  ['kong', 'kong'],
  ['mailhog/mailhog', 'mailhog'],
  ['memcached', 'memcache'],
  ['prom/alertmanager', 'nobody'],
  ['prom/memcached-exporter', 'nobody'],
  ['prom/mysqld-exporter', 'nobody'],
  ['prom/node-exporter', 'nobody'],
  ['prom/prometheus', 'nobody'],
  ['prom/pushgateway', 'nobody'],
  ['prom/statsd-exporter', 'nobody'],
  ['prometheus/alertmanager', 'nobody'],
  ['prometheus/memcached-exporter', 'nobody'],
  ['prometheus/mysqld-exporter', 'nobody'],
  ['prometheus/node-exporter', 'nobody'],
  ['prometheus/prometheus', 'nobody'],
  ['prometheus/pushgateway', 'nobody'],
  ['prometheus/statsd-exporter', 'nobody'],
  ['prometheuscommunity/postgres-exporter', 'nobody'],
  ['sonatype/nexus3', 'nexus'],
]);

/** Images that start as root: https://github.com/docker-library/official-images */
const ROOT = new Set([
  ...['alpine', 'busybox', 'caddy', 'cassandra', 'couchdb', 'debian', 'eclipse-mosquitto', 'ghost', 'golang', 'httpd'],
  ...['influxdb', 'mariadb', 'mongo', 'mysql', 'neo4j', 'nextcloud', 'nginx', 'node', 'php', 'postgres', 'python'],
  ...['rabbitmq', 'redis', 'ruby', 'traefik', 'ubuntu', 'valkey/valkey', 'wordpress', 'zookeeper'],
]);

/** The image's name without the registry and `library`: `nginx`, `prom/prometheus`. */
export const imageName = once((container: Container): string => {
  const parts = (imageReference(container)?.repository ?? '').split('/');
  const path = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  return (path[0] === 'library' ? path.slice(1) : path).join('/');
});

/** The user of a well-known image. Undefined for other images. */
export function imageUser(container: Container): string | undefined {
  const name = imageName(container);
  // A mirror of a registry has a path of its own, and perhaps an image of its own.
  return NAMED.get(name) ?? (ROOT.has(name) ? 'root' : undefined);
}
