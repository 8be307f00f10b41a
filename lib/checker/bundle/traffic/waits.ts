import { stringAt, valueAt } from '../../manifest/manifest';
import type { Bundle, Container, PodTemplate } from '../bundle';
import { commandLine, execCommand } from '../containers/command-line';
import { podsBehind } from '../workloads/pod-selection';
import { ClusterDns } from './cluster-dns';
import { hostsIn } from './named-hosts';

/** A command that a pod has to end before the pod is ready: of an init container, or of a postStart hook. */
export interface Wait {
  readonly container: Container;
  readonly field: string;
  readonly script: string;
}

/** A loop without an end of its own. */
const LOOP = /\b(until|while)\b|\bwait-for/;
const BOUND = /\bfor \w+ in\b|\bseq \d|\btimeout\b|\bbreak\b|-(lt|le|gt|ge) |\bexit\b/;

/** The commands of a pod template that wait in a loop. */
export function waitsOf({ containers }: PodTemplate): Wait[] {
  return containers
    .flatMap((container) => {
      const hook = valueAt(container.spec, 'lifecycle', 'postStart');
      return [
        ...(container.init ? [{ field: `${container.path}.command`, words: commandLine(container) }] : []),
        { field: `${container.path}.lifecycle.postStart`, words: execCommand(hook) },
      ].map(({ field, words }) => ({ container, field, script: words.join('\n') }));
    })
    .filter(({ script }) => LOOP.test(script) && !BOUND.test(script));
}

/** A name of a Service for which a command waits, and the only pod template behind the Service. */
export interface AwaitedPods {
  readonly name: string;
  readonly template: PodTemplate;
}

/** The pods that have to be ready before a command ends. */
export function awaitedPods(bundle: Bundle, { container, script }: Wait): AwaitedPods[] {
  return hostsIn({ key: undefined, value: script }).flatMap(({ name }) => {
    const service = ClusterDns.of(bundle).answer(name, container.template.namespace)?.service;
    if (service === undefined || valueAt(service, 'spec', 'publishNotReadyAddresses') === true) return [];
    if (stringAt(service, 'spec', 'type') === 'ExternalName') return [];
    const [template, ...others] = podsBehind(bundle, service);
    return template === undefined || others.length > 0 ? [] : [{ name, template }];
  });
}
