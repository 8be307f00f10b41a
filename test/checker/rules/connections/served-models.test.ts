import { describe, expect, test } from '@jest/globals';
import { servedModels } from '../../../../lib/checker/rules/connections/served-models';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('served-models', () => {
  const client = (model: string, args = '"--model=/models/q", "--served-model-name=qwen"') =>
    judge(
      servedModels,
      deployment(
        `{ name: api, image: app, env: [{ name: OPENAI_BASE_URL, value: "http://llm:8000/v1" }, { name: MODEL, value: "${model}" }] }`,
      ) +
        object('Service', 'llm', 'selector: { app: llm }, ports: [{ port: 8000 }]') +
        object(
          'Deployment',
          'llm',
          `template: { metadata: { labels: { app: llm } }, spec: { containers: [{ name: llm, image: "vllm/vllm-openai:v0.6.3", args: [${args}] }] } }`,
        ),
    );

  test('finds a model under another name than the server has', () => {
    expect(client('Qwen/Qwen2.5')).toEqual([servedModels.example]);
    expect(client('qwen')).toEqual([]);
    expect(client('/models/q', '"--model", "/models/q"')).toEqual([]);
    expect(client('lora', '"--model", "/models/q", "--lora-modules", "lora=/l"')).toEqual([]);
  });
});
