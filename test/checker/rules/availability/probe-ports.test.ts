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

  test('looks at the hooks of a container', () => {
    const hook = (port: string) =>
      judge(
        probePorts,
        deployment(
          `{ name: api, ports: [{ name: http, containerPort: 8080 }], lifecycle: { preStop: { httpGet: { port: ${port} } } } }`,
        ),
      );
    expect(hook('htpp')).toEqual([expect.stringContaining('lifecycle.preStop.httpGet.port')]);
    expect(hook('8081')).toHaveLength(1);
    expect(hook('http')).toEqual([]);
    expect(hook('9090')).toEqual([]);
  });

  test('finds a slip of one digit beside the port of another probe, which the command line confirms', () => {
    const probes = (live: number, ready: number, args = '--health=:8081') =>
      judge(
        probePorts,
        deployment(
          `{ name: api, args: ["${args}"], ports: [{ containerPort: 9443 }, { containerPort: 8443 }], livenessProbe: { httpGet: { port: ${live} } }, readinessProbe: { httpGet: { port: ${ready} } } }`,
        ),
      );
    expect(probes(8081, 8082)).toEqual([expect.stringContaining('readinessProbe.httpGet.port')]);
    expect(probes(8081, 8081)).toEqual([]);
    expect(probes(8081, 8082, '--health=:8081,:8082')).toEqual([]);
    expect(probes(8081, 8082, '--verbose')).toEqual([]);
  });
});
