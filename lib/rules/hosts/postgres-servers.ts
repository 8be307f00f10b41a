import type { Bundle, Container } from '../bundle';
import { identity, items, type Manifest, namespaceOf, strings, text } from '../manifest';
import { selectedByLabels } from '../references/selection';
import { givenVariable } from './given-variable';

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
  const selector = strings(service, 'spec', 'selector');
  if (Object.keys(selector).length === 0) return [];
  return selectedByLabels(bundle, namespaceOf(service), selector)
    .flatMap(({ containers }) => containers)
    .flatMap((container) => serverOf(bundle, container) ?? []);
}

function serverOf(bundle: Bundle, container: Container): PostgresServer | undefined {
  const password = givenVariable(bundle, container, VARIABLES.password);
  if (password === undefined) return undefined;
  // The image's own defaults: https://hub.docker.com/_/postgres
  const { value: user } = givenVariable(bundle, container, VARIABLES.user) ?? { value: 'postgres' };
  const { value: database } = givenVariable(bundle, container, VARIABLES.database) ?? { value: user };
  return {
    owner: identity(container.template.owner),
    credentials: { user, password: password.value, database },
    scripted: items(container.spec, 'volumeMounts').some((mount) =>
      text(mount, 'mountPath')?.startsWith('/docker-entrypoint-initdb.d'),
    ),
  };
}
