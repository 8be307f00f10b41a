import type { Container } from '../../bundle/bundle';
import { type Setting, settings } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import type { Finding, Rule } from '../../rule';

/** The known variables of frameworks, by their words. */
const WELL_KNOWN = [
  // https://guides.rubyonrails.org/security.html#environmental-security
  ...[
    'SECRET_KEY_BASE',
    'RAILS_MASTER_KEY',
    'RAILS_ENV',
    'RAILS_LOG_TO_STDOUT',
    'RAILS_SERVE_STATIC_FILES',
    'DATABASE_URL',
  ],
  // https://docs.djangoproject.com/en/stable/topics/settings/
  ...['DJANGO_SETTINGS_MODULE', 'DJANGO_SECRET_KEY'],
  // https://docs.spring.io/spring-boot/appendix/application-properties/index.html
  ...[
    'SPRING_PROFILES_ACTIVE',
    'SPRING_DATASOURCE_URL',
    'SPRING_DATASOURCE_USERNAME',
    'SPRING_DATASOURCE_PASSWORD',
    'SPRING_CONFIG_LOCATION',
  ],
  // https://hub.docker.com/_/postgres, _/mysql, _/mongo, _/rabbitmq
  ...[
    'MYSQL_ROOT_PASSWORD',
    'MONGO_INITDB_ROOT_USERNAME',
    'MONGO_INITDB_ROOT_PASSWORD',
    'RABBITMQ_DEFAULT_USER',
    'RABBITMQ_DEFAULT_PASS',
  ],
  // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
  ...['MINIO_ROOT_USER', 'MINIO_ROOT_PASSWORD'],
  // https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
  ...['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_SERVICE_NAME', 'OTEL_RESOURCE_ATTRIBUTES'],
  ...[
    'AWS_ACCESS_KEY_ID',
    'AWS_SECRET_ACCESS_KEY',
    'AWS_DEFAULT_REGION',
    'GOOGLE_APPLICATION_CREDENTIALS',
    'NODE_ENV',
    'JAVA_TOOL_OPTIONS',
  ],
];
const sorted = (name: string): string => name.split('_').sort().join('_');
const BY_WORDS = new Map(WELL_KNOWN.map((name) => [sorted(name), name]));

/** Settings have the names and the formats by which programs read them. */
export const keyFormats: Rule = {
  id: 'key-formats',
  answer: 'risk',
  why: 'a program does not read a setting of nearly its name, and exits at a key of another length',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[SECRET_BASE_KEY].value: expected "SECRET_KEY_BASE", as programs read the setting, received "SECRET_BASE_KEY" [key-formats]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      // A file has names of its own.
      const all = settings(bundle, container).filter(({ object }) => object === container.template.owner);
      return [...misnamed(all), ...singleUnderscore(all), ...cookieSecret(container, all)];
    }),
};

const finding = ({ object, field }: Setting, expected: string, received: string): Finding => ({
  object,
  field,
  expected,
  received,
});

/** The words of a well-known variable in another order. */
function misnamed(all: readonly Setting[]): Finding[] {
  const names = new Set(all.map(({ name }) => name));
  return all.flatMap((setting) => {
    const meant = setting.name.includes('_') ? BY_WORDS.get(sorted(setting.name)) : undefined;
    if (meant === undefined || names.has(meant)) return [];
    return [finding(setting, `"${meant}", as programs read the setting`, `"${setting.name}"`)];
  });
}

/** https://learn.microsoft.com/aspnet/core/fundamentals/configuration/#environment-variables: two underscores stand for a colon. */
function singleUnderscore(all: readonly Setting[]): Finding[] {
  return all.flatMap((setting) => {
    const [, section, key] =
      /^(ConnectionStrings|Logging_LogLevel|Kestrel_Endpoints)_([A-Za-z]\w*)$/.exec(setting.name) ?? [];
    if (section === undefined || key === undefined) return [];
    const expected = `"${section.replace('_', '__')}__${key}", with two underscores for each colon`;
    return [finding(setting, expected, `"${setting.name}"`)];
  });
}

/** https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview#generating-a-cookie-secret */
function cookieSecret(container: Container, all: readonly Setting[]): Finding[] {
  if (!runs(container, /^oauth2-proxy$/)) return [];
  const found = all.find(({ name }) => /^(OAUTH2_PROXY_COOKIE_SECRET|cookie-secret)$/.test(name));
  if (found === undefined || found.value.includes('$')) return [];
  const value = found.value.trim();
  const lengths = [value.length, Buffer.from(value.replaceAll('-', '+').replaceAll('_', '/'), 'base64').length];
  if (lengths.some((length) => [16, 24, 32].includes(length))) return [];
  return [finding(found, '16, 24 or 32 bytes, or base64 of so many', `${value.length} characters`)];
}
