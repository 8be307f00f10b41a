/** The folders in which images keep their data, by the name of the image, and its major version if the folder changed. */
export const DATA_FOLDERS: Readonly<Record<string, string>> = {
  // https://hub.docker.com, the page of each image
  'actual-server': '/data',
  alertmanager: '/alertmanager',
  // https://hub.docker.com/r/apache/kafka
  'apache/kafka': '/tmp/kraft-combined-logs',
  arangodb: '/var/lib/arangodb3',
  // https://github.com/bitnami/containers
  'bitnami/*': '/bitnami/*',
  cassandra: '/var/lib/cassandra',
  'clickhouse-server': '/var/lib/clickhouse',
  couchdb: '/opt/couchdb/data',
  'docker-wallabag': '/var/www/wallabag',
  'eclipse-mosquitto': '/mosquitto/data',
  elasticsearch: '/usr/share/elasticsearch/data',
  forgejo: '/data',
  'forgejo:rootless': '/var/lib/gitea',
  freshrss: '/var/www/FreshRSS',
  // https://docs.gitea.com/installation/install-with-docker-rootless
  gitea: '/data',
  'gitea:rootless': '/var/lib/gitea',
  ghost: '/var/lib/ghost/content',
  'gitlab-ce': '/var/opt/gitlab',
  'gitlab-ee': '/var/opt/gitlab',
  gogs: '/data',
  grafana: '/var/lib/grafana',
  'home-assistant': '/config',
  // https://hub.docker.com/_/influxdb
  'influxdb:1': '/var/lib/influxdb',
  'influxdb:2': '/var/lib/influxdb2',
  jenkins: '/var/jenkins_home',
  jellyfin: '/config',
  // https://linkding.link/installation/
  linkding: '/etc/linkding/data',
  mariadb: '/var/lib/mysql',
  matomo: '/var/www/html',
  mealie: '/app/data',
  meilisearch: '/meili_data',
  memos: '/var/opt/memos',
  'minecraft-server': '/data',
  mongo: '/data/db',
  mysql: '/var/lib/mysql',
  n8n: '/home/node/.n8n',
  navidrome: '/data',
  neo4j: '/data',
  nextcloud: '/var/www/html',
  nexus3: '/nexus-data',
  odoo: '/var/lib/odoo',
  ollama: '/root/.ollama',
  'open-webui': '/app/backend/data',
  'node-red': '/data',
  opensearch: '/usr/share/opensearch/data',
  'paperless-ngx': '/usr/src/paperless',
  pgadmin4: '/var/lib/pgadmin',
  photoprism: '/photoprism/storage',
  qdrant: '/qdrant/storage',
  questdb: '/var/lib/questdb',
  rabbitmq: '/var/lib/rabbitmq',
  redis: '/data',
  registry: '/var/lib/registry',
  scylla: '/var/lib/scylla',
  solr: '/var/solr',
  synapse: '/data',
  syncthing: '/var/syncthing',
  'uptime-kuma': '/app/data',
  valkey: '/data',
  // https://github.com/dani-garcia/vaultwarden/wiki
  'vaultwarden/server': '/data',
};

/** Images of bitnami, which keep the data in a folder of the name. */
export const BITNAMI =
  /^bitnami(legacy)?\/(cassandra|drupal|elasticsearch|etcd|influxdb|kafka|mariadb|mongodb|moodle|mysql|postgresql|rabbitmq|redis|redmine|wordpress|zookeeper)$/;
/** Images of publishers with folders of their own. */
export const OTHER_FOLDERS = /^(bitnami|bitnamilegacy|linuxserver)\//;
