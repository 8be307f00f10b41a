import path from 'node:path';
import { sentence } from '../../checker/check';
import { RULES } from '../../checker/rules/index';
import { fingerprint } from './fingerprint';
import type { Report } from './report';

const LEVELS = { broken: 'error', risk: 'warning', opinion: 'warning', unknown: 'note' } as const;

/**
 * A report for code scanning, in SARIF 2.1.0: https://docs.oasis-open.org/sarif/sarif/v2.1.0/. A run without findings
 * is a file, too: code scanning closes the alerts of before.
 */
export function sarifLines({ findings, unreadable }: Report): string[] {
  const rules = RULES.map(({ id, answer, why, example }) => ({
    id,
    shortDescription: { text: why },
    help: { text: `${why}\n\n${example}` },
    defaultConfiguration: { level: LEVELS[answer] },
  }));
  const results = findings.map(({ finding, file, line }) => ({
    ruleId: finding.rule,
    ruleIndex: RULES.findIndex(({ id }) => id === finding.rule),
    level: LEVELS[finding.answer],
    message: { text: sentence(finding) },
    locations: [{ physicalLocation: { artifactLocation: { uri: uriOf(file) }, region: { startLine: line() } } }],
    partialFingerprints: { 'subject/v1': fingerprint(finding) },
  }));
  const notifications = unreadable.map((text) => ({ level: 'error', message: { text } }));
  const run = {
    tool: { driver: { name: 'verify-manifests', rules } },
    invocations: [{ executionSuccessful: unreadable.length === 0, toolExecutionNotifications: notifications }],
    results,
  };
  const log = { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
  return [JSON.stringify(log, undefined, 2)];
}

const uriOf = (file: string): string => encodeURI(path.normalize(file).split(path.sep).join('/'));
