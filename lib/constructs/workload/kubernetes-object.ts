import { ApiObject, type GroupVersionKind, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';

/** A class of cdk8s for the objects of one kind: `k8s.KubeService`, or one of imports/. */
interface Kind<Props> {
  readonly GVK: GroupVersionKind;
  manifest(props?: Props): unknown;
}

/**
 * An object of Kubernetes: `new KubernetesObject(this, 'service', k8s.KubeService, { … })`.
 *
 * Renders what `new k8s.KubeService(this, 'service', { … })` renders, with the labels and patches that were added to it,
 * and takes a function where cdk8s takes a `Lazy`. cdk8s goes through its props to resolve them, to sort them and to write
 * them in the words of Kubernetes; this does the last alone, in half the time.
 */
export class KubernetesObject<Props extends { readonly metadata?: object }> extends ApiObject {
  private readonly manifest: () => unknown;
  private readonly jsonPatches: JsonPatch[] = [];

  constructor(
    scope: Construct,
    id: string,
    kind: Kind<Props>,
    /** A function is asked again when all has been assembled. */
    props: Props | (() => Props),
  ) {
    const current = typeof props === 'function' ? props : () => props;
    super(scope, id, { ...kind.GVK, metadata: { ...current().metadata } });
    this.manifest = () => kind.manifest({ ...current(), metadata: this.metadata.toJson() });
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    this.jsonPatches.push(...patches);
  }

  override toJson() {
    const manifest = this.manifest();
    return this.jsonPatches.length === 0 ? manifest : JsonPatch.apply(manifest, ...this.jsonPatches);
  }
}
