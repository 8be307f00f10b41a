import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Manifest } from '../../lib/checker/manifest/manifest';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { judge } from '../checker/rules/judge';
import {
  charts,
  combined,
  DATABASES,
  type Database,
  REDIS,
  type RedisServer,
  SOURCES,
  type Source,
} from '../wealist/environments/combinations';
import { environments } from '../wealist/frozen/index';
import { ApiServer, skipped } from './api-server';
import { UPDATES } from './updates';

if (skipped) console.warn(`SKIPPED: the tests against a real API server, since ${skipped}.`);
const withServer = skipped ? describe.skip : describe;

const MINUTES = 60_000;
const server = new ApiServer();

withServer('a real API server', () => {
  beforeAll(async () => {
    await server.start();
    server.defineKinds();
    server.kubectl(['create', 'namespace', 'shop']);
  }, 5 * MINUTES);
  afterAll(() => server.stop());

  const takes = (files: ReadonlyMap<string, readonly Manifest[]>): string[] => {
    const [namespaces = [], ...others] = [...files.values()];
    // A dry run makes no namespace.
    return [
      ...server.apply(namespaces),
      ...server.apply(others.flat(), '--dry-run=server'),
      ...server.apply(others.flat()),
      ...server.apply(others.flat(), '--server-side', '--force-conflicts', '--dry-run=server'),
    ];
  };

  test.each(Object.entries<Environment>(environments))(
    'takes every object of %s: in a dry run, applied, and server-side',
    (name, environment) => {
      expect(takes(manifestsOf(assemble(name, environment)))).toEqual([]);
    },
    MINUTES,
  );

  const combinations = (Object.keys(SOURCES) as Source[]).flatMap((source) =>
    (Object.keys(DATABASES) as Database[]).flatMap((postgresql) =>
      (Object.keys(REDIS) as RedisServer[]).map((redis) => [source, postgresql, redis] as const),
    ),
  );

  test.each(combinations)(
    'takes every object with %s passwords, a database of the kind %s and Redis %s',
    (source, postgresql, redis) => {
      const files = manifestsOf(charts(combined(source, DATABASES[postgresql], REDIS[redis])));
      const [namespaces = [], ...others] = [...files.values()];
      expect([...server.apply(namespaces), ...server.apply(others.flat(), '--dry-run=server')]).toEqual([]);
    },
    MINUTES,
  );

  test.each(UPDATES)(
    'answers as the rules do to %s',
    (_, before, part, other, refused, rule) => {
      const now = before.replace(part, other);
      expect(server.apply(parse(before))).toEqual([]);
      const refusals = server.apply(parse(now), '--dry-run=server');
      server.kubectl(['delete', '--filename', '-', '--wait=false'], before);
      expect({ server: refusals.length > 0, rule: judge(rule, now, {}, before).length > 0 }).toEqual({
        server: refused,
        rule: refused,
      });
    },
    MINUTES,
  );
});

const parse = (text: string): Manifest[] => parseManifests(text).map(({ manifest }) => manifest);
