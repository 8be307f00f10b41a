import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import { checksum } from './checksum';

/**
 * A Job whose name ends in a checksum of all that the Job runs. A Job can never be changed: a new image, a new setting or
 * another server is a new Job, and the same again is the same.
 */
export class FixedJob extends k8s.KubeJob {
  constructor(scope: Construct, id: string, metadata: k8s.ObjectMeta, spec: k8s.JobSpec) {
    super(scope, id, { metadata, spec });
  }

  override toJson() {
    return this.named(super.toJson());
  }

  /** The manifest under the name that suits the spec. */
  named<Manifest extends { readonly metadata: object; readonly spec: object }>(manifest: Manifest): Manifest {
    const version = checksum({ spec: JSON.stringify(manifest.spec) }).slice(0, 10);
    return { ...manifest, metadata: { ...manifest.metadata, name: `${this.name}-${version}` } };
  }
}

/** True for a FixedJob. The `instanceof` of cdk8s is true for every object. */
export function isFixedJob(object: ApiObject): object is FixedJob {
  return object.constructor === FixedJob;
}
