import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { stringify } from 'yaml';
import { Verification } from '../../lib/command-line/verification';
import { distOf, edit, FROZEN, frozenClone, root, synth } from '../clone';

const read = (page: string): string => readFileSync(path.join(root, page), 'utf8');
const blocksOf = (page: string, language: string): string[] =>
  [...read(page).matchAll(/^```(\w*)\n(.*?)^```$/gms)].flatMap(([, of, text = '']) => (of === language ? [text] : []));

describe('the tutorial, followed to the letter,', () => {
  const folder = frozenClone();
  const [change = ''] = blocksOf('docs/tutorial.md', 'ts');
  const [said = ''] = blocksOf('docs/tutorial.md', '');
  const local = `${FROZEN}/local.ts`;

  test('changes what it says it changes', () => {
    expect(synth(folder)).toMatchObject({ status: 0, stderr: '' });
    const before = distOf(folder);
    edit(folder, local, /helloWorld: \{\n {4}scaling: \{ replicas: 1 \},\n/, change.replace(/^(?!\s*$)/gm, '  '));
    expect(synth(folder)).toMatchObject({ status: 0, stderr: '' });
    const after = distOf(folder);
    const changed = Object.keys(after).filter((file) => after[file] !== before[file]);
    expect(changed).toEqual(['local/1-hello-world.k8s.yaml']);
    expect(after[changed[0] ?? '']).toMatch(/kind: PodDisruptionBudget/);
  });

  test('is refused as it says, and leaves dist as it was', () => {
    const before = distOf(folder);
    edit(
      folder,
      local,
      /request: Cpu\.millis\(100\), limit: Cpu\.millis\(250\)/,
      'request: Cpu.millis(500), limit: Cpu.millis(250)',
    );
    expect(synth(folder)).toMatchObject({ status: 1, stderr: said });
    expect(distOf(folder)).toEqual(before);
  });
});

describe('the page about environments', () => {
  test('shows what synth prints', () => {
    const uncounted = (text: string) => text.replace(/\d+ objects in \d+ files/g, 'objects');
    const { stdout } = synth(frozenClone(), 'dev');
    expect(uncounted(read('docs/how-to/environment.md'))).toContain(`\`\`\`\n${uncounted(stdout)}\`\`\`\n`);
  });
});

describe('the page about verify', () => {
  test('shows what verify prints', () => {
    const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'verify-page-'));
    const file = path.join(folder, 'api.yaml');
    const objects = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
      {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: 'api', namespace: 'shop' },
        spec: { selector: { app: 'api' }, ports: [{ port: 80, targetPort: 8081 }] },
      },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'api', namespace: 'shop', labels: { app: 'api' } },
        spec: {
          containers: [
            {
              name: 'api',
              image: 'acme/api:1.0.0',
              ports: [{ containerPort: 8080 }],
              env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'mail', key: 'PASSWORD' } } }],
            },
          ],
        },
      },
    ];
    writeFileSync(file, objects.map((each) => stringify(each)).join('---\n'));
    const { lines } = new Verification({ argv: [file], env: {}, outdir: 'dist' }).outcome();
    rmSync(folder, { recursive: true });
    const said = lines
      .join('\n')
      .replace(folder, 'path/to/manifests')
      .replace(/line \d+/, 'line 10');
    expect(read('docs/how-to/verify.md')).toContain(`\`\`\`\n${said}\n\`\`\``);
  });
});
