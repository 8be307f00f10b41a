import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { KnownCluster } from '../checker/known-cluster';
import { ExistingObject } from '../constructs/secret/existing-object';
import { Secret } from '../constructs/secret/secret';
import { Namespace } from '../constructs/workload/namespace';
import { NetworkEndpoint } from '../constructs/workload/network-endpoint';
import { namespaceOfTool } from '../values/delivery';
import type { Environment } from './environment';

/** The objects that pods need and no chart renders. */
function existingObjects(constructs: readonly IConstruct[]): ExistingObject[] {
  return constructs.filter((construct) => construct instanceof ExistingObject);
}

/** The Secrets, ConfigMaps and store entries that the cluster has to hold before the pods of an environment start. */
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
  const objects = existingObjects(constructs).map(({ kind, description }) => `${kind} ${description}`);
  // Services behind one host need the same certificate.
  return [...new Set([...objects, ...entries])];
}

/** The cluster of an environment, as the environment and its charts declare the cluster. */
export function knownCluster(
  { cluster, delivery }: Environment,
  charts: Readonly<Record<string, Chart>>,
): KnownCluster {
  const constructs = constructsOf(charts);
  const existing = existingObjects(constructs);
  const namespaces = constructs.filter((construct) => construct instanceof Namespace);
  const own = namespaces.map(({ name }) => name);
  const edges = constructs
    .filter((construct) => construct instanceof NetworkEndpoint)
    .flatMap((endpoint) => endpoint.edges);
  // The namespace of a declared peer exists: the peer is an ingress controller or an operator. So does that of a tool.
  const declared = edges.flatMap(({ from, to }) => [from.namespace ?? [], to.namespace ?? []].flat());
  const peers = [...declared, ...(delivery ? [namespaceOfTool(delivery)] : [])];
  return {
    kubernetes: cluster.kubernetes,
    importedImages: cluster.importedImages ?? false,
    // Images are imported into the cluster of one developer only, so nobody else can read the Secrets.
    secretValues: cluster.importedImages ?? false,
    namespaces: [...new Set(peers)].filter((name) => !own.includes(name)),
    secrets: existing.filter(({ kind }) => kind === 'Secret').map(keyedObject),
    configMaps: existing.filter(({ kind }) => kind === 'ConfigMap').map(keyedObject),
    gateways: cluster.gateway ? [{ ...cluster.gateway, listeners: Object.values(cluster.gateway.listeners) }] : [],
    edges,
    lessClosed: namespaces.flatMap(({ name, lessClosed }) => (lessClosed ? { namespace: name, ...lessClosed } : [])),
  };
}

const keyedObject = ({ namespace, name, keys }: ExistingObject) => ({ namespace, name, keys });

function constructsOf(charts: Readonly<Record<string, Chart>>): IConstruct[] {
  return Object.values(charts).flatMap((chart) => chart.node.findAll());
}
