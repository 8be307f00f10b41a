import { commandLine } from '../../bundle/containers/command-line';
import { numberAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Options with the time that a program takes at most, in seconds or with a unit. */
const TIMES = [
  /(?<![\w-])timeout\s+(?:-\S+\s+)*(\d+)([smhd]?)(?=\s)/g, // coreutils
  /\b(?:kubectl|helm|argocd|flux)\b[^\n;|]{0,200}--timeout[= ](\d+)([smhd]?)\b/g,
];
const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86400 };

/** A Job has the time for the work. */
export const deadlineCoversWork: Rule = {
  id: 'deadline-covers-work',
  answer: 'risk',
  why: 'Kubernetes ends a Job at its deadline, whatever its program still waits for: the time that the program was given is never used',
  example:
    'Job default/import: spec.activeDeadlineSeconds: expected more than 3600, the time that container api gives its work, received 600 [deadline-covers-work]',
  about: ['activeDeadlineSeconds'],
  check: ({ templates }) =>
    templates.flatMap(({ owner: object, path, containers }): Finding[] => {
      const steps = path.split('.').slice(0, -2);
      const deadline = numberAt(object, ...steps, 'activeDeadlineSeconds');
      if (!/Job$/.test(object.kind) || deadline === undefined) return [];
      const times = containers.flatMap((container) => {
        const line = commandLine(container).join(' ');
        return TIMES.flatMap((pattern) => [...line.matchAll(pattern)]).map(([, digits, unit = '']) => ({
          name: container.name,
          seconds: Number(digits) * (UNITS[unit] ?? 1),
        }));
      });
      const longest = times.find(({ seconds }) => seconds > deadline);
      if (longest === undefined) return [];
      const expected = `more than ${longest.seconds}, the time that container ${longest.name} gives its work`;
      return [{ object, field: [...steps, 'activeDeadlineSeconds'].join('.'), expected, received: quoted(deadline) }];
    }),
};
