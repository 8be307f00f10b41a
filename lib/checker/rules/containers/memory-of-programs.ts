import { commandLine } from '../../bundle/containers/command-line';
import { imageReference } from '../../bundle/containers/image-reference';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { LEAST_MEMORY } from '../../programs/least-memory';
import { type Finding, quoted, type Rule } from '../../rule';

/** A well-known program has the memory with which the program starts. */
export const memoryOfPrograms: Rule = {
  id: 'memory-of-programs',
  answer: 'risk',
  why: 'some programs take more memory before they serve anybody than a usual limit: the kernel kills them at each start (OOMKilled, exit code 137)',
  example:
    'Deployment default/scan: spec.template.spec.containers[scan].resources.limits.memory: expected more than 1536Mi, without which clamav/clamav does not start, received "512Mi" [memory-of-programs]',
  about: Object.keys(LEAST_MEMORY),
  check: ({ containers }) =>
    containers
      .filter(({ init }) => !init)
      .flatMap((container): Finding[] => {
        const limit = valueAt(container.spec, 'resources', 'limits', 'memory');
        const parts = (imageReference(container)?.repository ?? '').split('/');
        const name = [parts.slice(-2).join('/'), parts.length === 1 ? parts[0] : ''].find((each) =>
          Object.hasOwn(LEAST_MEMORY, each ?? ''),
        );
        const floor = LEAST_MEMORY[name ?? ''];
        const bytes = quantity(limit);
        const own = [
          ...commandLine(container),
          ...listAt(container.spec, 'env').map((entry) => stringAt(entry, 'name') ?? ''),
          ...listAt(container.spec, 'volumeMounts').map((mount) => stringAt(mount, 'mountPath') ?? ''),
          ...(listAt(container.spec, 'envFrom').length > 0
            ? [
                'JAVA_OPTS KAFKA_HEAP_OPTS OPENSEARCH_JAVA_OPTS LS_JAVA_OPTS ES_JAVA_OPTS NODE_OPTIONS INSTALL4J_ADD_VM_PARAMS',
              ]
            : []),
        ].join(' ');
        // Another command, such as a client's, needs less.
        const isOther = listAt(container.spec, 'command').length > 0 || floor?.set?.test(own);
        if (!floor || bytes === undefined || isOther || bytes > (quantity(floor.least) ?? 0) || bytes < 2 ** 20)
          return [];
        return [
          {
            object: container.template.owner,
            field: `${container.path}.resources.limits.memory`,
            expected: `more than ${floor.least}, without which ${name} does not start`,
            received: quoted(limit),
          },
        ];
      }),
};
