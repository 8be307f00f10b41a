import { expect, test } from '@jest/globals';
import { DEMANDS } from '../../../../lib/checker/kubernetes/demands';
import { shapes } from '../../../../lib/checker/kubernetes/object-shapes';

/** Of the answers of a server, those about long lists are too long to be kept. */
const MOST = [
  ['DeviceClaim', 'requests', 32],
  ['DeviceClaim', 'constraints', 32],
  ['DeviceClaim', 'config', 32],
  ['Device', 'taints', 16],
  ['DeviceRequest', 'firstAvailable', 8],
  ['DeviceSubRequest', 'selectors', 32],
  ['ExactDeviceRequest', 'selectors', 32],
  ['DeviceClassSpec', 'config', 32],
  ['DeviceClassSpec', 'selectors', 32],
  ['ResourceSliceSpec', 'devices', 128],
  ['PodFailurePolicy', 'rules', 20],
  ['PodFailurePolicyOnExitCodesRequirement', 'values', 255],
  ['PodFailurePolicyRule', 'onPodConditions', 20],
  ['SuccessPolicy', 'rules', 20],
  ['MutatingWebhook', 'matchConditions', 64],
  ['ValidatingWebhook', 'matchConditions', 64],
  ['ValidatingAdmissionPolicySpec', 'auditAnnotations', 20],
  ['ValidatingAdmissionPolicySpec', 'matchConditions', 64],
  ['Endpoint', 'addresses', 100],
  ['EndpointHints', 'forZones', 8],
  ['EndpointHints', 'forNodes', 8],
  ['EndpointSlice', 'endpoints', 1000],
] as const;

const place = {
  object: { apiVersion: 'v1', kind: 'Any', metadata: { name: 'any' } },
  structure: shapes('1.34').anyObject,
  kubernetes: '1.34',
} as const;

test.each(MOST)('%s.%s may have %i items, and no more', (type, list, most) => {
  const complaints = (length: number) => {
    const value = { [list]: Array.from({ length }, (_, index) => ({ name: `a${index}` })) };
    const found = (DEMANDS[type] ?? []).flatMap((demand) => demand(value, place));
    return found.filter(({ field, expected }) => field === list && expected === `at most ${most} items`);
  };
  expect(complaints(most)).toEqual([]);
  expect(complaints(most + 1)).toHaveLength(1);
});
