import { Bundle } from '../../bundle/bundle';
import { type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** A volume with data stays on its claim. */
export const claimsStay: Rule = {
  id: 'claims-stay',
  answer: 'risk',
  why: 'on another claim, or on none, a program starts without its data; the old claim lies there unused',
  example:
    'Deployment shop/files: spec.template.spec.volumes[data]: expected claim "files" as before: copy its data to the other one first, then accept this, received claim "files-2" [claims-stay]',
  about: ['claimName'],
  check: (bundle) => {
    if (!bundle.previous) return [];
    return new Bundle(bundle.previous).templates.flatMap(({ owner, spec, path }) => {
      const object = bundle.find(owner.kind, namespaceOf(owner), owner.metadata.name);
      const now = bundle.templates.find((template) => template.owner === object);
      if (!object || !now) return [];
      const volumes = listAt(now.spec, 'volumes');
      return listAt(spec, 'volumes').flatMap((before) => {
        const claim = claimOf(before);
        const name = stringAt(before, 'name');
        const after = volumes.find((each) => stringAt(each, 'name') === name);
        // A volume that is gone may have another name now: its claim tells.
        if (claim === undefined || claimOf(after) === claim || volumes.some((each) => claimOf(each) === claim))
          return [];
        if (after === undefined && madeBy(object, name)) return [];
        const expected = `claim ${quoted(claim)} as before: copy its data to the other one first, then accept this`;
        return [{ object, field: `${path}.volumes[${name}]`, expected, received: shown(after) }];
      });
    });
  },
};

const claimOf = (volume: Json | undefined): string | undefined =>
  stringAt(volume, 'persistentVolumeClaim', 'claimName');

/** A StatefulSet may make the claim from now on. */
function madeBy(object: Manifest, name: string | undefined): boolean {
  return listAt(object, 'spec', 'volumeClaimTemplates').some((claim) => stringAt(claim, 'metadata', 'name') === name);
}

function shown(volume: Json | undefined): string {
  if (volume === undefined) return 'no such volume';
  const claim = claimOf(volume);
  if (claim !== undefined) return `claim ${quoted(claim)}`;
  const [source = 'another source'] = Object.keys(volume as object).filter((key) => key !== 'name');
  return valueAt(volume, source) === undefined ? source : `${source}, which holds no data of before`;
}
