import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { imageName } from '../../bundle/image-users';
import { isSet, setting } from '../../bundle/settings';
import { listAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A setting that is of no use without another one. */
interface Pair {
  readonly image: RegExp;
  /** The setting, and the values that need the other one. @default any container of the image */
  readonly when?: readonly [names: readonly string[], values: RegExp];
  /** A word of the command line. @default any */
  readonly command?: RegExp;
  /** Settings of which one is enough. With `_FILE` each may name a file. */
  readonly needs: readonly string[];
  /** A value of a needed setting that does not count. */
  readonly except?: RegExp;
  readonly says: string;
}

const of = (image: string): RegExp => new RegExp(`(^|/)${image}$`);
const SERVER = /^(postgres|postgresql|mysql|mariadb)$/i;

const PAIRS: readonly Pair[] = [
  // https://www.keycloak.org/server/enabletls
  {
    image: of('keycloak/keycloak'),
    command: /^start$/,
    needs: [
      'KC_HTTP_ENABLED',
      'http-enabled',
      'https-certificate-file',
      'KC_HTTPS_CERTIFICATE_FILE',
      'https-key-store-file',
      'KC_HTTPS_KEY_STORE_FILE',
      'KC_PROXY',
      'proxy',
    ],
    except: /^(false|none|reencrypt|passthrough)$/,
    says: 'http-enabled=true or a certificate, without which Keycloak does not start',
  },
  // https://www.keycloak.org/server/db: the default host is localhost
  {
    image: of('keycloak/keycloak'),
    when: [['KC_DB', 'db'], SERVER],
    needs: ['KC_DB_URL', 'db-url', 'KC_DB_URL_HOST', 'db-url-host'],
    says: 'KC_DB_URL or KC_DB_URL_HOST, since the database is at localhost otherwise',
  },
  // https://airflow.apache.org/docs/apache-airflow-providers-celery/stable/celery_executor.html
  {
    image: of('airflow'),
    when: [['AIRFLOW__CORE__EXECUTOR'], /CeleryExecutor/],
    needs: [
      'AIRFLOW__CELERY__BROKER_URL',
      'AIRFLOW__CELERY__BROKER_URL_CMD',
      'AIRFLOW__CELERY__BROKER_URL_SECRET',
      'broker_url',
    ],
    says: 'AIRFLOW__CELERY__BROKER_URL, where CeleryExecutor puts the tasks',
  },
  // https://docs.n8n.io/hosting/scaling/queue-mode/
  {
    image: of('n8n'),
    when: [['EXECUTIONS_MODE'], /^queue$/],
    needs: ['QUEUE_BULL_REDIS_HOST', 'QUEUE_BULL_REDIS_CLUSTER_NODES'],
    says: 'QUEUE_BULL_REDIS_HOST, since Redis is at localhost otherwise',
  },
  {
    image: of('n8n'),
    when: [['DB_TYPE'], /^postgresdb$/],
    needs: ['DB_POSTGRESDB_HOST'],
    says: 'DB_POSTGRESDB_HOST, since the database is at localhost otherwise',
  },
  // https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
  {
    image: of('grafana(-oss|-enterprise)?'),
    when: [['GF_DATABASE_TYPE'], /^(postgres|mysql)$/],
    needs: ['GF_DATABASE_HOST', 'GF_DATABASE_URL', 'GF_DATABASE_HOST__FILE', 'GF_DATABASE_URL__FILE'],
    says: 'GF_DATABASE_HOST, since the database is at 127.0.0.1 otherwise',
  },
  {
    image: of('grafana(-oss|-enterprise)?'),
    when: [['GF_SERVER_PROTOCOL'], /^(https|h2)$/],
    needs: ['GF_SERVER_CERT_FILE', 'cert_file'],
    says: 'GF_SERVER_CERT_FILE, without which Grafana does not start',
  },
  // https://www.metabase.com/docs/latest/configuring-metabase/environment-variables
  {
    image: of('metabase'),
    when: [['MB_DB_TYPE'], /^(postgres|mysql)$/],
    needs: ['MB_DB_HOST', 'MB_DB_CONNECTION_URI'],
    says: 'MB_DB_HOST or MB_DB_CONNECTION_URI',
  },
  // https://docs.gitea.com/administration/config-cheat-sheet#database-database
  {
    image: of('(gitea|forgejo)'),
    when: [['GITEA__database__DB_TYPE', 'FORGEJO__database__DB_TYPE'], /^(postgres|mysql|mssql)$/],
    needs: ['GITEA__database__HOST', 'FORGEJO__database__HOST', 'GITEA__database__HOST__FILE'],
    says: 'GITEA__database__HOST, since the database is at 127.0.0.1 otherwise',
  },
  // https://ghost.org/docs/config/#database
  {
    image: of('ghost'),
    when: [['database__client'], /^mysql/],
    needs: ['database__connection__host', 'database__connection__socketPath', 'database__connection'],
    says: 'database__connection__host, since the database is at localhost otherwise',
  },
  // https://developer.konghq.com/gateway/configuration/#postgres-settings
  {
    image: of('kong'),
    when: [['KONG_DATABASE'], /^postgres$/],
    needs: ['KONG_PG_HOST', 'pg_host'],
    says: 'KONG_PG_HOST, since the database is at 127.0.0.1 otherwise',
  },
  // https://redis.io/docs/latest/operate/oss_and_stack/management/security/encryption/
  {
    image: of('(redis|valkey)'),
    when: [['tls-port'], /^[1-9]/],
    needs: ['tls-cert-file'],
    says: 'tls-cert-file, without which Redis does not start',
  },
  // https://hub.docker.com/_/postgres, _/mysql, _/mariadb, https://learn.microsoft.com/sql/linux/sql-server-linux-configure-environment-variables
  {
    image: /^postgres$/,
    needs: ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD', 'PGPASSWORD'],
    says: 'POSTGRES_PASSWORD, without which the image makes no database',
  },
  {
    image: /^(mysql|mariadb)$/,
    needs: [
      'MYSQL_ROOT_PASSWORD',
      'MYSQL_ALLOW_EMPTY_PASSWORD',
      'MYSQL_RANDOM_ROOT_PASSWORD',
      'MARIADB_ROOT_PASSWORD',
      'MARIADB_ALLOW_EMPTY_ROOT_PASSWORD',
      'MARIADB_RANDOM_ROOT_PASSWORD',
      'MARIADB_ROOT_PASSWORD_HASH',
    ],
    says: 'MYSQL_ROOT_PASSWORD, without which the image makes no database',
  },
  { image: of('mssql/server'), needs: ['ACCEPT_EULA'], says: 'ACCEPT_EULA, without which SQL Server does not start' },
  // https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
  {
    image: of('pgadmin4'),
    needs: ['PGADMIN_DEFAULT_EMAIL'],
    says: 'PGADMIN_DEFAULT_EMAIL, without which pgAdmin does not start',
  },
  // https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview
  ...[
    ['OAUTH2_PROXY_CLIENT_ID', 'client-id', 'client_id'],
    [
      'OAUTH2_PROXY_COOKIE_SECRET',
      'cookie-secret',
      'cookie_secret',
      'cookie-secret-file',
      'OAUTH2_PROXY_COOKIE_SECRET_FILE',
      'cookie_secret_file',
    ],
    [
      'OAUTH2_PROXY_EMAIL_DOMAINS',
      'email-domain',
      'email_domains',
      'authenticated-emails-file',
      'OAUTH2_PROXY_AUTHENTICATED_EMAILS_FILE',
      'authenticated_emails_file',
      'htpasswd-file',
      'OAUTH2_PROXY_HTPASSWD_FILE',
    ],
  ].map((needs) => ({
    image: of('oauth2-proxy'),
    needs,
    says: `${needs[0]}, without which oauth2-proxy does not start`,
  })),
];

/** A program has the settings without which another setting, or the program itself, is of no use. */
export const settingsComplete: Rule = {
  id: 'settings-complete',
  answer: 'risk',
  why: 'a program without a setting that it needs stops at its start, or looks for its database in its own container',
  example:
    'Deployment default/api: spec.template.spec.containers[api]: expected QUEUE_BULL_REDIS_HOST, since Redis is at localhost otherwise, received none [settings-complete]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) => {
        const rows = PAIRS.filter(({ image }) => image.test(imageName(container)));
        if (rows.length === 0 || !isKnown(bundle, container)) return [];
        return [...rows.flatMap((row) => lacking(bundle, container, row)), ...withoutWorker(bundle, container)];
      }),
};

const NOBODY = { received: 'none' };

/** True if every source of settings is in the bundle, and no file of a Secret may be one. */
function isKnown(bundle: Bundle, { template, spec }: Container): boolean {
  const { namespace } = template;
  const mounted = new Set(listAt(spec, 'volumeMounts').map((mount) => stringAt(mount, 'name')));
  const isOpen = listAt(template.spec, 'volumes').some((volume) => {
    const [config, secret] = [stringAt(volume, 'configMap', 'name'), stringAt(volume, 'secret', 'secretName')];
    const isUnknown = config === undefined ? secret !== undefined : !bundle.find('ConfigMap', namespace, config);
    return mounted.has(stringAt(volume, 'name')) && (isUnknown || listAt(volume, 'projected', 'sources').length > 0);
  });
  return (
    !isOpen &&
    listAt(spec, 'envFrom').every((entry) => {
      const [config, secret] = [stringAt(entry, 'configMapRef', 'name'), stringAt(entry, 'secretRef', 'name')];
      if (config !== undefined) return bundle.find('ConfigMap', namespace, config) !== undefined;
      return secret === undefined || bundle.secretKeys(namespace, secret) !== undefined;
    })
  );
}

function lacking(bundle: Bundle, container: Container, { when, command, needs, except, says }: Pair): Finding[] {
  const line = commandLine(container);
  if (command !== undefined && !line.some((word) => command.test(word))) return [];
  // Another program of the image: a client, a script.
  if (
    command === undefined &&
    when === undefined &&
    line.some(
      (word) =>
        /^[\w./]+$/.test(word) &&
        !/^(postgres|mysqld|mariadbd|docker-entrypoint\.sh)$/.test(word) &&
        !word.startsWith('-'),
    )
  )
    return [];
  const told = when && setting(bundle, container, when[0]);
  if (when !== undefined && (told === undefined || !when[1].test(told.value))) return [];
  const names = needs.flatMap((name) => [name, `${name}_FILE`]);
  const isGiven =
    except === undefined
      ? isSet(bundle, container, names)
      : needs.some(
          (name) => isSet(bundle, container, [name]) && !except.test(setting(bundle, container, [name])?.value ?? ''),
        );
  if (isGiven) return [];
  return [
    {
      object: told?.object ?? container.template.owner,
      field: told?.field ?? container.path,
      expected: says,
      ...NOBODY,
    },
  ];
}

/** Tasks of a queue need a worker: https://airflow.apache.org/docs/apache-airflow-providers-celery/stable/celery_executor.html */
function withoutWorker(bundle: Bundle, container: Container): Finding[] {
  const told = setting(bundle, container, ['AIRFLOW__CORE__EXECUTOR']);
  const line = commandLine(container);
  if (told?.value !== 'CeleryExecutor' || !line.includes('scheduler')) return [];
  const { namespace, owner } = container.template;
  const isWorker = (each: Container) => /\bcelery\b.*\bworker\b/.test(commandLine(each).join(' '));
  if (bundle.containers.some((each) => each.template.namespace === namespace && isWorker(each))) return [];
  const expected = 'a container with airflow celery worker in the namespace, or another executor';
  return [{ object: owner, field: container.path, expected, ...NOBODY }];
}
