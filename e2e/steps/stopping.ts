import { listAt, numberAt, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import { until } from '../kubectl';
import { Failure, type Run, type Step } from '../step';
import { podsOf, waitUntilReady } from './apply';

/** Keeps a pod visible after its end, so that its exit codes can be read. */
const FINALIZER = 'e2e/exit-codes';
/** The kubelet's word for a container that was killed at the end of its grace. */
const KILLED = 137;

export const stops: Step = {
  title: 'a deleted pod stops by itself within its grace',
  run: async (run) => {
    const seen = await Promise.all(run.system.workloads.map(({ owner, namespace }) => stop(run, owner, namespace)));
    await waitUntilReady(run);
    return seen.join(', ');
  },
};

async function stop({ kubectl }: Run, owner: Parameters<typeof podsOf>[1], namespace: string): Promise<string> {
  const [pod] = await podsOf(kubectl, owner, namespace);
  const name = stringAt(pod ?? null, 'metadata', 'name') ?? '';
  const grace = numberAt(pod ?? null, 'spec', 'terminationGracePeriodSeconds') ?? 30;
  const keep = (finalizers: readonly string[]) => {
    const patch = JSON.stringify({ metadata: { finalizers } });
    return kubectl.run('patch', 'pod', name, '--namespace', namespace, '--type=merge', '--patch', patch);
  };
  await keep([FINALIZER]);
  try {
    const begin = performance.now();
    await kubectl.run('delete', 'pod', name, '--namespace', namespace, '--wait=false');
    const codes = await until(grace + 30, async () => {
      const live = await kubectl.json('get', 'pod', name, '--namespace', namespace);
      const states = listAt(live, 'status', 'containerStatuses').map((each) => valueAt(each, 'state', 'terminated'));
      return states.every((state) => state !== undefined)
        ? states.map((state) => numberAt(state, 'exitCode'))
        : undefined;
    });
    const seconds = Math.round((performance.now() - begin) / 1000);
    const what = `${namespace}/${stringAt(owner, 'metadata', 'name')}`;
    if (!codes || codes.includes(KILLED)) {
      throw new Failure(`expected ${what} to stop within ${grace} s, received ${codes ? 'a kill' : 'none'}`, [
        `kubectl describe pod ${name} --namespace ${namespace}`,
      ]);
    }
    return `${stringAt(owner, 'metadata', 'name')} after ${seconds} s of ${grace} with ${codes.join(' ')}`;
  } finally {
    await keep([]);
  }
}
