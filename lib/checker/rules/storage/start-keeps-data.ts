import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { claimedVolumes } from '../../bundle/containers/pod-volumes';
import { setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { urlsIn } from '../../bundle/traffic/urls';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listAt } from '../../manifest/manifest';
import { ERASING_COMMANDS, ERASING_SETTINGS } from '../../programs/erasing-starts';
import { type Finding, quoted, type Rule } from '../../rule';

const NAMES = new RegExp(ERASING_SETTINGS.map(([name]) => `(?:${name.source})`).join('|'), 'i');
/** The kinds whose pods start again whenever a node or an update wants so. */
const RESTARTED = /^(Deployment|StatefulSet|DaemonSet|Rollout)$/;
/** Words of environments whose data nobody keeps. */
const PASSING =
  /(^|[^a-z])(ci|demo|dev|develop|development|e2e|ephemeral|example|local|playground|preview|qa|review|sandbox|stage|staging|test|testing|tutorial)([^a-z]|$)/i;
const PROFILES = ['SPRING_PROFILES_ACTIVE', 'QUARKUS_PROFILE', 'RAILS_ENV', 'APP_ENV', 'NODE_ENV', 'ENVIRONMENT'];
const DATABASE = /^(?:jdbc:|r2dbcs?:(?:pool:)?)?(postgres|mysql|mariadb|oracle|sqlserver|sqlite|h2|hsqldb|derby)/i;

/** A program that starts again finds the data that it had. */
export const startKeepsData: Rule = {
  id: 'start-keeps-data',
  answer: 'risk',
  why: 'pods start again with each update, and whenever a node goes: a program that makes its tables anew at the start deletes all data each time',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[SPRING_JPA_HIBERNATE_DDL_AUTO].value: expected a value that keeps the tables, such as validate, since the pod may start again, received "create" [start-keeps-data]',
  check: (bundle) => [...bySettings(bundle), ...byCommands(bundle)],
};

function bySettings(bundle: Bundle): Finding[] {
  return [...settingsNamed(bundle, NAMES)].flatMap(([container, found]) =>
    found
      .filter(({ name, value }) => ERASING_SETTINGS.some(([names, erases]) => names.test(name) && erases.test(value)))
      .filter(({ field }) => isKept(bundle, container) && !PASSING.test(field) && hasServer(bundle, container))
      .slice(0, 1)
      .map(({ object, field, value }) => ({
        object,
        field,
        expected: 'a value that keeps the tables, such as validate, since the pod may start again',
        received: quoted(value),
      })),
  );
}

function byCommands(bundle: Bundle): Finding[] {
  return bundle.containers.flatMap((container): Finding[] => {
    const line = commandLine(container).join(' ');
    const words = line === '' ? [] : ERASING_COMMANDS.flatMap((command) => command.exec(line)?.[0] ?? []);
    const [erases] = words;
    if (erases === undefined || !isKept(bundle, container)) return [];
    const list = listAt(container.spec, 'args').length > 0 ? 'args' : 'command';
    return [
      {
        object: container.template.owner,
        field: `${container.path}.${list}`,
        expected: 'a command that keeps the tables, since the pod may start again',
        received: quoted(erases),
      },
    ];
  });
}

/** True if the data of a pod outlive the pod, as far as names tell. */
function isKept(bundle: Bundle, container: Container): boolean {
  const { owner, namespace } = container.template;
  const profile = setting(bundle, container, PROFILES)?.value ?? '';
  return RESTARTED.test(owner.kind) && ![namespace, owner.metadata.name, profile].some((name) => PASSING.test(name));
}

/** True if a container is told a database that outlives its pod: no database in memory, and none without a claim. */
function hasServer(bundle: Bundle, container: Container): boolean {
  const told = settings(bundle, container).filter(({ value }) => DATABASE.test(value));
  if (told.length === 0 || told.some(({ value }) => /^(jdbc:|r2dbc:)?(h2|hsqldb|derby|sqlite)/i.test(value)))
    return false;
  const services = told
    .flatMap(({ value }) => urlsIn(value).flatMap(({ hosts }) => hosts))
    .flatMap(({ name }) => ClusterDns.of(bundle).answer(name, container.template.namespace)?.service ?? []);
  const pods = services.flatMap((service) => podsBehind(bundle, service));
  return pods.length === 0 || pods.some((pod) => claimedVolumes(pod).length > 0);
}
