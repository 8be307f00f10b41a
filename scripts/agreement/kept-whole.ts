import { entriesAt, type Json, listAt, type Manifest, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import type { Answer, ApiServer } from './api-server';

/**
 * True if a server that took an object keeps every field, and takes what a controller makes of the object. An older
 * server drops a field of a later version without a word, and judges the pods of a StatefulSet only when they are made.
 */
export async function keptWhole(server: ApiServer, object: Json, answer: Answer, namespace: string): Promise<boolean> {
  if (!keeps(answer.answered, object)) return false;
  for (const made of madeOf(object)) {
    if ((await server.create(made, made, namespace)).code >= 400) return false;
  }
  return true;
}

function keeps(kept: Json | undefined, sent: Json): boolean {
  if (Array.isArray(sent))
    return listAt(kept).length >= sent.length && sent.every((each, i) => keeps(listAt(kept)[i], each));
  return entriesAt(sent).every(([field, value]) => {
    // The server moves the texts of stringData to data.
    if (value === null || field === 'stringData') return true;
    const isEmpty = typeof value === 'object' && Object.keys(value).length === 0;
    const found = valueAt(kept, field);
    return found === undefined ? isEmpty : keeps(found, value);
  });
}

/**
 * The pod and the claims of a StatefulSet, and the Job of a CronJob. The API server judges the templates of other kinds
 * itself.
 */
function madeOf(object: Json): Manifest[] {
  if (stringAt(object, 'kind') === 'CronJob') {
    const template = ['spec', 'jobTemplate'] as const;
    const metadata = madeFrom(valueAt(object, ...template));
    return [{ apiVersion: 'batch/v1', kind: 'Job', metadata, spec: valueAt(object, ...template, 'spec') }];
  }
  if (stringAt(object, 'kind') !== 'StatefulSet') return [];
  const claims = listAt(object, 'spec', 'volumeClaimTemplates');
  const volumes = claims.map((claim) => ({ name: valueAt(claim, 'metadata', 'name') ?? '', emptyDir: {} }));
  const spec = Object.fromEntries(entriesAt(object, 'spec', 'template', 'spec'));
  const pod = { ...spec, volumes: [...listAt(spec, 'volumes'), ...volumes] };
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata: madeFrom(valueAt(object, 'spec', 'template')), spec: pod },
    ...claims.map((claim) => ({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: madeFrom(claim),
      spec: valueAt(claim, 'spec') ?? {},
    })),
  ] as unknown as Manifest[];
}

const madeFrom = (template: Json | undefined) => ({
  name: 'made',
  labels: valueAt(template, 'metadata', 'labels') ?? {},
  annotations: valueAt(template, 'metadata', 'annotations') ?? {},
});
