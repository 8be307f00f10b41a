import { describe, expect, test } from '@jest/globals';
import { scalersWatchWorkers } from '../../../../lib/checker/rules/availability/scalers-watch-workers';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment } from '../references/objects';

describe('scalers-watch-workers', () => {
  const scaler = (queue: string) =>
    object(
      'ScaledObject',
      'media/thumbs',
      `spec: { scaleTargetRef: { name: thumbs }, triggers: [{ type: rabbitmq, metadata: { queueName: ${queue} } }] }`,
    );
  const worker = (name: string, value: string) =>
    deployment('media/thumbs', container(`env: [{ name: ${name}, value: "${value}" }]`));

  test('the scaler watches the queue of the worker', () => {
    expect(judge(scalersWatchWorkers, scaler('thumbnail') + worker('QUEUE', 'thumbnails'))).toEqual([
      scalersWatchWorkers.example,
    ]);
    expect(judge(scalersWatchWorkers, scaler('thumbnails') + worker('QUEUES', 'mail,thumbnails'))).toEqual([]);
  });

  test('a variable that names no queue says nothing', () => {
    expect(judge(scalersWatchWorkers, scaler('thumbnail') + worker('QUEUE_SIZE', '10'))).toEqual([]);
  });
});
