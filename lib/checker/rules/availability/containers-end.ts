import type { Container, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageWord } from '../../bundle/containers/image-reference';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { ENDLESS_SERVERS } from '../../programs/endless-servers';
import { type Finding, quoted, type Rule } from '../../rule';

/** Words by which another container ends a server. */
const ENDS = /quitquitquit|pkill|killall|kill\s+-|\/shutdown|exit-zero-on-sigterm.*max-sigterm|wait-until|timeout\s+\d/;

/** The containers of a Job end, and so do those that run before others. */
export const containersEnd: Rule = {
  id: 'containers-end',
  answer: 'broken',
  why: 'a Job is complete once all its containers have ended, and a pod starts once its init containers have: a server among them never ends',
  example:
    'Job default/migrate: spec.template.spec.containers[cloud-sql-proxy]: expected an init container with restartPolicy Always, which Kubernetes stops behind the others, received a server that never ends [containers-end]',
  about: ['Job', 'initContainers'],
  check: ({ containers, templates }) => [
    ...containers.flatMap((container) => [...besideOthers(container), ...beforeOthers(container)]),
    ...templates.flatMap(injected),
  ],
};

const VAULT = 'vault.hashicorp.com/agent';

/** https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations: the agent renews secrets for ever. */
function injected({ owner, path, annotations, containers }: PodTemplate): Finding[] {
  const is = (name: string) => annotations[`${VAULT}-${name}`] === 'true';
  if (!/Job$/.test(owner.kind) || !is('inject') || is('pre-populate-only') || is('enable-quit')) return [];
  if (containers.some((container) => ENDS.test(commandLine(container).join(' ')))) return [];
  return [
    {
      answer: 'risk',
      object: owner,
      field: `${path.replace(/\.spec$/, '')}.metadata.annotations[${VAULT}-pre-populate-only]`,
      expected: '"true": otherwise an agent runs beside the program, and never ends',
      received: quoted(annotations[`${VAULT}-pre-populate-only`]),
    },
  ];
}

const expected = 'an init container with restartPolicy Always, which Kubernetes stops behind the others';

function besideOthers(container: Container): Finding[] {
  const { template, path } = container;
  const all = template.containers.filter((each) => !each.init && each.path.startsWith(`${template.path}.containers[`));
  if (!/Job$/.test(template.owner.kind) || !all.includes(container) || !isServer(container)) return [];
  if (all.some((each) => each !== container && !isServer(each) && ENDS.test(commandLine(each).join(' ')))) return [];
  if (all.every(isServer) || /quitquitquit/.test(commandLine(container).join(' '))) return [];
  return [{ object: template.owner, field: path, expected, received: 'a server that never ends' }];
}

function beforeOthers(container: Container): Finding[] {
  const { template, path, spec, init } = container;
  if (!init) return [];
  const sync = isGitSync(container) && !isOnce(container);
  const isPlainServer = isServer(container) && listAt(spec, 'command').length === 0;
  if (!sync && !isPlainServer && !isCalled(container) && !isEndless(container)) return [];
  const remedy = sync
    ? 'the option --one-time, or restartPolicy Always'
    : 'restartPolicy Always, with which Kubernetes does not wait for the end';
  return [{ object: template.owner, field: path, expected: remedy, received: 'a server that never ends' }];
}

/** An address at which a program listens, on the command line. */
const LISTENS =
  /^--?[\w.-]*(?:listen|bind|addr|address|port)[\w.-]*[= ](?:(?:0\.0\.0\.0|127\.0\.0\.1|localhost)?:)?(\d{2,5})$/;

/** A program listens, and containers that start after its end call the port: nobody else in the pod has the port. */
function isCalled(container: Container): boolean {
  const line = commandLine(container);
  const ports = line.flatMap((word, index) =>
    [word, `${word} ${line[index + 1]}`].flatMap((each) => LISTENS.exec(each)?.[1] ?? []),
  );
  const { containers } = container.template;
  const later = containers.slice(containers.indexOf(container) + 1);
  return ports.some((port) => {
    const called = new RegExp(`(localhost|127\\.0\\.0\\.1):${port}(?!\\d)`);
    const opens = new RegExp(`(containerPort":|(?<!localhost|127\\.0\\.0\\.1):|port[= ])${port}(?!\\d)`);
    const others = later.filter(({ spec }) => stringAt(spec, 'image') !== stringAt(container.spec, 'image'));
    const calls = others.some(({ spec }) =>
      called.test(JSON.stringify([valueAt(spec, 'command'), valueAt(spec, 'args'), valueAt(spec, 'env')])),
    );
    return calls && !later.some(({ spec }) => opens.test(JSON.stringify(spec)));
  });
}

/** A script that sleeps for ever, or goes around for ever. */
function isEndless(container: Container): boolean {
  const script = commandLine(container).join(' ').trim();
  if (!/\btimeout\b/.test(script) && /(^|[;&|\s])(sleep\s+inf(inity)?|tail\s+-[fF]\s+\/dev\/null)\s*$/.test(script))
    return true;
  const loop = /(?:^|[;&\s])while\s+(?:true|:|\[\s+1\s+\])\s*;?\s+do\b(.*)\bdone\s*;?$/s.exec(script)?.[1];
  return (
    loop !== undefined &&
    !/\b(break|exit|exec|return|kill|trap)\b|&\s*$/.test(loop) &&
    !/\btrap\b|\btimeout\b|set -e/.test(script)
  );
}

const isServer = (container: Container): boolean => ENDLESS_SERVERS.has(imageWord(container));

/** https://github.com/kubernetes/git-sync: without --one-time git-sync runs for ever. */
const isGitSync = (container: Container): boolean => imageWord(container) === 'git-sync';

const isOnce = (container: Container): boolean =>
  commandLine(container).some((word) => /^--?one-time/.test(word)) ||
  listAt(container.spec, 'env').some((entry) =>
    /^(GITSYNC_ONE_TIME|GIT_SYNC_ONE_TIME)$/.test(stringAt(entry, 'name') ?? ''),
  ) ||
  listAt(container.spec, 'envFrom').length > 0;
