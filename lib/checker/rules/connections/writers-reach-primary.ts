import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables, type Variable } from '../../bundle/containers/container-environment';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { identity } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The words for servers that take no writes, in names of variables and of Services. */
const READERS = new Set(['ro', 'read', 'reader', 'readers', 'readonly', 'replica', 'replicas', 'secondary', 'slave']);

/** A client with a host for reading writes to another host. */
export const writersReachPrimary: Rule = {
  id: 'writers-reach-primary',
  answer: 'risk',
  why: 'a server that copies the primary takes no writes: the program reads, and each change fails (read-only transaction)',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DB_HOST]: expected the Service of the primary, as DB_RO_HOST leads to Service default/pg-ro too, received Service default/pg-ro [writers-reach-primary]',
  check: (bundle) => bundle.containers.flatMap((container) => misled(bundle, container)),
};

const wordsOf = (name: string): string[] => name.toLowerCase().split(/[-_.]/);
const isReader = (name: string): boolean => wordsOf(name).some((word) => READERS.has(word));
/** `DB_RO_HOST` without the word for reading: `db_host`. */
const plainName = (name: string): string =>
  wordsOf(name)
    .filter((word) => !READERS.has(word) && word !== 'only')
    .join('_');

function misled(bundle: Bundle, container: Container): Finding[] {
  const { template } = container;
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const readers = variables.filter(({ name }) => isReader(name));
  if (readers.length === 0) return [];
  const serviceOf = ({ name: key, value = '' }: Variable) => {
    const [host] = hostsIn({ key, value });
    return host && ClusterDns.of(bundle).answer(host.name, template.namespace)?.service;
  };
  return readers.flatMap((reader): Finding[] => {
    const service = serviceOf(reader);
    const writer = variables.find(({ name }) => !isReader(name) && name.toLowerCase() === plainName(reader.name));
    if (!writer || !service || serviceOf(writer) !== service || !isReader(service.metadata.name)) return [];
    const expected = `the Service of the primary, as ${reader.name} leads to ${identity(service)} too`;
    return [{ object: template.owner, field: writer.path, expected, received: identity(service) }];
  });
}
