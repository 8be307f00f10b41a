import type { Bundle, Container } from '../../bundle/bundle';
import { commands, execCommand, program } from '../../bundle/containers/command-line';
import { isSet, setting, settings } from '../../bundle/containers/settings';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/**
 * Programs that start a virtual machine before they ask: Node.js (mongosh), Erlang (RabbitMQ), Java (Kafka, Cassandra,
 * Neo4j, Keycloak), or a framework (Rails, Django, Celery, Airflow, Laravel).
 */
const SLOW = new RegExp(
  `^(?:${[
    'mongosh',
    'rabbitmq-(?:diagnostics|plugins)(?:\\.sh)?|rabbitmqctl',
    'kafka-[a-z-]+(?:\\.sh)?',
    'nodetool|cqlsh',
    'cypher-shell|neo4j-admin',
    'kcadm\\.sh',
    'celery|airflow|rails|rake',
  ].join('|')})$`,
);

/** The command of a probe asks its own program, and has the time to do so. */
export const probeCommands: Rule = {
  id: 'probe-commands',
  answer: 'risk',
  why: 'a probe that takes longer than its timeout (1 s by default) has failed, and a liveness probe of another program restarts all pods once the other is away',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].readinessProbe.timeoutSeconds: expected at least 5, since mongosh takes seconds to start, received nothing (1 s) [probe-commands]',
  about: ['exec'],
  check: (bundle) =>
    bundle.containers.flatMap((container) =>
      PROBES.flatMap((probe) => {
        const command = execCommand(valueAt(container.spec, probe));
        return command.length === 0
          ? []
          : [
              ...slow(container, probe, command),
              ...elsewhere(bundle, container, probe),
              ...withoutPassword(bundle, container, probe),
            ];
      }),
    ),
};

function slow({ template, spec, path }: Container, probe: string, command: readonly string[]): Finding[] {
  const seconds = numberAt(spec, probe, 'timeoutSeconds');
  if ((seconds ?? 1) > 1) return [];
  const name = commands(command)
    .flatMap((part) => [program(part), ...part.slice(0, 3).map((word) => program([word]))])
    .find((each) => SLOW.test(each));
  if (name === undefined) return [];
  return [
    {
      object: template.owner,
      field: `${path}.${probe}.timeoutSeconds`,
      expected: `at least 5, since ${name} takes seconds to start`,
      received: seconds === undefined ? 'nothing (1 s)' : quoted(seconds),
    },
  ];
}

/** A restart mends a program, and no dependency of the program. */
function elsewhere(bundle: Bundle, { template, spec, path }: Container, probe: string): Finding[] {
  if (probe !== 'livenessProbe') return [];
  const script = execCommand(valueAt(spec, probe)).join(' ');
  return hostsIn({ key: undefined, value: script }).flatMap(({ name }) => {
    const service = ClusterDns.of(bundle).answer(name, template.namespace)?.service;
    const pods = service ? podsBehind(bundle, service) : [];
    if (pods.length === 0 || pods.includes(template)) return [];
    return [
      {
        object: template.owner,
        field: `${path}.livenessProbe.exec.command`,
        expected: 'a question to the program of the container itself',
        received: `a question to ${quoted(name)}`,
      },
    ];
  });
}

/** Redis answers NOAUTH to who gives no password, and a probe that looks for PONG fails. */
function withoutPassword(bundle: Bundle, container: Container, probe: string): Finding[] {
  const { template, spec, path } = container;
  const script = execCommand(valueAt(spec, probe)).join(' ');
  if (!/\b(redis|valkey)-cli\b/.test(script) || !/PONG|grep|redis-cli\s+(\S+\s+)*-e\b/.test(script)) return [];
  if (/REDISCLI_AUTH|\s(-a|--pass|--askpass|-u)\s/.test(script) || isSet(bundle, container, ['REDISCLI_AUTH']))
    return [];
  const hasPassword =
    setting(bundle, container, ['requirepass']) !== undefined ||
    settings(bundle, container).some(({ value }) => /(^|\s)(--)?requirepass\s+\S/.test(value));
  if (!hasPassword) return [];
  const expected = 'the password in REDISCLI_AUTH, since the server is given requirepass';
  return [{ object: template.owner, field: `${path}.${probe}.exec.command`, expected, received: 'no password' }];
}
