import { describe, expect, test } from '@jest/globals';
import { gpusRequested } from '../../../../lib/checker/rules/availability/gpus-requested';
import { judge } from '../judge';
import { object } from '../workloads';

describe('gpus-requested', () => {
  const llm = (container: string, pod = '') =>
    object('Deployment', 'llm', `template: { spec: { ${pod} containers: [{ name: llm, ${container} }] } }`);
  const vllm = 'image: "vllm/vllm-openai:v0.6.3"';
  const limits = 'resources: { limits: { nvidia.com/gpu: 1 } }';

  test('finds a program for GPUs without one', () => {
    expect(judge(gpusRequested, llm(vllm))).toEqual([gpusRequested.example]);
  });

  test('finds a pod on nodes with GPUs that asks for none', () => {
    const there = 'nodeSelector: { accelerator: nvidia }, tolerations: [{ key: nvidia.com/gpu, operator: Exists }],';
    expect(judge(gpusRequested, llm('image: "acme/train:1"', there))).toHaveLength(1);
    expect(judge(gpusRequested, llm(`image: "acme/train:1", ${limits}`, there))).toEqual([]);
  });

  test.each([
    ['a request', llm(`${vllm}, ${limits}`)],
    ['a claim', llm(vllm, 'resourceClaims: [{ name: gpu }],')],
    ['a program for the CPU', llm(`${vllm}, args: [--device, cpu]`)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(gpusRequested, yaml)).toEqual([]);
  });
});
