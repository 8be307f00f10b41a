import type { IConstruct } from 'constructs';
import { nearest, problem } from '../../checker/problem';
import { Secret } from '../../constructs/secret/secret';
import type { Password } from '../../values/password';

/**
 * Refuses ciphertexts for a Secret that nobody renders: what `kubeseal` made opens under one namespace and name only, so
 * one of a Secret that was renamed is stale.
 */
export function idleCiphertexts(root: IConstruct, passwords: Readonly<Record<string, Password | undefined>>): string[] {
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
