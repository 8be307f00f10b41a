import type { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import type { PreStop } from '../../values/graceful-shutdown';
import { KubernetesObject } from './kubernetes-object';

export interface DeploymentProps extends k8s.KubeDeploymentProps {
  readonly spec: k8s.DeploymentSpec;
  /** Runs before SIGTERM reaches the first container. */
  readonly preStop: PreStop;
}

/**
 * A Deployment whose first container waits before it stops.
 *
 * cdk8s-plus-28 writes the API of Kubernetes 1.28 and drops what it does not know, the `sleep` hook of 1.30 among it;
 * so the hook is put in after its pen has been lifted.
 */
export class Deployment extends KubernetesObject<k8s.KubeDeploymentProps> {
  private readonly preStop: PreStop;

  constructor(scope: Construct, id: string, { preStop, ...props }: DeploymentProps) {
    super(scope, id, k8s.KubeDeployment, props);
    this.preStop = preStop;
  }

  override toJson() {
    const manifest = super.toJson();
    manifest.spec.template.spec.containers[0].lifecycle = { preStop: this.preStop };
    return manifest;
  }
}
