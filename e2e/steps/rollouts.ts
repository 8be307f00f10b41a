import { stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import { until } from '../kubectl';
import { Load } from '../probes';
import { Failure, type Run, type Step } from '../step';
import { podsOf, untilAnswering, waitUntilReady } from './apply';

/** Changes something while every exposed service is asked without pause. Returns the number of requests. */
export async function underLoad(run: Run, change: () => Promise<unknown>): Promise<string> {
  const probe = await untilAnswering(run);
  const urls = run.system.exposed.map(({ url }) => url);
  const load = new Load(run.kubectl, probe, urls);
  await change();
  await waitUntilReady(run);
  await untilNonTerminates(run);
  const { answered, failed } = await load.end();
  if (failed.length > 0) {
    const first = failed.slice(0, 5).join('; ');
    throw new Failure(
      `expected every request to be answered, received ${failed.length} failures in ${answered + failed.length}: ${first}`,
    );
  }
  return `0 of ${answered} requests failed`;
}

/** A pod that was told to stop still has connections. */
async function untilNonTerminates({ kubectl, system }: Run): Promise<void> {
  for (const { owner, namespace } of system.workloads) {
    await until(120, async () => {
      const pods = await podsOf(kubectl, owner, namespace);
      return pods.every((pod) => valueAt(pod, 'metadata', 'deletionTimestamp') === undefined) || undefined;
    });
  }
}

export const rollingUpdates: Step = {
  title: 'rolling updates under load lose no request',
  run: async (run) => {
    const { kubectl, options, system } = run;
    const deployments = system.workloads.filter(({ owner }) => owner.kind === 'Deployment');
    const seen = await underLoad(run, async () => {
      for (let round = 0; round < options.rounds; round++) {
        for (const { owner, namespace } of deployments) {
          await kubectl.run('rollout', 'restart', `deployment/${owner.metadata.name}`, '--namespace', namespace);
        }
        await waitUntilReady(run);
      }
    });
    const exposed = system.exposed.length * options.rounds;
    return `${deployments.length * options.rounds} updates, ${exposed} of them of services under load: ${seen}`;
  },
};

export const configurationChange: Step = {
  title: 'a change of configuration under load, and back, loses no request',
  run: async (run) => {
    const before = await podNames(run);
    const seen = await underLoad(run, async () => {
      await run.kubectl.run('apply', '--filename', run.system.withOtherConfiguration());
      await waitUntilReady(run);
      const kept = [...(await podNames(run))].filter((name) => before.has(name));
      if (kept.length === before.size)
        throw new Failure('expected new pods for a new configuration, received the old ones');
      await run.kubectl.run('apply', '--filename', run.system.asDeclared());
    });
    return `the pods were replaced twice; ${seen}`;
  },
};

export const imageChange: Step = {
  title: 'a change of images under load, and back, loses no request',
  run: async (run) => {
    const { tags } = run.options;
    if (tags.size === 0) return 'not run: no --tag';
    const seen = await underLoad(run, async () => {
      await run.kubectl.run('apply', '--filename', run.system.withTags(tags));
      await waitUntilReady(run);
      await run.kubectl.run('apply', '--filename', run.system.asDeclared());
    });
    return `${[...tags].map(([system, tag]) => `${system} to ${tag}`).join(', ')}, and back; ${seen}`;
  },
};

async function podNames({ kubectl, system }: Run): Promise<Set<string>> {
  const all = await Promise.all(system.workloads.map(({ owner, namespace }) => podsOf(kubectl, owner, namespace)));
  return new Set(all.flat().flatMap((pod) => stringAt(valueAt(pod, 'metadata'), 'name') ?? []));
}
