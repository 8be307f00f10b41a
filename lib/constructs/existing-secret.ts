import { Construct } from 'constructs';

export interface ExistingSecretProps {
  readonly namespace: string;
  readonly name: string;
  /** The keys that its users rely on. */
  readonly keys: readonly string[];
}

/**
 * A Secret that somebody else puts into a namespace before the pods start. Renders nothing: it is a promise that the
 * cluster has to keep, and `npm run synth` lists it as one.
 */
export class ExistingSecret extends Construct {
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];

  constructor(scope: Construct, id: string, { namespace, name, keys }: ExistingSecretProps) {
    super(scope, id);
    this.namespace = namespace;
    this.name = name;
    this.keys = keys;
  }
}
