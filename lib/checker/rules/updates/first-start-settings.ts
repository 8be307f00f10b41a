import { Bundle, type Container } from '../../bundle/bundle';
import { variable } from '../../bundle/containers/container-environment';
import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** What the running server is told first. */
const WAYS = {
  user: 'create the role in the running server first (CREATE ROLE, with the rights of the old one)',
  database: 'make the database in the running server first (createdb, or ALTER DATABASE … RENAME TO)',
  password: 'tell the running server first (\\password in psql)',
} as const;

type Part = keyof typeof WAYS;

/** The variables of the official image. */
const VARIABLES = { user: 'POSTGRES_USER', database: 'POSTGRES_DB', password: 'POSTGRES_PASSWORD' } as const;

/** Kinds that a setting may be read from. */
const READ = new Set(['StatefulSet', 'ConfigMap', 'Secret', 'ExternalSecret', 'SealedSecret']);

interface Setting {
  readonly part: Part;
  readonly field: string;
  /** Undefined where no manifest tells. Never to be printed. */
  readonly value: string | undefined;
  /** The object and the key that the container reads; undefined for a value in the manifest itself. */
  readonly place?: string;
}

/** What PostgreSQL reads for an empty disk, and never again, stays as it is until the running server has been told. */
export const firstStartSettings: Rule = {
  id: 'first-start-settings',
  answer: 'risk',
  why: 'PostgreSQL reads user, database and password for an empty disk only: over data, another one changes nothing in the server, and locks its clients out',
  example:
    'StatefulSet shop/db: spec.template.spec.containers[db].env[POSTGRES_USER]: expected the value as before, since PostgreSQL reads it for an empty disk only: create the role in the running server first (CREATE ROLE, with the rights of the old one), then accept this, received another value [first-start-settings]',
  about: ['postgres'],
  check: (bundle) => {
    if (!bundle.previous) return [];
    const before = new Bundle(
      bundle.previous.filter(({ kind, apiVersion }) => READ.has(kind) || isCluster(kind, apiVersion)),
      bundle.cluster,
    );
    return before.manifests.flatMap((previous) => {
      const object = bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
      if (!object) return [];
      const now = settingsOf(bundle, object);
      return settingsOf(before, previous).flatMap((setting) => {
        const current = now.find(({ part }) => part === setting.part);
        if (!current || isSame(setting, current)) return [];
        const words = shown(setting, current);
        const expected = `${words.before} as before, since PostgreSQL reads it for an empty disk only: ${WAYS[setting.part]}, then accept this`;
        return [{ object, field: current.field, expected, received: words.now }];
      });
    });
  },
};

const isCluster = (kind: string, apiVersion: string): boolean =>
  kind === 'Cluster' && String(apiVersion).startsWith('postgresql.cnpg.io/');

/** None for what is no PostgreSQL with a disk. */
function settingsOf(bundle: Bundle, object: Manifest): Setting[] {
  if (isCluster(object.kind, object.apiVersion)) return clusterSettings(object);
  const claims = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name'));
  if (object.kind !== 'StatefulSet' || claims.length === 0) return [];
  return bundle.templates
    .filter(({ owner }) => owner === object)
    .flatMap(({ containers }) => containers)
    .filter(({ spec }) => listAt(spec, 'volumeMounts').some((mount) => claims.includes(stringAt(mount, 'name'))))
    .filter((container) => variable(bundle, container, VARIABLES.password) !== undefined)
    .flatMap((server) => serverSettings(bundle, server));
}

/** The operator sets the owner's password from its Secret at any time. */
function clusterSettings(cluster: Manifest): Setting[] {
  const initdb = valueAt(cluster, 'spec', 'bootstrap', 'initdb');
  if (initdb === undefined) return [];
  // CloudNativePG's own defaults.
  const database = stringAt(initdb, 'database') ?? 'app';
  return [
    { part: 'database', field: 'spec.bootstrap.initdb.database', value: database },
    { part: 'user', field: 'spec.bootstrap.initdb.owner', value: stringAt(initdb, 'owner') ?? database },
  ];
}

/** With the image's own defaults: https://hub.docker.com/_/postgres */
function serverSettings(bundle: Bundle, server: Container): Setting[] {
  const found = (part: Part) => serverSetting(bundle, server, part);
  const usual = (part: Part) => ({ part, field: `${server.path}.env[${VARIABLES[part]}]` });
  // An object that nobody here knows may have any key.
  const known = listAt(server.spec, 'envFrom').length === 0;
  const user = found('user') ?? (known ? { ...usual('user'), value: 'postgres' } : undefined);
  const database = found('database') ?? (known && user ? { ...user, ...usual('database') } : undefined);
  return [user, database, found('password')].filter((setting) => setting !== undefined);
}

function serverSetting(bundle: Bundle, server: Container, part: Part): Setting | undefined {
  const found = variable(bundle, server, VARIABLES[part]);
  if (!found) return undefined;
  const { path: field, source } = found;
  // Of a template, and of a text with another variable in it, nobody here knows the value.
  const unknown = found.value?.includes(source === undefined ? '$(' : '{{}}');
  const value = unknown ? undefined : found.value;
  if (source === undefined) return { part, field, value };
  const entry = listAt(server.spec, 'env')
    .filter((item) => stringAt(item, 'name') === VARIABLES[part])
    .at(-1);
  const [reference] = ['secretKeyRef', 'configMapKeyRef'].flatMap((ref) => valueAt(entry, 'valueFrom', ref) ?? []);
  return { part, field, value, place: `${source}, key ${stringAt(reference, 'key') ?? VARIABLES[part]}` };
}

/** The same value, or, where nobody here knows both, the same place. */
function isSame(one: Setting, other: Setting): boolean {
  if (one.value !== undefined && other.value !== undefined) return one.value === other.value;
  return one.place === other.place;
}

/** A place may be told, a value never: a password may stand where a name should. */
function shown(before: Setting, now: Setting): { readonly before: string; readonly now: string } {
  if (before.place === now.place) return { before: 'the value', now: 'another value' };
  const word = ({ place = 'a value in the manifest' }: Setting) => place;
  return { before: word(before), now: word(now) };
}
