import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Complaint, type Demand, distinct, holds, isSet, needs, oneOf, when } from '../demand';

const JSON_PATH = /^\.[A-Za-z0-9_\-.[\]'"\\/$@()*?=!<>&| ]+$/;
const TYPES = ['array', 'boolean', 'integer', 'number', 'object', 'string'];

/** Fields of a schema that hold a schema, a list of schemas, or a map of schemas. */
const INNER = { one: ['items', 'additionalProperties', 'not'], list: ['allOf', 'anyOf', 'oneOf'], map: ['properties'] };

/** Types of a schema, all the way down: https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#specifying-a-structural-schema */
function schemaComplaints(schema: Json, path: string, structural: boolean): Complaint[] {
  const found: Complaint[] = [];
  const type = valueAt(schema, 'type');
  const free =
    valueAt(schema, 'x-kubernetes-int-or-string') === true ||
    valueAt(schema, 'x-kubernetes-preserve-unknown-fields') === true;
  if (isSet(type) ? !TYPES.includes(String(type)) : structural && !free) {
    found.push({ field: `${path}.type`, expected: TYPES.join(', ') });
  }
  if (type === 'array' && structural && typeof (valueAt(schema, 'items') ?? undefined) !== 'object')
    found.push({ field: `${path}.items`, expected: 'the schema of the items', received: 'nothing' });
  if (isSet(valueAt(schema, 'properties')) && isSet(valueAt(schema, 'additionalProperties'))) {
    found.push({
      field: `${path}.additionalProperties`,
      expected: 'no such field beside properties',
      received: 'both',
    });
  }
  const others = valueAt(schema, 'additionalProperties') ?? true;
  if (typeof others !== 'boolean' && (typeof others !== 'object' || Array.isArray(others))) {
    found.push({ field: `${path}.additionalProperties`, expected: 'a schema, true or false' });
  }
  const required = new Set(listAt(schema, 'items', 'required'));
  const defaults = (key: Json) => valueAt(schema, 'items', 'properties', String(key), 'default') !== undefined;
  const keys = listAt(schema, 'x-kubernetes-list-map-keys');
  const unknown = keys.filter(
    (key) => !isSet(valueAt(schema, 'items', 'properties', String(key))) || !(required.has(key) || defaults(key)),
  );
  if (unknown.length > 0)
    found.push({ field: `${path}.x-kubernetes-list-map-keys`, expected: 'required fields of the items' });
  if (keys.length > 0 && valueAt(schema, 'x-kubernetes-list-type') !== 'map') {
    found.push({ field: `${path}.x-kubernetes-list-type`, expected: 'map (with x-kubernetes-list-map-keys)' });
  }
  for (const name of INNER.one) {
    const inner = valueAt(schema, name);
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
      found.push(...schemaComplaints(inner, `${path}.${name}`, structural && name !== 'not'));
  }
  for (const name of INNER.list)
    listAt(schema, name).forEach((inner, index) => {
      found.push(...schemaComplaints(inner, `${path}.${name}[${index}]`, false));
    });
  for (const [key, inner] of entriesAt(schema, 'properties'))
    found.push(...schemaComplaints(inner, `${path}.properties.${key}`, structural));
  return found;
}

const schemas: Demand = (version) => {
  const root = valueAt(version, 'schema', 'openAPIV3Schema');
  if (root === undefined || root === null)
    return [{ field: 'schema.openAPIV3Schema', expected: 'a schema', received: 'nothing' }];
  const path = 'schema.openAPIV3Schema';
  const own = valueAt(root, 'type') === 'object' ? [] : [{ field: `${path}.type`, expected: '"object"' }];
  return [...own, ...schemaComplaints(root, path, true)].filter(
    ({ field }, index, all) => all.findIndex((each) => each.field === field) === index,
  );
};

const PRINTED = ['boolean', 'date', 'integer', 'number', 'string'];
const FORMATS = ['byte', 'date', 'date-time', 'double', 'float', 'int32', 'int64', 'password'];

export const DEFINITION_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  CustomResourceColumnDefinition: [
    needs('jsonPath', 'name', 'type'),
    oneOf('type', ...PRINTED),
    oneOf('format', ...FORMATS),
    holds('jsonPath', 'a path that begins with a dot', (value) => JSON_PATH.test(stringAt(value, 'jsonPath') ?? '')),
  ],
  CustomResourceConversion: [
    oneOf('strategy', 'None', 'Webhook'),
    when('strategy', 'Webhook', needs('webhook')),
    when('strategy', ['None', undefined], (value) =>
      isSet(valueAt(value, 'webhook')) ? [{ field: 'webhook', expected: 'no such field' }] : [],
    ),
  ],
  CustomResourceDefinition: [
    holds('metadata.name', 'spec.names.plural, a dot and spec.group', (object) => {
      return (
        stringAt(object, 'metadata', 'name') ===
        `${stringAt(object, 'spec', 'names', 'plural')}.${stringAt(object, 'spec', 'group')}`
      );
    }),
    holds('metadata.annotations[api-approved.kubernetes.io]', 'a URL, for a group of Kubernetes', (object) => {
      const group = stringAt(object, 'spec', 'group') ?? '';
      const approval = stringAt(object, 'metadata', 'annotations', 'api-approved.kubernetes.io') ?? '';
      return !/(^|\.)(k8s|kubernetes)\.io$/.test(group) || /^([a-z][a-z0-9+.-]*:\/\/[^/\s]|unapproved)/i.test(approval);
    }),
  ],
  CustomResourceDefinitionNames: [
    needs('kind', 'plural'),
    holds('kind', 'a name of letters and digits', (names) =>
      ['kind', 'listKind'].every((field) => {
        const name = stringAt(names, field);
        return name === undefined || name === '' || /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(name.toLowerCase());
      }),
    ),
    holds(
      'listKind',
      'another name than kind',
      (names) => !isSet(valueAt(names, 'kind')) || valueAt(names, 'kind') !== valueAt(names, 'listKind'),
    ),
  ],
  CustomResourceDefinitionSpec: [
    needs('scope', 'versions'),
    holds('group', 'a domain with a dot', (spec) => (stringAt(spec, 'group') ?? 'a.b').includes('.')),
    holds(
      'versions',
      'exactly one version with storage true',
      (spec) => listAt(spec, 'versions').filter((each) => valueAt(each, 'storage') === true).length === 1,
    ),
    holds('versions', 'each version once', (spec) => {
      const names = listAt(spec, 'versions').map((each) => stringAt(each, 'name'));
      return new Set(names).size === names.length;
    }),
    holds('preserveUnknownFields', 'false', (spec) => valueAt(spec, 'preserveUnknownFields') !== true),
  ],
  CustomResourceDefinitionVersion: [
    schemas,
    distinct('selectableFields', 'each path once'),
    holds('deprecationWarning', 'a text of at most 256 letters, for a deprecated version', (version) => {
      const warning = valueAt(version, 'deprecationWarning') ?? undefined;
      if (typeof warning !== 'string') return true;
      return valueAt(version, 'deprecated') === true && /^[^\p{C}]{1,256}$/u.test(warning);
    }),
  ],
  CustomResourceSubresources: [
    holds('status', '{}', (value) => JSON.stringify(valueAt(value, 'status') ?? {}) === '{}'),
  ],
  CustomResourceSubresourceScale: [
    holds('specReplicasPath', 'a path below .spec', (scale) =>
      /^\.spec\.\S+$/.test(stringAt(scale, 'specReplicasPath') ?? ''),
    ),
    holds('statusReplicasPath', 'a path below .status', (scale) =>
      /^\.status\.\S+$/.test(stringAt(scale, 'statusReplicasPath') ?? ''),
    ),
    holds('labelSelectorPath', 'a path below .spec or .status', (scale) => {
      const path = stringAt(scale, 'labelSelectorPath') ?? '';
      return path === '' || /^\.(spec|status)\.\S+$/.test(path);
    }),
  ],
  SelectableField: [
    needs('jsonPath'),
    holds('jsonPath', 'a path that begins with a dot', (field) => /^[.[]/.test(stringAt(field, 'jsonPath') ?? '.')),
  ],
  WebhookConversion: [
    needs('clientConfig'),
    distinct('conversionReviewVersions', 'each version once'),
    holds('conversionReviewVersions', 'v1 or v1beta1 among the versions', (value) =>
      listAt(value, 'conversionReviewVersions').some((version) => version === 'v1' || version === 'v1beta1'),
    ),
  ],
};
