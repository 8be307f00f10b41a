import { type TypedField, typedFields } from '../../bundle/typed-fields';
import { portName } from '../../kubernetes/name-syntax';
import { expectedPort, PORT_FIELDS } from '../../kubernetes/port-fields';
import { numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Every port number is in its range, and every port name is valid. */
export const portNumbers: Rule = {
  id: 'port-numbers',
  answer: 'broken',
  why: 'the API server rejects a port outside its range, and takes a number in quotes for the name of a port',
  example:
    'Service default/api: spec.ports[http].targetPort: expected a number from 1 to 65535, or a port name with at least one letter, received "8080" [port-numbers]',
  check: (bundle) =>
    typedFields(bundle, PORT_FIELDS).flatMap((port): Finding[] => {
      const { object, path, value, entry } = port;
      const expected = expectedPort(value, entry);
      if (expected === undefined) return endsBeforeItStarts(port);
      const found = { object, field: path, expected, received: quoted(value) };
      const meant = typeof value === 'string' && entry.name && portName.fits(value.toLowerCase());
      return [meant ? { ...found, meant: value.toLowerCase() } : found];
    }),
};

/** A range of a NetworkPolicy's ports runs upwards, from a number. */
function endsBeforeItStarts({ object, path, field, owner, value }: TypedField): Finding[] {
  if (field.name !== 'endPort' || typeof value !== 'number') return [];
  const first = numberAt(owner, 'port');
  if (first !== undefined && first <= value) return [];
  const expected = `the last port of a range that begins with port (${quoted(valueAt(owner, 'port'))})`;
  return [{ object, field: path, expected, received: quoted(value) }];
}
