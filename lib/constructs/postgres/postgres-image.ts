import { problem } from '../../checker/problem';
import type { Image } from '../../values/image';

/** The facts in the tag of an official `postgres` image: `16-alpine`, `18.1-bookworm`. */
export interface PostgresLayout {
  /** Mount point of the volume. */
  readonly mountPath: string;
  /** PGDATA: a folder below the mount, whose root may hold `lost+found`, which initdb does not tolerate. */
  readonly dataDirectory: string;
  /** User id of `postgres`: 70 in Alpine images, 999 in Debian ones. */
  readonly uid: number;
}

/**
 * The data folder and the user of an official image. From 18 on, the image declares its volume one level higher and
 * keeps each major version in a folder of its own; a volume at the old path is never written to.
 */
export function postgresLayout(image: Image): PostgresLayout {
  const major = majorVersion(image);
  const uid = image.tag.includes('alpine') ? 70 : 999;
  return major >= 18
    ? { mountPath: '/var/lib/postgresql', dataDirectory: `/var/lib/postgresql/${major}/docker`, uid }
    : { mountPath: '/var/lib/postgresql/data', dataDirectory: '/var/lib/postgresql/data/pgdata', uid };
}

/** Refuses a tag that does not tell the major version, on which the data's path depends. */
export function checkPostgresImage(field: string, image: Image): string[] {
  const problems = image.problems(field);
  if (!(majorVersion(image) >= 13)) {
    problems.push(problem(`${field}.tag`, 'a PostgreSQL version from 13 on, such as "16-alpine"', image.tag));
  }
  return problems;
}

const majorVersion = ({ tag }: Image): number => Number(/^(\d+)(?=[.-]|$)/.exec(tag)?.[1]);
