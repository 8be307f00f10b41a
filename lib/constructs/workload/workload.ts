import { ApiObject, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { problem, unknownWord } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import { selectorLabels } from './labels';
import { NetworkEndpoint, type NetworkEndpointProps } from './network-endpoint';
import { checkPatch, patchLast } from './patch';

/** `name` is the name of every object of the workload, and of its container. */
export type WorkloadProps = NetworkEndpointProps;

/** The names that pods go by, to people, to Kubernetes and to a cloud. */
export interface IdentityProps {
  /** Further labels of every object and of the pods. @default none */
  readonly labels?: Readonly<Record<string, string>>;
  /** The rights of the pods. @default none, and no token */
  readonly access?: Access;
}

/** The rights of pods. */
export interface Access {
  /** Annotations of the ServiceAccount, such as the role that a cloud gives the pods. @default none */
  readonly annotations?: Readonly<Record<string, string>>;
  /**
   * Rights in the namespace, by the API server. The pods get a token, and reach the API server through `reaches`.
   *
   * @default none, and no token
   */
  readonly rules?: readonly k8s.PolicyRule[];
}

/**
 * The shared base of workloads: a name, labels, a ServiceAccount, and edges to peers.
 *
 * Renders a ServiceAccount, without a token unless the pods have rights, beside what NetworkEndpoint renders; a Role and a
 * RoleBinding for rights. All names are explicit: one that cdk8s generates carries a hash of the construct path, and a renamed
 * StatefulSet starts with an empty disk. Refuses a label of its own, and a patch of nothing.
 */
export abstract class Workload extends NetworkEndpoint {
  private readonly furtherLabels: Readonly<Record<string, string>>;
  private readonly patchProblems: string[] = [];

  constructor(scope: Construct, id: string, { labels = {}, access = {}, ...props }: WorkloadProps & IdentityProps) {
    super(scope, id, props, selectorLabels(props.name, props.namespace.name));
    this.furtherLabels = labels;
    const own = super.labels;
    this.node.addValidation({
      validate: () => [
        ...Object.keys(labels)
          .filter((label) => Object.hasOwn(own, label))
          .map((label) => problem('labels', 'labels that the workload does not set itself', label)),
        ...this.patchProblems,
      ],
    });
    this.renderIdentity(access);
  }

  /**
   * Changes an object of the workload after everything else, for a field that no prop sets. The object is a kind,
   * `'Deployment'`, or a kind and a name if several objects are of the kind: `'Ingress shop-api-health'`. A path that leads
   * nowhere in the object is refused, and the rules judge the patched object.
   */
  patch(object: string, ...patches: readonly JsonPatch[]): void {
    const objects = this.node.findAll().filter((construct) => ApiObject.isApiObject(construct));
    const named = objects.map(
      (each) => [each.name === this.name ? each.kind : `${each.kind} ${each.name}`, each] as const,
    );
    const found = named.find(([name]) => name === object)?.[1];
    if (!found) {
      const names = named.map(([name]) => name).sort();
      this.patchProblems.push(unknownWord('patch', names, object));
      return;
    }
    for (const patch of patches) {
      const problems = checkPatch(`patch ${object}`, found.toJson(), patch);
      this.patchProblems.push(...problems);
      if (problems.length === 0) patchLast(found, patch);
    }
  }

  protected override get labels(): Record<string, string> {
    return { ...this.furtherLabels, ...super.labels };
  }

  private renderIdentity({ annotations = {}, rules = [] }: Access): void {
    const { imagePullSecrets = [] } = this.namespace.cluster;
    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: {
        ...this.metadata(),
        ...(Object.keys(annotations).length > 0 && { annotations: { ...annotations } }),
      },
      automountServiceAccountToken: rules.length > 0,
      ...(imagePullSecrets.length > 0 && { imagePullSecrets: imagePullSecrets.map((name) => ({ name })) }),
    });
    if (rules.length === 0) return;
    const { name } = this;
    new k8s.KubeRole(this, 'role', { metadata: this.metadata(), rules: [...rules] });
    new k8s.KubeRoleBinding(this, 'role-binding', {
      metadata: this.metadata(),
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name, namespace: this.namespace.name }],
    });
  }
}
