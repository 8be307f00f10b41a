import { listAt, type Manifest, stringAt } from '../checker/manifest/manifest';
import { problem, Unquoted } from '../checker/problem';

/** A name that belongs to one environment: a public host, a namespace, an entry of a secret store. */
interface Claim {
  readonly field: string;
  readonly expected: string;
  readonly name: string;
}

/** The claims of a manifest, by kind. */
const CLAIMS: Readonly<Record<string, (manifest: Manifest) => Claim[]>> = {
  Namespace: ({ metadata }) => claims('namespace', 'a namespace', [metadata.name]),
  Ingress: (ingress) => claims('host', 'a public host', listAt(ingress, 'spec', 'rules').map(hostOf)),
  HTTPRoute: (route) => claims('host', 'a public host', listAt(route, 'spec', 'hostnames')),
  ExternalSecret: (external) => claims('secret store', 'an entry', entriesOf(external)),
};

/** The kinds of objects with names that belong to one environment. */
export const CLAIMING_KINDS = Object.keys(CLAIMS);

const hostOf = (rule: unknown) => stringAt(rule, 'host');

const claims = (field: string, expected: string, names: readonly unknown[]): Claim[] =>
  names.flatMap((name) => (typeof name === 'string' ? { field, expected, name } : []));

/** The names that the manifests of an environment claim, each once. */
function claimsOf(manifests: readonly Manifest[]): Claim[] {
  const all = manifests.flatMap((manifest) => CLAIMS[manifest.kind]?.(manifest) ?? []);
  return [...new Map(all.map((claim) => [`${claim.field} ${claim.name}`, claim])).values()];
}

function entriesOf(external: Manifest): string[] {
  const store = stringAt(external, 'spec', 'secretStoreRef', 'name');
  // Each namespace has a SecretStore of its own, and a namespace belongs to one environment.
  if (stringAt(external, 'spec', 'secretStoreRef', 'kind') !== 'ClusterSecretStore') return [];
  return listAt(external, 'spec', 'data').map((entry) => {
    const property = stringAt(entry, 'remoteRef', 'property');
    return `${stringAt(entry, 'remoteRef', 'key')}${property === undefined ? '' : ` with ${property}`} of ${store}`;
  });
}

/**
 * The names of all environments, to find two environments with one name: an environment is often the copy of another, with a
 * forgotten line. The folders of one environment on several clusters share their names.
 */
export class SharedNames {
  private readonly owners = new Map<string, { readonly folder: string; readonly environment: string }>();

  /** Adds the manifests of a folder. Returns the problems with the folders before. */
  add(folder: string, manifests: readonly Manifest[], environment = folder): string[] {
    return claimsOf(manifests).flatMap(({ field, expected, name }) => {
      const key = `${field} ${name}`;
      const owner = this.owners.get(key);
      if (!owner) this.owners.set(key, { folder, environment });
      if (!owner || owner.environment === environment) return [];
      const received = new Unquoted(`${JSON.stringify(name)}, which ${owner.folder} has, too`);
      return [`${folder}: ${problem(field, `${expected} that no other environment has`, received)}`];
    });
  }
}
