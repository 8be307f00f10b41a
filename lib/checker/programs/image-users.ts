/** Images whose user has a name, of which the kubelet cannot tell the number. Source: USER of each Dockerfile. */
export const NAMED_USERS = new Map<string, string>([
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
export const ROOT_IMAGES = new Set([
  ...['alpine', 'busybox', 'caddy', 'cassandra', 'couchdb', 'debian', 'eclipse-mosquitto', 'ghost', 'golang', 'httpd'],
  ...['influxdb', 'mariadb', 'mongo', 'mysql', 'neo4j', 'nextcloud', 'nginx', 'node', 'php', 'postgres', 'python'],
  ...['rabbitmq', 'redis', 'ruby', 'traefik', 'ubuntu', 'valkey/valkey', 'wordpress', 'zookeeper'],
]);
