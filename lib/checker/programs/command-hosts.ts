/** Hosts in the options of commands, with the port. The name is certainly a host: a program of the list connects to it. */
export interface CommandHost {
  readonly name: string;
  readonly port: number | undefined;
}

const HOST = '([a-z][\\w-]*(?:\\.[\\w-]+)*)';
/** Between a program and its option stands no other command. */
const WORDS = '(?:[^\\n;&|"\']*?\\s)';

/** Forms of a host in a script, with the port as the second group. */
const FORMS: readonly RegExp[] = [
  new RegExp(`\\b(?:nc|ncat|netcat)\\s+(?:-\\w+\\s+(?:\\d+\\s+)?)*${HOST}\\s+(\\d{2,5})\\b`, 'g'),
  new RegExp(`\\b(?:pg_isready|psql|pg_dump|pg_dumpall)\\s${WORDS}?(?:-h\\s*|--host[= ])${HOST}()`, 'g'),
  new RegExp(`\\b(?:mysql|mysqladmin|mysqldump|mariadb|mariadb-admin)\\s${WORDS}?(?:-h\\s*|--host[= ])${HOST}()`, 'g'),
  new RegExp(`\\b(?:redis-cli|valkey-cli)\\s${WORDS}?-h\\s+${HOST}()`, 'g'),
  new RegExp(`/dev/tcp/${HOST}/(\\d{2,5})\\b`, 'g'),
  new RegExp(`\\b(?:nslookup|getent hosts)\\s+${HOST}()`, 'g'),
  new RegExp(
    `\\b(?:mongosh|mongodump|mongorestore|clickhouse-client|rabbitmqadmin)\\s${WORDS}?--host[= ]${HOST}()`,
    'g',
  ),
  new RegExp(
    `--(?:bootstrap-servers?|broker-list|master[-_]addr|rdzv[-_]endpoint)[= ]["']?${HOST}(?::(\\d{2,5}))?(?![\\w.-])`,
    'g',
  ),
  new RegExp(`\\bwait-for(?:-it)?(?:\\.sh)?\\s+${HOST}:(\\d{2,5})\\b`, 'g'),
];

/** The hosts of a script, such as the loop of a container that waits for a database. */
export function hostsOfCommands(script: string): CommandHost[] {
  return FORMS.flatMap((form) =>
    [...script.matchAll(form)].map(([, name = '', port = '']) => ({
      name,
      port: port === '' ? undefined : Number(port),
    })),
  );
}

const NGINX = new RegExp(`\\b(?:server|(?:fastcgi|uwsgi|scgi|memcached)_pass)\\s+${HOST}:(\\d{2,5})\\b`, 'g');

/** The servers behind a configuration of nginx, which asks for their addresses at its start. */
export function hostsOfNginx(text: string): CommandHost[] {
  return [...text.matchAll(NGINX)].map(([, name = '', port]) => ({ name, port: Number(port) }));
}

const HAPROXY = new RegExp(`^[ \\t]*server[ \\t]+\\S+[ \\t]+${HOST}:(\\d{2,5})\\b`, 'gm');

/** The servers behind a configuration of HAProxy, which exits where a name has no address. */
export function hostsOfHaproxy(text: string): CommandHost[] {
  return [...text.matchAll(HAPROXY)].map(([, name = '', port]) => ({ name, port: Number(port) }));
}
