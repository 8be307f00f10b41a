import type { NeededSettings } from './needed-settings';

const of = (image: string): RegExp => new RegExp(`(^|/)${image}$`);
const OFF = /^(false|0|no|off|disabled?)$/i;
/** Any value of the other setting will do. */
const NONE = /\b\B/;
const GRAFANA = of('grafana(-oss|-enterprise)?');

/** A setting that a program does not read until another one switches its part on. */
function switched(
  image: RegExp,
  told: string,
  needs: string | readonly string[],
  except: RegExp | undefined = OFF,
  value = /./,
): NeededSettings {
  const names = [needs].flat();
  return {
    image,
    when: [[told], value],
    needs: names,
    ...(except && { except }),
    says: `${names[0]} beside ${told}, which is not read otherwise`,
  };
}

export const SWITCHED_SETTINGS: readonly NeededSettings[] = [
  // https://grafana.com/docs/loki/latest/operations/storage/retention/
  {
    image: of('loki'),
    when: [['limits_config.retention_period'], /^[1-9]/],
    needs: ['compactor.retention_enabled', 'table_manager.retention_deletes_enabled'],
    except: OFF,
    says: 'retention_enabled: true of the compactor, without which Loki deletes nothing after retention_period',
  },
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
  switched(GRAFANA, 'GF_SMTP_HOST', ['GF_SMTP_ENABLED', 'enabled']),
  switched(GRAFANA, 'GF_AUTH_PROXY_HEADER_NAME', ['GF_AUTH_PROXY_ENABLED', 'enabled']),
  switched(GRAFANA, 'GF_AUTH_LDAP_CONFIG_FILE', ['GF_AUTH_LDAP_ENABLED', 'enabled']),
  ...['GENERIC_OAUTH', 'GOOGLE', 'GITHUB', 'GITLAB', 'AZUREAD', 'OKTA'].map((way) =>
    switched(GRAFANA, `GF_AUTH_${way}_CLIENT_ID`, [`GF_AUTH_${way}_ENABLED`, 'enabled']),
  ),
  // https://docs.gitea.com/administration/config-cheat-sheet, https://forgejo.org/docs/latest/admin/config-cheat-sheet/
  ...['GITEA', 'FORGEJO'].flatMap((start) => {
    const image = of('(gitea|forgejo)');
    const others = (name: string) => [name, name.replace(/^GITEA/, 'FORGEJO'), name.replace(/^FORGEJO/, 'GITEA')];
    return [
      switched(image, `${start}__mailer__SMTP_ADDR`, others(`${start}__mailer__ENABLED`)),
      switched(image, `${start}__cache__HOST`, others(`${start}__cache__ADAPTER`), /^(memory|twoqueue)$/),
      switched(image, `${start}__session__PROVIDER_CONFIG`, others(`${start}__session__PROVIDER`), /^memory$/),
      switched(image, `${start}__storage__MINIO_ENDPOINT`, others(`${start}__storage__STORAGE_TYPE`), /^local$/),
    ];
  }),
  // https://ghost.org/docs/config/#mail
  ...['host', 'service'].map((end) => switched(of('ghost'), `mail__options__${end}`, 'mail__transport', /^direct$/i)),
  // https://docs.mattermost.com/configure/file-storage-configuration-settings.html
  switched(
    of('mattermost-(team|enterprise)-edition'),
    'MM_FILESETTINGS_AMAZONS3BUCKET',
    'MM_FILESETTINGS_DRIVERNAME',
    /^local$/,
  ),
  // https://github.com/nextcloud/docker#auto-configuration-via-environment-variables
  switched(of('nextcloud'), 'SMTP_HOST', 'MAIL_FROM_ADDRESS'),
  switched(of('nextcloud'), 'SMTP_HOST', 'MAIL_DOMAIN'),
  switched(of('nextcloud'), 'OBJECTSTORE_S3_HOST', 'OBJECTSTORE_S3_BUCKET'),
  switched(of('nextcloud'), 'OBJECTSTORE_S3_KEY', 'OBJECTSTORE_S3_BUCKET'),
  // https://github.com/dani-garcia/vaultwarden/wiki/SMTP-Configuration
  switched(of('vaultwarden/server'), 'SMTP_HOST', ['SMTP_FROM', 'USE_SENDMAIL']),
  // https://www.keycloak.org/server/bootstrap-admin-recovery
  switched(of('keycloak/keycloak'), 'KC_BOOTSTRAP_ADMIN_USERNAME', 'KC_BOOTSTRAP_ADMIN_PASSWORD'),
  // https://www.jaegertracing.io/docs/1.76/deployment/#storage-backends
  ...['ES_SERVER_URLS', 'CASSANDRA_SERVERS'].map((told) =>
    switched(/^jaegertracing\/(all-in-one|jaeger-(collector|query))$/, told, 'SPAN_STORAGE_TYPE', /^memory$/),
  ),
  // https://docs.sonarsource.com/sonarqube-server/latest/setup-and-upgrade/configure-and-operate-a-server/environment-variables/
  switched(of('sonarqube'), 'SONAR_JDBC_USERNAME', ['SONAR_JDBC_URL', 'sonar.jdbc.url']),
  // https://distribution.github.io/distribution/about/configuration/
  switched(/^registry$/, 'REGISTRY_STORAGE_S3_BUCKET', ['REGISTRY_STORAGE', 'storage.s3.bucket'], /^filesystem$/),
  switched(/^registry$/, 'REGISTRY_AUTH_HTPASSWD_PATH', ['REGISTRY_AUTH_HTPASSWD_REALM', 'auth.htpasswd.realm']),
  // https://www.meilisearch.com/docs/learn/self_hosted/configure_meilisearch_at_launch#environment
  switched(of('meilisearch'), 'MEILI_ENV', ['MEILI_MASTER_KEY', 'master-key'], NONE, /^production$/),
  // https://github.com/temporalio/docker-builds
  switched(/^temporalio\/auto-setup$/, 'DB', ['POSTGRES_SEEDS'], NONE, /^postgres/),
  switched(/^temporalio\/auto-setup$/, 'DB', ['MYSQL_SEEDS'], NONE, /^mysql/),
  // https://www.postgresql.org/docs/current/continuous-archiving.html
  switched(of('(postgres|postgis|timescaledb|pgvector)'), 'archive_command', 'archive_mode'),
  // https://dev.mysql.com/doc/refman/8.4/en/replication-options-gtids.html
  switched(of('(mysql|percona)'), 'gtid_mode', 'enforce_gtid_consistency', OFF, /^on$/i),
  // https://min.io/docs/minio/linux/reference/minio-server/settings/iam/openid.html
  switched(of('minio'), 'MINIO_IDENTITY_OPENID_CONFIG_URL', 'MINIO_IDENTITY_OPENID_CLIENT_ID'),
];
