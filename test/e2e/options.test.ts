import { describe, expect, test } from '@jest/globals';
import { parseOptions } from '../../e2e/options';
import type { UserError } from '../../lib';

const NEEDED = ['--environment', 'local'];
const problems = (...argv: string[]): readonly string[] => {
  try {
    parseOptions(argv, ['local', 'prod']);
    return [];
  } catch (error) {
    return (error as UserError).problems;
  }
};

describe('a run on a cluster', () => {
  test('has no default for the cluster: all that is missing is said at once', () => {
    expect(problems()).toEqual([
      '--context: expected a context of the kubeconfig, received none',
      '--environment: expected one of local, prod, received none',
    ]);
  });

  test.each(['k3d-wealist', 'kind-kind', 'minikube', 'my-test-cluster', 'e2e', 'test'])('takes %s', (context) => {
    expect(problems('--context', context, ...NEEDED)).toEqual([]);
  });

  test.each(['production', 'arn:aws:eks:eu-west-1:1:cluster/main', 'contest', 'latest', 'default'])(
    'refuses %s, unless told',
    (context) => {
      expect(problems('--context', context, ...NEEDED)).toEqual([
        `--context: expected the name of a test cluster, such as "k3d-wealist", or --any-context beside it, received "${context}"`,
      ]);
      expect(problems('--context', context, ...NEEDED, '--any-context')).toEqual([]);
    },
  );

  test('refuses a number of rounds that is none, and a tag without a system', () => {
    expect(problems('--context', 'test', ...NEEDED, '--rounds', '0', '--tag', 'next')).toEqual([
      '--rounds: expected a whole number of at least 1, received "0"',
      '--tag: expected system=tag, such as board-api=next, received "next"',
    ]);
  });
});
