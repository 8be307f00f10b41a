import { atVersions } from '../lib/command-line/chosen-environments';
import type { Environment } from '../lib/wealist/environments/environment';
import { environments } from '../lib/wealist/environments/index';
import versions from '../lib/wealist/versions.json';

/** The word in place of a version of lib/wealist/versions.json. */
export const VERSION = 'VERSION';

const own: Readonly<Record<string, Readonly<Record<string, string>>>> = versions;

/** The environments without the versions of our own images: after a promotion, no page and no picture is out of date. */
export const versionless: Readonly<Record<string, Environment>> = Object.fromEntries(
  Object.entries<Environment>(environments).map(([folder, environment]) => {
    const systems = Object.keys(own[folder] ?? own[environment.name ?? folder] ?? {});
    return [folder, atVersions(environment, new Map(systems.map((system) => [system, VERSION])))];
  }),
);
