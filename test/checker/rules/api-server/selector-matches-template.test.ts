import { describe, expect, test } from '@jest/globals';
import { selectorMatchesTemplate } from '../../../../lib/checker/rules/api-server/selector-matches-template';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('selector-matches-template', () => {
  const selecting = (selector: string, kind = 'Deployment') =>
    object(kind, 'api', `selector: ${selector}, template: { metadata: { labels: { app: api, tier: web } } }`);

  test('finds a value that the template does not have', () => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { app: apis } }'))).toEqual([
      selectorMatchesTemplate.example,
    ]);
  });

  test('finds a label that the template does not have, and what it may mean', () => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { teir: web } }'))).toEqual([
      'Deployment default/api: spec.selector.matchLabels.teir: expected a label of the pod template (app, tier), received "web"; did you mean "tier"? [selector-matches-template]',
    ]);
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { constructor: a } }'))).toHaveLength(1);
    const bare = object('Deployment', 'api', 'selector: { matchLabels: { app: api } }, template: {}');
    expect(judge(selectorMatchesTemplate, bare).join()).toContain('(it has none)');
  });

  test('finds a ReplicationController that selects other pods', () => {
    const controller = (selector: string) =>
      `{ apiVersion: v1, kind: ReplicationController, metadata: { name: api }, spec: { ${selector}template: { metadata: { labels: { app: api } } } } }`;
    expect(judge(selectorMatchesTemplate, controller('selector: { app: apis }, '))).toEqual([
      'ReplicationController default/api: spec.selector.app: expected "api", as in the labels of the pod template, received "apis" [selector-matches-template]',
    ]);
    expect(judge(selectorMatchesTemplate, controller('selector: { app: api }, '))).toEqual([]);
    expect(judge(selectorMatchesTemplate, controller(''))).toEqual([]);
  });

  test('finds a selector of nothing', () => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: {} }'))).toEqual([
      'Deployment default/api: spec.selector.matchLabels: expected labels of the pod template, received none [selector-matches-template]',
    ]);
  });

  test('finds an expression that the template does not meet', () => {
    const expression = '{ matchExpressions: [{ key: app, operator: In, values: [web] }] }';
    expect(judge(selectorMatchesTemplate, selecting(expression)).join()).toContain(
      'spec.selector.matchExpressions[app]: expected an expression that the labels of the pod template meet',
    );
  });

  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('looks at a %s', (kind) => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { app: a } }', kind))).toHaveLength(1);
  });

  test.each([
    ['some labels of the template', selecting('{ matchLabels: { app: api } }')],
    ['an expression that holds', selecting('{ matchExpressions: [{ key: app, operator: Exists }] }')],
    ['a selector that is missing: the schema finds it', deployment('{ name: api }')],
    ['a Job, which selects by itself', selecting('{ matchLabels: { app: other } }', 'Job')],
    ['wrong types', selecting('{ matchLabels: { app: 1 } }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(selectorMatchesTemplate, yaml)).toEqual([]);
  });
});
