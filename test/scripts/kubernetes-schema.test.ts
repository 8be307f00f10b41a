import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { kubernetesSchema } from '../../scripts/kubernetes-schema';

const ROOT = path.join(__dirname, '..', '..');

describe('the schema of Kubernetes 1.28', () => {
  test('is what the script makes of the types of cdk8s-plus-28', () => {
    const committed = readFileSync(path.join(ROOT, 'lib', 'checker', 'kubernetes', 'kubernetes-1.28.json'), 'utf8');
    expect(kubernetesSchema()).toBe(committed);
  });

  const imports = path.join(ROOT, 'node_modules', 'cdk8s-plus-28', 'lib', 'imports');
  const port = 'readonly containerPort: number;';
  test.each([
    [
      'a type it does not know',
      'cannot read the type number | string',
      'k8s.d.ts',
      port,
      'readonly containerPort: number | string;',
    ],
    [
      'a type that is nowhere described',
      'PortNumber is referred to, but nowhere described',
      'k8s.d.ts',
      port,
      'readonly containerPort: PortNumber;',
    ],
    [
      'something else than a property',
      'ContainerPort: cannot read containerPort(): number;',
      'k8s.d.ts',
      port,
      'containerPort(): number;',
    ],
    [
      'a property without a name in k8s.js',
      'ContainerPort.more has no name in k8s.js',
      'k8s.d.ts',
      port,
      `${port} readonly more: number;`,
    ],
    [
      'a name without a property in k8s.d.ts',
      'ContainerPort: k8s.d.ts does not know containerPort',
      'k8s.d.ts',
      port,
      '',
    ],
    [
      'an interface written otherwise',
      'an interface is written in a way that this script does not read',
      'k8s.d.ts',
      'interface ContainerPort {',
      'interface ContainerPort extends A {',
    ],
    [
      'an interface that stands there twice',
      'Container is described twice',
      'k8s.d.ts',
      'interface ContainerPort {',
      'interface Container {',
    ],
    [
      'a line of k8s.js it cannot read',
      "ContainerPort: cannot read         ['hostIP']",
      'k8s.js',
      `'hostIP': obj.hostIp`,
      `['hostIP']: obj.hostIp`,
    ],
    [
      'a type that k8s.js does not render',
      'k8s.js does not render ContainerPort',
      'k8s.js',
      'function toJson_ContainerPort(',
      'function render(',
    ],
    [
      'a class without apiVersion and kind',
      '139 classes, but 138 of them say their apiVersion and kind',
      'k8s.js',
      `    kind: 'ConfigMap',\n`,
      '',
    ],
  ])('is not made from %s', (_, message, file, text, replacement) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'imports-'));
    try {
      cpSync(imports, folder, { recursive: true });
      const original = readFileSync(path.join(folder, file), 'utf8');
      expect(original).toContain(text);
      writeFileSync(
        path.join(folder, file),
        original.replace(text, () => replacement),
      );
      expect(() => kubernetesSchema(folder)).toThrow(message);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
