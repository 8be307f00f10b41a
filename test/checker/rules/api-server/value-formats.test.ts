import { describe, expect, test } from '@jest/globals';
import { valueFormats } from '../../../../lib/checker/rules/api-server/value-formats';
import { judge } from '../judge';
import { networkPolicy, object, pod, said, service } from './objects';

const cron = (spec: string, name = 'report') => object('CronJob', 'batch/v1', `spec: { ${spec} }`, name);

describe('value-formats', () => {
  test('prints its example word for word', () => {
    expect(judge(valueFormats, cron('schedule: "0 3 * * *", timeZone: KST'))).toEqual([valueFormats.example]);
  });

  const mount = (path: string) => pod(`containers: [{ volumeMounts: [{ subPath: ${path} }] }]`);
  const block = (cidr: string) => networkPolicy(`ingress: [{ from: [{ ipBlock: { cidr: ${cidr} } }] }]`);
  const webhook = (name: string) =>
    object('ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/v1', `webhooks: [{ name: ${name} }]`);

  test.each([
    ['a schedule of six fields', cron('schedule: "0 0 3 * * *"')],
    ['a schedule with Sunday as 7', cron('schedule: "0 3 * * 7"')],
    ['a schedule that Kubernetes has no name for', cron('schedule: "@noon"')],
    ['a time zone in small letters', cron('timeZone: asia/seoul')],
    ['a block without a length', block('10.0.0.0')],
    ['a block that is too long', block('10.0.0.0/33')],
    ['an address that is a name', service('clusterIP: none')],
    ['a path out of its volume', mount('a/../../b')],
    ['a path from the root', mount('/a')],
    ['a kernel setting that is no name', pod('securityContext: { sysctls: [{ name: "net ipv4" }] }')],
    ['a name server by name', pod('dnsConfig: { nameservers: [dns.example.com] }')],
    ['a webhook with a short name', webhook('check')],
    ['a finalizer without a path', '{ apiVersion: v1, kind: Pod, metadata: { name: x, finalizers: [example.com] } }'],
  ])('finds %s', (_, yaml) => {
    expect(said(valueFormats, yaml)).toHaveLength(1);
  });

  test.each([
    ['steps, lists and names', cron('schedule: "*/5 2-4,6 1 jan-mar MON", timeZone: UTC')],
    ['a step from a minute on', cron('schedule: "5/15 * * * *"')],
    ['a schedule by name', cron('schedule: "@every 1h30m"')],
    ['a block of IPv6', block('"2001:db8::/64"')],
    ['a headless Service', service('clusterIP: None')],
    ['a Service without an address', service('clusterIP: ""')],
    ['a path with dots in a name', mount('a..b/c')],
    ['a webhook of three parts', webhook('pods.check.example')],
    [
      'a finalizer of a custom resource without a path',
      '{ apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: { name: x, finalizers: [resources-finalizer.argocd.argoproj.io] } }',
    ],
  ])('accepts %s', (_, yaml) => {
    expect(said(valueFormats, yaml)).toEqual([]);
  });
});
