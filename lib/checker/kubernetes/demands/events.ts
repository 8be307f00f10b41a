import { stringAt, valueAt } from '../../manifest/manifest';
import { type Complaint, type Demand, holds, isSet, needs, oneOf } from '../demand';
import { dnsSubdomain, qualifiedName } from '../name-syntax';

const short = (field: string, most: number): Demand =>
  holds(field, `at most ${most} letters`, (event) => (stringAt(event, field) ?? '').length <= most);

/** An Event of `v1` and an Event of `events.k8s.io/v1` have other names for the same fields. */
const names = (apiVersion: string) =>
  apiVersion === 'v1'
    ? { object: 'involvedObject', reporter: 'reportingComponent', text: 'message' }
    : { object: 'regarding', reporter: 'reportingController', text: 'note' };

const sameNamespace: Demand = (event, { object: { apiVersion } }): Complaint[] => {
  const { object } = names(apiVersion);
  const own = stringAt(event, 'metadata', 'namespace') ?? 'default';
  const other = stringAt(event, object, 'namespace') ?? '';
  const timed = isSet(valueAt(event, 'eventTime') ?? undefined);
  const known = other === '' ? own === 'default' || (timed && own === 'kube-system') : timed || other === own;
  return known ? [] : [{ field: `${object}.namespace`, expected: 'the namespace of the Event' }];
};

/** An Event with a time of its own says who reports what. */
const reported: Demand = (event, place) => {
  if (!isSet(valueAt(event, 'eventTime') ?? undefined)) return [];
  const { reporter, text } = names(place.object.apiVersion);
  return [
    needs(reporter, 'reportingInstance', 'action', 'reason'),
    holds(reporter, qualifiedName.expected, (value) => qualifiedName.fits(stringAt(value, reporter) ?? '')),
    ...[short('reportingInstance', 128), short('action', 128), short('reason', 128), short(text, 1024)],
  ].flatMap((demand) => demand(event, place));
};

const newApi: Demand = (event, place) =>
  place.object.apiVersion === 'v1'
    ? []
    : [
        needs('eventTime', 'type'),
        oneOf('type', 'Normal', 'Warning'),
        holds('metadata.name', dnsSubdomain.expected, (value) =>
          dnsSubdomain.fits(stringAt(value, 'metadata', 'name') ?? ''),
        ),
        ...['deprecatedCount', 'deprecatedFirstTimestamp', 'deprecatedLastTimestamp', 'deprecatedSource'].map((field) =>
          holds(field, 'no such field', (value) => !isSet(valueAt(value, field) ?? undefined)),
        ),
        holds('series.count', 'at least 2', (value) => {
          const series = valueAt(value, 'series') ?? undefined;
          return series === undefined || Number(valueAt(series, 'count') ?? 0) >= 2;
        }),
      ].flatMap((demand) => demand(event, place));

export const EVENT_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  Event: [sameNamespace, reported, newApi],
  EventV1: [sameNamespace, reported, newApi],
};
