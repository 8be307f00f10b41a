import { problem, Unquoted } from '../checker/problem';
import type { Client } from './backing-service';
import { checkWholeNumber } from './whole-number';

/** PostgreSQL keeps as many for superusers, so that somebody can still look: `superuser_reserved_connections`. */
const RESERVED = 3;

/** Refuses a limit that the clients of a server exceed together: the last of them would be turned away, at full load. */
export function checkConnections(field: string, limit: number, clients: readonly Client[]): string[] {
  const problems = checkWholeNumber(field, limit);
  if (problems.length > 0) return problems;
  const needed = RESERVED + clients.reduce((sum, { connections }) => sum + connections, 0);
  if (needed <= limit) return [];
  const parts = clients.map(
    ({ peer, connections }) => `${connections} of ${peer.podLabels?.['app.kubernetes.io/name']}`,
  );
  const expected = `at least ${needed} (${[...parts, `${RESERVED} for superusers`].join(', ')})`;
  return [`${problem(field, expected, new Unquoted(String(limit)))}; raise it, or lower poolSize or replicas`];
}
