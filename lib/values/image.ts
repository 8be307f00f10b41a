import { problem } from '../checker/problem';

const REPOSITORY = /^([a-z0-9.-]+(:[0-9]+)?\/)?[a-z0-9._-]+(\/[a-z0-9._-]+)*$/;
const TAG = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;

/** `Never`: the node holds the image already. `IfNotPresent`: the node fetches it from its registry, once per tag. */
export type PullPolicy = 'Never' | 'IfNotPresent';

/** A tag that means one build. `latest` and an empty tag do not compile. */
export type FixedTag<Tag extends string> = Tag extends 'latest' | '' ? never : Tag;

/**
 * A container image, and how the node comes by it: the pull policy follows from the factory that made the image,
 * so no manifest can ask a registry for an image that only exists on the developer's machine.
 */
export class Image<Policy extends PullPolicy = PullPolicy> {
  /**
   * Built on this machine and imported into the cluster (`k3d image import`, `minikube image load`); never pulled.
   * Any tag will do, `latest` included: an import replaces what the tag meant.
   */
  static imported(repository: string, tag: string): Image<'Never'> {
    return new Image(repository, tag, undefined, 'Never');
  }

  /** From a registry, by a tag that means one build, such as `1.4.2`. Refuses `latest`. */
  static tagged<Tag extends string>(repository: string, tag: Tag & FixedTag<Tag>): Image<'IfNotPresent'> {
    return new Image(repository, tag, undefined, 'IfNotPresent');
  }

  /**
   * From a registry, by digest (`sha256:` and 64 hexadecimal digits). The registry looks at the digest alone;
   * the tag stays for people, and for what is derived from it.
   */
  static pinned<Tag extends string>(
    repository: string,
    tag: Tag & FixedTag<Tag>,
    digest: `sha256:${string}`,
  ): Image<'IfNotPresent'> {
    return new Image(repository, tag, digest, 'IfNotPresent');
  }

  private constructor(
    /** Registry and path, such as `ghcr.io/acme/shop-api`. */
    readonly repository: string,
    readonly tag: string,
    readonly digest: string | undefined,
    readonly pullPolicy: Policy,
  ) {}

  /** What stands in a manifest's `image:`. */
  get reference(): string {
    return `${this.repository}:${this.tag}${this.digest === undefined ? '' : `@${this.digest}`}`;
  }

  /** The same image at another version: a tag, or a tag and digest joined by `@`. */
  at(version: string): Image<Policy> {
    const [tag = '', digest] = version.split('@');
    return new Image(this.repository, tag, digest, this.pullPolicy);
  }

  problems(field: string): string[] {
    const problems: string[] = [];
    if (!REPOSITORY.test(this.repository)) {
      problems.push(problem(`${field}.repository`, 'a lower-case path without tag or digest', this.repository));
    }
    if (!TAG.test(this.tag)) {
      problems.push(problem(`${field}.tag`, 'a tag (1 to 128 of letters, digits, ".", "_" and "-")', this.tag));
    } else if (this.tag === 'latest' && this.pullPolicy !== 'Never') {
      problems.push(problem(`${field}.tag`, 'a tag that means one build, such as "1.4.2"', this.tag));
    }
    if (this.digest !== undefined && !DIGEST.test(this.digest)) {
      problems.push(problem(`${field}.digest`, '"sha256:" and 64 hexadecimal digits', this.digest));
    }
    return problems;
  }
}

/** An image that a registry serves: what every environment but local runs. */
export type RegistryImage = Image<'IfNotPresent'>;
