import { describe, expect, test } from '@jest/globals';
import { Duration, JsonPatch } from 'cdk8s';
import { HttpService, type HttpServiceProps, OneOffJob, Probe } from '../../lib';
import * as service from './service-props';
import { Program } from './synthesize';

const LIFECYCLE = '/spec/template/spec/containers/0/lifecycle';
const DEPLOYMENT = 'Deployment shop/api';

function patched(object: string, patches: readonly JsonPatch[], props: Partial<HttpServiceProps> = {}): Program {
  const program = new Program();
  const probe = Probe.http('/health');
  const api = new HttpService(program.chart('chart'), 'api', {
    ...service.minimal,
    namespace: program.namespace('shop'),
    port: 8080,
    liveness: probe,
    readiness: probe,
    ...props,
  });
  api.patch(object, ...patches);
  return program;
}

describe('a patch', () => {
  test('changes any object of a workload', () => {
    const patch = JsonPatch.add('/spec/sessionAffinity', 'ClientIP');
    expect(patched('Service', [patch]).find('Service shop/api')).toHaveProperty('spec.sessionAffinity', 'ClientIP');
  });

  test('changes an object of another name by its name', () => {
    const { exposure } = service.everything;
    const patch = JsonPatch.add('/metadata/annotations/example.com~1owner', 'till');
    const program = patched('Ingress api-api-health', [patch], { exposure });
    const annotations = ['metadata', 'annotations', 'example.com/owner'];
    expect(program.find('Ingress shop/api-api-health')).toHaveProperty(annotations, 'till');
    expect(program.find('Ingress shop/api')).not.toHaveProperty(annotations);
  });

  test('comes after all of ours, fields that cdk8s-plus-28 does not know included', () => {
    const patch = JsonPatch.replace(`${LIFECYCLE}/preStop/sleep/seconds`, 20);
    const container = patched('Deployment', [patch]).container(DEPLOYMENT);
    expect(container).toHaveProperty('lifecycle', { preStop: { sleep: { seconds: 20 } } });
  });

  test('may add a field that cdk8s-plus-28 does not know', () => {
    const patch = JsonPatch.add('/spec/template/spec/hostUsers', false);
    expect(patched('Deployment', [patch]).pods(DEPLOYMENT)).toHaveProperty('spec.hostUsers', false);
  });

  test('may follow another', () => {
    const patches = [JsonPatch.add('/spec/strategy', { type: 'Recreate' }), JsonPatch.remove('/spec/strategy/type')];
    expect(patched('Deployment', patches).find(DEPLOYMENT)).toHaveProperty('spec.strategy', {});
  });

  test('makes another Job of a Job', () => {
    const names = [30, 60].map((seconds) => {
      const program = new Program();
      const namespace = program.namespace('shop');
      const { name, image, resources } = service.minimal;
      const job = new OneOffJob(program.chart('chart'), 'load', {
        namespace,
        name,
        image,
        resources,
        deadline: Duration.minutes(1),
      });
      job.patch('Job', JsonPatch.add('/spec/ttlSecondsAfterFinished', seconds));
      return program.objects('chart').at(-1);
    });
    expect(names[0]).not.toEqual(names[1]);
  });

  test.each([
    [
      'of an object that there is none of',
      'deployment',
      JsonPatch.remove('/spec'),
      'patch: expected one of Deployment, Service, ServiceAccount, received "deployment"; did you mean "Deployment"?',
    ],
    [
      'whose path leads nowhere',
      'Deployment',
      JsonPatch.add('/spec/template/spec/container/0/tty', true),
      'patch Deployment: path: expected a path that leads to a value (/spec/template/spec has containers, enableServiceLinks, securityContext, serviceAccountName, terminationGracePeriodSeconds), received "/spec/template/spec/container/0/tty"',
    ],
    [
      'behind the end of a list',
      'Deployment',
      JsonPatch.add('/spec/template/spec/containers/2', {}),
      'patch Deployment: path: expected a path that leads to a value (/spec/template/spec/containers has 1 items), received "/spec/template/spec/containers/2"',
    ],
    [
      'of a value that is not there',
      'Service',
      JsonPatch.replace('/spec/type', 'NodePort'),
      'patch Service: path: expected a path that leads to a value (/spec has ports, selector), received "/spec/type"',
    ],
    [
      'from a value that is not there',
      'Service',
      JsonPatch.copy('/spec/type', '/spec/kind'),
      'patch Service: from: expected a path that leads to a value (/spec has ports, selector), received "/spec/type"',
    ],
    [
      'without a slash',
      'Service',
      JsonPatch.remove('spec/ports'),
      'patch Service: path: expected a path that leads to a value (the object has apiVersion, kind, metadata, spec), received "spec/ports"',
    ],
    [
      'of the whole object',
      'Service',
      JsonPatch.replace('', {}),
      'patch Service: path: expected a path that leads to a value (the object has apiVersion, kind, metadata, spec), received ""',
    ],
    [
      'whose test fails',
      'Service',
      JsonPatch.test('/spec/ports/0/port', 81),
      'patch Service: test: expected a value that the object has, received another value at /spec/ports/0/port',
    ],
  ])('%s is refused in a sentence, and changes nothing', (_, object, patch, sentence) => {
    const program = patched(object, [patch]);
    expect(program.problems).toEqual([`chart/api: ${sentence}`]);
    expect(program.texts.get('1-chart.k8s.yaml')).toEqual(patched('Service', []).texts.get('1-chart.k8s.yaml'));
  });
});
