import { describe, expect, test } from '@jest/globals';
import { memorySettingsWithinLimit } from '../../../../lib/checker/rules/containers/memory-settings-within-limit';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('memory-settings-within-limit', () => {
  const limited = (container: string, limit = '512Mi', more?: string) =>
    deployment(`{ name: api, resources: { limits: { memory: ${limit} } }, ${container} }`, more);

  test('finds a heap above the limit', () => {
    expect(judge(memorySettingsWithinLimit, limited('env: [{ name: JAVA_OPTS, value: "-Xms64m -Xmx1g" }]'))).toEqual([
      memorySettingsWithinLimit.example,
    ]);
  });

  test.each([
    ['GOMEMLIMIT', 'env: [{ name: GOMEMLIMIT, value: 1GiB }]', '1024Mi of GOMEMLIMIT'],
    ['Node.js', 'args: [node, --max-old-space-size=600, main.js]', '600Mi of --max-old-space-size'],
    ['Redis', 'args: [redis-server, --maxmemory, 2gb]', '2048Mi of maxmemory'],
    ['PostgreSQL', 'args: [-c, shared_buffers=4GB]', '4096Mi of shared_buffers'],
    ['Cassandra', 'env: [{ name: MAX_HEAP_SIZE, value: 4G }]', '4096Mi of MAX_HEAP_SIZE'],
    ['MongoDB', 'args: [--wiredTigerCacheSizeGB, "1.5"]', '1536Mi of wiredTigerCacheSizeGB'],
    ['memcached', 'image: "memcached:1", args: [-m, "1024"]', '1024Mi of -m'],
    ['Varnish', 'image: "varnish:7", env: [{ name: VARNISH_SIZE, value: 2G }]', '2048Mi of malloc'],
    ['the collector', 'args: ["limit_mib: 800"]', '800Mi of limit_mib'],
    ['PHP', 'image: "php:8-fpm", env: [{ name: PHP_MEMORY_LIMIT, value: 1G }]', '1024Mi of memory_limit'],
    ['MySQL', 'args: [--innodb-buffer-pool-size=2G]', '2048Mi of innodb_buffer_pool_size'],
  ])('knows the setting of %s', (_, container, said) => {
    expect(judge(memorySettingsWithinLimit, limited(container))[0]).toContain(`expected more than the ${said}`);
  });

  test('reads the files that a ConfigMap mounts', () => {
    const pod = `
apiVersion: v1
kind: Pod
metadata: { name: api }
spec:
  volumes: [{ name: config, configMap: { name: redis } }]
  containers:
    - { name: redis, volumeMounts: [{ name: config, mountPath: /etc/redis }], resources: { limits: { memory: 256Mi } } }
`;
    const yaml = pod + configMap('redis', '"redis.conf": "# maxmemory 4gb\\nmaxmemory 300mb\\n"');
    expect(judge(memorySettingsWithinLimit, yaml)[0]).toContain('the 300Mi of maxmemory, received "256Mi"');
  });

  test.each([
    ['a heap within the limit', limited('args: [java, -Xmx256m]')],
    ['the same option of another program', limited('image: "acme/api:1", args: [-m, "1024"]')],
    ['a container without a limit', deployment('{ name: api, args: [java, -Xmx8g] }')],
    ['a share of the memory', limited('env: [{ name: GOMEMLIMIT, value: "off" }]')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(memorySettingsWithinLimit, yaml)).toEqual([]);
  });

  test.each([
    ['args: [java, -Xmx299008k]', 292, '-Xmx'],
    ['args: [java, -Xmx314572800]', 300, '-Xmx'],
    ['args: [java, -XX:MaxHeapSize=314572800]', 300, '-XX:MaxHeapSize'],
    ['env: [{ name: GOMEMLIMIT, value: "314572800" }]', 300, 'GOMEMLIMIT'],
    ['args: [--maxmemory, "314572800"]', 300, 'maxmemory'],
    ['args: [--innodb-buffer-pool-size=314572800]', 300, 'innodb_buffer_pool_size'],
    ['env: [{ name: SOLR_HEAP, value: 300m }]', 300, 'SOLR_HEAP'],
    ['args: ["-memory.allowedBytes=314572800"]', 300, 'memory.allowedBytes'],
    ['env: [{ name: NEO4J_server_memory_heap_max__size, value: "314572800" }]', 300, 'memory.heap.max_size'],
    ['image: varnish, args: ["malloc,314572800"]', 300, 'malloc'],
    ['image: itzg/minecraft-server, env: [{ name: MEMORY, value: 300M }]', 300, 'MEMORY'],
    ['args: [java, -Xmx1t]', 1048576, '-Xmx'],
  ])('%s takes %dMi', (container, mebibytes, name) => {
    const found = (limit: number) => judge(memorySettingsWithinLimit, limited(container, `${limit}Mi`));
    expect(found(mebibytes)[0]).toContain(`expected more than the ${mebibytes}Mi of ${name}, received`);
    expect(found(mebibytes + 1)).toEqual([]);
  });

  test('reads the watermark of RabbitMQ', () => {
    const pod = (value: string) =>
      `{ apiVersion: v1, kind: Pod, metadata: { name: mq }, spec: { volumes: [{ name: c, configMap: { name: c } }], containers: [{ name: mq, volumeMounts: [{ name: c, mountPath: /c }], resources: { limits: { memory: 300Mi } } }] } }\n` +
      configMap('c', `"r.conf": "vm_memory_high_watermark.absolute = ${value}"`);
    expect(judge(memorySettingsWithinLimit, pod('314572800'))[0]).toContain(
      '300Mi of vm_memory_high_watermark.absolute',
    );
    expect(judge(memorySettingsWithinLimit, pod('299MiB'))).toEqual([]);
  });

  test('of several scripts in a folder, the command names those that run', () => {
    const running = (script: string) =>
      limited(`command: [/s/${script}], volumeMounts: [{ name: s, mountPath: /s }]`, '512Mi', 'replicas: 1').replace(
        'containers:',
        'volumes: [{ name: s, configMap: { name: scripts } }], containers:',
      ) + configMap('scripts', '"big.sh": "redis-server --maxmemory 2gb", "small.sh": "redis-server --maxmemory 1mb"');
    expect(judge(memorySettingsWithinLimit, running('big.sh'))).toHaveLength(1);
    expect(judge(memorySettingsWithinLimit, running('small.sh'))).toEqual([]);
  });
});
