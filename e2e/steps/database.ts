import type { PodTemplate } from '../../lib/checker/bundle/bundle';
import { numberAt } from '../../lib/checker/manifest/manifest';
import { type Kubectl, until } from '../kubectl';
import { Failure, type Run, type Step } from '../step';
import { podsOf, waitUntilReady } from './apply';

const TABLE = 'e2e_rows';

/** The server of the environment, if a StatefulSet of it takes a password for PostgreSQL. */
const serverOf = ({ system }: Run): PodTemplate | undefined =>
  system.workloads.find(({ owner, containers }) => {
    return owner.kind === 'StatefulSet' && containers.some(({ spec }) => JSON.stringify(spec).includes('PGDATA'));
  });

/** Runs SQL as the server's own user. Its socket asks for no password. */
const sql = (kubectl: Kubectl, { namespace, owner }: PodTemplate, command: string): Promise<string> => {
  const script =
    'psql --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --tuples-only --no-align --quiet --command "$1"';
  return kubectl.shell(namespace, `${owner.metadata.name}-0`, script, command);
};

const rows = async (kubectl: Kubectl, server: PodTemplate): Promise<number> =>
  Number(await sql(kubectl, server, `SELECT count(*) FROM ${TABLE}`));

async function expectRows(kubectl: Kubectl, server: PodTemplate, expected: number): Promise<void> {
  const received = await rows(kubectl, server);
  if (received !== expected) throw new Failure(`expected ${expected} rows, received ${received}`);
}

export const rowsStay: Step = {
  title: 'PostgreSQL keeps its rows when its pod goes',
  run: async (run) => {
    const { kubectl } = run;
    const server = serverOf(run);
    if (!server) return 'not run: no server in a StatefulSet';
    await sql(kubectl, server, `CREATE TABLE ${TABLE} AS SELECT generate_series(1, 1000) AS n`);
    await kubectl.run('delete', 'pod', `${server.owner.metadata.name}-0`, '--namespace', server.namespace);
    await waitUntilReady(run);
    await expectRows(kubectl, server, 1000);
    return '1000 of 1000 rows';
  },
};

export const backup: Step = {
  title: 'a backup is rehearsed and restored',
  run: async (run) => {
    const { kubectl, system } = run;
    const server = serverOf(run);
    const jobs = system.bundle.ofKind('CronJob').map(({ metadata }) => metadata.name);
    const [dump, restore] = [
      jobs.find((name) => name.endsWith('-backup')),
      jobs.find((name) => name.endsWith('-restore')),
    ];
    if (!server || !dump || !restore) return 'not run: the environment has no backup';
    const { namespace } = server;
    await job(kubectl, namespace, dump);
    await sql(kubectl, server, `INSERT INTO ${TABLE} SELECT generate_series(1, 7)`);
    const rehearsal = await job(kubectl, namespace, restore, ['replace', 'rehearse']);
    if (!rehearsal.includes(TABLE))
      throw new Failure(`expected the rehearsal to count ${TABLE}, received no such table`);
    await expectRows(kubectl, server, 1007);
    await withoutClients(run, server, async () => {
      await job(kubectl, namespace, restore);
    });
    await expectRows(kubectl, server, 1000);
    return 'the rehearsal changed nothing, the restore brought back 1000 rows of 1007';
  },
};

/** Makes a Job of a CronJob and waits for its end. Returns the log. */
async function job(
  kubectl: Kubectl,
  namespace: string,
  cronJob: string,
  change?: readonly [string, string],
): Promise<string> {
  const name = `e2e-${cronJob}`;
  const place = ['--namespace', namespace] as const;
  const made = await kubectl.run(
    'create',
    'job',
    name,
    ...place,
    `--from=cronjob/${cronJob}`,
    '--dry-run=client',
    '--output=json',
  );
  const [from, to] = change ?? ['', ''];
  await kubectl.apply(JSON.parse(change ? made.replace(`"value": "${from}"`, `"value": "${to}"`) : made));
  const end = await until(300, async () => {
    const live = await kubectl.run('get', 'job', name, ...place, '--output=jsonpath={.status.conditions[*].type}');
    return /Complete|Failed/.exec(live)?.[0];
  });
  const log = await kubectl.run('logs', `job/${name}`, ...place, '--all-containers');
  if (end !== 'Complete') {
    throw new Failure(
      `expected the Job ${name} to complete, received ${end ?? 'no end within 5 min'}: ${log.trim().split('\n').at(-1)}`,
      [`kubectl logs job/${name} --namespace ${namespace} --all-containers`],
    );
  }
  await kubectl.run('delete', 'job', name, ...place);
  return log;
}

/** Stops the pods that may connect to a server meanwhile. */
async function withoutClients(run: Run, server: PodTemplate, work: () => Promise<void>): Promise<void> {
  const { kubectl, system } = run;
  const clients = system.workloads.filter(({ namespace, labels }) =>
    system.edges.some(({ from, to }) => {
      const its = !from.cidrs && from.namespace === namespace;
      return (
        its &&
        to.namespace === server.namespace &&
        Object.entries(from.podLabels ?? {}).every(([key, value]) => labels[key] === value)
      );
    }),
  );
  const scale = (client: PodTemplate, replicas: number) =>
    kubectl.run(
      'scale',
      `deployment/${client.owner.metadata.name}`,
      '--namespace',
      client.namespace,
      `--replicas=${replicas}`,
    );
  const before = await Promise.all(
    clients.map(
      async ({ owner, namespace }) =>
        numberAt(
          await kubectl.json('get', owner.kind, owner.metadata.name, '--namespace', namespace),
          'spec',
          'replicas',
        ) ?? 1,
    ),
  );
  for (const client of clients) {
    await scale(client, 0);
    await until(120, async () => (await podsOf(kubectl, client.owner, client.namespace)).length === 0 || undefined);
  }
  try {
    await work();
  } finally {
    for (const [index, client] of clients.entries()) await scale(client, before[index] ?? 1);
  }
  await waitUntilReady(run);
}
