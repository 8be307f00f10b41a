import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = path.join(__dirname, '..', '..');
const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const scripts = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).scripts;

describe('the README', () => {
  test('shows code that compiles', () => {
    const example = readFileSync(path.join(__dirname, 'add-a-service.ts'), 'utf8').replace("'../../lib'", "'./lib'");
    expect(readme).toContain(`\`\`\`ts\n${example}\`\`\`\n`);
  });

  test.each([...readme.matchAll(/npm run ([a-z]+)/g)].map(([, script = '']) => script))(
    'names the script %s, which exists',
    (script) => {
      expect(scripts).toHaveProperty(script);
    },
  );

  test.each(
    [...readme.matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)]
      .map(([, target = '']) => target)
      .filter((t) => !/^https?:/.test(t)),
  )('links to %s, which exists', (target) => {
    expect(() => readFileSync(path.join(root, target), 'utf8')).not.toThrow(/ENOENT/);
  });

  const rows = [...readme.matchAll(/^\| .+ \| .+ \| \[(.+)\]\((test\/.+)\) \|$/gm)];

  test('backs every promise with a test', () => {
    expect(rows).toHaveLength(12);
  });

  test.each(rows.map(([, title = '', file = '']) => [title, file]))('"%s" is a test in %s', (title, file) => {
    expect(readFileSync(path.join(root, file), 'utf8').replace(/\\'/g, "'")).toContain(title);
  });
});
