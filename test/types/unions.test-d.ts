import type { ExistingKeys, LiteralValues, Scaling, SecretSource } from '../../lib';
import { accept } from './accept';

/* Scaling: a number of pods, or an autoscaler between two. */

accept<Scaling>({ replicas: 2 });
accept<Scaling>({ minReplicas: 2, maxReplicas: 5 });
accept<Scaling>({ minReplicas: 2, maxReplicas: 5, cpuPercent: 80 });
// @ts-expect-error half an autoscaler: how many at most?
accept<Scaling>({ minReplicas: 2 });
// @ts-expect-error half an autoscaler: how many at least?
accept<Scaling>({ maxReplicas: 5 });
// @ts-expect-error half an autoscaler: between which numbers?
accept<Scaling>({ cpuPercent: 80 });
// @ts-expect-error an autoscaler owns the number of pods
accept<Scaling>({ replicas: 2, minReplicas: 2, maxReplicas: 5 });
// @ts-expect-error nobody looks at CPU where the number is fixed
accept<Scaling>({ replicas: 2, cpuPercent: 80 });
// @ts-expect-error nobody asks for more where the number is fixed
accept<Scaling>({ replicas: 2, maxReplicas: 5 });
// @ts-expect-error not even as undefined: a prop is there or it is not
accept<Scaling>({ replicas: undefined, minReplicas: 2, maxReplicas: 5 });
// @ts-expect-error somebody has to say how many
accept<Scaling>({});

export function pods(scaling: Scaling): number {
  // @ts-expect-error there may be an autoscaler instead
  accept<number>(scaling.replicas);
  if (scaling.replicas === undefined) return scaling.maxReplicas;
  // @ts-expect-error there is no autoscaler here
  accept<number>(scaling.maxReplicas);
  return scaling.replicas;
}

/* SecretSource: values that the program knows, or keys of a Secret that exists. */

accept<SecretSource>({ literal: { PASSWORD: 'hunter2' } });
accept<SecretSource>({ existing: { PASSWORD: 'PASSWORD' } });
// @ts-expect-error a Secret is rendered or it exists already
accept<SecretSource>({ literal: { PASSWORD: 'hunter2' }, existing: { PASSWORD: 'PASSWORD' } });
// @ts-expect-error a Secret comes from somewhere
accept<SecretSource>({});
// @ts-expect-error a Secret that is rendered needs values, not keys alone
accept<SecretSource>({ literal: ['PASSWORD'] });

declare const literal: LiteralValues;
declare const existing: ExistingKeys;
accept<SecretSource>(literal);
accept<SecretSource>(existing);
// @ts-expect-error values are not keys
accept<ExistingKeys>(literal);
// @ts-expect-error keys are not values
accept<LiteralValues>(existing);
