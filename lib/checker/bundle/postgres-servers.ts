import { identity, listAt, type Manifest, stringAt } from '../manifest/manifest';
import type { Bundle, Container } from './bundle';
import { type Variable, variable } from './container-environment';
import { podsBehind } from './pod-selection';

/** What a client and a PostgreSQL server must agree on, under the names of the official image. */
export const VARIABLES = { user: 'POSTGRES_USER', password: 'POSTGRES_PASSWORD', database: 'POSTGRES_DB' } as const;

export type Part = keyof typeof VARIABLES;

/** Undefined where nobody knows. Never to be printed. */
export type Credentials = Readonly<Record<Part, string | undefined>>;

/** A container that makes a user and a database when it starts on an empty disk. */
export interface PostgresServer {
  /** What findings call it: `StatefulSet shop/db`. */
  readonly owner: string;
  readonly credentials: Credentials;
  /** Whether scripts of its own may make other users and databases. */
  readonly scripted: boolean;
}

/** The servers behind a Service: containers that are given a POSTGRES_PASSWORD. */
export function postgresServers(bundle: Bundle, service: Manifest): PostgresServer[] {
  return podsBehind(bundle, service)
    .flatMap(({ containers }) => containers)
    .flatMap((container) => serverOf(bundle, container) ?? []);
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

/** What the server is given; undefined if nobody knows, as of what Kubernetes puts another variable into. */
function filledIn({ value, source }: Variable): string | undefined {
  return source === undefined && value?.includes('$(') ? undefined : value;
}
