import { describe, expect, test } from '@jest/globals';
import { probePorts } from '../../../../lib/checker/rules/availability/probe-ports';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('probe-ports', () => {
  const probe = (port: string) =>
    deployment(
      `{ name: api, ports: [{ name: http, containerPort: 8080 }], readinessProbe: { httpGet: { port: ${port} } } }`,
    );

  test('finds a probe at a name that the container does not have', () => {
    expect(judge(probePorts, probe('htttp'))).toEqual([probePorts.example]);
  });

  test('a number needs no declaration, but for a slip of one digit beside the only port', () => {
    expect(judge(probePorts, probe('8081'))).toHaveLength(1);
    expect(judge(probePorts, probe('8808'))).toEqual([]);
    expect(judge(probePorts, probe('9090'))).toEqual([]);
  });

  test.each(['startupProbe: { tcpSocket: { port: http } }', 'livenessProbe: { httpGet: { port: http } }'])(
    'looks at every probe: %s',
    (handler) => {
      expect(
        judge(probePorts, deployment(`{ name: api, ports: [{ containerPort: 8080 }], ${handler} }`)).join(),
      ).toContain('(8080)');
    },
  );

  test('accepts the port by name, by number, or none', () => {
    expect(judge(probePorts, probe('http'))).toEqual([]);
    expect(judge(probePorts, probe('8080'))).toEqual([]);
    expect(judge(probePorts, deployment('{ name: api, livenessProbe: { exec: { command: [check] } } }'))).toEqual([]);
  });
});
