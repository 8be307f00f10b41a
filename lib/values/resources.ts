import { Size, SizeRoundingBehavior } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';
import { type Cpu, k8s } from '../kubernetes';

/**
 * CPU and memory of one container: requests for the scheduler, and limits for the kernel.
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
}

/** Renders the `resources` of a container, with the default of the memory limit filled in. */
export function resourceRequirements({ cpu, memory }: Resources): k8s.ResourceRequirements {
  return {
    requests: {
      cpu: k8s.Quantity.fromString(cpu.request.amount),
      memory: k8s.Quantity.fromString(memory.request.asString()),
    },
    limits: {
      ...(cpu.limit && { cpu: k8s.Quantity.fromString(cpu.limit.amount) }),
      memory: k8s.Quantity.fromString(memoryLimit({ cpu, memory }).asString()),
    },
  };
}

/** The memory limit: the given limit, or twice the request. */
export function memoryLimit({ memory }: Resources): Size {
  return memory.limit ?? Size.mebibytes(2 * mebibytes(memory.request));
}

/** Refuses amounts that are not finite or not above zero, and a request above the limit. */
export function checkResources(field: string, { cpu, memory }: Resources): string[] {
  const problems = [
    ...checkCpu(`${field}.cpu.request`, cpu.request),
    ...checkSize(`${field}.memory.request`, memory.request),
  ];
  if (cpu.limit) {
    problems.push(...checkCpu(`${field}.cpu.limit`, cpu.limit));
    if (millis(cpu.request) > millis(cpu.limit)) {
      problems.push(
        problem(`${field}.cpu.request`, `at most the limit of ${cpu.limit.amount}`, new Unquoted(cpu.request.amount)),
      );
    }
  }
  if (memory.limit) {
    problems.push(...checkSize(`${field}.memory.limit`, memory.limit));
    if (mebibytes(memory.request) > mebibytes(memory.limit)) {
      const expected = `at most the limit of ${memory.limit.asString()}`;
      problems.push(problem(`${field}.memory.request`, expected, new Unquoted(memory.request.asString())));
    }
  }
  return problems;
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

function checkCpu(field: string, cpu: Cpu): string[] {
  const amount = millis(cpu);
  if (Number.isFinite(amount) && amount > 0) return [];
  return [problem(field, 'a finite amount of CPU above zero', new Unquoted(cpu.amount))];
}

const millis = ({ amount }: Cpu): number =>
  amount.endsWith('m') ? Number(amount.slice(0, -1)) : 1000 * Number(amount);

/** A size in MiB, including fractions. */
export const mebibytes = (size: Size): number => size.toMebibytes({ rounding: SizeRoundingBehavior.NONE });
