import { describe, expect, test } from '@jest/globals';
import { problemsOf } from '../../../lib/synthesis/manifests';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import { assemble } from '../../../lib/wealist/charts';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../wealist/frozen';
import { ciphertext } from '../ciphertext';

const POSTGRES = { 'postgresql-qa/postgres-secret': ciphertext('a'), 'board-api-qa/db-secret': ciphertext('b') };
const REDIS = { 'board-api-qa/redis-server-secret': ciphertext('c'), 'board-api-qa/redis-secret': ciphertext('d') };

const problems = (change: Partial<Environment>): string[] => {
  const charts = assemble('qa', { ...environments.staging, ...change } as Environment);
  return problemsOf(charts.namespaces.node.root);
};

describe('ciphertexts', () => {
  test('are wanted for each Secret that holds the password, and for no other', () => {
    expect(problems({ databasePassword: Password.sealed(POSTGRES) })).toEqual([]);
  });

  test('that are missing are refused, each with the command that makes it', () => {
    expect(problems({ databasePassword: Password.sealed({}) })).toEqual([
      'postgresql/postgres/password: POSTGRES_PASSWORD: expected the ciphertext for postgresql-qa/postgres-secret, as this prints it: printf %s "$PASSWORD" | kubeseal --raw --namespace postgresql-qa --name postgres-secret, received none',
      'board-api/board-api/secrets/db-secret: POSTGRES_PASSWORD: expected the ciphertext for board-api-qa/db-secret, as this prints it: printf %s "$PASSWORD" | kubeseal --raw --namespace board-api-qa --name db-secret, received none',
    ]);
  });

  test('for a Secret of another name are refused: nobody can open them', () => {
    const databasePassword = Password.sealed({ ...POSTGRES, 'board-api-qa/postgresql': ciphertext('e') });
    expect(problems({ databasePassword })).toEqual([
      'databasePassword: expected ciphertexts for postgresql-qa/postgres-secret, board-api-qa/db-secret and for no other Secret, received "board-api-qa/postgresql"; leave it out',
    ]);
  });

  test('for a Secret that was renamed are refused with its new name', () => {
    const { 'board-api-qa/db-secret': old, ...rest } = POSTGRES;
    const said = problems({ databasePassword: Password.sealed({ ...rest, 'board-api-qa/dbsecret': old }) });
    expect(said).toHaveLength(2);
    expect(said[0]).toContain('received "board-api-qa/dbsecret"; did you mean "board-api-qa/db-secret"?');
  });

  test('are held to the Secrets of Redis, too', () => {
    const { boardApi } = environments.staging;
    const statefulSet = { image: Image.tagged('redis', '8.2-alpine') };
    const databasePassword = Password.sealed(POSTGRES);
    const redis = { password: Password.sealed(REDIS), statefulSet };
    expect(problems({ databasePassword, boardApi: { ...boardApi, redis } })).toEqual([]);
    const stale = { ...redis, password: Password.sealed({ ...REDIS, 'cache-qa/redis': ciphertext('f') }) };
    expect(problems({ databasePassword, boardApi: { ...boardApi, redis: stale } })).toEqual([
      expect.stringContaining('boardApi.redis.password: expected ciphertexts for '),
    ]);
  });

  test('are not wanted for a Secret whose password comes from elsewhere', () => {
    const { boardApi } = environments.staging;
    const redis = { password: Password.existing(), statefulSet: { image: Image.tagged('redis', '8.2-alpine') } };
    const databasePassword = Password.sealed({ ...POSTGRES, 'board-api-qa/redis-secret': ciphertext('d') });
    expect(problems({ databasePassword, boardApi: { ...boardApi, redis } })).toEqual([
      expect.stringContaining('received "board-api-qa/redis-secret"'),
    ]);
  });

  test('are no longer wanted for a server that somebody else runs', () => {
    const postgresql = {
      external: { address: { ip: '10.20.0.5' }, tls: { mode: 'require' }, user: 'wealist' },
    } as const;
    expect(problems({ databasePassword: Password.sealed(POSTGRES), postgresql })).toEqual([
      'databasePassword: expected ciphertexts for board-api-qa/db-secret and for no other Secret, received "postgresql-qa/postgres-secret"; leave it out',
    ]);
  });
});
