import type { Bundle } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import type { Manifest } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { CUSTOM_PARTS, type CustomParts } from '../../programs/custom-parts';
import { type Finding, quoted, type Rule } from '../../rule';

/** A custom resource defines the parts that it names. */
export const partsDefined: Rule = {
  id: 'parts-defined',
  answer: 'broken',
  why: 'the API server knows no more of a custom resource than its schema: its operator refuses a name without a part, and does nothing',
  example:
    'SecretProviderClass default/vault: spec.secretObjects[0].data[0].objectName: expected an object of spec.parameters (db-user, db-password), received "password"; did you mean "db-password"? [parts-defined]',
  check: (bundle) => CUSTOM_PARTS.flatMap((row) => of(bundle, row)),
};

function of(bundle: Bundle, row: CustomParts): Finding[] {
  return row.of.split(' ').flatMap((kind) => bundle.ofKind(kind).flatMap((object) => judge(object, row)));
}

/** A name of a template is known later. */
const OPEN = /[{$]/;

function judge(
  object: Manifest,
  { within = '', what, uses = [], inTexts, defines, named, unless = [], except }: CustomParts,
) {
  return valuesAt(object, within).flatMap(({ value, path }): Finding[] => {
    const texts = (place: string) =>
      valuesAt(value, place).flatMap((each) => (typeof each.value === 'string' ? [{ ...each, text: each.value }] : []));
    const defined = defines
      .flatMap(texts)
      .flatMap(({ text }) => (named === undefined ? [text] : [...text.matchAll(named)].map(([, name = '']) => name)));
    if (defined.length === 0 || unless.some((place) => valuesAt(value, place).length > 0)) return [];
    // A path in the store of a provider is a file with underscores, or with the last name: https://github.com/aws/secrets-store-csi-driver-provider-aws
    const known = new Set(
      defined.flatMap((name) => [name, name.split('.', 1)[0], name.split('/').at(-1), name.replaceAll('/', '_')]),
    );
    const written = uses
      .flatMap(texts)
      .map((use) => ({ name: use.text, field: [path, use.path].filter((part) => part !== '').join('.') }));
    const isOpen = except?.test(JSON.stringify(value)) === true;
    const told =
      inTexts === undefined || isOpen
        ? []
        : [...new Set([...JSON.stringify(value).matchAll(inTexts)].map(([, name = '']) => name))];
    return [...written, ...told.map((name) => ({ name, field: path }))]
      .filter(({ name }) => !known.has(name) && !OPEN.test(name))
      .map(({ name, field }) => ({
        object,
        field,
        expected: `${what} (${defined.join(', ')})`,
        received: quoted(name),
        meant: nearest(name, defined),
      }));
  });
}
