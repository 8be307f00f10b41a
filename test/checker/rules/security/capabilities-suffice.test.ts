import { describe, expect, test } from '@jest/globals';
import { capabilitiesSuffice } from '../../../../lib/checker/rules/security/capabilities-suffice';
import { judge } from '../judge';
import { object } from '../workloads';

describe('capabilities-suffice', () => {
  const web = (context: string, image = 'nginx:1.27', more = '') =>
    object(
      'Deployment',
      'web',
      `template: { spec: { containers: [{ name: web, image: "${image}", securityContext: { ${context} } ${more} }] } }`,
    );
  const none = 'capabilities: { drop: [ALL] }';

  test('finds an image that cannot change its user', () => {
    expect(judge(capabilitiesSuffice, web(none))).toEqual([capabilitiesSuffice.example]);
    expect(judge(capabilitiesSuffice, web('capabilities: { drop: [ALL], add: [CHOWN, SETUID] }'))[0]).toContain(
      'expected SETGID below add',
    );
  });

  test.each([
    ['the capabilities', web('capabilities: { drop: [ALL], add: [CHOWN, SETGID, SETUID] }')],
    ['another user', web(`${none}, runAsUser: 101`)],
    ['an image without root', web(none, 'nginxinc/nginx-unprivileged:1.27')],
    ['another program', web(none, 'nginx:1.27', ', command: [sleep, infinity]')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(capabilitiesSuffice, yaml)).toEqual([]);
  });
});
