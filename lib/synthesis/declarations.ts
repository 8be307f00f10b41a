import type { Chart } from 'cdk8s';
import { ExistingSecret } from '../constructs/existing-secret';
import { Workload } from '../constructs/workload';
import type { Environment } from '../environments/environment';
import type { Declared } from '../rules/bundle';

/** What an environment and its charts say of the cluster they are for. */
export function declarations({ cluster }: Environment, charts: Readonly<Record<string, Chart>>): Declared {
  const constructs = Object.values(charts).flatMap((chart) => chart.node.findAll());
  const secrets = constructs.filter((construct) => construct instanceof ExistingSecret);
  return {
    kubernetes: cluster.kubernetes,
    importedImages: cluster.importedImages ?? false,
    namespaces: [cluster.ingress.namespace],
    // Services behind one host name the same certificate more than once.
    secrets: [...new Map(secrets.map((secret) => [`${secret.namespace}/${secret.name}`, secret])).values()],
    edges: constructs.filter((construct) => construct instanceof Workload).flatMap(({ edges }) => edges),
  };
}
