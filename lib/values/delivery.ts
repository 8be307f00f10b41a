import { problem, Unquoted } from '../checker/problem';
import { checkDnsLabel } from './name';

/** The GitOps tool that applies the manifests of an environment: Argo CD (https://argo-cd.readthedocs.io) or Flux (https://fluxcd.io). */
export type Delivery =
  | {
      /** Argo CD applies the manifests. */
      readonly argoCd: ArgoCd;
      readonly flux?: never;
    }
  | {
      /** Flux applies the manifests. */
      readonly flux: Flux;
      readonly argoCd?: never;
    };

/** The URL of a git repository. */
export type GitUrl = `https://${string}` | `ssh://${string}`;

interface Delivered {
  /** The name of the product, a DNS label. Product and environment name the objects of the tool: `shop-live`. */
  readonly product: string;
  /** The folder in the repository that holds a folder for each environment. @default "dist" */
  readonly folder?: string;
}

/** Argo CD 2.14 or newer reads a git repository. */
export interface ArgoCd extends Delivered {
  /** The URL of the git repository, without credentials. */
  readonly repository: GitUrl;
  /** The branch, tag or commit. */
  readonly revision: string;
  /**
   * The name of the cluster in Argo CD.
   *
   * @default the name in `clusters`, for an environment on several clusters; else the cluster that Argo CD runs in
   */
  readonly cluster?: string;
  /** The namespace of Argo CD, a DNS label. @default "argocd" */
  readonly namespace?: string;
}

/** Flux 2.6 or newer reads a git repository, or an OCI artifact. */
export type Flux = FluxOfGit | FluxOfArtifact;

interface FluxSource extends Delivered {
  /**
   * The Secret in the namespace of Flux with the credentials of the repository or registry.
   *
   * @default none: the repository or artifact is public
   */
  readonly secretName?: string;
  /** The namespace of Flux, a DNS label. @default "flux-system" */
  readonly namespace?: string;
}

/** A branch of a git repository. */
export interface FluxOfGit extends FluxSource {
  /** The URL of the git repository, without credentials. */
  readonly repository: GitUrl;
  /** The branch. */
  readonly branch: string;
  readonly artifact?: never;
  readonly tag?: never;
}

/** An artifact that `flux push artifact --path dist` wrote. */
export interface FluxOfArtifact extends FluxSource {
  /** The artifact in its registry, without a tag. */
  readonly artifact: `oci://${string}`;
  /** The tag that moves at a promotion. */
  readonly tag: string;
  readonly repository?: never;
  readonly branch?: never;
  /** An artifact holds the folders of the environments at its root. */
  readonly folder?: never;
}

/** The namespace of the GitOps tool. */
export function namespaceOfTool({ argoCd, flux }: Delivery): string {
  return argoCd ? (argoCd.namespace ?? 'argocd') : (flux.namespace ?? 'flux-system');
}

/** The folder of an environment, as the GitOps tool sees the folder. */
export function deliveredFolder({ argoCd, flux }: Delivery, environment: string): string {
  const { folder = 'dist' } = argoCd ?? flux;
  return flux?.artifact === undefined ? `${folder}/${environment}` : environment;
}

/** Refuses invalid names, URLs with credentials, and one cluster for an environment on several. */
export function checkDelivery(field: string, { argoCd, flux }: Delivery, cluster: string | undefined): string[] {
  const { product, namespace, folder = 'dist', repository } = argoCd ?? flux;
  const words = argoCd
    ? { revision: argoCd.revision, cluster: argoCd.cluster }
    : { branch: flux.branch, tag: flux.tag, secretName: flux.secretName };
  const isNamedTwice = cluster !== undefined && argoCd?.cluster !== undefined;
  return [
    ...(isNamedTwice
      ? [problem(`${field}.cluster`, `none, since the name in clusters is ${cluster}`, argoCd.cluster)]
      : []),
    ...checkDnsLabel(`${field}.product`, product),
    ...(namespace === undefined ? [] : checkDnsLabel(`${field}.namespace`, namespace)),
    ...checkWord(`${field}.folder`, folder),
    ...checkUrl(`${field}.repository`, ['https:', 'ssh:'], repository),
    ...checkUrl(`${field}.artifact`, ['oci:'], flux?.artifact),
    ...Object.entries(words).flatMap(([name, word]) => checkWord(`${field}.${name}`, word)),
  ];
}

/** A branch, a tag, a folder in a repository: no tool takes white space, and nobody means `..` or an empty part. */
function checkWord(field: string, word: string | undefined): string[] {
  if (word === undefined || (/^[\w@][\w@.+-]*(\/[\w@.+-]+)*$/.test(word) && !word.includes('..'))) return [];
  return [problem(field, 'letters, digits and . _ + - @, in parts that "/" joins', word)];
}

/** A password of a URL stands in git, in the cluster and in the tool's own pages: a finding does not repeat it. */
function checkUrl(field: string, protocols: readonly string[], value: string | undefined): string[] {
  if (value === undefined) return [];
  const { protocol, hostname, username, password } = URL.canParse(value) ? new URL(value) : new URL('none:');
  // `git` of ssh://git@github.com is no secret.
  const isOpen = password === '' && (username === '' || protocol === 'ssh:');
  if (protocols.includes(protocol) && isOpen && hostname !== '' && !/[\s?#]/.test(value)) return [];
  const schemes = protocols.map((each) => `${each}//`).join(' or ');
  const expected = `a URL that begins with ${schemes}, without credentials: a Secret of the tool holds them`;
  return [problem(field, expected, value.includes('@') ? new Unquoted('one with "@"') : value)];
}
