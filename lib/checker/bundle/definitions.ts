import { type Mistake, mistakesIn } from '../kubernetes/crd-schema/mistakes';
import { readSchema, type Schema } from '../kubernetes/crd-schema/schema';
import { apiGroup, type Json, listAt, type Manifest, stringAt, valueAt } from '../manifest/manifest';
import { once } from '../manifest/once';
import type { Bundle } from './bundle';

/** A custom kind, as its CRD defines the kind. */
export class Definition {
  /** The versions that the API server answers for, as `apiVersion`. Undefined if the CRD is older than this form. */
  readonly served: readonly string[] | undefined;
  private readonly versions: ReadonlyMap<string, Json>;
  private readonly schemas = new Map<string, Schema>();

  constructor(crd: Manifest) {
    const isCurrent = crd.apiVersion === 'apiextensions.k8s.io/v1';
    const versions = isCurrent ? listAt(crd, 'spec', 'versions') : [];
    const group = stringAt(crd, 'spec', 'group');
    this.versions = new Map(versions.map((version) => [`${group}/${stringAt(version, 'name')}`, version]));
    const served = [...this.versions].filter(([, version]) => valueAt(version, 'served') === true);
    this.served = isCurrent ? served.map(([apiVersion]) => apiVersion) : undefined;
  }

  /** The mistakes in an object, by the schema of its version. */
  mistakesIn(object: Manifest): Mistake[] {
    const version = this.versions.get(object.apiVersion);
    const schema = valueAt(version, 'schema', 'openAPIV3Schema');
    if (schema === undefined) return [];
    const known = this.schemas.get(object.apiVersion) ?? readSchema(schema);
    this.schemas.set(object.apiVersion, known);
    // The API server drops the status of a new object before the validation.
    const { status, ...rest } = object;
    const dropped = valueAt(version, 'subresources', 'status') !== undefined;
    return mistakesIn(dropped ? rest : object, known);
  }
}

const defined = once((crd: Manifest) => new Definition(crd));

/** The kinds that the CRDs of a bundle and of its cluster define. */
const definitions = once((bundle: Bundle): ReadonlyMap<string, Definition> => {
  const crds = [...(bundle.cluster.crds ?? []), ...bundle.ofKind('CustomResourceDefinition')];
  return new Map(
    crds.map((crd) => [`${stringAt(crd, 'spec', 'group')} ${stringAt(crd, 'spec', 'names', 'kind')}`, defined(crd)]),
  );
});

/** The definition of an object's kind, if the CRD is at hand. */
export function definitionOf(bundle: Bundle, { apiVersion, kind }: Manifest): Definition | undefined {
  return definitions(bundle).get(`${apiGroup(apiVersion)} ${kind}`);
}
