import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { listAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import type { Finding, Rule } from '../../rule';

/** A shell, or a script: there, `$(NAME)` may be a command. */
const SHELL = /(^|\/)(sh|bash|ash|dash|zsh|cmd|powershell|pwsh)(\.exe)?$|\.sh$/i;

/** A `$(NAME)` in a variable names a variable above. */
export const variablesDefined: Rule = {
  id: 'variables-defined',
  answer: 'broken',
  why: 'Kubernetes fills in variables that stand above, and leaves the text $(NAME) of all others in the value',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[URL].value: expected a variable that stands above, received $(DB_HSOT); did you mean "DB_HOST"? [variables-defined]',
  about: ['$('],
  check: (bundle) =>
    bundle.containers.flatMap((container) => [
      ...undefinedIn(bundle, container),
      ...undefinedInWords(bundle, container),
    ]),
};

function undefinedIn(bundle: Bundle, container: Container): Finding[] {
  const object = container.template.owner;
  if (!ownVariables(bundle, container).some(({ value }) => value?.includes('$('))) return [];
  const above = new Set(takenVariables(bundle, container).map(({ name }) => name));
  const open = !namesAreKnown(bundle, container);
  return ownVariables(bundle, container).flatMap(({ name, path, value, source }): Finding[] => {
    const found = source === undefined ? namesIn(value ?? '') : [];
    const missing = found.filter((each) => !above.has(each) && !OF_SERVICES.test(each) && (!open || each === name));
    const known = [...above];
    above.add(name);
    return missing.map((each) => ({
      object,
      field: `${path}.value`,
      expected: 'a variable that stands above',
      received: `$(${each})`,
      meant: nearest(each, known),
    }));
  });
}

function undefinedInWords(bundle: Bundle, container: Container): Finding[] {
  const { spec, path, template } = container;
  if (commandLine(container).some((word) => SHELL.test(word)) || !namesAreKnown(bundle, container)) return [];
  const known = [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name);
  return ['command', 'args'].flatMap((list) =>
    listAt(spec, list).flatMap((word, index) =>
      (typeof word === 'string' && !/[\n;|]/.test(word) ? namesIn(word) : [])
        .filter((name) => /^[A-Z][A-Z0-9_]+$/.test(name) && !known.includes(name) && !OF_SERVICES.test(name))
        .map((name) => ({
          object: template.owner,
          field: `${path}.${list}[${index}]`,
          expected: 'a variable of the container',
          received: `$(${name})`,
          meant: nearest(name, known),
        })),
    ),
  );
}

/** `$$(NAME)` is the text `$(NAME)`. */
const namesIn = (value: string): string[] =>
  [...value.matchAll(/(\$+)\(([A-Za-z_][\w.-]*)\)/g)].flatMap(([, dollars = '', name = '']) =>
    dollars.length % 2 === 1 ? [name] : [],
  );

/** Kubernetes makes variables of the Services of a namespace: `SHOP_DB_SERVICE_HOST`. */
const OF_SERVICES = /_(SERVICE_HOST|SERVICE_PORT|PORT)(_|$)/;
