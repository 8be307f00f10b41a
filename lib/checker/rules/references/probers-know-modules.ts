import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { entriesAt, stringAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A Probe of the Prometheus operator asks an exporter for a module that the exporter has. */
export const probersKnowModules: Rule = {
  id: 'probers-know-modules',
  answer: 'broken',
  why: 'the blackbox exporter answers 400 for a module that it does not have: each probe fails, or none is made, and the site looks down or unwatched',
  example:
    'Probe default/web: spec.module: expected a module of the exporter (http_2xx), received "http_get" [probers-know-modules]',
  about: ['prober'],
  check: (bundle) => {
    const probes = bundle.ofKind('Probe');
    if (probes.length === 0) return [];
    const modules = modulesIn(bundle);
    return probes.flatMap((object): Finding[] => {
      const [module, url] = [stringAt(object, 'spec', 'module'), stringAt(object, 'spec', 'prober', 'url')];
      return [
        ...(module === undefined || modules.length === 0 || modules.includes(module) || !isHere(bundle, url)
          ? []
          : [
              {
                object,
                field: 'spec.module',
                expected: `a module of the exporter (${modules.join(', ')})`,
                received: quoted(module),
                meant: nearest(module, modules),
              },
            ]),
        // https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ProberSpec
        ...(url !== undefined && /^https?:\/\//.test(url)
          ? [
              {
                object,
                field: 'spec.prober.url',
                expected: 'the host and the port alone, with the scheme in spec.prober.scheme',
                received: quoted(url),
              },
            ]
          : []),
      ];
    });
  },
};

/** The modules of all exporters: https://github.com/prometheus/blackbox_exporter/blob/master/CONFIGURATION.md */
function modulesIn(bundle: Bundle): string[] {
  return texts(bundle)
    .filter(({ value }) => /^modules:/m.test(value) && value.includes('prober:'))
    .flatMap(({ value }) => entriesAt(valueAt(yamlValue(value), 'modules')).map(([name]) => name));
}

/** True for an exporter of the bundle. Another one has modules of its own. */
function isHere(bundle: Bundle, url = ''): boolean {
  const [name] = url.replace(/^https?:\/\//, '').split(/[.:]/);
  return bundle.ofKind('Service').some(({ metadata }) => metadata.name === name);
}
