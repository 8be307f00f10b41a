import { Construct } from 'constructs';

export interface ExistingObjectProps {
  readonly namespace: string;
  readonly name: string;
  /** The keys in use, each with the form of its value. `PASSWORD` stands for an unknown part. */
  readonly keys: Readonly<Record<string, string>>;
}

/**
 * An object that somebody else creates in a namespace before the pods start. Renders nothing: the cluster has to keep the
 * promise, and `npm run synth` prints it.
 */
export abstract class ExistingObject extends Construct {
  abstract readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly keys: readonly string[];
  /** The line that `npm run synth` prints about the object, without the kind. */
  readonly description: string;

  constructor(scope: Construct, id: string, { namespace, name, keys }: ExistingObjectProps) {
    super(scope, id);
    this.namespace = namespace;
    this.name = name;
    this.keys = Object.keys(keys);
    const pairs = Object.entries(keys).map(([key, value]) => `${key}=${value}`);
    this.description = `${namespace}/${name}: ${pairs.join(' ')}`;
  }
}

/** A Secret that somebody else creates. */
export class ExistingSecret extends ExistingObject {
  readonly kind = 'Secret';
}

/** A ConfigMap that somebody else creates. */
export class ExistingConfigMap extends ExistingObject {
  readonly kind = 'ConfigMap';
}
