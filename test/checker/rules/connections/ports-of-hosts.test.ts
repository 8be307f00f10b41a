import { describe, expect, test } from '@jest/globals';
import { portsOfHosts } from '../../../../lib/checker/rules/connections/ports-of-hosts';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('ports-of-hosts', () => {
  const service = object('Service', 'db', 'selector: { app: db }, ports: [{ port: 5432 }]');
  const told = (host: string, port: string, names = ['DB_HOST', 'DB_PORT']) =>
    deployment(`{ name: api, env: [{ name: ${names[0]}, value: ${host} }, { name: ${names[1]}, value: "${port}" }] }`);

  test('finds a port that the Service does not have', () => {
    expect(judge(portsOfHosts, service + told('db', '5433'))).toEqual([portsOfHosts.example]);
    expect(judge(portsOfHosts, service + told('db', '5433', ['PGHOST', 'PGPORT']))).toHaveLength(1);
  });

  test.each([
    ['the port of the Service', service + told('db', '5432')],
    ['a host elsewhere', service + told('db.example.com', '5433')],
    ['a port of another host', service + told('db', '8080', ['DB_HOST', 'APP_PORT'])],
    ['a port without a name', service + told('db', '8080', ['HOST', 'PORT'])],
    [
      'the own name of a program, and the port on which it listens',
      object('Service', 'api', 'selector: { app: api }, ports: [{ port: 80 }]') +
        told('api', '8080', ['SERVER_HOST', 'SERVER_PORT']),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(portsOfHosts, yaml)).toEqual([]);
  });
});
