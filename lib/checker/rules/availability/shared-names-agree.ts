import { settingsNamed } from '../../bundle/containers/settings';
import { isOrphan } from '../../bundle/references/words';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, type Manifest } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with the name of a thing that two programs share. */
const SHARED =
  /(^|[_.-])(task[_.-]?queue|queue|topic|bucket|stream|exchange|channel|routing[_.-]?key|vhost|collection|keyspace|realm)([_.-]?name)?$/i;

interface Use {
  readonly object: Manifest;
  readonly field: string;
  readonly owner: Manifest;
}

/** Two programs that say nearly the same name of a queue, a topic or a bucket say the same name. */
export const sharedNamesAgree: Rule = {
  id: 'shared-names-agree',
  answer: 'risk',
  why: 'a queue, a topic or a bucket of nearly the name is another one: what one program puts there, the other never sees',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[TASK_QUEUE].value: expected "order-processing", as Deployment default/worker says, received "orders-processing" [shared-names-agree]',
  check: (bundle) => {
    const found = new Map<string, Map<string, Use[]>>();
    for (const [container, all] of settingsNamed(bundle, SHARED)) {
      const { owner, namespace } = container.template;
      for (const { name, value, secret, object, field } of all) {
        if (secret || !/^[a-z][\w.-]{3,}$/i.test(value)) continue;
        const values = getOrInsert(found, `${namespace} ${name}`, () => new Map<string, Use[]>());
        getOrInsert(values, value, () => []).push({ object, field, owner });
      }
    }
    return [...found.values()].flatMap((values): Finding[] => {
      const [[one = '', uses = []] = [], [other = '', others = []] = [], ...more] = values;
      if (more.length > 0 || !isTypo(one, other)) return [];
      const isLone = (value: string, all: readonly Use[]) =>
        all.every(({ object }) => object === all[0]?.object) && isOrphan(bundle, value, all[0]?.object as Manifest);
      // The last of two names of which no other object speaks, or the only one.
      const stray = [
        { value: other, meant: one, all: others, rest: uses },
        { value: one, meant: other, all: uses, rest: others },
      ].find(({ value, all }) => isLone(value, all));
      const [use, source] = [stray?.all[0], stray?.rest[0]];
      if (stray === undefined || use === undefined || source === undefined || use.owner === source.owner) return [];
      return [
        {
          object: use.object,
          field: use.field,
          expected: `${quoted(stray.meant)}, as ${identity(source.owner)} says`,
          received: quoted(stray.value),
        },
      ];
    });
  },
};
