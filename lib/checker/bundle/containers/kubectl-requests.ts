import { entryOf } from '../../manifest/entry-of';
import type { ApiRequest } from './grants';

/** The resources of every cluster in scripts: plural, group, and the names for kubectl. */
const RESOURCES: readonly (readonly [resource: string, group: string, names: string])[] = [
  ['pods', '', 'pod po'],
  ['services', '', 'service svc'],
  ['configmaps', '', 'configmap cm'],
  ['secrets', '', 'secret'],
  ['persistentvolumeclaims', '', 'persistentvolumeclaim pvc'],
  ['serviceaccounts', '', 'serviceaccount sa'],
  ['deployments', 'apps', 'deployment deploy'],
  ['statefulsets', 'apps', 'statefulset sts'],
  ['daemonsets', 'apps', 'daemonset ds'],
  ['replicasets', 'apps', 'replicaset rs'],
  ['jobs', 'batch', 'job'],
  ['cronjobs', 'batch', 'cronjob cj'],
  ['ingresses', 'networking.k8s.io', 'ingress ing'],
  ['namespaces', '', 'namespace ns'],
  ['nodes', '', 'node no'],
  ['persistentvolumes', '', 'persistentvolume pv'],
];
const CLUSTER_WIDE = new Set(['namespaces', 'nodes', 'persistentvolumes']);
const BY_NAME = new Map(
  RESOURCES.flatMap(([resource, group, names]) =>
    [resource, ...names.split(' ')].map((name) => [name, { resource, group }] as const),
  ),
);

/** The requests of a command, each with its verbs: https://kubernetes.io/docs/reference/kubectl/ */
const VERBS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  annotate: [['patch']],
  delete: [['delete', 'deletecollection']],
  label: [['patch']],
  patch: [['patch']],
  'rollout restart': [['get'], ['patch']],
  'rollout status': [['get', 'list', 'watch']],
  'rollout undo': [['get'], ['patch']],
  'set image': [['get'], ['patch']],
  'set env': [['get'], ['patch']],
  wait: [['get', 'list', 'watch']],
};
/** Commands that ask for a subresource of pods. */
const OF_PODS: Readonly<Record<string, ApiRequest>> = {
  exec: { group: '', resource: 'pods/exec', verbs: ['create', 'get'], namespace: undefined },
  cp: { group: '', resource: 'pods/exec', verbs: ['create', 'get'], namespace: undefined },
  logs: { group: '', resource: 'pods/log', verbs: ['get'], namespace: undefined },
  'port-forward': { group: '', resource: 'pods/portforward', verbs: ['create', 'get'], namespace: undefined },
};
/** Options with a value in the next word. */
const WITH_VALUE =
  /^(-n|--namespace|-l|--selector|-o|--output|-c|--container|-p|--patch|--type|--field-selector|--for|--timeout|--replicas)$/;

/** A command of a script, with the requests of it. */
export interface ScriptRequest extends ApiRequest {
  /** `kubectl rollout restart`. */
  readonly command: string;
}

/** The requests of every `kubectl` in a script, as far as its words are plain. */
export function kubectlRequests(script: string, own: string): ScriptRequest[] {
  const lines = script.replaceAll('\\\n', ' ').split(/[\n;|&`]|\$\(/);
  return lines.flatMap((line) => {
    const at = line.search(/(^|[\s/'"])kubectl\s/);
    return at === -1
      ? []
      : requestsOf(
          line
            .slice(line.indexOf('kubectl', at))
            .split(/[\s)]+/)
            .slice(1),
          own,
        );
  });
}

function requestsOf(words: readonly string[], own: string): ScriptRequest[] {
  const plain = words.map((word) => word.replace(/^["']|["']$/g, ''));
  const at = plain.findIndex((word) => word === '-n' || word === '--namespace');
  const option = plain.find((word) => /^(--namespace=|-n=)/.test(word))?.split('=')[1];
  const place = at === -1 ? (option ?? own) : plain[at + 1];
  const others = plain.filter((word, index) => !word.startsWith('-') && !WITH_VALUE.test(plain[index - 1] ?? ''));
  const [verb = '', ...rest] = others;
  const isDouble = verb === 'rollout' || verb === 'set';
  const name = isDouble ? `${verb} ${rest[0]}` : verb;
  const isAll = plain.includes('-A') || plain.includes('--all-namespaces');
  // A variable of the script may be any namespace.
  if (!isAll && !/^[a-z0-9-]+$/.test(place ?? '')) return [];
  const namespace = isAll ? undefined : place;
  const command = `kubectl ${name}`;
  const pods = entryOf(OF_PODS, name);
  if (pods) return [{ ...pods, namespace, command }];
  const [kind = '', object = rest[isDouble ? 2 : 1]] = (rest[isDouble ? 1 : 0] ?? '').split('/');
  const known = BY_NAME.get(kind);
  if (!known) return [];
  const there = CLUSTER_WIDE.has(known.resource) ? undefined : namespace;
  const request = (verbs: readonly string[], resource = known.resource) => ({
    ...known,
    resource,
    verbs,
    namespace: there,
    command,
  });
  if (name === 'get') return [request([object === undefined ? 'list' : 'get'])];
  if (name === 'scale') return [request(['patch', 'update'], `${known.resource}/scale`)];
  return (entryOf(VERBS, name) ?? []).map((verbs) => request(verbs));
}
