import { commandLine, program } from '../../bundle/containers/command-line';
import { numberAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const SHELL = /^(sh|bash|ash|dash)$/;
/** Servers with work to end after SIGTERM. */
const SERVERS =
  /^(java|node|python3?|gunicorn|uvicorn|celery|puma|bundle|ruby|php|php-fpm|nginx|dotnet|npm|postgres|mysqld|mongod|redis-server)$/;
/** A script with a trap stops the program. */
const PASSES = /\btrap\b|\bwait\b|(?<!&)&\s*(\n|$)|\btini\b|dumb-init/;

/** A shell leaves the place to the server (exec), if the pod takes time to stop. */
export const shellPassesSignals: Rule = {
  id: 'shell-passes-signals',
  answer: 'risk',
  why: 'a shell does not pass SIGTERM on: the server behind the shell works on, and is killed at the end of the grace period',
  example:
    'Deployment default/api: spec.template.spec.containers[api].command: expected exec in front of java, so that java gets SIGTERM within the grace period of 60 s, received "java -jar app.jar" [shell-passes-signals]',
  check: ({ containers }) =>
    containers.flatMap((container) => {
      const { template, init, path } = container;
      const grace = numberAt(template.spec, 'terminationGracePeriodSeconds') ?? 0;
      if (init || grace <= 30 || /Job$/.test(template.owner.kind)) return [];
      const words = commandLine(container);
      const flag = SHELL.test(program(words)) ? words.findIndex((word) => /^-\w*c$/.test(word)) : -1;
      const script = flag < 0 ? '' : (words[flag + 1] ?? '').trim().replaceAll('\\\n', ' ');
      // A shell leaves its place to the only command of a script.
      const steps = script.split(/\n|;|&&/).filter((step) => step.trim() !== '');
      const last = (steps.at(-1) ?? '').trim().replace(/^(\w+=\S*\s+)+/, '');
      const name = program([last.split(/\s+/)[0] ?? '']);
      if (steps.length < 2 || !SERVERS.test(name) || PASSES.test(script)) return [];
      const expected = `exec in front of ${name}, so that ${name} gets SIGTERM within the grace period of ${grace} s`;
      return [{ object: template.owner, field: `${path}.command`, expected, received: quoted(last) }];
    }),
};
