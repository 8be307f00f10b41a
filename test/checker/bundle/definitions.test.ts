import { describe, expect, test } from '@jest/globals';
import { names } from '../../../lib/checker/rules/api-server/names';
import { noEmptyValues } from '../../../lib/checker/rules/api-server/no-empty-values';
import { schema } from '../../../lib/checker/rules/api-server/schema';
import { object, said } from '../rules/api-server/objects';
import { judge, parse } from '../rules/judge';

/** A CRD with a schema of `spec`. */
const crd = (spec: string, more = ''): string =>
  object(
    'CustomResourceDefinition',
    'apiextensions.k8s.io/v1',
    `spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, plural: widgets }
  versions:
    - name: v1
      served: true
      storage: true
      ${more}
      schema:
        openAPIV3Schema:
          type: object
          required: [spec]
          properties: { metadata: { type: object }, spec: ${spec}, status: { type: object, properties: { ready: { type: boolean } } } }
    - { name: v1beta1, served: false, storage: false, schema: { openAPIV3Schema: { type: object } } }`,
    'widgets.example.com',
  );

const widget = (spec: string, apiVersion = 'example.com/v1'): string =>
  object('Widget', apiVersion, `spec: ${spec}`, 'w');

/** What is said of a spec by a schema. */
const saidOf = (type: string, spec: string): string[] => said(schema, `${crd(type)}---\n${widget(spec)}`);

const fields = (properties: string, more = ''): string => `{ type: object, properties: { ${properties} }${more} }`;

describe('an object of a kind whose CRD is in the set', () => {
  test.each([
    [
      'a field that the CRD does not have',
      fields('size: { type: integer }'),
      '{ sise: 1 }',
      'spec.sise: expected a field that the CRD has, received "sise"; did you mean "size"?',
    ],
    [
      'a value of another type',
      fields('size: { type: integer }'),
      '{ size: "1" }',
      'spec.size: expected a whole number, received a string',
    ],
    [
      'a missing field',
      fields('size: { type: integer }', ', required: [size]'),
      '{}',
      'spec.size: expected a whole number, received nothing',
    ],
    [
      'another word',
      fields('mode: { type: string, enum: [Fast, Safe] }'),
      '{ mode: fast }',
      'spec.mode: expected one of "Fast", "Safe", received "fast"; did you mean "Fast"?',
    ],
    [
      'text that does not match',
      fields("d: { type: string, pattern: '^([0-9]+(s|m))+$' }"),
      '{ d: 5x }',
      'spec.d: expected text that matches ^([0-9]+(s|m))+$, received "5x"',
    ],
    [
      'a number below its least',
      fields('n: { type: integer, minimum: 1 }'),
      '{ n: 0 }',
      'spec.n: expected at least 1, received 0',
    ],
    [
      'a number at a bound that is left out',
      fields('n: { type: number, maximum: 1, exclusiveMaximum: true }'),
      '{ n: 1 }',
      'spec.n: expected less than 1, received 1',
    ],
    [
      'a text that is too long',
      fields('t: { type: string, maxLength: 2 }'),
      '{ t: 한국어 }',
      'spec.t: expected at most 2 characters, received "한국어"',
    ],
    [
      'a list that is too short',
      fields('l: { type: array, items: { type: string }, minItems: 1 }'),
      '{ l: [] }',
      'spec.l: expected at least 1 item, received 0 items',
    ],
    [
      'an object without fields',
      fields('m: { type: object, minProperties: 1, additionalProperties: { type: string } }'),
      '{ m: {} }',
      'spec.m: expected at least 1 field, received 0 fields',
    ],
    [
      'a wrong value under any key',
      fields('m: { type: object, additionalProperties: { type: string } }'),
      '{ m: { a.b: 1 } }',
      'spec.m[a.b]: expected a string, received a number',
    ],
    [
      'a wrong item of a list',
      fields('l: { type: array, items: { type: object, properties: { name: { type: string } } } }'),
      '{ l: [{ name: a, no: 1 }] }',
      'spec.l[a].no: expected a field that the CRD has, received "no"',
    ],
    [
      'a text without its format',
      fields('t: { type: string, format: date-time }'),
      '{ t: yesterday }',
      'spec.t: expected a time such as 2026-01-31T12:00:00Z, received "yesterday"',
    ],
    [
      'a word for a number or a text',
      fields('p: { x-kubernetes-int-or-string: true }'),
      '{ p: true }',
      'spec.p: expected a whole number or a string, received a boolean',
    ],
    [
      'an item twice',
      fields('l: { type: array, x-kubernetes-list-type: set, items: { type: string } }'),
      '{ l: [a, a] }',
      'spec.l[1]: expected each item once, received the same again',
    ],
    [
      'a key twice',
      fields(
        'l: { type: array, x-kubernetes-list-type: map, x-kubernetes-list-map-keys: [name], items: { type: object, required: [name], properties: { name: { type: string } } } }',
      ),
      '{ l: [{ name: a }, { name: a }] }',
      'spec.l[a]: expected another name than the items before, received the same again',
    ],
    [
      'fields that exclude each other',
      fields('a: { type: string }, b: { type: string }', ', oneOf: [{ required: [a] }, { required: [b] }]'),
      '{ a: x, b: x }',
      'spec: expected exactly one of a, b, received 2 of them',
    ],
    [
      'an embedded object without a kind',
      '{ type: object, x-kubernetes-embedded-resource: true, x-kubernetes-preserve-unknown-fields: true }',
      '{ apiVersion: v1 }',
      'spec.kind: expected a value, received nothing',
    ],
    [
      'null in a list',
      fields('l: { type: array, items: { type: string } }'),
      '{ l: [null] }',
      'spec.l[0]: expected a string, received null',
    ],
  ])('is broken by %s', (_, type, spec, expected) => {
    expect(saidOf(type, spec)).toEqual([expected]);
  });

  test.each([
    ['null, where no value is needed', fields('size: { type: integer }'), '{ size: null }'],
    [
      'null, where null is a value',
      fields('size: { type: integer, nullable: true }', ', required: [size]'),
      '{ size: null }',
    ],
    ['a required field with a default', fields('mode: { type: string, default: Safe }', ', required: [mode]'), '{}'],
    [
      'any field, where the CRD keeps unknown fields',
      '{ type: object, x-kubernetes-preserve-unknown-fields: true }',
      '{ a: { b: [1] } }',
    ],
    [
      'the number or the text of one field',
      fields('p: { x-kubernetes-int-or-string: true }, q: { x-kubernetes-int-or-string: true }'),
      '{ p: 1, q: "1" }',
    ],
    ['a whole number with a point', fields('n: { type: integer, format: int32 }'), '{ n: 1.0 }'],
    [
      'a pattern of Go that JavaScript does not read',
      fields("t: { type: string, pattern: '^[[:alpha:]]+$' }"),
      '{ t: "1" }',
    ],
    [
      'one of several forms',
      fields('a: { type: string }, b: { type: string }', ', anyOf: [{ required: [a] }, { required: [b] }]'),
      '{ a: x, b: x }',
    ],
    [
      'the metadata of an embedded object',
      '{ type: object, x-kubernetes-embedded-resource: true }',
      '{ apiVersion: v1, kind: Pod, metadata: { name: a } }',
    ],
  ])('may hold %s', (_, type, spec) => {
    expect(saidOf(type, spec)).toEqual([]);
  });

  test('has a version that the CRD serves', () => {
    const old = widget('{}', 'example.com/v1beta1');
    expect(said(schema, `${crd('{ type: object }')}---\n${old}`)).toEqual([
      'apiVersion: expected a version that the CRD serves (example.com/v1), received "example.com/v1beta1"',
    ]);
  });

  test('is left alone if the CRD has a form that no API server takes any more', () => {
    const old = crd('{ type: object }').replace('apiextensions.k8s.io/v1', 'apiextensions.k8s.io/v1beta1');
    expect(said(schema, `${old}---\n${widget('{ a: 1 }', 'example.com/v2')}`)).toEqual([
      'apiVersion: expected apiextensions.k8s.io/v1, received "apiextensions.k8s.io/v1beta1"',
    ]);
  });

  test('has the metadata of all objects', () => {
    const labelled = `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w, label: {}, labels: { a: -b } }\nspec: {}\n`;
    const yaml = `${crd('{ type: object }')}---\n${labelled}`;
    expect(said(schema, yaml)).toEqual([
      'metadata.label: expected a field of ObjectMeta, received "label"; did you mean "labels"?',
    ]);
    expect(said(names, yaml)).toHaveLength(1);
    expect(said(names, labelled)).toHaveLength(1);
  });

  test('has a status of any form if the status is no part of what is applied', () => {
    const ready = `${widget('{}')}status: { ready: "yes" }\n`;
    expect(said(schema, `${crd('{ type: object }')}---\n${ready}`)).toEqual([
      'status.ready: expected true or false, received a string',
    ]);
    expect(said(schema, `${crd('{ type: object }', 'subresources: { status: {} }')}---\n${ready}`)).toEqual([]);
  });

  test('is held to a CRD of the cluster, too, and is unknown without one', () => {
    const crds = parse(crd(fields('size: { type: integer }')));
    expect(said(schema, widget('{ size: x }'), { crds })).toEqual([
      'spec.size: expected a whole number, received a string',
    ]);
    expect(said(schema, widget('{ size: x }'))).toEqual([
      'kind: expected a kind of Kubernetes 1.37, or one whose CRD stands in crds/, received "example.com/v1 Widget"',
    ]);
  });

  test('is empty where the CRD allows that', () => {
    expect(judge(noEmptyValues, `${crd('{ type: object }')}---\n${widget('{}')}`)).toEqual([]);
  });

  test('is judged by a CRD with mistakes, as far as that can be read', () => {
    const wrong = ['text', '7', '[]', '{ type: [a], properties: [], items: 1, enum: x, pattern: "(", required: a }'];
    for (const type of wrong) {
      expect(saidOf(type, '{ a: 1 }').at(-1)).toBe('spec.a: expected a field that the CRD has, received "a"');
    }
  });
});
