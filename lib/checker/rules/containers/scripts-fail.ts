import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, program } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Commands whose output is worth nothing if they fail. */
const DUMP =
  /\b(pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump|pg_basebackup|influxd? backup|etcdctl snapshot save)\b/;
/** Tests of a script that find an empty or broken dump. */
const TESTED = /pipefail|PIPESTATUS|\btest -s\b|\[ +-s\b|gzip -t|zstd -t|pg_restore -l|pg_restore --list/;

/** Scripts that are to end at a failure, and the shell that has `pipefail` in every image. */
const ASKING = /\bbash\b|\bset -\w*e/;

/** A Job of a dump or of SQL fails if its command does. */
export const scriptsFail: Rule = {
  id: 'scripts-fail',
  answer: 'risk',
  why: 'a Job that succeeds although its command failed tells nobody: dumps are empty, and rows were never loaded',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].command: expected set -o pipefail, since the shell asks the last command of a pipe alone, received pg_dump behind a pipe [scripts-fail]',
  about: ['dump', 'backup', 'snapshot', 'psql'],
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => init || /Job$/.test(template.owner.kind))
      .flatMap((container) => [...behindPipe(bundle, container), ...onAfterError(container)]),
};

/** The script of a container: of its command line, or of the mounted file that the command line names. */
function scriptsOf(bundle: Bundle, container: Container): { readonly text: string; readonly flags: string }[] {
  const line = commandLine(container);
  const flags = line.filter((word) => !/\s/.test(word)).join(' ');
  const files = mountedFiles(bundle, container).flatMap(({ mountPath, files: all }) =>
    [...all].flatMap(([name, text = '']) => (line.some((word) => word.includes(`${mountPath}/${name}`)) ? [text] : [])),
  );
  return [line.filter((word) => /\s/.test(word)).join('\n'), ...files].map((text) => ({ text, flags }));
}

function behindPipe(bundle: Bundle, container: Container): Finding[] {
  return scriptsOf(bundle, container).flatMap(({ text, flags }) => {
    const asksToFail = ASKING.test(text) || ASKING.test(flags) || /(^|\s)-\w*e\w*(\s|$)/.test(flags);
    if (!asksToFail || !DUMP.test(text) || TESTED.test(text) || TESTED.test(flags)) return [];
    const piped = text
      .replaceAll('\\\n', ' ')
      .split(/\n|;|&&|\|\|/)
      .map((line) => line.split('|'))
      .find((parts) => parts.length > 1 && parts.slice(0, -1).some((part) => DUMP.test(part)));
    const [dump] = (piped?.join('|').match(DUMP) ?? []) as string[];
    if (dump === undefined) return [];
    const expected = 'set -o pipefail, since the shell asks the last command of a pipe alone';
    return [finding(container, expected, `${dump} behind a pipe`)];
  });
}

/** https://www.postgresql.org/docs/current/app-psql.html: psql goes on behind a mistake in a file, and exits with 0. */
function onAfterError(container: Container): Finding[] {
  const line = commandLine(container);
  if (
    line.some((word) => /ON_ERROR_STOP/.test(word)) ||
    /ON_ERROR_STOP|PSQLRC/.test(JSON.stringify(valueAt(container.spec, 'env') ?? ''))
  )
    return [];
  const found = commands(line).find(
    (words) =>
      program(words) === 'psql' &&
      words.some((word) => /^(-\w*f|--file(=.*)?|<)$/.test(word) || /^(-f|<)[./\w]/.test(word)),
  );
  if (found === undefined) return [];
  return [
    finding(
      container,
      '-v ON_ERROR_STOP=1, since psql goes on behind a mistake in a file',
      quoted(found.slice(0, 3).join(' ')),
    ),
  ];
}

function finding({ template, path }: Container, expected: string, received: string): Finding {
  return { object: template.owner, field: `${path}.command`, expected, received };
}
