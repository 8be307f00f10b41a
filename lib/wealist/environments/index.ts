import { dev } from './dev';
import type { LocalEnvironment, SharedEnvironment } from './environment';
import { local } from './local';
import { prod } from './prod';
import { staging } from './staging';

/** Every environment there is. Its name ends the names of its namespaces, and is its folder in dist. */
export const environments = table({ local, dev, staging, prod });

/** Under the name `local`, and under no other, stands an environment with values in code. */
function table<T extends { [Name in keyof T]: Name extends 'local' ? LocalEnvironment : SharedEnvironment }>(
  all: T,
): T {
  return all;
}
