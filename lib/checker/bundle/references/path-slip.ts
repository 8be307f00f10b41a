import { isTypo } from '../../problem';

/** The known path of which a path is a slip in one step. */
export function pathSlip(path: string, known: readonly string[]): string | undefined {
  if (
    path === '' ||
    known.includes(path) ||
    known.some((each) => path.startsWith(`${each}/`) && each.split('/').length > 2)
  )
    return undefined;
  const steps = path.split('/');
  return known.find((each) => {
    const others = each.split('/');
    const different = others.flatMap((step, index) => (step === steps[index] ? [] : [[step, steps[index] ?? '']]));
    const [[step = '', other = ''] = []] = different;
    return others.length === steps.length && different.length === 1 && isTypo(other, step);
  });
}
