import { describe, expect, test } from '@jest/globals';
import { App, Chart, JsonPatch } from 'cdk8s';
import { KubernetesObject } from '../../lib/constructs/workload/kubernetes-object';
import { k8s } from '../../lib/kubernetes';

const PROPS: k8s.KubeServiceProps = {
  metadata: { name: 'api', namespace: 'shop', labels: { app: 'api' } },
  spec: {
    clusterIp: 'None',
    selector: { app: 'api' },
    ports: [{ name: 'http', port: 80, targetPort: k8s.IntOrString.fromString('http') }],
  },
};

const chart = (labels?: Record<string, string>) => new Chart(new App(), 'chart', labels && { labels });

describe('KubernetesObject', () => {
  test('renders what the class of cdk8s renders', () => {
    const scope = chart({ team: 'shop' });
    const own = new KubernetesObject(scope, 'own', k8s.KubeService, PROPS);
    const theirs = new k8s.KubeService(scope, 'theirs', PROPS);
    expect(own.toJson()).toEqual(theirs.toJson());
  });

  test('has the labels and annotations that are added to it later', () => {
    const object = new KubernetesObject(chart(), 'service', k8s.KubeService, PROPS);
    object.metadata.addLabel('team', 'shop');
    object.metadata.addAnnotation('example.com/owner', 'shop');
    expect(object.toJson().metadata).toMatchObject({
      labels: { app: 'api', team: 'shop' },
      annotations: { 'example.com/owner': 'shop' },
    });
  });

  test('is patched by the patches that are added to it', () => {
    const object = new KubernetesObject(chart(), 'service', k8s.KubeService, PROPS);
    object.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 8080), JsonPatch.remove('/spec/clusterIP'));
    expect(object.toJson().spec).toEqual({
      selector: { app: 'api' },
      ports: [{ name: 'http', port: 8080, targetPort: 'http' }],
    });
  });

  test('asks a function for its props when it is rendered', () => {
    const selector = { app: 'api' };
    const object = new KubernetesObject(chart(), 'service', k8s.KubeService, () => ({ ...PROPS, spec: { selector } }));
    selector.app = 'web';
    expect(object.toJson().spec).toEqual({ selector: { app: 'web' } });
  });

  test('takes the props of its kind and no others', () => {
    // @ts-expect-error a Service has no replicas
    new KubernetesObject(chart(), 'service', k8s.KubeService, { metadata: { name: 'api' }, replicas: 2 });
    // @ts-expect-error nor may a function make them up
    new KubernetesObject(chart(), 'other', k8s.KubeService, () => ({ spec: { replicas: 2 } }));
  });
});
