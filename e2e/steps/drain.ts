import { numberAt, stringAt, stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { CommandFailed, pause } from '../kubectl';
import { Failure, type Run, type Step } from '../step';
import { waitUntilReady } from './apply';
import { underLoad } from './rollouts';

/** Seconds that a drain may wait. On one node a budget never lets the last pods go, so the drain ends with this. */
const PATIENCE = 45;

export const drain: Step = {
  title: 'a drain keeps the budgets, and loses no request',
  run: async (run) => {
    const budgets = run.system.bundle.ofKind('PodDisruptionBudget');
    if (budgets.length === 0) return 'not run: the environment has no budget';
    const nodes = (await run.kubectl.list('nodes')).flatMap((node) => stringAt(node, 'metadata', 'name') ?? []);
    const below: string[] = [];
    let watching = true;
    const watch = async () => {
      while (watching) {
        for (const live of await run.kubectl.list('poddisruptionbudgets', '--all-namespaces')) {
          const [current, desired] = ['currentHealthy', 'desiredHealthy'].map(
            (field) => numberAt(live, 'status', field) ?? 0,
          );
          if ((current ?? 0) < (desired ?? 0))
            below.push(`${stringAt(live, 'metadata', 'name')}: ${current} of ${desired}`);
        }
        await pause(1);
      }
    };
    const seen = await underLoad(run, async () => {
      const watched = watch();
      for (const node of nodes) await drainNode(run, node);
      watching = false;
      await watched;
      await waitUntilReady(run);
    });
    if (below.length > 0)
      throw new Failure(`expected no budget to be broken, received ${[...new Set(below)].join(', ')}`);
    return `${budgets.length} budgets on ${nodes.length} node${nodes.length === 1 ? '' : 's'}; ${seen}`;
  },
};

/** Drains the pods that have a budget, and lets new pods come back. Others have no second pod to go on with. */
async function drainNode({ kubectl, system }: Run, node: string): Promise<void> {
  try {
    const selectors = system.bundle
      .ofKind('PodDisruptionBudget')
      .map((budget) =>
        Object.entries(stringsAt(valueAt(budget, 'spec', 'selector'), 'matchLabels')).map(
          ([key, value]) => `${key}=${value}`,
        ),
      );
    await Promise.all(
      selectors.map(async (selector) => {
        const how = ['--ignore-daemonsets', '--delete-emptydir-data', `--timeout=${PATIENCE}s`];
        try {
          await kubectl.run('drain', node, ...how, '--pod-selector', selector.join(','));
        } catch (error) {
          // On one node the budget keeps the last pods: there is no other place for new ones.
          if (!(error instanceof CommandFailed) || !/timeout|global timeout|disruption budget/i.test(error.message))
            throw error;
        }
      }),
    );
  } finally {
    await kubectl.run('uncordon', node);
  }
}
