import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { onClusters, type Program, promote, synth, UserError } from '../../lib';
import { atVersions } from '../../lib/command-line/chosen-environments';
import type { Outcome } from '../../lib/command-line/run';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { filesBelow, root } from '../clone';
import { environments } from '../wealist/frozen/index';

type Versions = Record<string, Record<string, string>>;

const FILE = 'versions.json';
const SYSTEMS = ['board-api', 'frontend', 'hello-world'];
const NAMES = ['dev', 'staging', 'prod'] as const;

/** Every system of every environment at one version, but for some. */
const versions = (others: Versions): Versions =>
  Object.fromEntries(
    NAMES.map((name) => [name, { ...Object.fromEntries(SYSTEMS.map((each) => [each, '1.0.0'])), ...others[name] }]),
  );

/** A program in a folder of its own, whose environments read their versions when a command starts. */
class Team {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'team-'));
  private readonly place = path.join(this.folder, FILE);
  private readonly outdir = path.join(this.folder, 'dist');
  private table: Readonly<Record<string, Environment>> = Object.fromEntries(
    NAMES.map((name) => [name, environments[name]]),
  );

  /** The history of the file of versions, a commit each. */
  constructor(...commits: Versions[]) {
    if (commits.length > 1) this.git('init', '--quiet');
    for (const each of commits) {
      this.write(versions(each));
      this.git('add', FILE);
      this.git('commit', '--quiet', '--message', 'versions');
    }
    this.synth();
  }

  /** The same team with other folders in place of prod. */
  on(folders: Readonly<Record<string, Environment>>): this {
    const { prod: _prod, ...others } = this.table;
    this.table = { ...others, ...folders };
    rmSync(this.outdir, { recursive: true });
    this.synth();
    return this;
  }

  get files(): Record<string, string> {
    return filesBelow(this.folder);
  }

  get versions(): Versions {
    return JSON.parse(readFileSync(this.place, 'utf8'));
  }

  write(all: Versions): void {
    writeFileSync(this.place, JSON.stringify(all, undefined, 2));
  }

  promote(...argv: string[]): string {
    return this.run(promote, argv);
  }

  synth(...argv: string[]): string {
    return this.run(synth, argv);
  }

  /** The lines of a command, or of its refusal. */
  run(command: (program: Program<Environment>) => (invocation: never) => Outcome, argv: string[], env = {}): string {
    const own = Object.entries(this.table).map(([folder, environment]) => {
      const current = this.versions[environment.name ?? folder] ?? {};
      return [folder, atVersions(environment, new Map(Object.entries(current)))] as const;
    });
    const program = { environments: Object.fromEntries(own), assemble, versions: this.place };
    try {
      const { lines, write } = command(program)({ argv, env, outdir: this.outdir } as never);
      const written = write?.() as Outcome | undefined;
      return this.named([...lines, ...(written?.lines ?? [])]);
    } catch (error) {
      if (error instanceof UserError) return this.named(['refused', ...error.problems]);
      throw error;
    }
  }

  private named(lines: readonly string[]): string {
    return `${lines.join('\n')}\n`.replaceAll(`${this.folder}/`, '');
  }

  private git(...args: string[]): void {
    const author = ['-c', 'user.name=team', '-c', 'user.email=team@example.com'];
    spawnSync('git', [...author, ...args], { cwd: this.folder });
  }
}

describe('npm run promote', () => {
  const ahead = { staging: { ...versions({}).staging, 'board-api': '1.5.0', frontend: '2.0.0' } };
  const team = new Team({}, ahead);
  const before = team.files;
  const said = team.promote('staging', 'prod', '--dry-run');

  test('says what the change leads to', () => {
    expect(said).toMatch(/^prod: restart: Deployment board-api-prod\/board-api: its pods are replaced: /m);
    expect(said).toMatch(/^ {2}spec\.template\.spec\.containers\[board-api\]\.image: .* → "[^"]*board-api:1\.5\.0"$/m);
  });

  test('--dry-run writes nothing', () => {
    expect(said).toMatch(/^nothing was written: --dry-run$/m);
    expect(team.files).toEqual(before);
  });

  test('says that an environment has a version for the first time', () => {
    expect(said).toContain('board-api: 1.0.0 → 1.5.0, new to prod: in no commit of versions.json\n');
  });

  test('names the environments that a version passes by', () => {
    const skipping = new Team({}, { dev: { ...versions({}).dev, 'board-api': '1.6.0' } });
    expect(skipping.promote('dev', 'prod', '--dry-run')).toContain(', new to staging and prod: in no commit');
  });

  test('says in which commit an environment had a version before', () => {
    expect(team.promote('prod', 'staging', 'frontend', '--dry-run')).toMatch(
      /^frontend: 2\.0\.0 → 1\.0\.0, staging had the version before, in commit [0-9a-f]{7,}$/m,
    );
  });

  test('says that nobody knows without a history', () => {
    expect(new Team(ahead).promote('staging', 'prod', '--dry-run')).toContain(
      'board-api: 1.0.0 → 1.5.0, no history of versions.json: nobody knows which environment had the version before\n',
    );
  });

  test('moves the named systems alone, and writes the file of versions and dist', () => {
    expect(team.promote('staging', 'prod', 'board-api')).toMatch(/^written: versions\.json, dist\/prod$/m);
    expect(team.versions).toEqual({ ...versions(ahead), prod: { ...versions({}).prod, 'board-api': '1.5.0' } });
    const changed = Object.entries(team.files).filter(([file, text]) => before[file] !== text);
    const written = changed.map(([file]) => file).filter((file) => !file.startsWith('.git'));
    expect(written).toEqual(['dist/prod/1-board-api.k8s.yaml', FILE]);
  });

  test('leaves a dist that the next plain synth does not change', () => {
    expect(team.synth('prod')).toMatch(/^prod: .* unchanged$/m);
  });

  test('has nothing to do for a system that is there', () => {
    expect(team.promote('staging', 'prod', 'board-api')).toBe('prod has the versions of staging already\n');
  });
});

describe('npm run promote refuses, and writes nothing:', () => {
  const team = new Team({ staging: { ...versions({}).staging, 'board-api': '1.5.0' } });

  test.each([
    [['staging'], 'promote: expected two environments, such as "staging prod", received staging'],
    [
      ['stagin', 'prod'],
      'environment of versions.json: expected one of dev, staging, prod, received "stagin"; did you mean "staging"?',
    ],
    [['prod', 'prod'], 'environment: expected another one than prod, received "prod"'],
    [
      ['staging', 'prod', 'frontent'],
      `system: expected one of ${SYSTEMS.join(', ')}, received "frontent"; did you mean "frontend"?`,
    ],
    [['staging', 'prod', '--dry'], 'option: expected one of --dry-run, --help, received "--dry"'],
  ])('%j', (argv, sentence) => {
    const before = team.files;
    expect(team.promote(...argv)).toContain(`refused\n${sentence}`);
    expect(team.files).toEqual(before);
  });

  test('--dry-run that npm took for its own', () => {
    const before = team.files;
    expect(team.run(promote, ['staging', 'prod'], { npm_config_dry_run: 'true' })).toMatch(
      /^refused\n--dry-run: expected "--"/,
    );
    expect(team.files).toEqual(before);
  });

  test('a dist that holds other changes', () => {
    const place = path.join(team.folder, 'dist/prod/1-frontend.k8s.yaml');
    writeFileSync(place, readFileSync(place, 'utf8').replace(/replicas: \d+/, 'replicas: 99'));
    const before = team.files;
    expect(team.promote('staging', 'prod')).toBe(
      'refused\ndist/prod: expected the files that the program writes, received others: 1-frontend.k8s.yaml; first run npm run synth -- prod\n',
    );
    expect(team.files).toEqual(before);
  });
});

describe('an environment on several clusters', () => {
  const { cluster, ...settings } = environments.prod;
  const clusters = onClusters('prod', { ...settings, clusters: { seoul: cluster, tokyo: cluster } });

  test('has one version for all of its folders', () => {
    const team = new Team({ staging: { ...versions({}).staging, frontend: '2.0.0' } }).on(clusters);
    expect(team.promote('staging', 'prod')).toMatch(/^written: versions\.json, dist\/prod-seoul, dist\/prod-tokyo$/m);
    expect(team.synth()).not.toContain(' changed');
  });

  test('saves a version of --tag for all of its folders alone', () => {
    const team = new Team({}).on(clusters);
    expect(team.synth('prod-seoul', '--tag', 'frontend=2.0.0', '--save')).toBe(
      'refused\n--save: expected prod-tokyo, too, with the same versions, received prod-seoul\n',
    );
    expect(team.synth('prod', '--tag', 'frontend=2.0.0', '--save')).toContain('prod: frontend 2.0.0 written to');
  });
});

test('the page about versions shows what promote prints', () => {
  const team = new Team({}, { staging: { ...versions({}).staging, 'board-api': '1.5.0' } });
  const page = readFileSync(path.join(root, 'docs', 'how-to', 'version.md'), 'utf8');
  const said = team.promote('staging', 'prod').replaceAll('versions.json', 'lib/wealist/versions.json');
  expect(page).toContain(`\n\`\`\`\n${said}\`\`\`\n`);
});

describe('npm run synth', () => {
  test('says that the next plain synth takes a version of --tag back, and names --save', () => {
    const team = new Team({});
    expect(team.synth('prod', '--tag', 'frontend=2.0.0')).toContain(
      'prod: frontend 2.0.0 is in dist alone: the next plain synth restores 1.0.0; add --save to write the version to versions.json\n',
    );
    expect(team.synth('prod')).toMatch(/^prod: .* changed: 1-frontend\.k8s\.yaml$/m);
  });

  test('--save writes the versions of --tag, and the next plain synth keeps them', () => {
    const team = new Team({});
    expect(team.synth('dev', 'prod', '--tag', 'frontend=2.0.0', '--save')).toContain(
      'dev, prod: frontend 2.0.0 written to versions.json\n',
    );
    const frontend = { ...versions({}).dev, frontend: '2.0.0' };
    expect(team.versions).toEqual(versions({ dev: frontend, prod: frontend }));
    expect(team.synth()).not.toContain(' changed');
  });

  test.each([
    [['prod', '--save'], '--save: expected a version to save, --tag, received none'],
    [
      ['prod', '--tag', 'hello-server=1.6', '--save'],
      `--save: expected a system of prod in versions.json (${SYSTEMS.join(', ')}), received "hello-server"`,
    ],
  ])('%j is refused, and writes nothing', (argv, sentence) => {
    const team = new Team({});
    const before = team.files;
    expect(team.synth(...argv)).toBe(`refused\n${sentence}\n`);
    expect(team.files).toEqual(before);
  });

  test('says all problems at once, of the file of versions and of environments', () => {
    const team = new Team({});
    team.write(versions({ staging: { ...versions({}).staging, 'board-api': 'latest' } }));
    expect(team.synth('staging', 'prod', '--tag', 'frontend=')).toBe(
      [
        'refused',
        'versions.json: staging.board-api.tag: expected a tag of one build, such as "1.4.2", received "latest"',
        'prod/frontend/frontend: image.tag: expected a tag (1 to 128 of letters, digits, ".", "_" and "-"), received ""',
        '',
      ].join('\n'),
    );
  });
});
