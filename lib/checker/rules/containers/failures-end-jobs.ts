import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { mountedFiles } from '../../bundle/mounted-files';
import type { Finding, Rule } from '../../rule';

const DUMP =
  /\b(pg_dump|pg_dumpall|mysqldump|mariadb-dump|mongodump)\b[^\n;&|]{0,500}\|\s*(gzip|pigz|zstd|xz|bzip2|openssl|gpg)\b/;

/** A Job fails when its work does. */
export const failuresEndJobs: Rule = {
  id: 'failures-end-jobs',
  answer: 'risk',
  why: 'psql goes on after a mistake in a file, and a pipe has the result of its last program: the Job succeeds, and nothing was loaded or dumped',
  example:
    'Job default/load: spec.template.spec.containers[load].command: expected -v ON_ERROR_STOP=1, without which psql succeeds after a mistake in the file, received psql -f [failures-end-jobs]',
  check: (bundle) =>
    bundle.containers
      .filter(({ template }) => /Job$/.test(template.owner.kind))
      .flatMap((container) => silent(bundle, container)),
};

function silent(bundle: Bundle, container: Container): Finding[] {
  const line = commandLine(container);
  const files = mountedFiles(bundle, container).flatMap((mounted) =>
    [...mounted.files.values()].map((text) => text ?? ''),
  );
  const texts = [line.join(' '), ...files.filter((text) => text.startsWith('#!'))];
  const found = (expected: string, received: string): Finding[] => [
    { object: container.template.owner, field: `${container.path}.command`, expected, received },
  ];
  const loads = texts.some((text) => /\bpsql\b[^\n;&|]{0,300}\s(-f|--file)\b/.test(text));
  if (loads && ![...texts, ...files].some((text) => /ON_ERROR_STOP/.test(text))) {
    return found('-v ON_ERROR_STOP=1, without which psql succeeds after a mistake in the file', 'psql -f');
  }
  // The shell of Debian and Alpine has no such option, or has had none for long.
  const piped = texts.find((text) => /\bbash\b/.test(text) && DUMP.test(text) && !/pipefail|PIPESTATUS/.test(text));
  const [, dump, zip] = DUMP.exec(piped ?? '') ?? [];
  if (dump === undefined) return [];
  return found(`set -o pipefail, without which the result of ${dump} is lost`, `a pipe that ends in ${zip}`);
}
