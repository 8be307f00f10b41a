/** A folder of an image, and the files without which the program does not start. */
export interface KeptFiles {
  readonly image: RegExp;
  readonly folder: string;
  readonly files: readonly RegExp[];
  /** Words of a command line with which the program reads other files. @default none */
  readonly unless?: RegExp;
}

const of = (image: string): RegExp => new RegExp(`(^|/)${image}$`);
const CONFIG = /(^|\s)-{1,2}(config|conf|c|f)\b/;

/** The files that images need. Source: the files and the entrypoint of each image. */
export const KEPT_FILES: readonly KeptFiles[] = [
  { image: of('nginx'), folder: '/etc/nginx', files: [/^nginx\.conf$/], unless: /(^|\s)-c\b/ },
  { image: of('openresty'), folder: '/usr/local/openresty/nginx/conf', files: [/^nginx\.conf$/], unless: /(^|\s)-c\b/ },
  { image: of('httpd'), folder: '/usr/local/apache2/conf', files: [/^httpd\.conf$/], unless: /(^|\s)-f\b/ },
  { image: of('httpd'), folder: '/usr/local/apache2', files: [/^bin\//] },
  {
    image: of('clickhouse-server'),
    folder: '/etc/clickhouse-server',
    files: [/^config\.(xml|ya?ml)$/, /^users\.(xml|ya?ml)$/],
    unless: CONFIG,
  },
  {
    image: of('elasticsearch'),
    folder: '/usr/share/elasticsearch/config',
    files: [/^jvm\.options$/, /^log4j2\.properties$/],
  },
  {
    image: of('opensearch'),
    folder: '/usr/share/opensearch/config',
    files: [/^jvm\.options$/, /^log4j2\.properties$/],
  },
  { image: of('cassandra'), folder: '/etc/cassandra', files: [/^cassandra\.yaml$/, /^cassandra-env\.sh$/] },
  { image: of('php'), folder: '/usr/local/etc/php-fpm.d', files: [/\.conf$/] },
  { image: of('php'), folder: '/usr/local/etc', files: [/^php-fpm\.conf$/] },
  { image: of('tomcat'), folder: '/usr/local/tomcat/conf', files: [/^server\.xml$/, /^web\.xml$/] },
  { image: of('tomcat'), folder: '/usr/local/tomcat', files: [/^bin\//] },
  { image: of('haproxy'), folder: '/usr/local/etc/haproxy', files: [/^haproxy\.cfg$/], unless: /(^|\s)-f\b/ },
  { image: of('prom/prometheus'), folder: '/etc/prometheus', files: [/^prometheus\.yml$/], unless: /--config\.file/ },
  {
    image: of('prom/alertmanager'),
    folder: '/etc/alertmanager',
    files: [/^alertmanager\.yml$/],
    unless: /--config\.file/,
  },
  { image: of('envoyproxy/envoy'), folder: '/etc/envoy', files: [/^envoy\.yaml$/], unless: CONFIG },
  { image: of('fluent/fluent-bit'), folder: '/fluent-bit/etc', files: [/^fluent-bit\.(conf|ya?ml)$/], unless: CONFIG },
  { image: of('fluent/fluent-bit'), folder: '/fluent-bit', files: [/^bin\//] },
  { image: of('grafana/loki'), folder: '/etc/loki', files: [/^local-config\.yaml$/], unless: /-config\.file/ },
  { image: of('eclipse-mosquitto'), folder: '/mosquitto/config', files: [/^mosquitto\.conf$/], unless: /(^|\s)-c\b/ },
  { image: of('caddy'), folder: '/etc/caddy', files: [/^Caddyfile$/], unless: CONFIG },
  { image: of('telegraf'), folder: '/etc/telegraf', files: [/^telegraf\.(conf|d\/)/], unless: CONFIG },
  { image: of('varnish'), folder: '/etc/varnish', files: [/\.vcl$/], unless: /(^|\s)-[fb]\b/ },
];
/** Folders with the installation of a program: a volume at such a path hides the program. Source: the Dockerfile of each image. */
export const INSTALLED: readonly (readonly [image: RegExp, folder: string, data: string])[] = [
  [of('ghost'), '/var/lib/ghost', '/var/lib/ghost/content'],
  [of('neo4j'), '/var/lib/neo4j', '/data'],
  [of('grafana(-oss|-enterprise)?'), '/usr/share/grafana', '/var/lib/grafana'],
  [of('elasticsearch'), '/usr/share/elasticsearch', '/usr/share/elasticsearch/data'],
  [of('opensearch'), '/usr/share/opensearch', '/usr/share/opensearch/data'],
  [of('kibana'), '/usr/share/kibana', '/usr/share/kibana/data'],
  [of('logstash'), '/usr/share/logstash', '/usr/share/logstash/data'],
  [of('keycloak'), '/opt/keycloak', '/opt/keycloak/data'],
  [of('sonarqube'), '/opt/sonarqube', '/opt/sonarqube/data'],
  [of('solr'), '/opt/solr', '/var/solr'],
  [of('kafka'), '/opt/kafka', 'the folder of log.dirs'],
  [of('cassandra'), '/opt/cassandra', '/var/lib/cassandra'],
  [of('rabbitmq'), '/opt/rabbitmq', '/var/lib/rabbitmq'],
  [of('mattermost(-team-edition|-enterprise-edition)?'), '/mattermost', '/mattermost/data'],
  [of('node-red'), '/usr/src/node-red', '/data'],
  [of('redmine'), '/usr/src/redmine', '/usr/src/redmine/files'],
  [of('uptime-kuma'), '/app', '/app/data'],
  [of('directus'), '/directus', '/directus/uploads'],
  [of('couchdb'), '/opt/couchdb', '/opt/couchdb/data'],
  [of('(sonatype/)?nexus3'), '/opt/sonatype', '/nexus-data'],
  [of('gitlab-(ce|ee)'), '/opt/gitlab', '/var/opt/gitlab'],
  [of('airflow'), '/home/airflow', '/opt/airflow'],
  [of('tomcat'), '/usr/local/tomcat', '/usr/local/tomcat/webapps'],
  [
    of('(php|wordpress|nextcloud|matomo|joomla|drupal|mediawiki)'),
    '/usr/local/etc/php',
    '/usr/local/etc/php/conf.d/app.ini',
  ],
  [of('mediawiki'), '/var/www/html', '/var/www/html/images'],
  [of('drupal'), '/opt/drupal', '/opt/drupal/web/sites'],
  [of('metabase'), '/app', '/metabase-data'],
];
/** Images of PHP whose extensions are loaded by files of this folder: https://hub.docker.com/_/php */
export const PHP_EXTENSIONS = {
  image: of('(wordpress|nextcloud|matomo|joomla|drupal|mediawiki|php)'),
  folder: '/usr/local/etc/php/conf.d',
};
/** Folders of the system, which no image can do without. */
export const SYSTEM_FOLDERS = new Set([
  '/bin',
  '/etc',
  '/lib',
  '/lib64',
  '/sbin',
  '/usr',
  '/usr/bin',
  '/usr/lib',
  '/usr/local/bin',
  '/usr/sbin',
  '/',
]);
