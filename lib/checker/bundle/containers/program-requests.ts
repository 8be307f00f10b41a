import type { Bundle, Container } from '../bundle';
import { commandLine } from './command-line';
import { type ApiRequest, grantsOf } from './grants';
import { imageName } from './image-users';
import { mountedFiles } from './mounted-files';

/** What a well-known program asks of the API server. */
export interface ProgramRequest extends ApiRequest {
  readonly says: string;
}

interface Program {
  readonly image: RegExp;
  /** A part of the command line or of a mounted file without which the program asks nothing. */
  readonly told?: RegExp;
  readonly says: string;
  /** `verbs resource.group`, one of the verbs is enough. Across all namespaces with `everywhere`. */
  readonly asks: readonly string[];
  readonly everywhere?: true;
}

const PROGRAMS: readonly Program[] = [
  // https://docs.gitlab.com/runner/executors/kubernetes/#configure-runner-api-permissions
  {
    image: /gitlab-runner$/,
    told: /executor\s*=\s*"kubernetes"/,
    says: 'runs jobs in pods',
    asks: ['create pods', 'delete pods'],
  },
  // https://www.rabbitmq.com/docs/cluster-formation#peer-discovery-k8s
  {
    image: /^rabbitmq$/,
    told: /peer_discovery_backend\s*=\s*(rabbit_peer_discovery_)?k(8|ubernete)s/,
    says: 'finds its peers',
    asks: ['get endpoints'],
  },
  // https://docs.fluentbit.io/manual/pipeline/filters/kubernetes
  {
    image: /fluent-bit$/,
    told: /^\s*Name\s+kubernetes\b/im,
    says: 'looks up pods',
    asks: ['get,list,watch pods'],
    everywhere: true,
  },
  // https://github.com/kubernetes-sigs/external-dns/blob/master/docs/sources/service.md
  {
    image: /external-dns\/external-dns$/,
    told: /--source=service/,
    says: 'watches Services',
    asks: ['list services'],
    everywhere: true,
  },
  {
    image: /external-dns\/external-dns$/,
    told: /--source=ingress/,
    says: 'watches Ingresses',
    asks: ['list ingresses.networking.k8s.io'],
    everywhere: true,
  },
  // https://github.com/stakater/Reloader
  {
    image: /(^|\/)reloader$/,
    says: 'restarts Deployments',
    asks: ['list configmaps', 'list secrets', 'update,patch deployments.apps'],
    everywhere: true,
  },
  // https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler
  {
    image: /cluster-autoscaler$/,
    says: 'watches pods and nodes',
    asks: ['list pods', 'list nodes', 'create pods/eviction'],
    everywhere: true,
  },
  // https://kubernetes-sigs.github.io/metrics-server/
  {
    image: /metrics-server\/metrics-server$/,
    says: 'reads nodes',
    asks: ['list nodes', 'get nodes/metrics'],
    everywhere: true,
  },
  // https://kured.dev/docs/
  { image: /kured$/, says: 'drains nodes', asks: ['patch nodes', 'create pods/eviction'], everywhere: true },
];

/** The requests of a container, by its image and by the words and files that tell the program so. */
export function programRequests(bundle: Bundle, container: Container): ProgramRequest[] {
  const image = imageName(container);
  const programs = PROGRAMS.filter((each) => each.image.test(image));
  if (programs.length === 0) return [];
  const texts = textsOf(bundle, container);
  return programs
    .filter(({ told }) => told === undefined || texts.some((text) => told.test(text)))
    .flatMap(({ says, asks, everywhere }) =>
      asks.map((ask) => {
        const [verbs = '', what = ''] = ask.split(' ');
        const [resource = '', ...group] = what.split('.');
        const namespace = everywhere ? undefined : workplace(bundle, container);
        return { group: group.join('.'), resource, verbs: verbs.split(','), namespace, says };
      }),
    );
}

/** The words of a container, and the files of its pod: an init container may copy a file of a Secret. */
function textsOf(bundle: Bundle, container: Container): string[] {
  const { namespace, containers } = container.template;
  const files = containers.flatMap((each) => mountedFiles(bundle, each));
  const secrets = files
    .filter(({ kind }) => kind === 'Secret')
    .map(({ configMap }) => bundle.secret(namespace, configMap));
  return [
    commandLine(container).join(' '),
    ...files.flatMap((mounted) => [...mounted.files.values()].map((text) => text ?? '')),
    ...secrets.flatMap((secret) => (secret?.values ?? []).map(({ value }) => value ?? '')),
  ];
}

/** The namespace in which a program has rights, if there is one alone, or else its own. */
function workplace(bundle: Bundle, { template }: Container): string {
  const places = new Set((grantsOf(bundle, template) ?? []).map(({ namespace }) => namespace));
  const [only] = places;
  return places.size === 1 && only !== undefined ? only : template.namespace;
}
