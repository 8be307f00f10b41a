import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageWord } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Images that signal a process of another container: https://github.com/nats-io/nack */
const SIGNALLERS = /(^|\/)nats-server-config-reloader$/;
/** The name of the process behind `pkill -HUP`, `killall`, `kill $(pidof …)`. */
const KILL =
  /\b(?:pkill|killall)((?:\s+-[\w-]+)*)\s+([\w.-]+)|\bkill\s+(?:-\S+\s+(?:[A-Z0-9]+\s+)?)?["']?(?:\$\(|`)\s*(?:pidof|pgrep)(?:\s+-\w+)*\s+["']?([\w.-]+)/g;
const PID_FILE = /\bkill\s+(?:-\S+\s+(?:[A-Z0-9]+\s+)?)?["']?(?:\$\(|`)\s*(?:cat|<)\s+(\/[^\s)`"']+)/g;

/** A container that signals another container sees the processes of the pod. */
export const signalsArrive: Rule = {
  id: 'signals-arrive',
  answer: 'broken',
  why: 'each container sees its own processes alone, unless the pod shares them: a sidecar that signals another program finds nobody, and the change is never loaded',
  example:
    'Deployment default/web: spec.template.spec.shareProcessNamespace: expected true, since container reload signals nginx of container web, received nothing [signals-arrive]',
  about: ['kill', 'nats-server-config-reloader'],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner: object, spec, path, containers }): Finding[] => {
      const isShared = valueAt(spec, 'shareProcessNamespace') === true || valueAt(spec, 'hostPID') === true;
      const running = containers.filter(({ init }) => !init);
      if (isShared || running.length < 2) return [];
      for (const container of running) {
        const target = signalled(
          bundle,
          container,
          running.filter((each) => each !== container),
        );
        if (target === undefined) continue;
        const expected = `true, since container ${container.name} signals ${target}`;
        return [{ object, field: `${path}.shareProcessNamespace`, expected, received: 'nothing' }];
      }
      return [];
    }),
};

function signalled(bundle: Bundle, container: Container, others: readonly Container[]): string | undefined {
  const [other] = others;
  if (SIGNALLERS.test(imageName(container)) && other) return `the program of container ${other.name}`;
  const own = imageName(container);
  const texts = [
    commandLine(container).join(' '),
    ...mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()].map((text) => text ?? '')),
  ];
  for (const text of texts.filter((each) => /kill/.test(each))) {
    for (const [, , first, second] of text.matchAll(KILL)) {
      const name = first ?? second ?? '';
      const holder = others.find((each) => runs(each, name));
      if (holder && !runs(container, name) && !own.includes(name)) return `${name} of container ${holder.name}`;
    }
    for (const [, file] of text.matchAll(PID_FILE)) {
      const holder = others.find((each) =>
        commandLine(each)
          .join(' ')
          .includes(file ?? ''),
      );
      if (holder) return `the process of container ${holder.name}`;
    }
  }
  return undefined;
}

/** True if the image or the command of a container has the name of a process. */
function runs(container: Container, name: string): boolean {
  const image = imageWord(container);
  const [first = ''] = commandLine(container);
  return image === name || image.startsWith(`${name}-`) || first.split('/').at(-1) === name;
}
