import path from 'node:path';
import { type Json, listAt, numberAt, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import { type Kubectl, until } from '../kubectl';
import type { Probe } from '../probes';
import { Failure, type Run, type Step } from '../step';

/** Seconds until a new pod has its place in every policy. */
export const SETTLED = 60;
/** Minutes that a workload has to get Ready, pulls of images included. */
const READY = 5;

export const dryRun: Step = {
  title: 'the server takes every object (dry run)',
  run: async ({ kubectl, system }) => {
    const folder = system.asDeclared();
    // A dry run makes no namespace, so the server would not find those of the other objects.
    await kubectl.run('apply', '--filename', path.join(folder, '0-namespaces.k8s.yaml'));
    const lines = await kubectl.run('apply', '--dry-run=server', '--filename', folder);
    return `${lines.trim().split('\n').length} objects`;
  },
};

export const applied: Step = {
  title: 'apply makes every object',
  run: async ({ kubectl, system }) => {
    const lines = (await kubectl.run('apply', '--filename', system.asDeclared())).trim().split('\n');
    return `${lines.filter((line) => line.endsWith(' created')).length} created, ${lines.length} in all`;
  },
};

export async function waitUntilReady({ kubectl, system }: Run): Promise<void> {
  for (const { owner, namespace } of system.workloads) {
    const name = `${owner.kind.toLowerCase()}/${owner.metadata.name}`;
    try {
      await kubectl.run('rollout', 'status', name, '--namespace', namespace, `--timeout=${READY}m`);
    } catch (error) {
      throw new Failure(`expected ${namespace}/${name} to be Ready within ${READY} min: ${(error as Error).message}`, [
        `kubectl get pods --namespace ${namespace}`,
        `kubectl describe ${name} --namespace ${namespace}`,
        `kubectl logs ${name} --namespace ${namespace}`,
      ]);
    }
  }
}

export const ready: Step = {
  title: `every workload is Ready within ${READY} min`,
  run: async (run) => {
    await waitUntilReady(run);
    const { system, kubectl } = run;
    const counts = await Promise.all(
      system.workloads.map(async ({ owner, namespace }) => {
        const live = await kubectl.json('get', owner.kind, owner.metadata.name, '--namespace', namespace);
        return numberAt(live, 'status', 'readyReplicas') ?? 0;
      }),
    );
    return `${counts.length} workloads, ${counts.reduce((sum, count) => sum + count, 0)} pods`;
  },
};

export const secondApply: Step = {
  title: 'a second apply changes nothing',
  run: (run) => unchanged(run, []),
};

export const serverSideApply: Step = {
  title: 'server-side apply changes nothing',
  // A StatefulSet's claim templates conflict otherwise: the server has written defaults into the list.
  run: (run) => unchanged(run, ['--server-side', '--force-conflicts']),
};

async function unchanged({ kubectl, system }: Run, options: readonly string[]): Promise<string> {
  const folder = system.asDeclared();
  const before = await snapshot(kubectl, folder);
  const said = await kubectl.run('apply', ...options, '--filename', folder);
  const after = await snapshot(kubectl, folder);
  const changed = [...after].filter(([object, text]) => before.get(object) !== text).map(([object]) => object);
  if (changed.length > 0) throw new Failure(`expected no change, received one of ${changed.join(', ')}`);
  const configured = said.split('\n').filter((line) => line.endsWith(' configured'));
  const words = configured.map((line) => line.replace(/ configured$/, '')).join(', ');
  return `${after.size} objects as before${words && `; kubectl says "configured" of ${words}`}`;
}

/**
 * What somebody declared of each object: neither its status, nor what the server notes of it. The first server-side apply
 * of a Deployment counts a generation, and changes no field.
 */
async function snapshot(kubectl: Kubectl, folder: string): Promise<Map<string, string>> {
  const { items } = (await kubectl.json('get', '--filename', folder)) as { readonly items: readonly Json[] };
  return new Map(
    items.map((item) => {
      const { status: _status, metadata, ...declared } = item as Record<string, Json>;
      const {
        managedFields: _fields,
        resourceVersion: _version,
        generation: _count,
        annotations,
        ...kept
      } = metadata as Record<string, Json>;
      const own = Object.entries((annotations ?? {}) as Record<string, Json>).filter(
        ([key]) => !/^(kubectl|deployment)\.kubernetes\.io\//.test(key),
      );
      const name = `${stringAt(item, 'kind')} ${stringAt(valueAt(item, 'metadata'), 'namespace') ?? ''}/${stringAt(valueAt(item, 'metadata'), 'name')}`;
      return [name, JSON.stringify([declared, kept, own])];
    }),
  );
}

export const answers: Step = {
  title: 'every exposed service answers, with its database',
  run: async (run) => {
    await untilAnswering(run);
    return run.system.exposed
      .map(({ url }) => `${new URL(url).hostname.split('.')[0]}${new URL(url).pathname}`)
      .join(', ');
  },
};

/** Waits until every exposed service answers a new probe: policies let a pod through only a moment after its start. */
export async function untilAnswering({ probes, system }: Run): Promise<Probe> {
  const ingress = await probes.ingress();
  for (const { url } of system.exposed) {
    let status = 0;
    await until(SETTLED, async () => {
      status = await probes.status(ingress, url);
      return status === 200 || undefined;
    });
    if (status !== 200) throw new Failure(`expected ${url} to answer 200, received ${status}`);
  }
  return ingress;
}

/** The live pods of a workload. */
export async function podsOf(kubectl: Kubectl, owner: Json, namespace: string): Promise<readonly Json[]> {
  const labels = Object.entries((valueAt(owner, 'spec', 'selector', 'matchLabels') ?? {}) as Record<string, string>);
  const selector = [...labels.map(([key, value]) => `${key}=${value}`), '!e2e/probe'].join(',');
  const pods = await kubectl.list('pods', '--namespace', namespace, '--selector', selector);
  return pods.filter((pod) => listAt(pod, 'status', 'containerStatuses').length > 0);
}
