import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checksum } from '../primitives/checksum';
import { checkDnsLabel } from '../primitives/name';
import { problem, Unquoted } from '../primitives/problem';
import type { SecretSource } from '../primitives/secret';
import { ExistingSecret } from './existing-secret';
import type { Namespace } from './namespace';

export interface EnvironmentSecretProps {
  readonly namespace: Namespace;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Whether the program knows the values, or only the keys. */
  readonly source: SecretSource;
}

/**
 * A Secret whose keys are environment variables.
 *
 * Renders a Secret from literal values, and nothing for one that exists already. Refuses an empty value, and one that ends in a line
 * break, as `echo` without `-n` makes it: a password with one never matches.
 */
export class EnvironmentSecret extends Construct {
  readonly name: string;
  /** What the pod template carries, so that a new value rolls the pods; undefined where values are not known. */
  readonly checksum: string | undefined;

  constructor(scope: Construct, id: string, { namespace, name, labels, source }: EnvironmentSecretProps) {
    super(scope, id);
    this.name = name;
    this.node.addValidation({ validate: () => [...checkDnsLabel('name', name), ...checkValues(source)] });
    this.checksum = source.literal && checksum(source.literal);
    if (source.existing) {
      new ExistingSecret(this, 'existing', { namespace: namespace.name, name, keys: source.existing });
    } else {
      new k8s.KubeSecret(this, 'secret', {
        metadata: { name, namespace: namespace.name, labels: { ...labels } },
        type: 'Opaque',
        stringData: { ...source.literal },
      });
    }
  }
}

/** The value itself stays out of the sentence. */
function checkValues({ literal = {} }: SecretSource): string[] {
  return Object.entries(literal).flatMap(([key, value]) => {
    if (value === '') return [problem(key, 'a value', new Unquoted('an empty one'))];
    if (!/[\r\n]$/.test(value)) return [];
    return [problem(key, 'a value that does not end in a line break', new Unquoted('one that does'))];
  });
}
