import { environments } from '../../lib/wealist/environments';
import { type Environment, SYSTEMS } from '../../lib/wealist/environments/environment';
import { chart } from './chart';
import { environmentFile, VERSIONS } from './environment';
import { nameProblems, pascalCase } from './names';
import type { Sources } from './sources';

/** Adds a system with one service: the name, an image for each environment, a chart, and a line that assembles the chart. */
export function addService(sources: Sources, name: string): void {
  sources.problems.push(...nameProblems('service', name, SYSTEMS));
  sources.insert('lib/wealist/environments/environment.ts', /SYSTEMS = \[[^\]]*?(?=,?\s*\])/, `, '${name}'`);
  for (const [environment, { cluster }] of Object.entries<Environment>(environments)) {
    if (cluster.importedImages) {
      const image = `Image.imported('wealist-${name}', 'latest')`;
      sources.insert(environmentFile(environment), /\bimages: \{[^}]*?(?=,?\s*\},)/, `, '${name}': ${image}`);
    } else sources.insert(VERSIONS, new RegExp(`"${environment}": \\{[^}]*?(?=\\s*\\})`), `, "${name}": "1.0.0"`);
  }
  const type = `${pascalCase(name)}Chart`;
  sources.add(`lib/wealist/charts/${name}.ts`, chart(name));
  const assembly = 'lib/wealist/charts/index.ts';
  sources.insert(assembly, /^(?=import )/m, `import { ${type} } from './${name}';\n`);
  const props = `propsOf('${name}')`;
  sources.insert(
    assembly,
    /\n {2}return \{[\s\S]*?(?=\n {2}\};)/,
    `\n'${name}': new ${type}(app, '${name}', ${props}),`,
  );
}
