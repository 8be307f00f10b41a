import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, containerCommands, execCommand, program } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageWord } from '../../bundle/containers/image-reference';
import { claimedVolumes } from '../../bundle/containers/pod-volumes';
import { setting } from '../../bundle/containers/settings';
import { numberAt, valueAt } from '../../manifest/manifest';
import { DRAIN_TIMES } from '../../programs/drain-times';
import { type Finding, quoted, type Rule } from '../../rule';

/** The default grace period of a pod. */
const DEFAULT_GRACE = 30;
const BUFFER = 5;
/** Options of uvicorn and gunicorn for the time of requests in flight after SIGTERM. */
const DRAIN_OPTIONS = ['--timeout-graceful-shutdown', '--graceful-timeout'];
/** Options of one program: the words of the command, and the seconds of work that SIGTERM does not cut off. */
const WORK = [
  // https://laravel.com/docs/queues#workers-and-timeouts
  { command: /\bqueue:work\b/, option: /\s--timeout[= ](\d+)/ },
  // https://github.com/sidekiq/sidekiq/wiki/Deployment
  { command: /\bsidekiq\b/, option: /\s(?:-t|--timeout)[= ]?(\d+)/ },
  // https://www.envoyproxy.io/docs/envoy/latest/operations/cli
  { command: /\benvoy\b/, option: /\s--drain-time-s[= ](\d+)/ },
];
/** Variables with the time of the requests or the work in flight, in seconds or with a unit. */
const DRAIN_VARIABLES = [
  'UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN',
  'GRACEFUL_SHUTDOWN_TIMEOUT',
  'SHUTDOWN_TIMEOUT',
  'SHUTDOWN_GRACE_PERIOD',
  'SHUTDOWN_TIMEOUT_SECONDS',
  'DRAIN_TIMEOUT',
];

/** The grace period of a pod covers the time that its containers need to stop. */
export const shutdownBudget: Rule = {
  id: 'shutdown-budget',
  answer: 'risk',
  why: 'what runs when the grace period ends is killed: requests in flight are cut off at each update',
  example:
    'Deployment default/api: spec.template.spec.terminationGracePeriodSeconds: expected at least 45 s (preStop 10 + drain 30 + buffer 5), received nothing (30 s) [shutdown-budget]',
  check: (bundle) =>
    bundle.templates.flatMap((template): Finding[] => {
      const { owner, path, spec, containers } = template;
      // A Job, or a container that runs before the others, serves nobody: its image's settings may say otherwise.
      if (/Job$/.test(owner.kind)) return [];
      const written = valueAt(spec, 'terminationGracePeriodSeconds') ?? undefined;
      const grace = written === undefined ? DEFAULT_GRACE : written;
      if (grace === 0 && (owner.kind === 'StatefulSet' || claimedVolumes(template).length > 0)) {
        const field = `${path}.terminationGracePeriodSeconds`;
        return [{ object: owner, field, expected: 'time to write the data and to stop', received: '0' }];
      }
      const [longest] = containers
        .filter(({ init }) => !init)
        .map((container) => timeToStop(bundle, container))
        .sort((a, b) => b.seconds - a.seconds);
      if (longest === undefined || typeof grace !== 'number' || grace >= longest.seconds) return [];
      return [
        {
          // The buffer is a rule of thumb.
          answer: grace > longest.certain ? 'opinion' : undefined,
          object: owner,
          field: `${path}.terminationGracePeriodSeconds`,
          expected: `at least ${longest.seconds} s (${longest.sum})`,
          received: written === undefined ? `nothing (${DEFAULT_GRACE} s)` : quoted(written),
        },
      ];
    }),
};

/** The seconds that a container takes to stop, without and with the buffer. */
interface TimeToStop {
  readonly certain: number;
  readonly seconds: number;
  readonly sum: string;
}

function timeToStop(bundle: Bundle, container: Container): TimeToStop {
  const known = [
    ['preStop', preStop(container)],
    ['drain', drain(bundle, container)],
  ] as const;
  const parts = [...known.filter(([, seconds]) => seconds > 0), ['buffer', BUFFER] as const];
  if (parts.length === 1) return { certain: 0, seconds: 0, sum: '' };
  const seconds = parts.reduce((sum, [, part]) => sum + part, 0);
  const sum = parts.map(([name, part]) => `${name} ${part}`).join(' + ');
  return { certain: seconds - BUFFER, seconds, sum };
}

function preStop({ spec }: Container): number {
  const hook = valueAt(spec, 'lifecycle', 'preStop');
  const sleeps = commands(execCommand(hook)).filter((command) => program(command) === 'sleep');
  return sleeps.reduce((sum, [, time]) => sum + duration(time), numberAt(hook, 'sleep', 'seconds') ?? 0);
}

function drain(bundle: Bundle, container: Container): number {
  const words = containerCommands(container).flat();
  const option = words.flatMap((word, index) => {
    const [name = '', value = words[index + 1]] = word.split('=');
    return DRAIN_OPTIONS.includes(name) ? [duration(value)] : [];
  });
  const line = commandLine(container).join(' ');
  const work = WORK.flatMap(({ command, option: pattern }) =>
    command.test(line) ? Number(pattern.exec(line)?.[1] ?? 0) : [],
  );
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const known = new Map(variables.map((each) => [each.name, each]));
  const given = DRAIN_VARIABLES.map((name) => known.get(name)).find((each) => each !== undefined);
  return (
    option[option.length - 1] ??
    work.find((seconds) => seconds > 0) ??
    (given === undefined ? toldTime(bundle, container, line) : duration(given.secret ? undefined : given.value))
  );
}

/** The longest time of the settings of the programs that a container runs. */
function toldTime(bundle: Bundle, container: Container, line: string): number {
  const words = `${imageWord(container)} ${line}`;
  const told = DRAIN_TIMES.filter(({ program }) => program?.test(words) ?? true).map(({ names }) => {
    const found = setting(bundle, container, names);
    return duration(
      found?.secret
        ? undefined
        : found?.value.replace(/^PT(\d+)([SMH])$/i, (_, time, unit) => time + unit.toLowerCase()),
    );
  });
  return Math.max(0, ...told);
}

/** Seconds in the syntax of `sleep`: `10`, `0.5`, `1m`. */
function duration(time: string | undefined): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)([smh]?)$/.exec(time ?? '') ?? [];
  return Number(amount ?? 0) * ({ m: 60, h: 3600 }[unit] ?? 1);
}
