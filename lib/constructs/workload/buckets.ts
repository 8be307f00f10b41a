import { problem } from '../../checker/problem';
import type { k8s } from '../../kubernetes';
import { checkBucket, serversOf } from '../../values/bucket';
import { bucketKeys, bucketValues, type GivenBucket } from '../../values/given-bucket';
import type { MountedSecret } from '../../values/mounted-secret';
import { checkVariableName } from '../../values/name';
import { distinct } from './distinct';
import type { PodProps } from './pod-props';

/**
 * What the buckets of a program add to its workload: variables, Secrets with keys, annotations of the ServiceAccount, and
 * the servers that the pods reach.
 */
export class Buckets {
  readonly env: readonly k8s.EnvVar[];
  readonly secrets: Readonly<Record<string, MountedSecret>>;
  /** The annotations of the ServiceAccount, those of `access` included. */
  readonly annotations: Readonly<Record<string, string>>;
  readonly servers: ReturnType<typeof serversOf>;

  private readonly all: readonly (readonly [variable: string, bucket: GivenBucket])[];

  constructor(private readonly props: Pick<PodProps, 'name' | 'buckets' | 'mountAs' | 'secrets' | 'env' | 'access'>) {
    const { buckets = {}, mountAs, access } = props;
    this.all = Object.entries(buckets);
    const keyed = mountAs === 'files' ? 'files' : 'reference';
    // Two buckets of one store have a region and an address in common.
    this.env = distinct(this.all.flatMap(([variable, bucket]) => this.variablesOf(variable, bucket)));
    this.secrets = Object.fromEntries(
      this.all.flatMap(([, bucket]) => {
        return bucket.credentials ? [[this.secretOf(bucket), { ...bucket.credentials, mountAs: keyed }]] : [];
      }),
    );
    const identities = this.all.map(([, { identity }]) => identity?.annotations);
    this.annotations = Object.assign({}, access?.annotations, ...identities);
    this.servers = distinct(this.all.flatMap(([, bucket]) => serversOf(bucket)));
  }

  /** Refuses invalid buckets, and two values for one variable, one Secret or one annotation. */
  problems(): string[] {
    const { secrets = {}, env = [], access } = this.props;
    const annotations = [access?.annotations, ...this.all.map(([, { identity }]) => identity?.annotations)];
    const names = [...this.env, ...env].map(({ name }) => name);
    const repeated = new Set(names.filter((name, index) => names.indexOf(name) < index));
    return [
      ...this.all.flatMap(([variable, bucket]) => this.checkEach(`buckets.${variable}`, bucket)),
      ...this.env.flatMap(({ name }) => checkVariableName('buckets', name)),
      ...[...repeated].map((name) => problem('buckets', 'a variable for each value (`variables` names it)', name)),
      ...annotations
        .flatMap((each) => Object.entries(each ?? {}))
        .filter(([name, value]) => this.annotations[name] !== value)
        .map(([name, value]) => problem('buckets', `one identity for all pods (${name})`, value)),
      ...Object.keys(this.secrets)
        .filter((name) => Object.hasOwn(secrets, name))
        .map((name) => problem('secrets', 'names that no bucket has taken', name)),
    ];
  }

  private checkEach(field: string, bucket: GivenBucket): string[] {
    const { credentials, folder, variables } = bucket;
    const kept = this.secrets[this.secretOf(bucket)];
    return [
      ...checkBucket(field, bucket),
      ...(credentials && !isSame(kept, { ...credentials, mountAs: kept?.mountAs })
        ? [problem(`${field}.secretName`, 'a Secret for each pair of keys', this.secretOf(bucket))]
        : []),
      ...(variables?.folder !== undefined && folder === undefined
        ? [problem(`${field}.variables.folder`, 'a bucket with a folder', variables.folder)]
        : []),
    ];
  }

  private variablesOf(variable: string, bucket: GivenBucket): k8s.EnvVar[] {
    const name = this.secretOf(bucket);
    const keys = bucket.credentials && this.props.mountAs !== 'files' ? bucketKeys(bucket) : {};
    return [
      ...Object.entries(bucketValues(variable, bucket)).map(([variable, value]) => ({ name: variable, value })),
      ...Object.entries(keys).map(([variable, key]) => {
        return { name: variable, valueFrom: { secretKeyRef: { name, key } } };
      }),
    ];
  }

  private secretOf({ secretName = `${this.props.name}-bucket` }: GivenBucket): string {
    return secretName;
  }
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
