import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { ownVariables, takenVariables } from '../checker/bundle/containers/container-environment';
import { identity, listAt, type Manifest, numberAt, valueAt } from '../checker/manifest/manifest';
import { quantity } from '../checker/manifest/quantity';
import { operatedKind } from '../checker/operators';
import { podCount, podsOf } from './pods';

const plain = (value: number): string => String(Math.round(value * 1000) / 1000);
const bytes = (value: number): string =>
  value >= 2 ** 30 || value === 0 ? `${plain(value / 2 ** 30)}Gi` : `${plain(value / 2 ** 20)}Mi`;

/** The amounts of an environment: cores, bytes and numbers, in words. */
export const AMOUNTS = [
  { of: 'pods', inWords: plain, unit: 'pods' },
  { of: 'cpu', inWords: plain, unit: 'cores' },
  { of: 'memory', inWords: bytes, unit: 'of memory' },
  { of: 'storage', inWords: bytes, unit: 'of disks' },
  { of: 'connections', inWords: plain, unit: 'connections of connection pools' },
] as const;

type Amounts = Readonly<Partial<Record<(typeof AMOUNTS)[number]['of'], number>>>;

/** The part of an object in the amounts of an environment. */
export interface Contribution {
  readonly object: Manifest;
  readonly amounts: Amounts;
}

/** Variables with the size of a connection pool in each pod. */
const POOL = /(^|_)(POOL_(MAX_)?SIZE|MAX_POOL_SIZE|MAX_CONNECTIONS)$/;

/** The parts of all objects, by identity. Pods of a DaemonSet count once: the nodes decide on their number. */
export function contributions(bundle: Bundle): ReadonlyMap<string, Contribution> {
  const byId = new Map<string, Contribution>();
  const pods = bundle.templates.map((template) => ({ object: template.owner, amounts: ofPods(bundle, template) }));
  const disks = bundle.manifests.map((object) => ({ object, amounts: { storage: storageOf(object) } }));
  for (const { object, amounts } of [...pods, ...disks]) {
    const known = byId.get(identity(object))?.amounts ?? {};
    byId.set(identity(object), { object, amounts: sum([known, amounts]) });
  }
  return byId;
}

/** Amounts together. */
export const sum = (all: readonly Amounts[]): Amounts =>
  Object.fromEntries(AMOUNTS.map(({ of }) => [of, all.reduce((total, each) => total + (each[of] ?? 0), 0)]));

function ofPods(bundle: Bundle, template: PodTemplate): Amounts {
  const most = podCount(bundle, template.owner)?.most ?? 1;
  const pods = most === 0 ? 0 : most + (podsOf(bundle, template.owner)?.surge ?? 0);
  const [cpu, memory] = [requestOf(template, 'cpu'), requestOf(template, 'memory')];
  return { pods, cpu: pods * cpu, memory: pods * memory, connections: pods * poolOf(bundle, template) };
}

/** A container before the others needs its room alone. A limit counts as a request. */
function requestOf({ containers }: PodTemplate, resource: string): number {
  const of = (spec: unknown) => {
    const resources = valueAt(spec, 'resources');
    return quantity(valueAt(resources, 'requests', resource) ?? valueAt(resources, 'limits', resource)) ?? 0;
  };
  const [first, others] = [containers.filter(({ init }) => init), containers.filter(({ init }) => !init)];
  const together = others.reduce((total, { spec }) => total + of(spec), 0);
  return Math.max(together, ...first.map(({ spec }) => of(spec)));
}

function poolOf(bundle: Bundle, { containers }: PodTemplate): number {
  return containers
    .flatMap((container) => [...takenVariables(bundle, container), ...ownVariables(bundle, container)])
    .filter(({ name, secret, value }) => POOL.test(name) && !secret && /^\d+$/.test(value ?? ''))
    .reduce((total, { value }) => total + Number(value), 0);
}

function storageOf(object: Manifest): number {
  if (object.kind === 'PersistentVolumeClaim') return sizeOf(object);
  const disk = operatedKind(object)?.data?.disk;
  if (disk) return (quantity(valueAt(object, ...disk)) ?? 0) * (numberAt(object, 'spec', 'instances') ?? 1);
  const claims = object.kind === 'StatefulSet' ? listAt(object, 'spec', 'volumeClaimTemplates') : [];
  const replicas = numberAt(object, 'spec', 'replicas') ?? 1;
  return replicas * claims.reduce((total: number, claim) => total + sizeOf(claim), 0);
}

const sizeOf = (claim: unknown): number => quantity(valueAt(claim, 'spec', 'resources', 'requests', 'storage')) ?? 0;
