import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { identity, listAt, namespaceOf, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { POD_STARTERS, type PodStarter } from '../../programs/pod-starters';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program that starts pods finds their account, and keeps below the limits of their namespace. */
export const startedPodsAdmitted: Rule = {
  id: 'started-pods-admitted',
  answer: 'risk',
  why: 'the API server rejects each pod that a program starts with an account of another namespace, or above the limits of a LimitRange: the program runs, and none of its work',
  example:
    'ConfigMap ci/runner: data[config.toml]: expected a ServiceAccount of namespace ci for GitLab Runner (the one of that name is in jobs), received "job" [started-pods-admitted]',
  about: ['runners.kubernetes', 'KubeSpawner', 'jenkins', 'spark.kubernetes'],
  check: (bundle) =>
    bundle.ofKind('ServiceAccount').length + bundle.ofKind('LimitRange').length === 0
      ? []
      : texts(bundle)
          .filter(({ key }) => key !== undefined && FILE.test(key))
          .flatMap((text) =>
            POD_STARTERS.filter((starter) => isPlain(text, starter)).flatMap((starter) => [
              ...ofAccount(bundle, text, starter),
              ...ofLimits(bundle, text, starter),
            ]),
          ),
};

const FILE = /\.(toml|py|ya?ml|conf)$/;

/** Several namespaces are those of several kinds of pods. */
const isPlain = ({ value }: Text, { stands, namespace }: PodStarter): boolean =>
  stands.test(value) && [...value.matchAll(new RegExp(namespace.source, 'gm'))].length < 2;

/** Without a line, a program starts the pods in its own namespace. */
const namespaceIn = ({ value, namespace }: Text, starter: PodStarter): string =>
  starter.namespace.exec(value)?.[1] ?? namespace;

function ofAccount(bundle: Bundle, text: Text, starter: PodStarter): Finding[] {
  const [place, account] = [namespaceIn(text, starter), starter.account.exec(text.value)?.[1]];
  const accounts = bundle.ofKind('ServiceAccount').filter(({ metadata }) => metadata.name === account);
  const there = accounts.map(namespaceOf);
  if (there.length === 0 || there.includes(place)) return [];
  const expected = `a ServiceAccount of namespace ${place} for ${starter.program} (the one of that name is in ${there.join(', ')})`;
  return [{ object: text.object, field: text.field, expected, received: quoted(account) }];
}

function ofLimits(bundle: Bundle, text: Text, starter: PodStarter): Finding[] {
  const ranges = bundle.ofKind('LimitRange').filter((each) => namespaceOf(each) === namespaceIn(text, starter));
  return ranges.flatMap((range) =>
    listAt(range, 'spec', 'limits')
      .filter((item) => valueAt(item, 'type') === 'Container')
      .flatMap((item) =>
        (['memory', 'cpu'] as const).flatMap((resource): Finding[] => {
          const most = valueAt(item, 'max', resource);
          const limit = quantity(most);
          const stray = [...text.value.matchAll(starter[resource])].find(
            ([, told = '']) => limit !== undefined && (quantity(inBytes(told, starter)) ?? 0) > limit,
          );
          if (stray === undefined) return [];
          const expected = `at most ${quoted(most)} of ${resource} for ${starter.program}, the maximum of ${identity(range)}`;
          return [{ object: text.object, field: text.field, expected, received: quoted(stray[1]) }];
        }),
      ),
  );
}

const inBytes = (told: string, { binary }: PodStarter): string =>
  binary ? told.replace(/([KMGT])$/i, (unit) => `${unit.toUpperCase()}i`) : told;
