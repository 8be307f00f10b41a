import { numberAt } from '../manifest/manifest';
import { autoscaledWorkloads } from './autoscaled-workloads';
import type { Bundle, Container, PodTemplate } from './bundle';
import { commandLine, commands, program } from './command-line';
import { imageReference } from './image-reference';

/** The most replicas of a pod template, of the manifest or of an autoscaler. */
export function mostReplicas(bundle: Bundle, { owner }: PodTemplate): number {
  const scaled = autoscaledWorkloads(bundle).find(({ target }) => target === owner);
  return Math.max(numberAt(scaled?.autoscaler, 'spec', 'maxReplicas') ?? 0, numberAt(owner, 'spec', 'replicas') ?? 1);
}

/** True if a container runs a program: the last part of its image, or a program of its command line. */
export function runs(container: Container, name: RegExp): boolean {
  const image = (imageReference(container)?.repository ?? '').split('/').pop() ?? '';
  return name.test(image) || commands(commandLine(container)).some((words) => name.test(program(words)));
}
