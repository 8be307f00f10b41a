import { describe, expect, test } from '@jest/globals';
import { probeCommands } from '../../../../lib/checker/rules/availability/probe-commands';
import { judge } from '../judge';
import { object } from '../workloads';

describe('probe-commands', () => {
  const db = (probe: string) =>
    object(
      'StatefulSet',
      'db',
      `template: { metadata: { labels: { app: db } }, spec: { containers: [{ name: db, ${probe} }] } }`,
    );
  const cache = `${object('Service', 'cache', 'selector: { app: cache }, ports: [{ port: 6379 }]')}
---
apiVersion: v1
kind: Pod
metadata: { name: cache, labels: { app: cache } }
spec: { containers: [{ name: cache }] }
`;

  test('finds a program that starts more slowly than its probe waits', () => {
    expect(judge(probeCommands, db('readinessProbe: { exec: { command: [mongosh, --eval, ping] } }'))).toEqual([
      probeCommands.example,
    ]);
    const script =
      'livenessProbe: { timeoutSeconds: 1, exec: { command: [bash, -c, "rabbitmq-diagnostics -q ping"] } }';
    expect(judge(probeCommands, db(script))).toHaveLength(1);
  });

  test('a longer timeout, and a light program, are in order', () => {
    expect(
      judge(probeCommands, db('readinessProbe: { timeoutSeconds: 5, exec: { command: [mongosh, --eval, ping] } }')),
    ).toEqual([]);
    expect(judge(probeCommands, db('readinessProbe: { exec: { command: [pg_isready, -U, app] } }'))).toEqual([]);
  });

  test('finds a liveness probe that asks another program', () => {
    const probe = (kind: string, host: string) => `${kind}: { exec: { command: [sh, -c, "nc -z -w 2 ${host} 6379"] } }`;
    expect(judge(probeCommands, db(probe('livenessProbe', 'cache')) + cache)).toHaveLength(1);
    expect(judge(probeCommands, db(probe('readinessProbe', 'cache')) + cache)).toEqual([]);
    expect(judge(probeCommands, db(probe('livenessProbe', 'localhost')) + cache)).toEqual([]);
  });

  test('finds a question to Redis without the password', () => {
    const redis = (command: string, args = 'args: [--requirepass, secret],') =>
      judge(probeCommands, db(`${args} readinessProbe: { exec: { command: [sh, -c, "${command}"] } }`));
    expect(redis('redis-cli ping | grep -q PONG')).toHaveLength(1);
    expect(redis('redis-cli ping | grep -q PONG', '')).toEqual([]);
    expect(redis('REDISCLI_AUTH=$PASSWORD redis-cli ping | grep -q PONG')).toEqual([]);
    expect(redis('redis-cli -a $PASSWORD ping | grep -q PONG')).toEqual([]);
  });

  test.each([
    'kafka-topics.sh',
    'nodetool',
    'cqlsh',
    'cypher-shell',
    'kcadm.sh',
    'celery',
    'airflow',
    'rabbitmqctl',
    '/opt/kafka/bin/kafka-broker-api-versions.sh',
  ])('%s takes seconds to start', (name) => {
    const waits = (seconds: number) =>
      judge(probeCommands, db(`livenessProbe: { timeoutSeconds: ${seconds}, exec: { command: [${name}, status] } }`));
    expect(waits(1)[0]).toContain(`since ${name.replace(/.*\//, '')} takes seconds to start, received 1`);
    expect(waits(2)).toEqual([]);
  });

  test('finds a slow program behind another, and not among its arguments', () => {
    const asks = (...words: string[]) => judge(probeCommands, db(`livenessProbe: { exec: { command: [${words}] } }`));
    expect(asks('bundle', 'exec', 'rails', 'runner')).toHaveLength(1);
    expect(asks('pgrep', '-f', '-n', 'celery')).toEqual([]);
  });

  test('says whom a liveness probe asks, and what Redis wants', () => {
    const probe = 'livenessProbe: { exec: { command: [sh, -c, "nc -z -w 2 cache 6379"] } }';
    expect(judge(probeCommands, db(probe) + cache)[0]).toContain(
      'expected a question to the program of the container itself, received a question to "cache"',
    );
    const redis = (command: string, more = '') =>
      judge(
        probeCommands,
        db(`args: [--requirepass, secret], ${more} readinessProbe: { exec: { command: [sh, -c, "${command}"] } }`),
      );
    expect(redis('redis-cli ping | grep PONG')[0]).toContain(
      'expected the password in REDISCLI_AUTH, since the server is given requirepass, received no password',
    );
    expect(redis('redis-cli ping')).toEqual([]);
    expect(redis('ping | grep PONG')).toEqual([]);
    expect(redis('redis-cli ping | grep PONG', 'env: [{ name: REDISCLI_AUTH, value: a }],')).toEqual([]);
  });
});
