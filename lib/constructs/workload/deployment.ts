import { JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import type { PreStop } from '../../values/graceful-shutdown';

export interface DeploymentProps extends k8s.KubeDeploymentProps {
  readonly spec: k8s.DeploymentSpec;
  /** Runs before SIGTERM reaches the first container. */
  readonly preStop: PreStop;
}

/**
 * A Deployment whose first container waits before SIGTERM.
 *
 * cdk8s-plus-28 writes the API of Kubernetes 1.28 and drops the fields of later versions, such as the `sleep` hook of 1.30.
 * The Deployment gets its hook when all else is rendered, and patches come last: a patch of the hook holds.
 */
export class Deployment extends k8s.KubeDeployment {
  private readonly preStop: PreStop;
  private readonly jsonPatches: JsonPatch[] = [];

  constructor(scope: Construct, id: string, { preStop, ...props }: DeploymentProps) {
    super(scope, id, props);
    this.preStop = preStop;
  }

  override addJsonPatch(...patches: JsonPatch[]): void {
    this.jsonPatches.push(...patches);
  }

  override toJson() {
    const manifest = super.toJson();
    manifest.spec.template.spec.containers[0].lifecycle = { preStop: this.preStop };
    return JsonPatch.apply(manifest, ...this.jsonPatches);
  }
}
