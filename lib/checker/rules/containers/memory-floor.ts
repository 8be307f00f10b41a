import type { Container } from '../../bundle/bundle';
import { commandLine, containerCommands, program } from '../../bundle/containers/command-line';
import { imageReference } from '../../bundle/containers/image-reference';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { RUNTIMES } from '../../programs/runtimes';
import { type Finding, quoted, type Rule } from '../../rule';

/** The annotation with the measured memory of a program. A limit of twice the measured memory is enough. */
const MEASURED = 'verify/measured-memory';

/** No program fits into less. */
const LEAST = 2 ** 20;

/** No memory limit is below the need of the container's runtime. */
export const memoryFloor: Rule = {
  id: 'memory-floor',
  answer: 'opinion',
  why: 'the kernel kills a runtime that needs more than its limit, again and again (OOMKilled, exit code 137)',
  example:
    'Deployment default/api: spec.template.spec.containers[api].resources.limits.memory: expected at least 256Mi, which Python needs (as the command uvicorn shows), received "128Mi" [memory-floor]',
  check: ({ containers }) =>
    containers
      .filter(({ init }) => !init)
      .flatMap((container): Finding[] => {
        const limit = valueAt(container.spec, 'resources', 'limits', 'memory');
        const bytes = quantity(limit);
        // 512m is half a byte: the unit was meant to be M or Mi.
        if (bytes !== undefined && bytes < LEAST) {
          const field = `${container.path}.resources.limits.memory`;
          const [number] = /^[\d.]+/.exec(String(limit)) ?? ['256'];
          return [
            {
              answer: 'broken',
              object: container.template.owner,
              field,
              expected: 'an amount with a unit, at least 4Mi',
              received: quoted(limit),
              meant: /m$/.test(String(limit)) ? `${number}Mi` : undefined,
            },
          ];
        }
        const needed = bytes === undefined || isBounded(container) ? undefined : needs(container);
        if (needed === undefined || bytes === undefined || bytes >= needed.bytes) return [];
        const field = `${container.path}.resources.limits.memory`;
        return [{ object: container.template.owner, field, expected: needed.text, received: quoted(limit) }];
      }),
};

/** An option that bounds the memory of a runtime: somebody has thought about the limit. */
const BOUND = /-Xmx\d|-XX:Max(RAM|Heap)|--max-old-space-size/;

function isBounded(container: Container): boolean {
  const values = listAt(container.spec, 'env').flatMap((entry) => stringAt(entry, 'value') ?? []);
  return [...commandLine(container), ...values].some((text) => BOUND.test(text));
}

function needs(container: Container): { readonly bytes: number; readonly text: string } | undefined {
  for (const runtime of RUNTIMES) {
    const evidence = evidenceOf(runtime, container);
    if (evidence === undefined) continue;
    const measured = container.template.annotations[MEASURED];
    const used = quantity(measured);
    return used === undefined
      ? {
          bytes: quantity(runtime.floor) ?? 0,
          text: `at least ${runtime.floor}, which ${runtime.name} needs (as ${evidence} shows)`,
        }
      : { bytes: 2 * used, text: `at least twice the ${measured} that were measured` };
  }
  return undefined;
}

function evidenceOf(runtime: (typeof RUNTIMES)[number], container: Container): string | undefined {
  const repository = imageReference(container)?.repository ?? '';
  if (runtime.image.test(repository)) return `the image ${repository}`;

  const started = containerCommands(container);
  const words = runtime.programsOnly
    ? started.filter(() => listAt(container.spec, 'command').length > 0).map(program)
    : started.flat().map((word) => program([word]));
  const found = words.find((word) => runtime.program.test(word));
  if (found !== undefined) return `the command ${found}`;

  const names = listAt(container.spec, 'env').flatMap((entry) => stringAt(entry, 'name') ?? []);
  const variable = names.find((name) => runtime.variable.test(name));
  return variable && `the variable ${variable}`;
}
