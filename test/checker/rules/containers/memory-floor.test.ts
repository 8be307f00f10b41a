import { describe, expect, test } from '@jest/globals';
import { memoryFloor } from '../../../../lib/checker/rules/containers/memory-floor';
import { judge, weights } from '../judge';
import { API, deployment } from '../pods';

describe('memory-floor', () => {
  const limited = (limit: string, more: string) =>
    `{ name: api, resources: { limits: { memory: ${limit} } }, ${more} }`;
  const measured = (memory: string) => `{ annotations: { verify/measured-memory: ${memory} } }`;

  test('finds a limit below the floor', () => {
    expect(judge(memoryFloor, deployment(limited('128Mi', 'command: [uvicorn, "main:app"]')))).toEqual([
      memoryFloor.example,
    ]);
  });

  test('an amount that no program fits into is a mistaken unit', () => {
    expect(judge(memoryFloor, deployment(limited('512m', 'image: nginx')))).toEqual([
      `${API}.containers[api].resources.limits.memory: expected an amount with a unit, at least 4Mi, received "512m"; did you mean "512Mi"? [memory-floor]`,
    ]);
    expect(weights(memoryFloor, deployment(limited('512', 'image: nginx')))).toEqual(['broken']);
    expect(judge(memoryFloor, deployment(limited('512M', 'image: nginx')))).toEqual([]);
  });

  test.each([
    'command: [java, -Xmx96m, -jar, app.jar]',
    'env: [{ name: JAVA_OPTS, value: "-XX:MaxRAMPercentage=75" }]',
  ])('leaves a runtime alone whose memory somebody has bounded: %s', (more) => {
    expect(judge(memoryFloor, deployment(limited('128Mi', more)))).toEqual([]);
  });

  test.each([
    ['256Mi', 'Python', 'the image python', 'image: "python:3.12-slim"'],
    ['256Mi', 'Python', 'the image ghcr.io/acme/fastapi-board', 'image: "ghcr.io/acme/fastapi-board:1"'],
    ['256Mi', 'Python', 'the command python3.12', 'command: [/usr/local/bin/python3.12, main.py]'],
    ['256Mi', 'Python', 'the command gunicorn', 'command: [sh, -c, "exec gunicorn app"]'],
    ['256Mi', 'Python', 'the command uvicorn', 'args: [uvicorn, "main:app"]'],
    ['256Mi', 'Python', 'the command uvicorn', 'command: [poetry, run, uvicorn, "main:app"]'],
    ['256Mi', 'Python', 'the command manage.py', 'command: [./manage.py, runserver]'],
    ['256Mi', 'Python', 'the variable UVICORN_PORT', 'env: [{ name: UVICORN_PORT, value: "80" }]'],
    ['256Mi', 'Python', 'the variable PYTHONUNBUFFERED', 'env: [{ name: PYTHONUNBUFFERED, value: "1" }]'],
    ['256Mi', 'Node', 'the image node', 'image: "node:22"'],
    ['256Mi', 'Node', 'the image docker.io/library/node', 'image: "docker.io/library/node:22"'],
    ['256Mi', 'Node', 'the image gcr.io/distroless/nodejs22-debian12', 'image: gcr.io/distroless/nodejs22-debian12'],
    ['256Mi', 'Node', 'the command npm', 'command: [npm, start]'],
    ['256Mi', 'Node', 'the command node', 'command: [tini, --, node, dist/main]'],
    ['256Mi', 'Node', 'the variable NODE_ENV', 'env: [{ name: NODE_ENV, value: production }]'],
    ['512Mi', 'Java', 'the image eclipse-temurin', 'image: "eclipse-temurin:21-jre"'],
    ['512Mi', 'Java', 'the image acme/spring-shop', 'image: "acme/spring-shop:1"'],
    ['512Mi', 'Java', 'the command java', 'command: [java, -jar, app.jar]'],
    ['512Mi', 'Java', 'the variable JAVA_TOOL_OPTIONS', 'env: [{ name: JAVA_TOOL_OPTIONS, value: -Dx=y }]'],
  ])('knows a floor of %s for %s by %s', (floor, runtime, evidence, more) => {
    expect(judge(memoryFloor, deployment(limited('200Mi', more)))).toEqual([
      `${API}.containers[api].resources.limits.memory: expected at least ${floor}, which ${runtime} needs (as ${evidence} shows), received "200Mi" [memory-floor]`,
    ]);
    expect(judge(memoryFloor, deployment(limited(floor, more)))).toEqual([]);
  });

  test.each([
    ['a runtime that is not known', 'image: "nginx:1.27"'],
    ['a program that runs on each node', 'image: "prom/node-exporter:v1"'],
    ['another one', 'image: "calico/node:v3"'],
    ['a word that is no program', 'image: "ebs-csi:1", args: [node, --port=80]'],
    ['a word of another program', 'command: [kubectl, get, node]'],
    ['JavaScript, which is not Java', 'image: "acme/javascript-site:1"'],
    ['variables of other names', 'env: [{ name: APP_ENV, value: python }, { name: NODE_NAME, value: a }]'],
  ])('says nothing of %s', (_, more) => {
    expect(judge(memoryFloor, deployment(limited('64Mi', more)))).toEqual([]);
  });

  test('says nothing where there is no limit, nor of init containers', () => {
    expect(judge(memoryFloor, deployment('{ name: api, image: "python:3" }'))).toEqual([]);
    const setup = limited('64Mi', 'image: "python:3"');
    expect(judge(memoryFloor, deployment('{ name: api }', `initContainers: [${setup}]`))).toEqual([]);
  });

  test('takes twice what was measured instead of the floor', () => {
    const python = (limit: string, memory: string) =>
      judge(memoryFloor, deployment(limited(limit, 'image: "python:3"'), 'restartPolicy: Always', measured(memory)));
    expect(python('128Mi', '45Mi')).toEqual([]);
    expect(python('90Mi', '45Mi')).toEqual([]);
    expect(python('80Mi', '45Mi')).toEqual([
      `${API}.containers[api].resources.limits.memory: expected at least twice the 45Mi that were measured, received "80Mi" [memory-floor]`,
    ]);
    expect(python('512Mi', '300Mi')).toHaveLength(1);
    expect(python('128Mi', 'little')).toHaveLength(1);
  });
});
