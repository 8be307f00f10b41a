import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { PodTemplate } from '../bundle';

/** A pod at either end of a connection. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The ports of the containers. Undefined if unknown. */
  readonly ports: readonly NamedPort[] | undefined;
  readonly cidrs?: never;
}

interface NamedPort {
  readonly name: string | undefined;
  readonly protocol: string;
  readonly port: number | undefined;
}

/** A pod of a template, with the labels of its controller. */
export const podOf = once(({ owner, namespace, labels, containers }: PodTemplate): Pod => {
  const job = owner.metadata.name;
  return {
    namespace,
    labels: owner.kind === 'Job' ? { 'job-name': job, 'batch.kubernetes.io/job-name': job, ...labels } : labels,
    ports: containers.flatMap(({ spec }) =>
      listAt(spec, 'ports').map((port) => ({
        name: stringAt(port, 'name'),
        protocol: stringAt(port, 'protocol') ?? 'TCP',
        port: numberAt(port, 'containerPort'),
      })),
    ),
  };
});
