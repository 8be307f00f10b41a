import type { Container } from '../../bundle/bundle';
import { valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** More cores than machines of clouds usually have. */
const MANY_CORES = 24;
/** No program that uses so many cores has so little memory. */
const MEMORY_A_CORE = 128 * 2 ** 20;
const TEBIBYTE = 2 ** 40;

/** A node has the requested cores and memory. */
export const requestsFitNodes: Rule = {
  id: 'requests-fit-nodes',
  answer: 'risk',
  why: 'a number without a unit is in cores: no node has 500 of them for one container, and the pod stays Pending',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.requests.cpu: expected cores that a node has, received "500"; did you mean "500m"? [requests-fit-nodes]',
  check: ({ containers }) => containers.flatMap((container) => [...cores(container), ...memory(container)]),
};

/** A request that is not set is the limit. */
function asked(
  { spec }: Container,
  resource: string,
): { readonly field: string; readonly value: unknown; readonly amount: number } | undefined {
  for (const field of ['requests', 'limits']) {
    const value = valueAt(spec, 'resources', field, resource);
    const amount = quantity(value);
    if (amount !== undefined) return { field: `resources.${field}.${resource}`, value, amount };
  }
  return undefined;
}

function cores(container: Container): Finding[] {
  const [cpu, ram] = [asked(container, 'cpu'), asked(container, 'memory')];
  if (cpu === undefined || cpu.amount < MANY_CORES || !/^\d+$/.test(String(cpu.value))) return [];
  const isSmall = ram !== undefined && ram.amount < cpu.amount * MEMORY_A_CORE;
  if (!isSmall && cpu.amount < 400) return [];
  return [
    {
      object: container.template.owner,
      field: `${container.path}.${cpu.field}`,
      expected: 'cores that a node has',
      received: quoted(cpu.value),
      meant: `${cpu.value}m`,
    },
  ];
}

function memory(container: Container): Finding[] {
  const [cpu, ram] = [asked(container, 'cpu'), asked(container, 'memory')];
  const isSmall = (cpu?.amount ?? 0) <= 4;
  if (ram === undefined || ram.amount < (isSmall ? TEBIBYTE / 8 : 32 * TEBIBYTE)) return [];
  const meant = /^\d+Gi?$/.test(String(ram.value)) ? String(ram.value).replace('G', 'M') : undefined;
  return [
    {
      object: container.template.owner,
      field: `${container.path}.${ram.field}`,
      expected: 'memory that a node has',
      received: quoted(ram.value),
      meant,
    },
  ];
}
