import { describe, expect, test } from '@jest/globals';
import { dataOnVolume } from '../../../../lib/checker/rules/storage/data-on-volume';
import { judge } from '../judge';
import { configMap, database } from '../workloads';

describe('data-on-volume', () => {
  const said = (container: string) => judge(dataOnVolume, database(container));
  const at = (path: string, more = '') => `volumeMounts: [{ name: data, mountPath: ${path}, ${more} }]`;

  test('finds data beside the disk', () => {
    expect(said(`args: [--data-dir=/data], ${at('/var/lib/etcd')}`)).toEqual([dataOnVolume.example]);
    expect(said(`env: [{ name: KAFKA_LOG_DIRS, value: /logs }], ${at('/var/lib/kafka')}`)).toHaveLength(1);
    expect(said(`image: "redis:7", args: [--appendonly, "yes"], ${at('/var/redis')}`)).toHaveLength(1);
    expect(said(`image: "mysql:8.4", ${at('/var/lib/mysqld')}`)[0]).toContain(
      'received "/var/lib/mysql" for the image mysql',
    );
  });

  test('finds data in the folder of an earlier major version', () => {
    expect(said(`image: "influxdb:2.7-alpine", ${at('/var/lib/influxdb')}`)[0]).toContain('"/var/lib/influxdb2"');
  });

  test.each([
    ['a folder below the disk', `args: [--data-dir, /var/lib/etcd/data], ${at('/var/lib/etcd')}`],
    ['a disk below the folder', `image: "rabbitmq:4", ${at('/var/lib/rabbitmq/mnesia')}`],
    ['the folder of the major version', `image: "influxdb:2.7-alpine", ${at('/var/lib/influxdb2')}`],
    ['a version that the tag does not say', `image: "influxdb:latest", ${at('/var/lib/influx')}`],
    ['a server without a disk', 'args: [--data-dir=/data]'],
    ['an image that is told otherwise', `image: "mysql:8.4", args: [--datadir=/db], ${at('/db')}`],
  ])('accepts %s', (_, container) => {
    expect(said(container)).toEqual([]);
  });

  test('finds a disk to which no container can write', () => {
    expect(said(at('/data', 'readOnly: true'))[0]).toContain('no container of the pod can write to the disk');
    expect(said(`${at('/data', 'readOnly: true')} }, { name: writer, ${at('/data')}`)).toEqual([]);
  });

  test('reads the folder from a mounted file', () => {
    const nats = (folder: string) =>
      database(
        `image: "nats:2", volumeMounts: [{ name: data, mountPath: /data }, { name: conf, mountPath: /etc/nats }]`,
        'volumes: [{ name: conf, configMap: { name: nats } }]',
      ) + configMap('nats', `nats.conf: "jetstream { store_dir: ${folder} }"`);
    expect(judge(dataOnVolume, nats('/var/lib/nats'))[0]).toContain('received "/var/lib/nats" for store_dir');
    expect(judge(dataOnVolume, nats('/data/js'))).toEqual([]);
  });

  test('a sentinel has no data', () => {
    expect(said(`image: "redis:7", command: [redis-sentinel], args: [--dir, /tmp], ${at('/data')}`)).toEqual([]);
    expect(said(`image: "redis:7", command: [redis-server], args: [--dir, /tmp], ${at('/data')}`)).toHaveLength(1);
  });

  test.each([
    ['redis:7', 'redis.conf', 'dir %'],
    ['redis:7', 'redis.conf', 'dir "%"'],
    ['valkey/valkey:8', 'valkey.conf', 'dir %'],
    ['influxdb:1.8', 'influxdb.conf', '[data]\\n  dir = \\"%\\"'],
    ['grafana/grafana:11.0.0', 'grafana.ini', '[paths]\\ndata = %'],
    ['cassandra:4', 'cassandra.yaml', 'data_file_directories:\\n  - %'],
    ['couchdb:3', 'local.ini', '[couchdb]\\ndatabase_dir = %'],
    ['grafana/tempo:2.5.0', 'tempo.yaml', 'storage: { trace: { wal: { path: % } } }'],
  ])('the folder of %s stands in %s', (image, file, text) => {
    const server = (folder: string) =>
      database(
        `image: "${image}", volumeMounts: [{ name: data, mountPath: /srv/data }, { name: conf, mountPath: /etc/conf }]`,
        'volumes: [{ name: conf, configMap: { name: conf } }]',
      ) + configMap('conf', `${file}: "${text.replace(/(?<!\\)"/g, '\\"').replace('%', folder)}"`);
    expect(judge(dataOnVolume, server('/var/lib/other'))[0]).toContain('received "/var/lib/other" for');
    expect(judge(dataOnVolume, server('/srv/data/own'))).toEqual([]);
  });

  test('knows the folders of programs for a household', () => {
    expect(said(`image: "sissbruecker/linkding:1.36.0", ${at('/etc/linkding/storage')}`)).toHaveLength(1);
    expect(said(`image: "sissbruecker/linkding:1.36.0", ${at('/etc/linkding/data')}`)).toEqual([]);
    expect(said(`image: "vaultwarden/server:1", ${at('/vault')}`)).toHaveLength(1);
  });

  test('knows the folders of images without root, and of other publishers', () => {
    expect(said(`image: "gitea/gitea:1.22-rootless", ${at('/data')}`)).toHaveLength(1);
    expect(said(`image: "gitea/gitea:1.22-rootless", ${at('/var/lib/gitea')}`)).toEqual([]);
    expect(said(`image: "bitnami/mariadb:11", ${at('/bitnami/mariadb')}`)).toEqual([]);
    expect(said(`image: "bitnami/mariadb:11", ${at('/var/lib/mysql')}`)).toHaveLength(1);
    expect(said(`image: "linuxserver/mariadb:11", ${at('/config')}`)).toEqual([]);
  });

  test.each([
    ['actualbudget/actual-server', '/data'],
    ['prom/alertmanager', '/alertmanager'],
    ['apache/kafka', '/tmp/kraft-combined-logs'],
    ['arangodb', '/var/lib/arangodb3'],
    ['bitnami/postgresql', '/bitnami/postgresql'],
    ['cassandra', '/var/lib/cassandra'],
    ['clickhouse/clickhouse-server', '/var/lib/clickhouse'],
    ['couchdb', '/opt/couchdb/data'],
    ['wallabag/docker-wallabag', '/var/www/wallabag'],
    ['eclipse-mosquitto', '/mosquitto/data'],
    ['elasticsearch', '/usr/share/elasticsearch/data'],
    ['codeberg.org/forgejo/forgejo', '/data'],
    ['codeberg.org/forgejo/forgejo:9-rootless', '/var/lib/gitea'],
    ['freshrss/freshrss', '/var/www/FreshRSS'],
    ['gitea/gitea', '/data'],
    ['gitea/gitea:1-rootless', '/var/lib/gitea'],
    ['ghost', '/var/lib/ghost/content'],
    ['gitlab/gitlab-ce', '/var/opt/gitlab'],
    ['gitlab/gitlab-ee', '/var/opt/gitlab'],
    ['gogs/gogs', '/data'],
    ['grafana/grafana', '/var/lib/grafana'],
    ['homeassistant/home-assistant', '/config'],
    ['influxdb:1.8', '/var/lib/influxdb'],
    ['jenkins/jenkins', '/var/jenkins_home'],
    ['jellyfin/jellyfin', '/config'],
    ['sissbruecker/linkding', '/etc/linkding/data'],
    ['mariadb', '/var/lib/mysql'],
    ['matomo', '/var/www/html'],
    ['mealie', '/app/data'],
    ['getmeili/meilisearch', '/meili_data'],
    ['neosmemo/memos', '/var/opt/memos'],
    ['itzg/minecraft-server', '/data'],
    ['mongo', '/data/db'],
    ['n8nio/n8n', '/home/node/.n8n'],
    ['deluan/navidrome', '/data'],
    ['neo4j', '/data'],
    ['nextcloud', '/var/www/html'],
    ['sonatype/nexus3', '/nexus-data'],
    ['odoo', '/var/lib/odoo'],
    ['ollama/ollama', '/root/.ollama'],
    ['open-webui', '/app/backend/data'],
    ['nodered/node-red', '/data'],
    ['opensearch', '/usr/share/opensearch/data'],
    ['paperless-ngx', '/usr/src/paperless'],
    ['dpage/pgadmin4', '/var/lib/pgadmin'],
    ['photoprism/photoprism', '/photoprism/storage'],
    ['qdrant/qdrant', '/qdrant/storage'],
    ['questdb/questdb', '/var/lib/questdb'],
    ['registry', '/var/lib/registry'],
    ['scylladb/scylla', '/var/lib/scylla'],
    ['solr', '/var/solr'],
    ['matrixdotorg/synapse', '/data'],
    ['syncthing/syncthing', '/var/syncthing'],
    ['louislam/uptime-kuma', '/app/data'],
    ['vaultwarden/server', '/data'],
  ])('%s keeps its data in %s', (image, folder) => {
    expect(said(`image: "${image}", ${at('/srv/own')}`)[0]).toContain(`received "${folder}" for the image`);
    expect(said(`image: "${image}", ${at(folder)}`)).toEqual([]);
  });
});
