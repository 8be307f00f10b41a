import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Restriction, restrictionsOf } from './restrictions';

/**
 * A schema in a CRD, below `openAPIV3Schema`. Expressions in CEL are left out.
 *
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema
 */
export interface Schema {
  /** Empty for any type. */
  readonly types: readonly string[];
  readonly nullable: boolean;
  readonly fields: ReadonlyMap<string, Schema>;
  /** The schema of a field with any other name. Undefined if there may be no other field. */
  readonly others: Schema | undefined;
  readonly items: Schema | undefined;
  readonly required: readonly string[];
  readonly standard: Json | undefined;
  /** True if unknown fields stay. */
  readonly open: boolean;
  /** True for a whole Kubernetes object. */
  readonly embedded: boolean;
  /** The fields that tell the items of a list apart, or `item` if the whole item does. */
  readonly distinct: readonly string[] | 'item' | undefined;
  readonly restrictions: readonly Restriction[];
  readonly all: readonly Schema[];
  readonly any: readonly Schema[];
  readonly one: readonly Schema[];
  readonly not: Schema | undefined;
}

/** Reads a schema. A mistake in the schema itself restricts nothing. */
export function readSchema(schema: Json | undefined): Schema {
  const others = valueAt(schema, 'additionalProperties');
  const inner = (field: string): readonly Schema[] => listAt(schema, field).map(readSchema);
  const one = (field: string): Schema | undefined => {
    const found = valueAt(schema, field);
    return typeof found === 'object' && found !== null ? readSchema(found) : undefined;
  };
  return {
    types: typesOf(schema),
    nullable: valueAt(schema, 'nullable') === true,
    fields: new Map(entriesAt(schema, 'properties').map(([name, each]) => [name, readSchema(each)])),
    others: others === true ? readSchema({}) : one('additionalProperties'),
    items: one('items'),
    required: listAt(schema, 'required').map(String),
    standard: valueAt(schema, 'default') ?? undefined,
    open: valueAt(schema, 'x-kubernetes-preserve-unknown-fields') === true,
    embedded: valueAt(schema, 'x-kubernetes-embedded-resource') === true,
    distinct: distinctBy(schema),
    restrictions: restrictionsOf(schema),
    all: inner('allOf'),
    any: inner('anyOf'),
    one: inner('oneOf'),
    not: one('not'),
  };
}

function typesOf(schema: Json | undefined): readonly string[] {
  if (valueAt(schema, 'x-kubernetes-int-or-string') === true) return ['integer', 'string'];
  const type = stringAt(schema, 'type') ?? '';
  return type === '' ? [] : [type];
}

function distinctBy(schema: Json | undefined): Schema['distinct'] {
  const type = stringAt(schema, 'x-kubernetes-list-type');
  if (type === 'map') return listAt(schema, 'x-kubernetes-list-map-keys').map(String);
  return type === 'set' ? 'item' : undefined;
}
