import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { DUMP } from '../../programs/dumps';
import type { Finding, Rule } from '../../rule';

/** The folders of the data of databases, by the name of the image. Caches and queues are left out. */
const DATA: Readonly<Record<string, string>> = {
  // https://hub.docker.com/_/postgres, _/mysql, _/mariadb, _/mongo, _/couchdb, _/neo4j, _/influxdb
  couchdb: '/opt/couchdb/data',
  influxdb: '/var/lib/influxdb',
  mariadb: '/var/lib/mysql',
  mongo: '/data/db',
  mysql: '/var/lib/mysql',
  neo4j: '/data',
  'pgvector/pgvector': '/var/lib/postgresql',
  'postgis/postgis': '/var/lib/postgresql',
  postgres: '/var/lib/postgresql',
};

/** A set that is thrown away, and says so. */
const PASSING =
  /(^|[-_./])(ci|demo|dev|e2e|ephemeral|example|integration|local|preview|quickstart|sample|sandbox|test|tests|testing|tmp|tutorial)([-_./]|$)/i;

/** A database with a name of its own keeps its data in a claim. */
export const databasesInClaims: Rule = {
  id: 'databases-in-claims',
  answer: 'risk',
  why: 'an emptyDir is deleted with its pod: after a drain, an eviction or an update, the database starts empty',
  example:
    'StatefulSet default/db: spec.template.spec.volumes[data]: expected a claim, since postgres keeps its data below /var/lib/postgresql/data, received emptyDir [databases-in-claims]',
  about: Object.keys(DATA),
  check: (bundle) =>
    bundle.containers
      .filter((container) => !container.init && Object.hasOwn(DATA, imageName(container)))
      .filter((container) => isLasting(bundle, container))
      .flatMap(passing),
};

/** A StatefulSet, a Deployment that never runs two pods, or a database of which somebody makes dumps. */
function isLasting(bundle: Bundle, { template }: Container): boolean {
  const { owner, namespace } = template;
  if ([namespace, owner.metadata.name].some((name) => PASSING.test(name))) return false;
  const isAlone = stringAt(owner, 'spec', 'strategy', 'type') === 'Recreate';
  return owner.kind === 'StatefulSet' || (owner.kind === 'Deployment' && (isAlone || dumped(bundle).has(namespace)));
}

/** The namespaces with a CronJob that dumps a database. */
const dumped = once((bundle: Bundle): ReadonlySet<string> => {
  const dumps = bundle.containers.filter(
    (each) => each.template.owner.kind === 'CronJob' && DUMP.test(commandLine(each).join(' ')),
  );
  return new Set(dumps.map(({ template }) => template.namespace));
});

function passing(container: Container): Finding[] {
  const { template } = container;
  const name = imageName(container);
  const folder = DATA[name] ?? '';
  const mount = mounts(container).find(({ mountPath }) => `${mountPath}/`.startsWith(`${folder}/`));
  const volume = listAt(template.spec, 'volumes').find((each) => stringAt(each, 'name') === mount?.volume);
  const scratch = valueAt(volume, 'emptyDir');
  // A disk in memory, or of a size, is meant to be what it is.
  const isMeant = stringAt(scratch, 'medium') !== undefined || valueAt(scratch, 'sizeLimit') !== undefined;
  if (mount === undefined || scratch === undefined || isMeant) return [];
  return [
    {
      object: template.owner,
      field: `${template.path}.volumes[${mount.volume}]`,
      expected: `a claim, since ${name} keeps its data below ${mount.mountPath}`,
      received: 'emptyDir',
    },
  ];
}
