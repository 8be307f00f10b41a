/** Folders of which an image reads files with some endings alone, by the end of the image's name. Source: the page of each image. */
export const FILE_ENDINGS: readonly (readonly [RegExp, RegExp, RegExp, string])[] = [
  [
    /(^|\/)(postgres|postgis|timescaledb)$/,
    /^\/docker-entrypoint-initdb\.d$/,
    /\.(sh|sql|sql\.(gz|xz|zst))$/,
    '.sh, .sql, .sql.gz, .sql.xz or .sql.zst',
  ],
  [
    /(^|\/)(mysql|mariadb)$/,
    /^\/docker-entrypoint-initdb\.d$/,
    /\.(sh|sql|sql\.(bz2|gz|xz|zst))$/,
    '.sh, .sql, .sql.gz, .sql.xz or .sql.zst',
  ],
  [/(^|\/)mongo$/, /^\/docker-entrypoint-initdb\.d$/, /\.(sh|js)$/, '.sh or .js'],
  [/(^|\/)(mysql|mariadb)$/, /^\/etc\/mysql\/conf\.d$/, /\.cnf$/, '.cnf'],
  [/(^|\/)(nginx|nginx-unprivileged|openresty)$/, /^\/etc\/nginx\/conf\.d$/, /\.conf$/, '.conf'],
  [/(^|\/)(nginx|nginx-unprivileged)$/, /^\/etc\/nginx\/templates$/, /\.template$/, '.template'],
  [/(^|\/)php$/, /^\/usr\/local\/etc\/php\/conf\.d$/, /\.ini$/, '.ini'],
  [/(^|\/)php$/, /^\/usr\/local\/etc\/php-fpm\.d$/, /\.conf$/, '.conf'],
  [/(^|\/)rabbitmq$/, /^\/etc\/rabbitmq\/conf\.d$/, /\.conf$/, '.conf'],
  [/(^|\/)clickhouse-server$/, /^\/etc\/clickhouse-server\/(config|users)\.d$/, /\.(xml|ya?ml|conf)$/, '.xml or .yaml'],
  [/(^|\/)logstash$/, /^\/usr\/share\/logstash\/pipeline$/, /\.conf$/, '.conf'],
  [
    /(^|\/)grafana(-oss|-enterprise)?$/,
    /^\/etc\/grafana\/provisioning\/(datasources|dashboards|alerting|plugins)$/,
    /\.(ya?ml|json)$/,
    '.yaml or .yml',
  ],
  [/(^|\/)telegraf$/, /^\/etc\/telegraf\/telegraf\.d$/, /\.conf$/, '.conf'],
  [/(^|\/)keycloak$/, /^\/opt\/keycloak\/data\/import$/, /\.json$/, '.json'],
  [/(^|\/)supervisord?$/, /^\/etc\/supervisor\/conf\.d$/, /\.conf$/, '.conf'],
];
