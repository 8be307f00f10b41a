import { problem } from '../checker/problem';

const REPOSITORY = /^([a-z0-9.-]+(:[0-9]+)?\/)?[a-z0-9._-]+(\/[a-z0-9._-]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** What an unset variable leaves in a text: `image:${tag}`. */
const UNSET = /undefined|NaN|\[object|(^|[/-])null($|[/-])/;

/** Names that stand for this machine. The nodes of a developer's own cluster alone may reach a registry there. */
const THIS_MACHINE =
  /^(localhost|127\.[0-9.]+|host\.docker\.internal|host\.k3d\.internal|[a-z0-9.-]+\.localhost)([:/]|$)/;

/** Images of Docker Hub without an owner in the name. Docker itself publishes them, and no team does. */
const OFFICIAL = [
  'alpine busybox caddy debian eclipse-mosquitto eclipse-temurin elasticsearch golang haproxy hello-world httpd',
  'influxdb kibana kong logstash mariadb memcached mongo mysql nats nginx node openjdk php postgres python',
  'rabbitmq redis registry ruby solr tomcat traefik ubuntu valkey varnish vault wordpress zookeeper',
]
  .join(' ')
  .split(' ');

/** `Never`: the node already holds the image. `IfNotPresent`: the kubelet pulls the image once per tag. */
export type PullPolicy = 'Never' | 'IfNotPresent';

/** A tag of one build. `latest` and an empty tag do not compile. */
export type FixedTag<Tag extends string> = Tag extends 'latest' | '' ? never : Tag;

/**
 * A container image with a pull policy. The factory sets the pull policy, so no manifest can pull an image that exists
 * on a developer's machine only.
 */
export class Image<Policy extends PullPolicy = PullPolicy> {
  /**
   * An image that is built on this machine and imported into the cluster (`k3d image import`, `minikube image load`).
   * The kubelet never pulls the image. Every tag is valid, `latest` included, since an import replaces the old build.
   */
  static imported(repository: string, tag: string): Image<'Never'> {
    return new Image(repository, tag, undefined, 'Never');
  }

  /** An image of a registry, selected by a tag of one build, such as `1.4.2`. Refuses `latest`. */
  static tagged<Tag extends string>(repository: string, tag: Tag & FixedTag<Tag>): Image<'IfNotPresent'> {
    return new Image(repository, tag, undefined, 'IfNotPresent');
  }

  /**
   * An image of a registry, selected by digest: `sha256:` and 64 hexadecimal digits. The registry ignores the tag. The
   * tag is for people, and for values that constructs derive from the tag, such as the version of PostgreSQL.
   */
  static pinned<Tag extends string>(
    repository: string,
    tag: Tag & FixedTag<Tag>,
    digest: `sha256:${string}`,
  ): Image<'IfNotPresent'> {
    return new Image(repository, tag, digest, 'IfNotPresent');
  }

  /**
   * An image of a registry at a version that is data: a tag, or a tag and a digest joined by `@`, as in
   * `1.4.2@sha256:…`. Refuses `latest`.
   */
  static versioned(repository: string, version: string): Image<'IfNotPresent'> {
    return new Image(repository, '', undefined, 'IfNotPresent').at(version);
  }

  private constructor(
    /** Registry and path, such as `ghcr.io/acme/shop-api`. */
    readonly repository: string,
    /** The tag, such as `1.4.2`. */
    readonly tag: string,
    /** The digest, `sha256:` and 64 hexadecimal digits; undefined for an image without a digest. */
    readonly digest: string | undefined,
    /** The value of `imagePullPolicy` in a manifest. */
    readonly pullPolicy: Policy,
  ) {}

  /** The value of `image` in a manifest. */
  get reference(): string {
    return `${this.repository}:${this.version}`;
  }

  /** The tag, or the tag and the digest joined by `@`. */
  get version(): string {
    return this.digest === undefined ? this.tag : `${this.tag}@${this.digest}`;
  }

  /** Returns the same image at another version: a tag, or a tag and a digest joined by `@`. */
  at(version: string): Image<Policy> {
    const [, tag = version, digest] = /^([^@]*)@(.*)$/s.exec(version) ?? [];
    return new Image(this.repository, tag, digest, this.pullPolicy);
  }

  /** Refuses an invalid or unset repository, tag or digest, and the tag `latest` or a laptop's image of a registry. */
  problems(field: string, { importedImages = false }: { readonly importedImages?: boolean } = {}): string[] {
    const problems: string[] = [];
    if (!REPOSITORY.test(this.repository)) {
      problems.push(
        problem(`${field}.repository`, 'a repository in lower case, without tag or digest', this.repository),
      );
    } else if (UNSET.test(this.repository)) {
      problems.push(problem(`${field}.repository`, 'a repository without an unset variable', this.repository));
    } else if (this.pullPolicy !== 'Never' && !importedImages && !isServed(this.repository)) {
      const expected = 'a registry that nodes reach, and a path ("ghcr.io/acme/shop-api"), or Image.imported';
      problems.push(problem(`${field}.repository`, expected, this.repository));
    }
    return [...problems, ...this.versionProblems(field)];
  }

  /** Refuses an invalid or unset tag or digest, and the tag `latest` of a registry. */
  versionProblems(field: string): string[] {
    const problems: string[] = [];
    if (UNSET.test(this.tag)) {
      problems.push(problem(`${field}.tag`, 'a tag without an unset variable', this.tag));
    } else if (!TAG.test(this.tag)) {
      problems.push(problem(`${field}.tag`, 'a tag (1 to 128 of letters, digits, ".", "_" and "-")', this.tag));
    } else if (this.tag === 'latest' && this.pullPolicy !== 'Never') {
      problems.push(problem(`${field}.tag`, 'a tag of one build, such as "1.4.2"', this.tag));
    }
    if (this.digest !== undefined && !DIGEST.test(this.digest)) {
      problems.push(problem(`${field}.digest`, '"sha256:" and 64 hexadecimal digits', this.digest));
    }
    return problems;
  }
}

/** True for a registry that is not on this machine, for an owner at Docker Hub, and for an official image. */
function isServed(repository: string): boolean {
  return !THIS_MACHINE.test(repository) && (repository.includes('/') || OFFICIAL.includes(repository));
}

/** An image of a registry. A cluster without imported images can run no other image. */
export type RegistryImage = Image<'IfNotPresent'>;
