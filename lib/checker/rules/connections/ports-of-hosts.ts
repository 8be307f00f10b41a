import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables, type Variable } from '../../bundle/containers/container-environment';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { openPorts } from '../../bundle/traffic/open-ports';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { type Finding, quoted, type Rule } from '../../rule';

/** `DB_HOST` and `DB_PORT`, `spring_redis_host` and `spring_redis_port`, `database__connection__host`. */
const HOST = /^(|.*_)(HOST|HOSTNAME|SERVER|ADDRESS|ADDR|SERVICE)$|^(PG)(HOST)$/i;

/** A host and a port in two variables of one name lead to an open port. */
export const portsOfHosts: Rule = {
  id: 'ports-of-hosts',
  answer: 'broken',
  why: 'a Service answers at its own ports alone: at another one, each connection is refused or waits until its timeout',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DB_PORT].value: expected a port of Service default/db (5432), to which DB_HOST leads, received "5433" [ports-of-hosts]',
  check: (bundle) => bundle.containers.flatMap((container) => closed(bundle, container)),
};

function closed(bundle: Bundle, container: Container): Finding[] {
  const { template } = container;
  const all = new Map<string, Variable>();
  for (const each of [...takenVariables(bundle, container), ...ownVariables(bundle, container)])
    all.set(each.name, each);
  return [...all.values()].flatMap(({ name, value = '' }): Finding[] => {
    const [, prefix, , short] = HOST.exec(name) ?? [];
    const start = prefix ?? short;
    if (start === undefined || !/^[a-z][\w.-]*$/.test(value)) return [];
    const lower = /[a-z]/.test(name) && name === name.toLowerCase();
    const port = all.get(`${start}${lower ? 'port' : 'PORT'}`);
    // A variable of a Service that Kubernetes makes is a URL, and a port of the own program has no prefix.
    if (port?.value === undefined || start === '' || !/^\d{2,5}$/.test(port.value)) return [];
    const found = ClusterDns.of(bundle).answer(value, template.namespace);
    // Beside its own name, a program is told the port on which to listen.
    const isOwn = found?.service !== undefined && podsBehind(bundle, found.service).includes(template);
    const open = found?.service === undefined || isOwn ? undefined : openPorts(bundle, found);
    if (open === undefined || open.ports.length === 0 || open.ports.includes(Number(port.value))) return [];
    return [
      {
        object: template.owner,
        field: port.source === undefined ? `${port.path}.value` : port.path,
        answer: open.declared ? 'risk' : undefined,
        expected: `a port of ${open.of} (${open.ports.join(', ')}), to which ${name} leads`,
        received: port.secret ? 'another one' : quoted(port.value),
      },
    ];
  });
}
