import { describe, expect, test } from '@jest/globals';
import { serviceSelectsPods } from '../../../../lib/checker/rules/references/service-selects-pods';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, IDLE, service } from './objects';

describe('service-selects-pods', () => {
  const pods = deployment('api', IDLE);

  test('a selector takes pods of the same namespace', () => {
    expect(judge(serviceSelectsPods, pods + service('api', 'selector: { app: apii }'))).toEqual([
      serviceSelectsPods.example,
    ]);
    expect(judge(serviceSelectsPods, pods + service('api', 'selector: { app: api }'))).toEqual([]);
    expect(judge(serviceSelectsPods, pods + service('web/api', 'selector: { app: api }'))).toHaveLength(1);
  });

  test('every label of the selector must be there', () => {
    expect(judge(serviceSelectsPods, pods + service('api', 'selector: { app: api, tier: web }'))).toEqual([
      'Service default/api: spec.selector: expected labels of the pods of Deployment default/api, received {"app":"api","tier":"web"} [service-selects-pods]',
    ]);
  });

  test('the label that is near is proposed, whichever it is', () => {
    const selector = 'selector: { release: green, app: apii }';
    const labelled = deployment('api', IDLE, '{ release: blue, app: api }');
    expect(judge(serviceSelectsPods, labelled + service('api', selector))).toEqual([
      expect.stringContaining('did you mean "app=api"?'),
    ]);
  });

  test('a Service without a selector, or with the name of a host, leads elsewhere', () => {
    expect(judge(serviceSelectsPods, service('api', 'ports: [{ port: 80 }]'))).toEqual([]);
    expect(judge(serviceSelectsPods, service('api', 'selector: {}'))).toEqual([]);
    const external = service('api', 'type: ExternalName, externalName: example.com, selector: { app: x }');
    expect(judge(serviceSelectsPods, external)).toEqual([]);
  });

  test('labels that a controller puts on pods may be selected', () => {
    const one = 'selector: { app: api, statefulset.kubernetes.io/pod-name: api-0 }';
    expect(judge(serviceSelectsPods, pods + service('api-0', one))).toEqual([]);
    expect(judge(serviceSelectsPods, pods + service('api-0', one.replace('app: api', 'app: x')))).toHaveLength(1);
  });

  test('what runs in a namespace that exists already is not known', () => {
    const others = service('kube-system/dns', 'selector: { k8s-app: x }') + service('ops/a', 'selector: { app: x }');
    expect(judge(serviceSelectsPods, others, { namespaces: ['ops'] })).toEqual([]);
    expect(judge(serviceSelectsPods, others)).toHaveLength(1);
  });

  test('the name of a pod is one that its StatefulSet gives', () => {
    const set = object(
      'StatefulSet',
      'arena',
      'spec: { replicas: 2, template: { metadata: { labels: { app: arena } } } }',
    );
    const at = (pod: string) =>
      judge(
        serviceSelectsPods,
        set + service('arena-1', `selector: { app: arena, statefulset.kubernetes.io/pod-name: ${pod} }`),
      );
    expect(at('arena-1')).toEqual([]);
    expect(at('arena-2')).toEqual([
      expect.stringContaining('expected the name of a pod of StatefulSet default/arena, received "arena-2"'),
    ]);
    expect(at('areena-1')).toHaveLength(1);
  });
});
