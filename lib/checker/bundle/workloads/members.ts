import { type Manifest, numberAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container, PodTemplate } from '../bundle';
import { containerCommands, program } from '../containers/command-line';
import { imageWord } from '../containers/image-reference';
import { autoscalerOf } from './autoscaled-workloads';

/** The most replicas of a pod template, of the manifest or of an autoscaler. */
export function mostReplicas(bundle: Bundle, { owner }: PodTemplate): number {
  const scaler = autoscalerOf(bundle, owner);
  return Math.max(numberAt(scaler, 'spec', 'maxReplicas') ?? 0, numberAt(owner, 'spec', 'replicas') ?? 1);
}

/** The least replicas of a workload, of the manifest or of an autoscaler. */
export function leastReplicas(bundle: Bundle, owner: Manifest): number {
  const least = numberAt(autoscalerOf(bundle, owner), 'spec', 'minReplicas') ?? 0;
  return owner.kind === 'Pod' ? 1 : Math.max(least, numberAt(owner, 'spec', 'replicas') ?? 1);
}

/** The members of one cluster may be pods of several workloads of a namespace. A DaemonSet has clients. */
export function membersOf(bundle: Bundle, namespace: string, isMember: (container: Container) => boolean): number {
  return bundle
    .select(namespace, {})
    .filter(
      ({ owner, containers }) =>
        !/Job$|DaemonSet/.test(owner.kind) && containers.some((each) => !each.init && isMember(each)),
    )
    .reduce((sum, template) => sum + mostReplicas(bundle, template), 0);
}

/** True if a container runs a program: the last part of its image, or a program of its command line. */
export function runs(container: Container, name: RegExp): boolean {
  return programsOf(container).some((each) => name.test(each));
}

const programsOf = once((container: Container): readonly string[] => {
  return [imageWord(container), ...containerCommands(container).map(program)];
});
