/** A program with a file of its own, unless a word of the command names another file. */
export interface ConfigPlace {
  readonly image: RegExp;
  readonly file: RegExp;
  /** Where the program reads the file. */
  readonly place: RegExp;
  readonly says: string;
  /** A line of each such file, for files of any name. */
  readonly text?: RegExp;
  /** Settings that name another place. */
  readonly unless?: readonly string[];
}

const reader = (image: string, file: RegExp, says: string, place = `^${says}$`): ConfigPlace => ({
  image: new RegExp(`^(${image})$`),
  file,
  place: new RegExp(place),
  says,
});
const provisioned = (part: string, key: string): ConfigPlace => ({
  ...reader('grafana/grafana(-oss|-enterprise)?', /\.ya?ml$/, `/etc/grafana/provisioning/${part}`),
  place: new RegExp(`^/etc/grafana/provisioning/${part}/`),
  text: new RegExp(`^${key}:`, 'm'),
  unless: ['GF_PATHS_PROVISIONING', 'provisioning'],
});

/** Source: the Dockerfile and the manual of each image. */
export const CONFIG_PLACES: readonly ConfigPlace[] = [
  reader('haproxy', /^haproxy\.cfg$/, '/usr/local/etc/haproxy/haproxy.cfg'),
  reader('prom/prometheus', /^prometheus\.ya?ml$/, '/etc/prometheus/prometheus.yml'),
  reader('prom/alertmanager', /^alertmanager\.ya?ml$/, '/etc/alertmanager/alertmanager.yml'),
  reader('prom/blackbox-exporter', /^(config|blackbox)\.ya?ml$/, '/etc/blackbox_exporter/config.yml'),
  reader('grafana/grafana(-oss|-enterprise)?', /^grafana\.ini$/, '/etc/grafana/grafana.ini'),
  provisioned('datasources', 'datasources'),
  provisioned('dashboards', 'providers'),
  reader('grafana/loki', /^(local-config|loki|loki-config)\.ya?ml$/, '/etc/loki/local-config.yaml'),
  reader('grafana/promtail', /^(config|promtail|promtail-config)\.ya?ml$/, '/etc/promtail/config.yml'),
  reader('eclipse-mosquitto', /^mosquitto\.conf$/, '/mosquitto/config/mosquitto.conf'),
  reader('telegraf', /^telegraf\.conf$/, '/etc/telegraf/telegraf.conf', '^/etc/telegraf/(telegraf.d/)?[^/]+$'),
  reader('rabbitmq', /^rabbitmq\.conf$/, '/etc/rabbitmq/rabbitmq.conf', '^/etc/rabbitmq/(conf.d/)?[^/]+$'),
  reader('mysql|mariadb', /^(my|custom)\.cnf$/, '/etc/mysql/conf.d/my.cnf', '^/etc/(my.cnf|mysql/)'),
  reader('caddy', /^Caddyfile$/, '/etc/caddy/Caddyfile'),
  reader('traefik', /^traefik\.(ya?ml|toml)$/, '/etc/traefik/traefik.yml', '^(/etc/traefik|/root/.config|)/traefik'),
  reader('fluent/fluent-bit', /^fluent-bit\.(conf|ya?ml)$/, '/fluent-bit/etc/fluent-bit.conf', '^/fluent-bit/etc/'),
  reader('fluent/fluentd', /^fluent\.conf$/, '/fluentd/etc/fluent.conf'),
  reader('timberio/vector', /^vector\.(ya?ml|toml|json)$/, '/etc/vector/vector.yaml', '^/etc/vector/[^/]+$'),
  reader('envoyproxy/envoy', /^envoy\.ya?ml$/, '/etc/envoy/envoy.yaml'),
  reader('httpd', /^httpd\.conf$/, '/usr/local/apache2/conf/httpd.conf'),
  reader('nginx', /^nginx\.conf$/, '/etc/nginx/nginx.conf', '^/etc/nginx/'),
  reader('(elasticsearch/)?elasticsearch', /^elasticsearch\.yml$/, '/usr/share/elasticsearch/config/elasticsearch.yml'),
  reader('(kibana/)?kibana', /^kibana\.yml$/, '/usr/share/kibana/config/kibana.yml'),
  reader('(logstash/)?logstash', /^logstash\.yml$/, '/usr/share/logstash/config/logstash.yml'),
  reader('php', /^php\.ini$/, '/usr/local/etc/php/php.ini', '^/usr/local/etc/php/'),
  reader('varnish', /^default\.vcl$/, '/etc/varnish/default.vcl'),
  reader('otel/opentelemetry-collector-contrib', /^(config|otel[\w-]*)\.ya?ml$/, '/etc/otelcol-contrib/config.yaml'),
  reader('otel/opentelemetry-collector', /^(config|otel[\w-]*)\.ya?ml$/, '/etc/otelcol/config.yaml'),
  reader('nats', /^nats(-server)?\.conf$/, '/etc/nats/nats-server.conf', '^(/etc/nats)?/nats-server.conf$'),
  reader('koenkk/zigbee2mqtt', /^configuration\.yaml$/, '/app/data/configuration.yaml'),
  reader('(home-assistant|homeassistant)/home-assistant', /^configuration\.yaml$/, '/config/configuration.yaml'),
  reader('authelia/authelia', /^configuration\.ya?ml$/, '/config/configuration.yml'),
  reader('edoburu/pgbouncer', /^pgbouncer\.ini$/, '/etc/pgbouncer/pgbouncer.ini'),
];
