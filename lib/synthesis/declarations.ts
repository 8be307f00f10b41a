import type { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ExistingSecret } from '../constructs/existing-secret';
import { Workload } from '../constructs/workload';
import type { Environment } from '../environments/environment';
import type { Declared } from '../rules/bundle';

/** The Secrets that the pods of these charts need and that this program does not render, each once. */
export function existingSecrets(charts: Readonly<Record<string, Chart>>): ExistingSecret[] {
  const secrets = constructsOf(charts).filter((construct) => construct instanceof ExistingSecret);
  // Services behind one host name the same certificate more than once.
  return [...new Map(secrets.map((secret) => [`${secret.namespace}/${secret.name}`, secret])).values()];
}

/** What an environment and its charts say of the cluster they are for. */
export function declarations({ cluster }: Environment, charts: Readonly<Record<string, Chart>>): Declared {
  return {
    kubernetes: cluster.kubernetes,
    importedImages: cluster.importedImages ?? false,
    namespaces: [cluster.ingress.namespace],
    secrets: existingSecrets(charts),
    edges: constructsOf(charts)
      .filter((construct) => construct instanceof Workload)
      .flatMap(({ edges }) => edges),
  };
}

function constructsOf(charts: Readonly<Record<string, Chart>>): IConstruct[] {
  return Object.values(charts).flatMap((chart) => chart.node.findAll());
}
