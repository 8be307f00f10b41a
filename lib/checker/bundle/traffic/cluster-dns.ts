import { identity, type Manifest, namespaceOf, numberAt, stringAt, stringsAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { nearest } from '../../problem';
import type { Finding } from '../../rule';
import type { Bundle } from '../bundle';
import { NameIndex } from '../references/name-index';
import { NearestNames } from '../references/nearest-names';
import { outside } from '../references/outside';
import { autoscaledWorkloads } from '../workloads/autoscaled-workloads';
import { podsBehind } from '../workloads/pod-selection';
import { knownNamespaces, sharedNamespaces } from './namespaces';

/** A Service, or a pod behind a Service. */
export interface Found {
  readonly service: Manifest;
  readonly pod: boolean;
}

/** A mistaken host name: the name leads nowhere. */
interface Nowhere extends Pick<Finding, 'expected' | 'meant' | 'answer' | 'assumes'> {
  readonly service: undefined;
}

export type Answer = Found | Nowhere;

const SUFFIX = /\.svc(\.cluster\.local)?$/;
/** The port and protocol before the name of a Service in a record of type SRV: `_grpc._tcp.`. */
export const SRV = /^_([\w-]+)\._(tcp|udp|sctp)\./;
/** The kinds whose pods have a name in the DNS by `spec.subdomain` alone. */
const NAMELESS = new Set(['DaemonSet', 'Deployment', 'Job', 'ReplicaSet']);
/** Top-level domains that are common names of namespaces, too: `api.dev` may be either. */
const DOMAINS = /^(app|blog|chat|cloud|com|dev|host|info|io|live|local|media|net|news|org|prod|shop|site|store|test)$/;

/**
 * The answers of the cluster's DNS after the bundle is applied:
 * https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class ClusterDns {
  static readonly of = once((bundle: Bundle) => new ClusterDns(bundle));

  /** The Services of the bundle. */
  readonly services: NameIndex;
  private readonly namespaces: Set<string>;
  private readonly nearestNamespaces: NearestNames;
  private readonly shared: Set<string>;

  private constructor(private readonly bundle: Bundle) {
    // The API server's own Service is in every cluster.
    this.services = NameIndex.of(bundle, 'Service', [{ namespace: 'default', name: 'kubernetes' }]);
    this.namespaces = new Set([...knownNamespaces(bundle), ...bundle.ofKind('Service').map(namespaceOf)]);
    this.nearestNamespaces = new NearestNames(this.namespaces);
    this.shared = sharedNamespaces(bundle);
  }

  /** The answer for a host, asked by a pod of a namespace. Undefined if the host is outside of the bundle. */
  answer(host: string, namespace: string): Answer | undefined {
    const name = host.toLowerCase().replace(/\.$/, '').replace(SRV, '');
    if (/^(.*\.)?localhost$|^[\d.]+$/.test(name)) return undefined;
    if (SUFFIX.test(name)) return this.qualified(name.replace(SUFFIX, '').split('.'), namespace);
    const labels = name.split('.');
    const [service = '', second = ''] = labels;
    if (labels.length === 1) return this.short(service, namespace);
    // `mongo-0.mongo` is a pod behind a Service of the own namespace.
    const isPod = labels.length === 2 && /-\d+$/.test(service) && !this.namespaces.has(second);
    if (isPod && this.services.has(namespace, second)) return this.podOf(namespace, second, service);
    return labels.length === 2 ? this.ambiguous(service, second) : this.misspelt(service, second, labels.slice(2));
  }

  /** `service.namespace` or `pod.service.namespace`, without `.svc`. */
  private qualified(labels: readonly string[], from: string): Answer | undefined {
    const [service, namespace] = labels.slice(-2);
    if (service === undefined || namespace === undefined) {
      return { service: undefined, expected: '<service>.<namespace>.svc.cluster.local', meant: undefined };
    }
    if (this.services.has(namespace, service)) {
      const [pod] = labels.slice(-3);
      return labels.length > 2 ? this.podOf(namespace, service, pod ?? '') : this.found(namespace, service);
    }
    if (this.namespaces.has(namespace)) {
      const missing = this.missing(namespace, service);
      const set = labels.length > 2 ? labels.at(-3)?.replace(/-\d+$/, '') : undefined;
      const own = set === undefined ? undefined : this.bundle.find('StatefulSet', namespace, set);
      // The Service of a StatefulSet that is here is here, too.
      return missing && own
        ? { ...missing, assumes: undefined, answer: 'risk', meant: stringAt(own, 'spec', 'serviceName') }
        : missing;
    }
    // A pod knows its own namespace.
    if (namespace === from && this.services.namespacesOf(service).length > 0) return this.missing(namespace, service);
    // A pod that asks another namespace for a Service of its own has the wrong namespace in the name.
    const own = this.services.has(from, service);
    return own ? { ...this.stray(namespace), assumes: undefined, answer: 'risk', meant: from } : this.stray(namespace);
  }

  /** A name without a dot. Pods complete the name by their own namespace. */
  private short(service: string, namespace: string): Answer | undefined {
    if (this.services.has(namespace, service)) return this.found(namespace, service);
    const missing = this.missing(namespace, service);
    const [elsewhere] = this.services.namespacesOf(service);
    return missing && elsewhere !== undefined
      ? { ...missing, answer: 'risk', meant: `${service}.${elsewhere}` }
      : missing;
  }

  /** `service.namespace`, unless the name is a public name. */
  private ambiguous(service: string, namespace: string): Answer | undefined {
    if (this.services.has(namespace, service)) return this.found(namespace, service);
    if (this.namespaces.has(namespace)) {
      const typo = this.services.nearest(namespace, service) !== undefined;
      return typo || !DOMAINS.test(namespace) ? this.missing(namespace, service) : undefined;
    }
    const near = this.nearestNamespaces.of(namespace);
    // No top-level domain has a digit or a hyphen in it.
    const certain = near !== undefined && (/[-\d]/.test(namespace) || this.services.has(near, service));
    return certain ? this.stray(namespace) : undefined;
  }

  /** A longer name with nearly the suffix of a Service. */
  private misspelt(service: string, namespace: string, rest: readonly string[]): Nowhere | undefined {
    const suffix = rest.join('.');
    const local = suffix.endsWith('cluster.local');
    const near = this.namespaces.has(namespace) && nearest(suffix, ['svc', 'svc.cluster.local']) !== undefined;
    // https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pods and the Multi-Cluster Services API
    if (!(local || near) || /^pod\.|clusterset\.local$/.test(suffix)) return undefined;
    const meant = `${service}.${namespace}.svc.cluster.local`;
    return { service: undefined, expected: '<service>.<namespace>.svc.cluster.local', meant };
  }

  private found(namespace: string, name: string, pod = false): Found | undefined {
    const service = this.bundle.find('Service', namespace, name);
    return service && { service, pod };
  }

  /** The name of a pod behind a Service: https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id */
  private podOf(namespace: string, name: string, pod: string): Answer | undefined {
    const found = this.found(namespace, name, true);
    if (!found || Object.keys(stringsAt(found.service, 'spec', 'selector')).length === 0) return found;
    if (stringAt(found.service, 'spec', 'clusterIP') !== 'None') {
      const expected = `a headless Service, since pods behind ${identity(found.service)} have no names`;
      return { service: undefined, expected, meant: `${name}.${namespace}.svc.cluster.local` };
    }
    const selector = stringsAt(found.service, 'spec', 'selector');
    const job = this.bundle.find(
      'Job',
      namespace,
      selector['batch.kubernetes.io/job-name'] ?? selector['job-name'] ?? '',
    );
    const all = podsBehind(this.bundle, found.service);
    const behind = job === undefined ? all : all.filter(({ owner }) => owner === job);
    const nameless = behind.filter(
      ({ owner, spec }) => NAMELESS.has(owner.kind) && stringAt(spec, 'subdomain') !== name,
    );
    if (behind.length > 0 && nameless.length === behind.length) {
      const expected = `spec.subdomain ${name} in the pods of ${behind.map(({ owner }) => identity(owner)).join()}, which have no names without it`;
      return { service: undefined, expected, meant: undefined };
    }
    const sets = behind.map(({ owner }) => owner);
    const [governed] = sets.map((set) => stringAt(set, 'spec', 'serviceName') ?? name).filter((each) => each !== name);
    // A pod may have a name behind another Service of its own accord: spec.subdomain.
    const isPod = sets[0]?.kind === 'StatefulSet' && pod.replace(/-\d+$/, '') === sets[0].metadata.name;
    if (sets.length === 1 && governed !== undefined && (isPod || this.found(namespace, governed))) {
      const expected = `Service ${namespace}/${governed}: pods of ${sets.map(identity).join()} have names behind its serviceName alone`;
      return { service: undefined, expected, meant: `${pod}.${governed}.${namespace}.svc.cluster.local` };
    }
    const named = sets.every((set) => set.kind === 'StatefulSet' && stringAt(set, 'spec', 'serviceName') === name);
    if (sets.length === 0 || !named || sets.some((set) => this.hasPod(set, pod))) return found;
    const pods = sets.map((set) => `${set.metadata.name}-0`).join(' or ');
    return {
      service: undefined,
      expected: `a pod of ${sets.map(identity).join(' or ')}, such as ${pods}`,
      meant: undefined,
    };
  }

  private hasPod(set: Manifest, pod: string): boolean {
    const number = pod.startsWith(`${set.metadata.name}-`) ? pod.slice(set.metadata.name.length + 1) : '';
    const first = numberAt(set, 'spec', 'ordinals', 'start') ?? 0;
    const scaled = autoscaledWorkloads(this.bundle).find(({ target }) => target === set);
    const most = numberAt(scaled?.autoscaler, 'spec', 'maxReplicas') ?? numberAt(set, 'spec', 'replicas') ?? 1;
    return /^(0|[1-9]\d*)$/.test(number) && Number(number) >= first && Number(number) < first + most;
  }

  private missing(namespace: string, service: string): Nowhere | undefined {
    if (this.shared.has(namespace)) return undefined;
    const { received, ...missing } = this.services.missing(namespace, service, []);
    return { service: undefined, ...missing };
  }

  private stray(namespace: string): Nowhere {
    const meant = this.nearestNamespaces.of(namespace);
    const certain = outside('Namespace', '', namespace, meant);
    return { service: undefined, expected: 'a namespace that exists', meant, ...certain };
  }
}
