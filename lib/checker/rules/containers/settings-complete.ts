import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, program } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { mounts } from '../../bundle/containers/pod-volumes';
import { isSet, setting } from '../../bundle/containers/settings';
import { listAt, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { NEEDED_SETTINGS, type NeededSettings } from '../../programs/needed-settings';
import { SWITCHED_SETTINGS } from '../../programs/switched-settings';
import { type Finding, quoted, type Rule } from '../../rule';

const ROWS = [...NEEDED_SETTINGS, ...SWITCHED_SETTINGS];

/** A program has the settings without which another setting, or the program itself, is of no use. */
export const settingsComplete: Rule = {
  id: 'settings-complete',
  answer: 'risk',
  why: 'a program without a setting that it needs stops at its start, or looks for its database in its own container',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env: expected POSTGRES_PASSWORD, without which the image does not start, received "POSTGRES_PASS" [settings-complete]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) => {
        const rows = ROWS.filter(({ image }) => image.test(imageName(container)));
        if (rows.length === 0 || !namesAreKnown(bundle, container)) return [];
        const mayHaveFiles = hasUnknownFiles(bundle, container);
        return [
          ...rows
            .filter(({ answer }) => (answer === 'broken' ? !hasOwnScript(container) : !mayHaveFiles))
            .flatMap((row) => lacking(bundle, container, row)),
          ...(mayHaveFiles ? [] : withoutWorker(bundle, container)),
        ];
      }),
};

function lacking(bundle: Bundle, container: Container, row: NeededSettings): Finding[] {
  const { when, command, programs, needs, except, says, answer } = row;
  if (command !== undefined && !commandLine(container).some((word) => command.test(word))) return [];
  if (programs !== undefined && !starts(container, programs)) return [];
  const told = when && setting(bundle, container, when[0]);
  if (when !== undefined && (told === undefined || !when[1].test(told.value))) return [];
  const isGiven = needs.some(
    (name) =>
      isSet(bundle, container, except ? [name] : [name, `${name}_FILE`]) &&
      !except?.test(setting(bundle, container, [name])?.value ?? ''),
  );
  if (isGiven) return [];
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const near = nearest(needs[0] ?? '', new Set(variables.map(({ name }) => name)));
  return [
    {
      object: told?.object ?? container.template.owner,
      field: told?.field ?? `${container.path}.env`,
      expected: says,
      received: near === undefined ? 'none' : quoted(near),
      answer,
    },
  ];
}

/** True if the image starts its own program. A server that a command starts has passed by the script that asks. */
function starts(container: Container, programs: RegExp): boolean {
  const line = commandLine(container);
  const isTold = listAt(container.spec, 'command').length > 0;
  if (line.length === 0 || (!isTold && line[0]?.startsWith('-'))) return true;
  const [first = [], ...others] = commands(line);
  const name = program(first);
  return others.length === 0 && programs.test(name) && !(isTold && /^(postgres|mysqld|mariadbd)$/.test(name));
}

/** A file over the script that asks is for somebody who knows. */
const hasOwnScript = (container: Container): boolean =>
  mounts(container).some(({ mountPath }) => /entrypoint\.sh$|^\/usr\/local\/bin/.test(mountPath));

/** True if a mounted file that the bundle does not have, or a file of a Secret, may hold settings. */
function hasUnknownFiles(bundle: Bundle, { template, spec }: Container): boolean {
  const mounted = new Set(listAt(spec, 'volumeMounts').map((mount) => stringAt(mount, 'name')));
  return listAt(template.spec, 'volumes').some((volume) => {
    const [config, secret] = [stringAt(volume, 'configMap', 'name'), stringAt(volume, 'secret', 'secretName')];
    const isUnknown =
      config === undefined ? secret !== undefined : !bundle.find('ConfigMap', template.namespace, config);
    return mounted.has(stringAt(volume, 'name')) && (isUnknown || listAt(volume, 'projected', 'sources').length > 0);
  });
}

/** Tasks of a queue need a worker: https://airflow.apache.org/docs/apache-airflow-providers-celery/stable/celery_executor.html */
function withoutWorker(bundle: Bundle, container: Container): Finding[] {
  const told = setting(bundle, container, ['AIRFLOW__CORE__EXECUTOR']);
  const line = commandLine(container);
  if (told?.value !== 'CeleryExecutor' || !line.includes('scheduler')) return [];
  const { namespace, owner } = container.template;
  const isWorker = (each: Container) => /\bcelery\b.*\bworker\b/.test(commandLine(each).join(' '));
  if (bundle.containers.some((each) => each.template.namespace === namespace && isWorker(each))) return [];
  const expected = 'a container with airflow celery worker in the namespace, or another executor';
  return [{ object: owner, field: container.path, expected, received: 'none' }];
}
