import type { IConstruct } from 'constructs';
import { Secret } from '../constructs/secret';
import type { Environment } from '../environments/environment';
import { nearest, problem } from '../primitives/problem';

/** Refuses a ciphertext for a Secret that is not there: a name has changed since, and nobody can open it any more. */
export function checkSealedPasswords(root: IConstruct, { databasePassword, boardApi }: Environment): string[] {
  const places = root.node
    .findAll()
    .filter((construct) => construct instanceof Secret)
    .filter(({ source }) => source.sealed)
    .map(({ namespace, name }) => `${namespace}/${name}`);
  const passwords = { databasePassword, 'boardApi.redis.password': boardApi.redis?.password };
  return Object.entries(passwords).flatMap(([field, password]) => {
    const stale = (password?.sealedFor ?? []).filter((place) => !places.includes(place));
    return stale.map((place) => {
      const near = nearest(place, places);
      const hint = near === undefined ? 'leave it out' : `did you mean "${near}"?`;
      return `${problem(field, `ciphertexts for ${places.join(', ') || 'nothing'} alone`, place)}; ${hint}`;
    });
  });
}
