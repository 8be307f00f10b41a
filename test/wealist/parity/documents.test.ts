import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check } from '../../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../../lib/checker/known-cluster';
import type { Manifest } from '../../../lib/checker/manifest/manifest';
import { RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';
import { parse } from '../../checker/rules/judge';

const { availability, containers, security, storage } = RULES_BY_SUBJECT;

const read = (file: string): Manifest[] => parse(readFileSync(path.join(__dirname, 'fixtures', file), 'utf8'));

const POD = 'spec.template.spec';

/** What the rules for running well say of manifests that the users' documents print: the fields, by rule. */
function findings(files: readonly string[], importedImages = false): Record<string, string[]> {
  const manifests = files.flatMap(read);
  const bundle = new Bundle(manifests, { ...UNKNOWN_CLUSTER, importedImages });
  const found: Record<string, string[]> = {};
  for (const { rule, field } of check(bundle, [], [...availability, ...containers, ...security, ...storage]).findings) {
    found[rule] = [...(found[rule] ?? []), field.replace(`${POD}.`, '')];
  }
  return found;
}

/** What an ordinary pod lacks of \`restricted\`. */
const UNRESTRICTED = (...containers: string[]) => [
  'securityContext.runAsNonRoot',
  'securityContext.seccompProfile.type',
  ...containers.flatMap((container) => [
    `containers[${container}].securityContext.allowPrivilegeEscalation`,
    `containers[${container}].securityContext.capabilities.drop`,
  ]),
];

const NO_RESOURCES = (container: string) =>
  ['requests.cpu', 'requests.memory', 'limits.memory'].map((amount) => `containers[${container}].resources.${amount}`);

describe('the manifests that the documents print', () => {
  test('hello-server, destroyed: a probe on a closed port, a side-car that sleeps, no resources, no security', () => {
    expect(findings(['hello-server-deployment-destruction.yaml'])).toEqual({
      'probe-ports': ['containers[hello-server].readinessProbe.httpGet.port'],
      'no-sleeping-containers': ['containers[busybox].command'],
      'resources-set': [...NO_RESOURCES('hello-server'), ...NO_RESOURCES('busybox')],
      'pod-security-restricted': UNRESTRICTED('hello-server', 'busybox'),
    });
  });

  test('hello-server, for the exercise on resources: no security (5Gi is wrong only on nodes that are smaller)', () => {
    expect(findings(['hello-server-deployment-resource-handson.yaml'])).toEqual({
      'pod-security-restricted': UNRESTRICTED('hello-server'),
    });
  });

  test('hello-server, with its memory leak: no security (the leak is in the program)', () => {
    expect(findings(['hello-server-deployment-memory-leak.yaml'])).toEqual({
      'pod-security-restricted': UNRESTRICTED('hello-server'),
    });
  });

  test('hello-server, secured: privilege escalation stands on the pod, where it has no effect', () => {
    expect(findings(['hello-server-deployment-secure.yaml'])).toEqual({
      'pod-security-restricted': UNRESTRICTED('hello-server').filter((field) => !field.endsWith('runAsNonRoot')),
    });
  });

  test('board-api with its Secret: an image of no version that no registry serves, no security', () => {
    expect(findings(['board-api-deployment.yaml', 'db-secret.yaml'])).toEqual({
      'fixed-image-tag': ['containers[board-api].image'],
      'pull-policy-never': ['containers[board-api].imagePullPolicy'],
      'pod-security-restricted': UNRESTRICTED('board-api'),
    });
  });

  test('board-api, where images are imported: no security', () => {
    expect(findings(['board-api-deployment.yaml', 'db-secret.yaml'], true)).toEqual({
      'pod-security-restricted': UNRESTRICTED('board-api'),
    });
  });

  test('nothing is said of what the Secret holds', () => {
    expect(findings(['db-secret.yaml'])).toEqual({});
  });
});
