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
});
