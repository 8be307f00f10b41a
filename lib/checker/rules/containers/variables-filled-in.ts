import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, execCommand } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { kubernetesNames, shellNames } from '../../bundle/containers/variable-references';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { entryPath, listItems } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const SHELL = /(^|\/)(sh|bash|ash|dash|zsh|cmd|cmd\.exe|powershell|pwsh)(\.exe)?$/i;
const HOOKS = ['lifecycle.postStart', 'lifecycle.preStop'];

/** A variable stands in a field in which somebody fills in its value. */
export const variablesFilledIn: Rule = {
  id: 'variables-filled-in',
  answer: 'risk',
  why: 'Kubernetes fills $(NAME) into commands and into values of env, and into no other field: a program gets the text in place of the value',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[MODEL].value: expected $(VERSION), since no shell reads the value, received $' +
    '{VERSION} [variables-filled-in]',
  about: ['$'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => [
      ...inValues(bundle, container),
      ...inHandlers(bundle, container),
      ...inMounts(container),
      ...inFiles(bundle, container),
    ]),
};

/** Programs that fill in variables themselves: those of Java, and collectors of logs and metrics. */
const FILLS_IN =
  /^(SPRING_|QUARKUS_|MICRONAUT_|JAVA_|JDK_|KC_|GF_|OTEL_|LS_|VECTOR_)|(TEMPLATE|FORMAT|PATTERN|PROMPT|ARGS|OPTS|COMMAND|CMD|SCRIPT)$/;
const FILLING_COMMAND = /\b(envsubst|eval|java|gomplate|dockerize|confd|consul-template)\b/;

/** Kubernetes fills `$(NAME)` into the values of `env`, and nothing into values from elsewhere. */
function inValues(bundle: Bundle, container: Container): Finding[] {
  const { template, spec } = container;
  const own = ownVariables(bundle, container);
  const all = [...takenVariables(bundle, container), ...own];
  const fillsIn = all.some(({ name }) => FILLS_IN.test(name)) || FILLING_COMMAND.test(JSON.stringify(spec));
  const names = new Set(all.map(({ name }) => name));
  return all.flatMap(({ name, path, value = '', source }): Finding[] => {
    const found = source === undefined ? shellNames(value) : kubernetesNames(value);
    const other = found.find((each) => each !== name && /^[A-Z]\w+$/.test(each) && names.has(each));
    if (other === undefined || fillsIn || JSON.stringify(spec).includes(`$(${name})`)) return [];
    const place = source === undefined ? `${path}.value` : path;
    const expected =
      source === undefined
        ? `$(${other}), since no shell reads the value`
        : `a value of ${name} without $(${other}), which Kubernetes fills in below env.value alone`;
    const received = source === undefined ? `$\{${other}}` : `such a value in ${source}`;
    return [{ object: template.owner, field: place, expected, received }];
  });
}

/** The kubelet fills plain values into the commands of probes, no values from elsewhere, and nothing into hooks. */
function inHandlers(bundle: Bundle, container: Container): Finding[] {
  const { spec, template, path } = container;
  const names = new Set(
    [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name),
  );
  const plain = new Set(
    ownVariables(bundle, container).flatMap(({ name, source }) => (source === undefined ? [name] : [])),
  );
  return [...PROBES, ...HOOKS].flatMap((handler) => {
    const command = execCommand(valueAt(spec, ...handler.split('.')));
    const hasShell = command.some((word) => SHELL.test(word));
    return command.flatMap((word, index): Finding[] => {
      const left = kubernetesNames(word).filter((name) => HOOKS.includes(handler) || !plain.has(name));
      const name = [...left, ...(hasShell ? [] : shellNames(word))].find((each) => names.has(each));
      if (name === undefined) return [];
      const expected = `a shell with $${name}, since nobody fills in the variable here`;
      const field = `${path}.${handler}.exec.command[${index}]`;
      return [{ object: template.owner, field, expected, received: quoted(word) }];
    });
  });
}

function inMounts({ spec, template, path }: Container): Finding[] {
  return listItems(spec, path, 'volumeMounts').flatMap((mount) =>
    ['subPath', 'mountPath'].flatMap((name): Finding[] => {
      const value = stringAt(mount.item, name);
      if (value === undefined || kubernetesNames(value).length === 0) return [];
      const expected = name === 'subPath' ? 'subPathExpr, which knows variables' : 'a path without a variable';
      return [
        { answer: 'broken', object: template.owner, field: `${mount.path}.${name}`, expected, received: quoted(value) },
      ];
    }),
  );
}

/** A script, a template, or a manifest of a pod, into which somebody fills in `$(NAME)`. */
const SCRIPT = /\.(sh|bash|py|rb|pl|js|ts|lua|sql|mk|groovy|te?m?pl|template|ps1)$|^[^.]*$/i;
const OF_OTHERS = /^#!|^\s*(apiVersion|kind|containers|script):/m;
/**
 * Programs that fill in `$(NAME)`: https://www.rabbitmq.com/docs/configure, https://thanos.io/tip/components/sidecar.md,
 * and editors of text.
 */
const FILLS_FILES = /thanos|reload|rabbitmq|rsyslog/;
const EDITORS = /\b(sed|awk|perl|envsubst|eval|gomplate|python3?|esh|render)\b/;

/** No program but the kubelet reads `$(NAME)`, and the kubelet fills in nothing in a file. */
function inFiles(bundle: Bundle, container: Container): Finding[] {
  const found = mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text]) =>
      text?.includes('$(') && !SCRIPT.test(name) && !OF_OTHERS.test(text) ? [{ made, name, text }] : [],
    ),
  );
  const { containers } = container.template;
  const isFilled = () =>
    containers.some((each) => FILLS_FILES.test(imageName(each)) || EDITORS.test(commandLine(each).join(' ')));
  if (found.length === 0 || isFilled()) return [];
  const names = new Set(
    [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name),
  );
  return found.flatMap(({ made, name, text }): Finding[] => {
    const left = kubernetesNames(text.replace(/^\s*[#;].*$/gm, '')).find((each) => names.has(each));
    if (left === undefined) return [];
    const expected = `a form that container ${container.name} fills in, such as $\{${left}}: Kubernetes fills in nothing in a file`;
    return [{ object: made, field: entryPath('data', name), expected, received: quoted(`$(${left})`) }];
  });
}
