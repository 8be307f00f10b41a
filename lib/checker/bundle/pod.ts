import type { PodTemplate } from './bundle';
import { items, number, text } from '../manifest/manifest';

/** A pod at either end of a connection. */
export interface Pod {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The ports that its containers name; undefined if nobody here knows them. */
  readonly ports: readonly NamedPort[] | undefined;
  readonly cidrs?: never;
}

interface NamedPort {
  readonly name: string | undefined;
  readonly protocol: string;
  readonly port: number | undefined;
}

const known = new WeakMap<PodTemplate, Pod>();

/** A pod of a template, with the labels that its controller adds. Many rules ask for it, at either end of each edge. */
export function podOf(template: PodTemplate): Pod {
  const pod = known.get(template) ?? read(template);
  known.set(template, pod);
  return pod;
}

function read({ owner, namespace, labels, containers }: PodTemplate): Pod {
  const job = owner.metadata.name;
  return {
    namespace,
    labels: owner.kind === 'Job' ? { 'job-name': job, 'batch.kubernetes.io/job-name': job, ...labels } : labels,
    ports: containers.flatMap(({ spec }) =>
      items(spec, 'ports').map((port) => ({
        name: text(port, 'name'),
        protocol: text(port, 'protocol') ?? 'TCP',
        port: number(port, 'containerPort'),
      })),
    ),
  };
}
