import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { isMap, isScalar, parseDocument } from 'yaml';
import { problem, Unquoted, unknownWord } from '../checker/problem';
import type { Environment } from '../synthesis/environment';
import { UserError } from '../synthesis/user-error';
import { reasonOf } from './files-below';

/** The version of a system in an environment, with the place of the version in the text. */
interface Entry {
  readonly environment: string;
  readonly system: string;
  readonly version: string;
  readonly start: number;
  readonly end: number;
}

const EXPECTED = 'JSON such as { "prod": { "api": "1.4.2" } }';

/** A JSON file with the version of each system in each environment. An edit keeps every other byte. */
export class VersionsFile {
  /** Reads a file. Throws a sentence for a file that is no such JSON. */
  static read(place: string): VersionsFile {
    try {
      return new VersionsFile(place, readFileSync(place, 'utf8'));
    } catch (error) {
      const reason = error instanceof SyntaxError ? new Unquoted(error.message) : reasonOf(error);
      throw new UserError([problem(place, EXPECTED, reason)]);
    }
  }

  /** The environments with versions of their own, in the order of the file. */
  readonly environments: readonly string[];
  private readonly entries: readonly Entry[];

  private constructor(
    readonly place: string,
    private readonly text: string,
  ) {
    this.environments = Object.keys(JSON.parse(text));
    this.entries = entriesOf(text);
  }

  /** The versions of an environment, by system. Empty for an environment without any. */
  of(environment: string): ReadonlyMap<string, string> {
    const own = this.entries.filter((each) => each.environment === environment);
    return new Map(own.map(({ system, version }) => [system, version]));
  }

  /** The name of an environment in this file: that of the folder, or the name that several clusters share. */
  nameOf([folder, { name }]: readonly [string, Environment]): string {
    return this.environments.includes(folder) ? folder : (name ?? folder);
  }

  /** Unknown environments and systems, and versions that no image can have, each with the environment of the file. */
  problems(environments: Readonly<Record<string, Environment>>): { environment: string; sentence: string }[] {
    const images = new Map(Object.entries(environments).map((each) => [this.nameOf(each), each[1].images ?? {}]));
    const strangers = this.environments.filter((name) => !images.has(name));
    const unknown = strangers.map((environment) => {
      return { environment, sentence: unknownWord(`${this.place}: an environment`, [...images.keys()], environment) };
    });
    const wrong = this.entries.flatMap((entry) => {
      const own = images.get(entry.environment);
      const sentences = own ? this.entryProblems(entry, own) : [];
      return sentences.map((sentence) => ({ environment: entry.environment, sentence }));
    });
    return [...unknown, ...wrong];
  }

  /** The same file with other versions of an environment. A system without a version stays without. */
  with(environment: string, versions: ReadonlyMap<string, string>): VersionsFile {
    const text = this.entries.reduceRight((written, { environment: owner, system, start, end }) => {
      const version = owner === environment ? versions.get(system) : undefined;
      return version === undefined ? written : written.slice(0, start) + JSON.stringify(version) + written.slice(end);
    }, this.text);
    return new VersionsFile(this.place, text);
  }

  /** Writes this file in place of another one, around an action. An action that throws leaves the other one. */
  writeAround<T>(before: VersionsFile, action: () => T): T {
    this.write();
    try {
      return action();
    } catch (error) {
      before.write();
      throw error;
    }
  }

  private entryProblems({ environment, system, version }: Entry, images: NonNullable<Environment['images']>): string[] {
    const field = `${this.place}: ${environment}`;
    const image = images[system];
    if (!image) return [unknownWord(`${field}: a system`, Object.keys(images), system)];
    if (image.version !== version) {
      const received = new Unquoted(
        `${JSON.stringify(version)}, and the program says ${JSON.stringify(image.version)}`,
      );
      return [problem(`${field}.${system}`, 'a system whose version the program reads here', received)];
    }
    return image.versionProblems(`${field}.${system}`);
  }

  private write(): void {
    try {
      writeFileSync(`${this.place}.new`, this.text);
      renameSync(`${this.place}.new`, this.place);
    } catch (error) {
      throw new UserError([problem(this.place, 'a file that can be written', reasonOf(error))]);
    }
  }
}

/** JSON is YAML, and the reader of YAML knows the place of each value, and finds a key that stands there twice. */
function entriesOf(text: string): Entry[] {
  const { contents, errors } = parseDocument(text);
  const [error] = errors;
  if (error) throw new SyntaxError(error.message.split(':')[0]);
  if (!isMap(contents)) throw new SyntaxError('no object');
  return contents.items.flatMap(({ key: environment, value: systems }) => {
    if (!isMap(systems)) throw new SyntaxError(`no object at ${environment}`);
    return systems.items.map(({ key: system, value: version }) => {
      const field = `${environment}.${system}`;
      if (!isScalar(version) || typeof version.value !== 'string' || !version.range) {
        throw new SyntaxError(`no text at ${field}`);
      }
      const [start, end] = version.range;
      return { environment: String(environment), system: String(system), version: version.value, start, end };
    });
  });
}
