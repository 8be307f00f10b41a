import { problem, Unquoted } from '../checker/problem';
import type { Client } from './backing-service';
import { checkWholeNumber } from './whole-number';

/**
 * Connections that PostgreSQL reserves for superusers, so that an administrator can log in at full load:
 * `superuser_reserved_connections`, https://www.postgresql.org/docs/current/runtime-config-connection.html
 */
const RESERVED = 3;

/** Refuses a limit below the sum of all clients' connections. At full load, the server would reject the last client. */
export function checkConnections(field: string, limit: number, clients: readonly Client[]): string[] {
  const problems = checkWholeNumber(field, limit);
  if (problems.length > 0) return problems;
  const needed = RESERVED + clients.reduce((sum, { connections }) => sum + connections, 0);
  if (needed <= limit) return [];
  const parts = clients.map(
    ({ peer, connections }) => `${connections} of ${peer.podLabels?.['app.kubernetes.io/name']}`,
  );
  const expected = `at least ${needed} connections (${[...parts, `${RESERVED} for superusers`].join(', ')})`;
  return [`${problem(field, expected, new Unquoted(String(limit)))}; raise ${field}, or lower poolSize or replicas`];
}
