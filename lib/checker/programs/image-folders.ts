/** Folders that images read or write, by the end of the image's name. Source: the page of each image. */
export const IMAGE_FOLDERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [
    /(^|\/)grafana(-oss|-enterprise)?$/,
    ['/etc/grafana/provisioning', '/var/lib/grafana', '/var/lib/grafana/dashboards', '/var/lib/grafana/plugins'],
  ],
  [/(^|\/)(postgres|mysql|mariadb|mongo|postgis|timescaledb)$/, ['/docker-entrypoint-initdb.d']],
  [/(^|\/)(mysql|mariadb)$/, ['/etc/mysql/conf.d', '/var/lib/mysql']],
  [/(^|\/)postgres$/, ['/var/lib/postgresql/data', '/var/lib/postgresql']],
  [
    /(^|\/)(nginx|nginx-unprivileged)$/,
    ['/etc/nginx/conf.d', '/etc/nginx/templates', '/usr/share/nginx/html', '/docker-entrypoint.d', '/var/cache/nginx'],
  ],
  [/(^|\/)php$/, ['/usr/local/etc/php/conf.d', '/usr/local/etc/php-fpm.d', '/var/www/html']],
  [/(^|\/)rabbitmq$/, ['/etc/rabbitmq', '/etc/rabbitmq/conf.d', '/etc/rabbitmq/definitions', '/var/lib/rabbitmq']],
  [
    /(^|\/)clickhouse-server$/,
    ['/etc/clickhouse-server/config.d', '/etc/clickhouse-server/users.d', '/var/lib/clickhouse'],
  ],
  [
    /(^|\/)keycloak$/,
    ['/opt/keycloak/data/import', '/opt/keycloak/providers', '/opt/keycloak/themes', '/opt/keycloak/conf'],
  ],
  [/(^|\/)logstash$/, ['/usr/share/logstash/pipeline', '/usr/share/logstash/config']],
  [/(^|\/)(elasticsearch|opensearch)$/, ['/usr/share/elasticsearch/data', '/usr/share/opensearch/data']],
  [/(^|\/)redis$/, ['/data']],
  [/(^|\/)mongo$/, ['/data/db', '/data/configdb']],
  [/(^|\/)jenkins$/, ['/var/jenkins_home']],
  [/(^|\/)eclipse-mosquitto$/, ['/mosquitto/config', '/mosquitto/data', '/mosquitto/log']],
  [/(^|\/)wordpress$/, ['/var/www/html', '/var/www/html/wp-content']],
  [/(^|\/)prometheus$/, ['/etc/prometheus', '/prometheus']],
  [/(^|\/)telegraf$/, ['/etc/telegraf/telegraf.d']],
  [/(^|\/)sonarqube$/, ['/opt/sonarqube/data', '/opt/sonarqube/extensions', '/opt/sonarqube/logs']],
];
