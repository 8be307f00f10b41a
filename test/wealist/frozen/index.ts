import { dev } from './dev';
import { local } from './local';
import { prod } from './prod';
import { staging } from './staging';

/**
 * The environments of the tests, with the figures that weAlist began with: README.md and docs/ show these. A value that
 * changes in lib/wealist/environments changes nothing here.
 */
export const environments = { local, dev, staging, prod };
