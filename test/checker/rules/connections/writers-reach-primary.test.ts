import { describe, expect, test } from '@jest/globals';
import { writersReachPrimary } from '../../../../lib/checker/rules/connections/writers-reach-primary';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('writers-reach-primary', () => {
  const services = ['pg-ro', 'pg-rw'].map((name) => object('Service', name, 'ports: [{ port: 5432 }]')).join('');
  const api = (host: string, reader: string) =>
    judge(
      writersReachPrimary,
      services +
        deployment(`{ name: api, env: [{ name: DB_HOST, value: ${host} }, { name: DB_RO_HOST, value: ${reader} }] }`),
    );

  test('finds the host for writes on the Service for reads', () => {
    expect(api('pg-ro', 'pg-ro')).toEqual([writersReachPrimary.example]);
  });

  test.each(['reader', 'replica', 'read-only'])('knows pg-%s as a Service for reads', (word) => {
    const service = object('Service', `pg-${word}`, 'ports: [{ port: 5432 }]');
    const name = `DB_${word.replace('-', '_').toUpperCase()}_HOST`;
    const both = ['DB_HOST', name].map((each) => `{ name: ${each}, value: pg-${word} }`).join(', ');
    expect(judge(writersReachPrimary, service + deployment(`{ name: api, env: [${both}] }`))).toHaveLength(1);
  });

  test('accepts two Services, and one Service that takes writes', () => {
    expect(api('pg-rw', 'pg-ro')).toEqual([]);
    expect(api('pg-rw', 'pg-rw')).toEqual([]);
  });
});
