import { type Environment as Compared, Comparison, human, rowsOf } from '../../../lib/changes';
import { manifestsOf } from '../../../lib/synthesis/manifests';
import { assemble } from '../../../lib/wealist/charts';
import type { Environment, LocalEnvironment, SharedEnvironment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../wealist/frozen';

/** The environments of an edit: those that the edit changes. */
export type Edited = Partial<
  Record<'dev' | 'staging' | 'prod', (environment: SharedEnvironment) => Environment> & {
    readonly local: (environment: LocalEnvironment) => Environment;
  }
>;

const rendered = (name: string, environment: Environment) =>
  [...manifestsOf(assemble(name, environment)).values()].flat();

/** What `npm run changes` says of an edit. */
export function consequencesOf(edited: Edited): string[] {
  const compared = Object.entries(environments).flatMap(([name, before]): Compared[] => {
    const edit = edited[name as keyof Edited] as ((environment: Environment) => Environment) | undefined;
    if (edit === undefined) return [];
    return [{ name, comparison: new Comparison(rendered(name, before), rendered(name, edit(before))) }];
  });
  return human(rowsOf(compared));
}
