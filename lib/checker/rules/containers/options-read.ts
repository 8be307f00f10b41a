import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, program } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Variables that a start script hands to java, and that java itself does not read. */
const SCRIPTS_READ = /^(JAVA_OPTS|JAVA_OPTIONS|JAVA_ARGS|JVM_OPTS|JVM_ARGS|JVM_OPTIONS)$/;

/** A command of java reads the options that are meant for it. */
export const optionsRead: Rule = {
  id: 'options-read',
  answer: 'risk',
  why: 'java reads JAVA_TOOL_OPTIONS and JDK_JAVA_OPTIONS: options in a variable of another name have no effect, such as the size of the heap',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[JAVA_OPTS]: expected the name JAVA_TOOL_OPTIONS, since the command starts java without $JAVA_OPTS, received "JAVA_OPTS" [options-read]',
  about: ['java'],
  check: (bundle) => bundle.containers.flatMap((container) => unread(bundle, container)),
};

function unread(bundle: Bundle, container: Container): Finding[] {
  const { spec, template } = container;
  const line = commandLine(container);
  // The entrypoint of an image may hand its variables on.
  if (listAt(spec, 'command').length === 0) return [];
  const java = commands(line).some((words) => program(words) === 'java');
  const all = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  if (!java || all.some(({ name }) => /^(JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS)$/.test(name))) return [];
  return all
    .filter(({ name, value }) => SCRIPTS_READ.test(name) && /^-/.test(value?.trim() ?? ''))
    .filter(({ name }) => !line.some((word) => word.includes(name)))
    .map(({ name, path }) => ({
      object: template.owner,
      field: path,
      expected: `the name JAVA_TOOL_OPTIONS, since the command starts java without $${name}`,
      received: quoted(name),
    }));
}
