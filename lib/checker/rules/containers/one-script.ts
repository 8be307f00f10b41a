import type { Container } from '../../bundle/bundle';
import { execCommand, program } from '../../bundle/containers/command-line';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const SHELL = /^(sh|bash|ash|dash|zsh)$/;
/** A script that uses the words behind the script. */
const USES_WORDS = /\$(\{?[@*#\d]|\{!)|\bshift\b|\bgetopts\b/;
const HANDLERS = ['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'];

/** A shell gets the script as a single word. */
export const oneScript: Rule = {
  id: 'one-script',
  answer: 'broken',
  why: 'behind -c a shell runs one word, and drops all words behind the script: the program starts without its options',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].args[1]: expected the whole script in one item behind -c, received "-h db" in an item of its own [one-script]',
  check: ({ containers }) =>
    containers.flatMap((container) => {
      const { spec, path } = container;
      const command = listAt(spec, 'command');
      const words = [...command, ...listAt(spec, 'args')];
      const places = words.map((_, index) =>
        index < command.length ? `${path}.command[${index}]` : `${path}.args[${index - command.length}]`,
      );
      return [
        ...extraWords(container, words, (index) => places[index] ?? path),
        ...HANDLERS.flatMap((handler) => {
          const list = execCommand(valueAt(spec, ...handler.split('.')));
          return extraWords(container, list, (index) => `${path}.${handler}.exec.command[${index}]`);
        }),
      ];
    }),
};

function extraWords({ template }: Container, words: readonly Json[], placeOf: (index: number) => string): Finding[] {
  if (!SHELL.test(program([String(words[0] ?? '')]))) return [];
  const flag = words.findIndex((word) => /^-[a-z]*c$/.test(String(word)));
  // Options of the shell may have a value: `-o pipefail`.
  if (flag < 0 || words.slice(1, flag).some((word) => !/^[-+]|^pipefail$/.test(String(word)))) return [];
  const [script, ...rest] = words.slice(flag + 1);
  if (typeof script !== 'string' || rest.length === 0 || USES_WORDS.test(script)) return [];
  // One word behind a whole script is the name of the script in messages.
  const isName = rest.length === 1 && /^(--|[\w./-]+)$/.test(String(rest[0])) && /\s/.test(script.trim());
  if (isName || rest.every((word) => word === '--' || word === '')) return [];
  return [
    {
      object: template.owner,
      field: placeOf(flag + 2),
      expected: 'the whole script in one item behind -c',
      received: `${quoted(rest[0])} in an item of its own`,
    },
  ];
}
