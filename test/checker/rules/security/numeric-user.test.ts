import { describe, expect, test } from '@jest/globals';
import { numericUser } from '../../../../lib/checker/rules/security/numeric-user';
import { judge } from '../judge';
import { API, deployment } from '../pods';

describe('numeric-user', () => {
  const context = (fields: string) => `securityContext: { ${fields} }`;

  test('wants a number wherever root is refused', () => {
    expect(judge(numericUser, deployment('{ name: api }', context('runAsNonRoot: true')))).toEqual([
      numericUser.example,
    ]);
    expect(judge(numericUser, deployment(`{ name: api, ${context('runAsNonRoot: true')} }`))).toEqual([
      numericUser.example,
    ]);
  });

  test('names the containers that still lack one', () => {
    const containers = `{ name: api, ${context('runAsUser: 1000')} }, { name: proxy }`;
    expect(judge(numericUser, deployment(containers, context('runAsNonRoot: true')))).toEqual([
      `${API}.securityContext.runAsUser: expected a user id above 0 (for proxy), or an image with one, received nothing [numeric-user]`,
    ]);
  });

  test('root is refused to a container that may not be root', () => {
    const both = context('runAsNonRoot: true, runAsUser: 0');
    const expected = `${API}.securityContext.runAsUser: expected a user id above 0 (for api), since runAsNonRoot is true, received 0 [numeric-user]`;
    expect(judge(numericUser, deployment('{ name: api }', both))).toEqual([expected]);
    expect(judge(numericUser, deployment('{ name: api }', context('runAsUser: 0')))).toEqual([]);
  });

  test.each([
    ['a number on the pod', '{ name: api }', context('runAsNonRoot: true, runAsUser: 1000')],
    ['a number on the container only', `{ name: api, ${context('runAsUser: 1000')} }`, context('runAsNonRoot: true')],
    ['a container that may be root', `{ name: api, ${context('runAsNonRoot: false')} }`, context('runAsNonRoot: true')],
    ['a pod that says nothing of root', '{ name: api }', 'restartPolicy: Always'],
    [
      'a pod for Windows, where users have names',
      '{ name: api }',
      `${context('runAsNonRoot: true')}, os: { name: windows }`,
    ],
  ])('accepts %s', (_, containers, pod) => {
    expect(judge(numericUser, deployment(containers, pod))).toEqual([]);
  });

  test('knows the user of well-known images', () => {
    const said = (image: string) =>
      judge(numericUser, deployment(`{ name: api, image: "${image}" }`, context('runAsNonRoot: true')));
    expect(said('quay.io/prometheus/prometheus:v3.0.0')[0]).toContain('the user of prometheus/prometheus is nobody');
    expect(said('docker.io/library/nginx:1.27')[0]).toContain('the user of nginx is root');
    expect(said('acme/nginx:1.27')[0]).toContain('or an image with one');
  });
});
