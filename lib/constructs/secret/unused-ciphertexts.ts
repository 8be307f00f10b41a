import type { IConstruct } from 'constructs';
import { nearest, problem } from '../../checker/problem';
import type { Password } from '../../values/password';
import { Secret } from './secret';

/**
 * Returns a sentence for each ciphertext of a Secret that no construct below the root renders, by the fields of the
 * passwords. A ciphertext opens under one namespace and one name only: after a Secret was renamed, nobody can open it.
 */
export function unusedCiphertexts(
  root: IConstruct,
  passwords: Readonly<Record<string, Password | undefined>>,
): string[] {
  const sealed = root.node
    .findAll()
    .filter((construct) => construct instanceof Secret)
    .filter(({ source }) => source.sealed !== undefined)
    .map(({ namespace, name }) => `${namespace}/${name}`);
  return Object.entries(passwords).flatMap(([field, password]) =>
    (password?.sealedFor ?? [])
      .filter((place) => !sealed.includes(place))
      .map((place) => {
        const near = nearest(place, sealed);
        const hint = near === undefined ? 'leave it out' : `did you mean "${near}"?`;
        return `${problem(field, `ciphertexts for ${sealed.join(', ') || 'nothing'} and for no other Secret`, place)}; ${hint}`;
      }),
  );
}
