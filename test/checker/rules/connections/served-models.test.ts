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

  test('the name of a model is that of --model, or the word behind serve', () => {
    expect(client('other', '"--model", "/models/q", "--port", "80"')[0]).toContain('expected "/models/q", which');
    expect(client('other', '"serve", "/models/q", "--port", "80"')[0]).toContain('expected "/models/q", which');
    expect(client('/models/q', '"serve", "/models/q"')).toEqual([]);
    expect(client('other', '"--served-model-name", "a", "b", "--port=80"')[0]).toContain('expected "a" or "b", which');
    expect(client('b', '"--served-model-name", "a", "b"')).toEqual([]);
    expect(client('other', '"--port=80"')).toEqual([]);
    expect(client('other', '"--model=$(MODEL)"')).toEqual([]);
  });

  test('a client with two models, or of another server, is asked nothing', () => {
    const asks = (env: string) =>
      judge(
        servedModels,
        deployment(`{ name: api, image: app, env: [${env}] }`) +
          object('Service', 'llm', 'selector: { app: llm }, ports: [{ port: 8000 }]') +
          object(
            'Deployment',
            'llm',
            'template: { metadata: { labels: { app: llm } }, spec: { containers: [{ name: llm, image: vllm/vllm-openai, args: [--model=q] }] } }',
          ),
      );
    const url = '{ name: OPENAI_BASE_URL, value: "http://llm:8000/v1" }';
    expect(asks(`${url}, { name: MODEL, value: a }`)).toHaveLength(1);
    expect(asks(`${url}, { name: MODEL, value: a }, { name: EMBEDDING_MODEL, value: b }`)).toEqual([]);
    expect(asks('{ name: OPENAI_BASE_URL, value: "http://other:8000" }, { name: MODEL, value: a }')).toEqual([]);
    expect(asks('{ name: NOTE, value: "http://llm:8000/v1" }, { name: MODEL, value: a }')).toEqual([]);
    expect(asks(url)).toEqual([]);
  });
});
