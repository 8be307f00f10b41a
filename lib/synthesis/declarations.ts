import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ExistingSecret } from '../constructs/secret/existing-secret';
import { Namespace } from '../constructs/workload/namespace';
import { NetworkEndpoint } from '../constructs/workload/network-endpoint';
import { Secret } from '../constructs/secret/secret';
import type { Environment } from '../wealist/environments/environment';
import type { Declared } from '../checker/bundle/bundle';

/** The Secrets that pods need and that this program does not render, each once. */
function existingSecrets(constructs: readonly IConstruct[]): ExistingSecret[] {
  const secrets = constructs.filter((construct) => construct instanceof ExistingSecret);
  // Services behind one host name the same certificate more than once.
  return [...new Map(secrets.map((secret) => [`${secret.namespace}/${secret.name}`, secret])).values()];
}

/** What an environment's cluster has to hold before its pods start, as `npm run synth` says it. */
export function needs(charts: Readonly<Record<string, Chart>>): string[] {
  const constructs = constructsOf(charts);
  const entries = constructs
    .filter((construct) => construct instanceof Secret)
    .flatMap(({ source, namespace }) => {
      if (!source.external) return [];
      const { store, entries } = source.external;
      const place =
        store.kind === 'SecretStore' ? `SecretStore ${namespace}/${store.name}` : `${store.kind} ${store.name}`;
      return Object.values(entries).map(({ key, property }) => {
        return `${place}: ${key}${property === undefined ? '' : ` with ${property}`}`;
      });
    });
  return [...existingSecrets(constructs).map(({ description }) => `Secret ${description}`), ...new Set(entries)];
}

/** What an environment and its charts say of the cluster they are for. */
export function declarations({ cluster }: Environment, charts: Readonly<Record<string, Chart>>): Declared {
  const constructs = constructsOf(charts);
  const own = constructs.filter((construct) => construct instanceof Namespace).map(({ name }) => name);
  const edges = constructs
    .filter((construct) => construct instanceof NetworkEndpoint)
    .flatMap((endpoint) => endpoint.edges);
  return {
    kubernetes: cluster.kubernetes,
    importedImages: cluster.importedImages ?? false,
    // Images are imported into one developer's cluster, and nobody else reads what is in it.
    secretValues: cluster.importedImages ?? false,
    // Whoever is to reach a workload, or to be reached by it, is there: an ingress controller, an operator.
    namespaces: [...new Set(edges.flatMap(({ from, to }) => [from.namespace ?? [], to.namespace ?? []].flat()))].filter(
      (name) => !own.includes(name),
    ),
    secrets: existingSecrets(constructs),
    edges,
  };
}

function constructsOf(charts: Readonly<Record<string, Chart>>): IConstruct[] {
  return Object.values(charts).flatMap((chart) => chart.node.findAll());
}
