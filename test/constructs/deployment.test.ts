import { describe, expect, test } from '@jest/globals';
import { App, Chart, JsonPatch } from 'cdk8s';
import { Deployment } from '../../lib/constructs/workload/deployment';

const LIFECYCLE = '/spec/template/spec/containers/0/lifecycle';

function lifecycle(...patches: JsonPatch[]) {
  const deployment = new Deployment(new Chart(new App(), 'chart'), 'deployment', {
    metadata: { name: 'api' },
    preStop: { sleep: { seconds: 10 } },
    spec: {
      selector: { matchLabels: { app: 'api' } },
      template: { metadata: { labels: { app: 'api' } }, spec: { containers: [{ name: 'api', image: 'api' }] } },
    },
  });
  deployment.addJsonPatch(...patches);
  return deployment.toJson().spec.template.spec.containers[0].lifecycle;
}

describe('a Deployment', () => {
  test('waits before SIGTERM, with a hook that cdk8s-plus-28 does not know', () => {
    expect(lifecycle()).toEqual({ preStop: { sleep: { seconds: 10 } } });
  });

  test('takes a patch of that hook', () => {
    expect(lifecycle(JsonPatch.replace(`${LIFECYCLE}/preStop/sleep/seconds`, 20))).toEqual({
      preStop: { sleep: { seconds: 20 } },
    });
    expect(lifecycle(JsonPatch.remove(LIFECYCLE))).toBeUndefined();
  });

  test('takes another hook beside the first', () => {
    const postStart = { exec: { command: ['true'] } };
    expect(lifecycle(JsonPatch.add(`${LIFECYCLE}/postStart`, postStart))).toEqual({
      preStop: { sleep: { seconds: 10 } },
      postStart,
    });
  });
});
