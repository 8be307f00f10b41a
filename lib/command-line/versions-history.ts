import path from 'node:path';
import { type Json, stringAt } from '../checker/manifest/manifest';
import { contentsOf, git } from './git';

/** The contents of a file in each commit that changed the file, from the checked out commit back. */
export class VersionsHistory {
  /** Undefined without a repository that knows the file. */
  private readonly commits: readonly { readonly id: string; readonly contents: Json }[] | undefined;
  private readonly isShallow: boolean;

  constructor(private readonly place: string) {
    const [folder, file] = [path.dirname(place), path.basename(place)];
    const ids = git(folder, ['log', '--format=%h', '--', file])?.toString().split('\n').filter(Boolean) ?? [];
    const texts = contentsOf(
      folder,
      ids.map((id) => `${id}:./${file}`),
    );
    this.commits =
      ids.length === 0 ? undefined : ids.map((id, index) => ({ id, contents: parsed(texts[index]?.toString()) }));
    this.isShallow = git(folder, ['rev-parse', '--is-shallow-repository'])?.toString().trim() === 'true';
  }

  /** Says in which commit the environments had a version, or which of them had the version in none. */
  says(environments: readonly string[], system: string, version: string): string {
    if (!this.commits) return `no history of ${this.place}: nobody knows which environment had the version before`;
    const commitOf = (environment: string) =>
      this.commits?.find(({ contents }) => stringAt(contents, environment, system) === version)?.id;
    const never = environments.filter((environment) => commitOf(environment) === undefined);
    const cut = this.isShallow ? ' of this shallow clone' : '';
    if (never.length > 0) return `new to ${never.join(' and ')}: in no commit${cut} of ${this.place}`;
    const last = environments.at(-1) ?? '';
    return `${last} had the version before, in commit ${commitOf(last)}`;
  }
}

/** A commit may hold the marks of a merge. */
function parsed(text = ''): Json {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
