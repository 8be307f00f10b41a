import { describe, expect, test } from '@jest/globals';
import { programsInImages } from '../../../../lib/checker/rules/containers/programs-in-images';
import { judge } from '../judge';
import { database } from '../workloads';

describe('programs-in-images', () => {
  const db = (container: string) => judge(programsInImages, database(container));
  const probed = (image: string, command: string) =>
    db(`image: "${image}", readinessProbe: { exec: { command: [${command}] } }`);

  test('finds a program that the image lacks', () => {
    expect(probed('mongo:7.0', 'mongo, --eval, "db.hello()"')).toEqual([programsInImages.example]);
    expect(probed('mariadb:11.4', 'sh, -c, "mysqladmin ping -p$P"')).toHaveLength(1);
    expect(probed('python:3.12-slim', 'curl, -f, localhost')).toHaveLength(1);
    expect(db('image: "node:22-alpine", command: [bash, -c, "node main.js"]')).toHaveLength(1);
  });

  test.each([
    ['the program of another version', probed('mongo:5', 'mongo, --eval, "db.hello()"')],
    ['the new program', probed('mongo:7.0', 'mongosh, --eval, "db.hello()"')],
    ['a larger image', db('image: "node:22", command: [bash, -c, "node main.js"]')],
    ['an image of others', probed('acme/python:3-slim', 'curl, -f, localhost')],
    ['a script that installs the program', db('image: "alpine:3", command: [sh, -c, "apk add curl && curl -f a"]')],
    ['a program from a volume', probed('busybox:1', '/tools/curl, -f, localhost')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });

  test('finds a client in an image of a system', () => {
    const told = (image: string, script: string) => db(`image: "${image}", command: [sh, -c, "${script}"]`);
    expect(told('alpine:3.20', 'kubectl rollout restart deployment/api && echo done')).toHaveLength(1);
    expect(told('alpine/k8s:1.30.4', 'kubectl rollout restart deployment/api')).toEqual([]);
    expect(told('mysql:8.4', 'pg_dump -h db shop')).toHaveLength(1);
    expect(told('mysql:8.4', 'mysqldump -h db shop')).toEqual([]);
    expect(told('alpine:3.20', 'wget -O /usr/local/bin/kubectl https://dl.k8s.io/kubectl; kubectl get pods')).toEqual(
      [],
    );
  });
});
