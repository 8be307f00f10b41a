import type { Bundle, Container } from '../../bundle/bundle';
import { execCommand } from '../../bundle/containers/command-line';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { setting } from '../../bundle/containers/settings';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { runs } from '../../bundle/workloads/members';
import { identity, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { QUORUMS, type Quorum } from '../../programs/quorums';
import { type Finding, quoted, type Rule } from '../../rule';

/** The first members of a cluster can find each other, and start together. */
export const quorumStarts: Rule = {
  id: 'quorum-starts',
  answer: 'broken',
  why: 'a member that gets ready with a quorum waits for members that start, and have a name, once the first is ready: the cluster never starts',
  example:
    'StatefulSet default/etcd: spec.podManagementPolicy: expected "Parallel": etcd-0 is ready once other members run, and these start once etcd-0 is ready, received nothing [quorum-starts]',
  about: ['StatefulSet'],
  check: (bundle) =>
    bundle.containers
      .filter(({ init, template }) => !init && template.owner.kind === 'StatefulSet')
      .flatMap((container) => {
        const cluster = QUORUMS.find((each) => runs(container, each.program) && isOf(bundle, container, each));
        return cluster === undefined ? [] : [...together(container, cluster), ...named(bundle, container, cluster)];
      }),
};

/** True if a container starts as one of several members, and is ready with the others. */
function isOf(bundle: Bundle, container: Container, { members, several, asks }: Quorum): boolean {
  const replicas = numberAt(container.template.owner, 'spec', 'replicas') ?? 1;
  const list = setting(bundle, container, members)?.value ?? '';
  const state = setting(bundle, container, ['initial-cluster-state', 'ETCD_INITIAL_CLUSTER_STATE'])?.value;
  if (replicas < 2 || !several.test(list) || state === 'existing') return false;
  return PROBES.filter((probe) => probe !== 'livenessProbe').some((name) => {
    const probe = valueAt(container.spec, name);
    const question = [stringAt(probe, 'httpGet', 'path') ?? '', ...execCommand(probe)].join(' ');
    return probe !== undefined && probe !== null && (asks === undefined || asks.test(question));
  });
}

function together({ template: { owner } }: Container, { inOrder }: Quorum): Finding[] {
  const policy = stringAt(owner, 'spec', 'podManagementPolicy');
  if (inOrder || policy === 'Parallel') return [];
  const first = `${owner.metadata.name}-0`;
  const expected = `"Parallel": ${first} is ready once other members run, and these start once ${first} is ready`;
  return [{ object: owner, field: 'spec.podManagementPolicy', expected, received: quoted(policy) }];
}

/** The name of a pod resolves once the pod is ready, unless the governing Service says otherwise. */
function named(bundle: Bundle, container: Container, { members, scripted }: Quorum): Finding[] {
  const { owner, namespace } = container.template;
  const name = stringAt(owner, 'spec', 'serviceName') ?? '';
  const service = bundle.find('Service', namespace, name);
  const isNamed = scripted
    ? bundle
        .select(namespace, {})
        .some(({ containers }) =>
          containers.some((each) => scriptOf(bundle, each).includes(`${owner.metadata.name}-0.${name}`)),
        )
    : setting(bundle, container, members)?.value.includes(`.${name}`) === true;
  if (service === undefined || !isNamed || valueAt(service, 'spec', 'publishNotReadyAddresses') === true) return [];
  const expected = `true: pods of ${identity(owner)} call each other by names before they are ready`;
  const received = quoted(valueAt(service, 'spec', 'publishNotReadyAddresses'));
  return [{ object: service, field: 'spec.publishNotReadyAddresses', expected, received }];
}
