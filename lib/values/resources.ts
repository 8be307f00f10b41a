import { Size, SizeRoundingBehavior } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';
import { Cpu, k8s } from '../kubernetes';

/**
 * CPU, memory and scratch space of one container: requests for the scheduler, and limits for the kernel.
 * https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface Resources {
  /** CPU of the container. The kernel throttles a container at the limit. */
  readonly cpu: {
    /** CPU that the scheduler reserves on the node, above zero, at most the limit. */
    readonly request: Cpu;
    /** CPU that the container may use. @default none: the container may use all free CPU of the node */
    readonly limit?: Cpu;
  };
  /** Memory of the container. The kernel kills a container above the limit (exit code 137, `OOMKilled`). */
  readonly memory: {
    /** Memory that the scheduler reserves on the node, above zero, at most the limit. */
    readonly request: Size;
    /** Memory that the container may use. @default twice the request */
    readonly limit?: Size;
  };
  /**
   * Disk of the node for logs and empty volumes. Kubernetes evicts a pod above the limit.
   *
   * @default 64Mi, limited to 1Gi
   */
  readonly scratch?: {
    /** Disk that the scheduler reserves on the node, above zero, at most the limit. */
    readonly request: Size;
    /** Disk that the container may use. */
    readonly limit: Size;
  };
}

/** The most that one container may request, or be limited to. A larger amount is a mistake more often than a wish. */
export interface LargestContainer {
  /** The most CPU. @default 16 */
  readonly cpu?: Cpu;
  /** The most memory. @default 64Gi */
  readonly memory?: Size;
}

const DEFAULT_SCRATCH = { request: Size.mebibytes(64), limit: Size.gibibytes(1) };

/** Renders the `resources` of a container, with the default limits filled in. */
export function resourceRequirements(resources: Resources): k8s.ResourceRequirements {
  const { cpu, memory, scratch = DEFAULT_SCRATCH } = resources;
  return {
    requests: {
      cpu: k8s.Quantity.fromString(cpu.request.amount),
      memory: k8s.Quantity.fromString(memory.request.asString()),
      'ephemeral-storage': k8s.Quantity.fromString(scratch.request.asString()),
    },
    limits: {
      ...(cpu.limit && { cpu: k8s.Quantity.fromString(cpu.limit.amount) }),
      memory: k8s.Quantity.fromString(memoryLimit(resources).asString()),
      'ephemeral-storage': k8s.Quantity.fromString(scratchLimit(resources).asString()),
    },
  };
}

/** The memory limit: the given limit, or twice the request. */
export function memoryLimit({ memory }: Resources): Size {
  return memory.limit ?? Size.mebibytes(2 * mebibytes(memory.request));
}

/** The size of all empty volumes of a container. */
export function scratchLimit({ scratch = DEFAULT_SCRATCH }: Resources): Size {
  return scratch.limit;
}

/** Refuses amounts that are not finite, not above zero or above the largest container, and a request above the limit. */
export function checkResources(
  field: string,
  { cpu, memory, scratch = DEFAULT_SCRATCH }: Resources,
  { largestContainer: most = {} }: { readonly largestContainer?: LargestContainer } = {},
): string[] {
  return [
    ...checkAmounts(`${field}.cpu`, cpu, CPU, most.cpu ?? Cpu.units(16)),
    ...checkAmounts(`${field}.memory`, memory, SIZE, most.memory ?? Size.gibibytes(64)),
    ...checkAmounts(`${field}.scratch`, scratch, SIZE),
  ];
}

/** One kind of amount, in numbers and in words. */
interface Kind<Amount> {
  readonly number: (amount: Amount) => number;
  readonly text: (amount: Amount) => string;
  readonly noun: string;
}

function checkAmounts<Amount>(
  field: string,
  { request, limit }: { readonly request: Amount; readonly limit?: Amount | undefined },
  { number, text, noun }: Kind<Amount>,
  most?: Amount,
): string[] {
  const amounts = Object.entries({ request, ...(limit !== undefined && { limit }) });
  const refused = (name: string, expected: string, amount: Amount) =>
    problem(`${field}.${name}`, expected, new Unquoted(text(amount)));
  return [
    ...amounts
      .filter(([, amount]) => !(Number.isFinite(number(amount)) && number(amount) > 0))
      .map(([name, amount]) => refused(name, `a finite ${noun} above zero`, amount)),
    ...(limit !== undefined && number(request) > number(limit)
      ? [refused('request', `at most the limit of ${text(limit)}`, request)]
      : []),
    ...amounts
      .filter(([, amount]) => most !== undefined && Number.isFinite(number(amount)) && number(amount) > number(most))
      .map(([name, amount]) => refused(name, `at most cluster.largestContainer, ${most && text(most)}`, amount)),
  ];
}

/** Refuses a memory limit below a floor, both for a given limit and for the default of twice the request. */
export function checkMemoryFloor(field: string, { memory }: Resources, floor: Size, reason: string): string[] {
  const limit = memory.limit ? mebibytes(memory.limit) : 2 * mebibytes(memory.request);
  if (!(limit < mebibytes(floor))) return [];
  const received = memory.limit?.asString() ?? `${limit}Mi (twice the request)`;
  return [problem(`${field}.memory.limit`, `at least ${floor.asString()}: ${reason}`, new Unquoted(received))];
}

/** Refuses a size that is not finite or not above zero. Without the check, cdk8s renders `NaNGi`. */
export function checkSize(field: string, size: Size): string[] {
  const amount = mebibytes(size);
  if (Number.isFinite(amount) && amount > 0) return [];
  return [problem(field, 'a finite size above zero', new Unquoted(size.asString()))];
}

/** A size in MiB, including fractions. */
export const mebibytes = (size: Size): number => size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });

const CPU: Kind<Cpu> = {
  number: ({ amount }) => (amount.endsWith('m') ? Number(amount.slice(0, -1)) : 1000 * Number(amount)),
  text: ({ amount }) => amount,
  noun: 'amount of CPU',
};

const SIZE: Kind<Size> = { number: mebibytes, text: (size) => size.asString(), noun: 'size' };
