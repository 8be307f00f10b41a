import type { Rule } from '../../../lib/checker/rule';
import { RULES_BY_SUBJECT } from '../../../lib/checker/rules/index';

const { availability, containers, security, storage } = RULES_BY_SUBJECT;

/** Every rule about pods that the API server accepts, by its id. */
export const runningRules: ReadonlyMap<string, Rule> = new Map(
  [...availability, ...containers, ...security, ...storage].map((rule) => [rule.id, rule] as const),
);
