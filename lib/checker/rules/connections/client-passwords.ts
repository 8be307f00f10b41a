import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { listAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A client program, and the variable with its password. */
interface Client {
  readonly programs: RegExp;
  readonly variable: string;
  /** Variables with the host of a server elsewhere. */
  readonly host: RegExp;
  /** Other ways to the password, in a script or as a variable. */
  readonly others: RegExp;
}

const CLIENTS: readonly Client[] = [
  // https://www.postgresql.org/docs/current/libpq-envars.html
  {
    programs: /(?:^|[\s;|&(/])(psql|pg_dump|pg_dumpall|pg_restore|pg_basebackup|createdb|vacuumdb|reindexdb)\s/m,
    variable: 'PGPASSWORD',
    host: /(^|\s)(-h\s*|--host[= ])\S|\bhost=/,
    others: /PGPASS|pgpass|password=|postgres(ql)?:\/\/|PGSERVICE|sslcert|_(URL|URI|DSN)\b|CONN/i,
  },
  // https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html
  {
    programs: /(?:^|[\s;|&(/])(mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mariadb-admin)\s/m,
    variable: 'MYSQL_PWD',
    host: /(^|\s)(-h\s*|--host[= ])\S/,
    others: /MYSQL_PWD|\s-p\S*|--password|--defaults|--login-path|my\.cnf|_(URL|URI|DSN)\b/i,
  },
];

/** A client of a database has its password in the variable that the client reads. */
export const clientPasswords: Rule = {
  id: 'client-passwords',
  answer: 'broken',
  why: 'a client asks for a password that no variable of its own holds, and nobody is there to type it: the dump or the migration ends at once',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].env[POSTGRES_PASSWORD]: expected PGPASSWORD, the variable that pg_dump reads, received "POSTGRES_PASSWORD" [client-passwords]',
  about: ['psql', 'pg_', 'createdb', 'vacuumdb', 'reindexdb', 'mysql', 'mariadb'],
  check: (bundle) => bundle.containers.flatMap((container) => misnamed(bundle, container)),
};

function misnamed(bundle: Bundle, container: Container): Finding[] {
  const own = ownVariables(bundle, container);
  const named = own.filter(({ name }) => /PASS(WORD|WD)?$|PASSWORD|PWD$/.test(name) && !/_FILE$/.test(name));
  const [password, ...others] = named;
  if (password === undefined || others.length > 0 || !isKnown(bundle, container)) return [];
  const names = [...takenVariables(bundle, container), ...own].map(({ name }) => name);
  const script = scriptOf(bundle, container);
  return CLIENTS.flatMap(({ programs, variable, host, others: ways }): Finding[] => {
    const [, program] = programs.exec(script) ?? [];
    const isElsewhere = host.test(script) || (variable === 'PGPASSWORD' && names.includes('PGHOST'));
    if (program === undefined || !isElsewhere || names.includes(variable)) return [];
    if (ways.test(script) || names.some((name) => ways.test(name)) || script.includes(password.name)) return [];
    const expected = `${variable}, the variable that ${program} reads`;
    return [{ object: container.template.owner, field: password.path, expected, received: quoted(password.name) }];
  });
}

/** True if every source of variables is in the bundle, and no file of a home folder may hold a password. */
function isKnown(bundle: Bundle, { template, spec }: Container): boolean {
  const mounted = listAt(spec, 'volumeMounts').map(
    (mount) => `${stringAt(mount, 'mountPath')} ${stringAt(mount, 'subPath')}`,
  );
  return (
    !mounted.some((path) => /pgpass|my\.cnf|\/root|\/home/.test(path)) &&
    listAt(spec, 'envFrom').every((entry) => {
      const [config, secret] = [stringAt(entry, 'configMapRef', 'name'), stringAt(entry, 'secretRef', 'name')];
      if (config !== undefined) return bundle.find('ConfigMap', template.namespace, config) !== undefined;
      return secret === undefined || bundle.secretKeys(template.namespace, secret) !== undefined;
    })
  );
}
