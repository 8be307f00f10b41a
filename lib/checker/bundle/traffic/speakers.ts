import { getOrInsert } from '../../manifest/get-or-insert';
import { once } from '../../manifest/once';
import { SPEAKERS, type Speaker } from '../../programs/client-schemes';
import type { Bundle, PodTemplate } from '../bundle';
import { runs } from '../workloads/members';

/** The pods of the programs in the table. */
export const speakers = once((bundle: Bundle): ReadonlyMap<PodTemplate, Speaker> => {
  const found = new Map<PodTemplate, Speaker>();
  for (const container of bundle.containers) {
    const speaker = container.init ? undefined : SPEAKERS.find(({ program }) => runs(container, program));
    if (speaker) getOrInsert(found, container.template, () => speaker);
  }
  return found;
});
