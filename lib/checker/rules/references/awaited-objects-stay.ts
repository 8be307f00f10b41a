import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { entryOf } from '../../manifest/entry-of';
import { identity, type Manifest, named, numberAt, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The kinds of which a script may await an object, by the names for kubectl. */
const KINDS: Readonly<Record<string, string>> = {
  job: 'Job',
  jobs: 'Job',
  'job.batch': 'Job',
  deploy: 'Deployment',
  deployment: 'Deployment',
  'deployment.apps': 'Deployment',
  sts: 'StatefulSet',
  statefulset: 'StatefulSet',
  ds: 'DaemonSet',
  daemonset: 'DaemonSet',
};

const WAIT = /\bkubectl\s+(?:[-\w=.]+\s+)*?(?:wait|rollout\s+status)\s[^\n;|&]*/g;
const WORDS = Object.keys(KINDS)
  .map((word) => word.replace('.', '\\.'))
  .join('|');
const OBJECT = new RegExp(`(?:^|\\s)(${WORDS})[/ ]([a-z\\d][a-z\\d.-]*)(?=\\s|$)`, 'g');
/** An image whose arguments are for `kubewait` or `k8s-wait-for`: `job NAME`. */
const WAITERS = /(^|\/)(k8s-wait-for|kubewait)(:|$|@)/;

/** An object for which a command waits exists, and stays until the command asks. */
export const awaitedObjectsStay: Rule = {
  id: 'awaited-objects-stay',
  answer: 'risk',
  why: 'a command that waits for a Job by name ends with an error once the Job is gone: pods that start later never get beyond their init container',
  example:
    'Job default/migrate: spec.ttlSecondsAfterFinished: expected more than 0, since Deployment default/api waits for the Job, received 0 [awaited-objects-stay]',
  about: ['kubectl', 'k8s-wait-for', 'kubewait'],
  check: (bundle) => bundle.containers.flatMap((container) => awaited(bundle, container)),
};

function awaited(bundle: Bundle, container: Container): Finding[] {
  const line = commandLine(container).join(' ');
  const isWaiter = WAITERS.test(stringAt(container.spec, 'image') ?? '');
  if (!isWaiter && !/\bkubectl\b/.test(line)) return [];
  const { owner, namespace } = container.template;
  const commands = isWaiter ? [line] : [...line.matchAll(WAIT)].map(([text]) => text);
  return commands.flatMap((text) => {
    // A namespace of the command, or a variable of the script, may be any.
    const place = /(?:^|\s)(?:-n|--namespace)[ =]([a-z\d-]+)(?=\s|$)/.exec(text)?.[1] ?? namespace;
    if (/(-n|--namespace)[ =]\W/.test(text)) return [];
    return [...text.matchAll(OBJECT)].flatMap(([, word = '', name = '']): Finding[] => {
      const kind = entryOf(KINDS, word);
      if (kind === undefined) return [];
      const found = bundle.find(kind, place, name);
      return found === undefined ? missing(bundle, container, kind, place, name) : gone(found, owner);
    });
  });
}

function gone(job: Manifest, owner: Manifest): Finding[] {
  const left = numberAt(job, 'spec', 'ttlSecondsAfterFinished');
  if (job.kind !== 'Job' || left !== 0) return [];
  const expected = `more than 0, since ${identity(owner)} waits for the Job`;
  return [{ object: job, field: 'spec.ttlSecondsAfterFinished', expected, received: quoted(left) }];
}

/** The name is mistyped if another one is near. */
function missing(bundle: Bundle, container: Container, kind: string, place: string, name: string): Finding[] {
  const names = bundle
    .ofKind(kind)
    .flatMap(({ metadata }) => ((metadata.namespace ?? 'default') === place ? [metadata.name] : []));
  // The only object of the kind may begin with the same word: `migrate`, `migrations`.
  const [only = '', ...others] = names;
  const isKin = others.length === 0 && only !== '' && only.slice(0, 5) === name.slice(0, 5);
  const meant = nearest(name, names) ?? (isKin ? only : undefined);
  if (meant === undefined) return [];
  const expected = `a ${kind} in namespace ${place}`;
  const field = `${container.path}.command`;
  return [{ object: container.template.owner, field, expected, received: quoted(named(kind, place, name)), meant }];
}
