import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { shellNames } from '../../bundle/containers/variable-references';
import { type Json, listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const SHELL = /(^|\/)(sh|bash|ash|dash|zsh|cmd|cmd\.exe|powershell|pwsh)(\.exe)?$/i;

/** A variable in a command line without a shell is written as Kubernetes reads variables: `$(NAME)`. */
export const shellVariables: Rule = {
  id: 'shell-variables',
  answer: 'risk',
  why: 'no shell reads the words of a command: a program gets the text $NAME in place of the value',
  example:
    'Deployment default/api: spec.template.spec.containers[api].args[0]: expected $(POD_NAME), since no shell reads the words, received "--name=$POD_NAME" [shell-variables]',
  about: ['$', '&&', '|', '>'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => [...inWords(bundle, container), ...shellSyntax(bundle, container)]),
};

function inWords(bundle: Bundle, container: Container): Finding[] {
  const { spec, template, path } = container;
  const command = listAt(spec, 'command');
  if ([...command, ...listAt(spec, 'args')].some((word) => SHELL.test(String(word)))) return [];
  const names = new Set(
    [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name),
  );
  return ['command', 'args'].flatMap((list) =>
    listAt(spec, list).flatMap((word: Json, index): Finding[] => {
      const name = shellNames(String(word)).find((each) => names.has(each));
      if (name === undefined || /[\n;|]/.test(String(word))) return [];
      return [
        {
          object: template.owner,
          field: `${path}.${list}[${index}]`,
          expected: `$(${name}), since no shell reads the words`,
          received: quoted(word),
        },
      ];
    }),
  );
}

/** A command in place of its output: `$(date +%F)`. Kubernetes fills in names of variables alone. */
const SUBSTITUTION = /\$\((?:[a-z][\w./-]* [^)]*|date|hostname|whoami|pwd|nproc)\)/;
/** Words between commands. */
const BETWEEN = new Set(['&&', '||', '|', '>', '>>', '2>&1', '2>/dev/null', '>/dev/null']);

function shellSyntax(bundle: Bundle, container: Container): Finding[] {
  const { spec, template, path } = container;
  const command = listAt(spec, 'command');
  if (command.length === 0 || [...command, ...listAt(spec, 'args')].some((word) => SHELL.test(String(word)))) return [];
  const names = new Set(ownVariables(bundle, container).map(({ name }) => name));
  return ['command', 'args'].flatMap((list) =>
    listAt(spec, list).flatMap((word: Json, index): Finding[] => {
      const [found] = SUBSTITUTION.exec(String(word)) ?? [];
      const isLiteral = found !== undefined && !names.has(found.slice(2, -1)) && !String(word).includes('\n');
      if (!isLiteral && !(index > 0 && BETWEEN.has(String(word)))) return [];
      return [
        {
          object: template.owner,
          field: `${path}.${list}[${index}]`,
          expected: `a shell before the words, such as sh -c, since nobody else reads ${found ?? String(word)}`,
          received: quoted(word),
        },
      ];
    }),
  );
}
