import type { Chart } from 'cdk8s';
import { ExistingSecret } from '../constructs/existing-secret';

/** What a Secret must hold that this program does not render. */
export interface DeclaredSecret {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
}

/** The Secrets that the charts of an environment expect to find, each once. */
export function existingSecrets(charts: Readonly<Record<string, Chart>>): DeclaredSecret[] {
  const secrets = new Map<string, DeclaredSecret>();
  for (const construct of Object.values(charts).flatMap((chart) => chart.node.findAll())) {
    if (construct instanceof ExistingSecret) secrets.set(`${construct.namespace}/${construct.name}`, construct);
  }
  return [...secrets.values()];
}
