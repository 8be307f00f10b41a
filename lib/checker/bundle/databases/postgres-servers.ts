import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, listAt, type Manifest, stringAt } from '../../manifest/manifest';
import type { Bundle, Container } from '../bundle';
import { type Variable, variable } from '../containers/container-environment';
import type { ClusterDns } from '../traffic/cluster-dns';
import { podsBehind } from '../workloads/pod-selection';

/** Settings that a client and a PostgreSQL server share, by the variables of the official image. */
export const VARIABLES = { user: 'POSTGRES_USER', password: 'POSTGRES_PASSWORD', database: 'POSTGRES_DB' } as const;

export type Part = keyof typeof VARIABLES;

/** Undefined if unknown. Never to be printed. */
export type Credentials = Readonly<Record<Part, string | undefined>>;

/** A container that creates a user and a database: on an empty disk, or in a server that runs. */
export interface PostgresServer {
  /** The owner in findings: `StatefulSet shop/db`. */
  readonly owner: string;
  readonly credentials: Credentials;
  /** True if own scripts may create other users and databases. */
  readonly scripted: boolean;
}

/** The servers behind a Service: containers with a POSTGRES_PASSWORD. */
export function postgresServers(bundle: Bundle, service: Manifest): PostgresServer[] {
  return podsBehind(bundle, service)
    .flatMap(({ containers }) => containers)
    .flatMap((container) => serverOf(bundle, container) ?? []);
}

/** The users that Jobs create, by the Service of the server: containers of a Job with a PGHOST, too. */
export function createdUsers(bundle: Bundle, dns: ClusterDns): Map<Manifest, PostgresServer[]> {
  const users = new Map<Manifest, PostgresServer[]>();
  for (const container of bundle.containers) {
    const { owner, namespace } = container.template;
    const host = owner.kind === 'Job' ? variable(bundle, container, 'PGHOST')?.value : undefined;
    const service = host === undefined ? undefined : dns.answer(host, namespace)?.service;
    const user = service && serverOf(bundle, container);
    if (user) getOrInsert(users, service, () => []).push(user);
  }
  return users;
}

function serverOf(bundle: Bundle, container: Container): PostgresServer | undefined {
  const [password, user, database] = [VARIABLES.password, VARIABLES.user, VARIABLES.database].map((name) =>
    variable(bundle, container, name),
  );
  if (password === undefined) return undefined;
  // The image's own defaults: https://hub.docker.com/_/postgres
  const role = user ? filledIn(user) : 'postgres';
  return {
    owner: identity(container.template.owner),
    credentials: { user: role, password: filledIn(password), database: database ? filledIn(database) : role },
    scripted: listAt(container.spec, 'volumeMounts').some((mount) =>
      stringAt(mount, 'mountPath')?.startsWith('/docker-entrypoint-initdb.d'),
    ),
  };
}

/** The value of a variable. Undefined if unknown, as with a `$(OTHER)` inside. */
function filledIn({ value, source }: Variable): string | undefined {
  return source === undefined && value?.includes('$(') ? undefined : value;
}
