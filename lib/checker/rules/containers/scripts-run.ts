import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, execCommand } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { texts } from '../../bundle/containers/texts';
import { valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const HANDLERS = [
  ...['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => [probe]),
  ...['postStart', 'preStop'].map((hook) => ['lifecycle', hook]),
];

/** A mounted script can be started. */
export const scriptsRun: Rule = {
  id: 'scripts-run',
  answer: 'broken',
  why: 'a file of a ConfigMap has the mode 0644 unless the volume says otherwise: a script that is started by its path ends with "permission denied"',
  example:
    'Deployment default/api: spec.template.spec.containers[api].command: expected /scripts/run.sh with a mode that lets it be executed (defaultMode 0755 of the volume), or behind sh, received mode 0644 [scripts-run]',
  check: (bundle) => [...bundle.containers.flatMap((container) => closed(bundle, container)), ...lineEnds(bundle)],
};

function closed(bundle: Bundle, container: Container): Finding[] {
  const modes = new Map(
    mountedFiles(bundle, container).flatMap(({ mountPath, subPath, modes }) =>
      [...modes].flatMap(([name, mode]) => {
        const place = subPath === undefined ? `${mountPath}/${name}` : mountPath;
        return subPath === undefined || subPath === name ? [[place, mode] as const] : [];
      }),
    ),
  );
  if (modes.size === 0) return [];
  const started = [
    { field: 'command', line: commandLine(container) },
    ...HANDLERS.map((handler) => ({
      field: `${handler.join('.')}.exec.command`,
      line: execCommand(valueAt(container.spec, ...handler)),
    })),
  ];
  return started.flatMap(({ field, line }) => {
    // A script may make a copy of the file first, or change its mode.
    const [script] = /\bchmod\b/.test(line.join(' '))
      ? []
      : commands(line)
          .map(([first = '']) => first)
          .filter((word) => modes.has(word));
    const mode = modes.get(script ?? '');
    if (script === undefined || mode === undefined || (mode & 0o111) !== 0) return [];
    return [
      {
        object: container.template.owner,
        field: `${container.path}.${field}`,
        expected: `${script} with a mode that lets it be executed (defaultMode 0755 of the volume), or behind sh`,
        received: `mode 0${mode.toString(8)}`,
      },
    ];
  });
}

/** The kernel takes the carriage return for a part of the interpreter's name. */
function lineEnds(bundle: Bundle): Finding[] {
  return texts(bundle)
    .filter(({ object, value }) => object.kind === 'ConfigMap' && /^#![^\n]*\r\n/.test(value))
    .map(({ object, field }) => ({
      object,
      field,
      expected: 'lines that end in \\n alone: no interpreter has a name that ends in \\r',
      received: 'a script with the line ends of Windows',
    }));
}
