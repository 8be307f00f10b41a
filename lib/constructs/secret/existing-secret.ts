import { Construct } from 'constructs';

export interface ExistingSecretProps {
  readonly namespace: string;
  readonly name: string;
  /** The keys that its users rely on, each with how its value has to read: `PASSWORD` stands for what is not known. */
  readonly keys: Readonly<Record<string, string>>;
}

/**
 * A Secret that somebody else puts into a namespace before the pods start. Renders nothing: it is a promise that the
 * cluster has to keep, and `npm run synth` lists it as one.
 */
export class ExistingSecret extends Construct {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** The line that `npm run synth` prints about the Secret. */
  readonly description: string;

  constructor(scope: Construct, id: string, { namespace, name, keys }: ExistingSecretProps) {
    super(scope, id);
    this.namespace = namespace;
    this.name = name;
    this.keys = Object.keys(keys);
    const pairs = Object.entries(keys).map(([key, value]) => `${key}=${value}`);
    this.description = `${namespace}/${name}: ${pairs.join(' ')}`;
  }
}
