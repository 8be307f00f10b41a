import { stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import { CommandFailed, type Kubectl, until } from '../kubectl';
import { Failure, type Step } from '../step';

const has = async (kubectl: Kubectl, ...args: readonly string[]): Promise<boolean> => {
  try {
    return (await kubectl.run(...args)).trim() !== '';
  } catch (error) {
    if (error instanceof CommandFailed) return false;
    throw error;
  }
};

export const versions: Step = {
  title: 'the cluster answers',
  run: async ({ kubectl, system }) => {
    const version = await kubectl.json('version');
    const nodes = await kubectl.list('nodes');
    const runtimes = nodes.map((node) => stringAt(node, 'status', 'nodeInfo', 'containerRuntimeVersion'));
    const classes = await kubectl.list('storageclasses');
    if (classes.length === 0)
      throw new Failure('expected a StorageClass, received none', ['kubectl get storageclasses']);
    const lacks = [
      ...((await has(kubectl, 'get', 'pods', '--namespace', system.entrance, '--output=name'))
        ? []
        : ['ingress controller']),
      ...((await has(kubectl, 'get', '--raw', '/apis/metrics.k8s.io/v1beta1')) ? [] : ['metrics']),
    ];
    return [
      `server ${stringAt(version, 'serverVersion', 'gitVersion')}`,
      `kubectl ${stringAt(version, 'clientVersion', 'gitVersion')}`,
      `${nodes.length} node${nodes.length === 1 ? '' : 's'} with ${[...new Set(runtimes)].join(', ')}`,
      lacks.length === 0 ? 'lacks nothing' : `lacks: ${lacks.join(', ')}`,
    ].join('; ');
  },
};

const DENY = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  spec: { podSelector: {}, policyTypes: ['Egress'] },
};

export const policiesEnforced: Step = {
  title: 'the network plugin enforces NetworkPolicies',
  run: async ({ kubectl, probes }) => {
    const dns = await kubectl.json('get', 'service', 'kube-dns', '--namespace', 'kube-system');
    const target = `${stringAt(dns, 'spec', 'clusterIP')}:53`;
    const probe = await probes.stranger();
    const turns = (open: boolean) =>
      until(60, async () => ((await probes.reach(probe, [target])).has(target) === open ? true : undefined));
    if (!(await turns(true)))
      throw new Failure(`expected ${target} to be open to a pod without a policy, received none`);
    await kubectl.apply({ ...DENY, metadata: { name: 'e2e-deny', namespace: probe.namespace } });
    const closed = await turns(false);
    await kubectl.run('delete', 'networkpolicy', 'e2e-deny', '--namespace', probe.namespace);
    if (!closed) throw new Failure('expected a policy without rules to close egress, received an open connection');
    if (!(await turns(true)))
      throw new Failure(`expected ${target} to be open again without the policy, received none`);
    return 'a policy without rules closed what had been open';
  },
};

export const empty: Step = {
  title: 'the cluster holds nothing of the environment',
  run: async ({ kubectl, system }) => {
    const names = (await kubectl.list('namespaces')).flatMap(
      (each) => stringAt(valueAt(each, 'metadata'), 'name') ?? [],
    );
    const there = names.filter((name) => system.namespaces.includes(name));
    if (there.length > 0) {
      const command = `kubectl delete namespace ${there.join(' ')}`;
      throw new Failure(`expected no namespace of the environment, received ${there.join(', ')}`, [
        `${command} deletes them, with their volumes`,
      ]);
    }
    if (!names.includes(system.entrance)) {
      await kubectl.apply({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: system.entrance } });
      return `the namespace ${system.entrance} was missing, and was made for the probe`;
    }
    return `none of ${system.namespaces.length} namespaces`;
  },
};
