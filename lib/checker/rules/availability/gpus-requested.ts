import type { PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageName } from '../../bundle/containers/image-users';
import { entriesAt, listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Images that do not start without a GPU, by the end of the name. */
const IMAGES = [
  /(^|\/)vllm\/vllm-openai$/, // https://docs.vllm.ai/en/latest/deployment/docker.html
  /(^|\/)huggingface\/text-generation-inference$/, // https://huggingface.co/docs/text-generation-inference
  /^nim\//, // https://docs.nvidia.com/nim/
  /(^|\/)lmsysorg\/sglang$/, // https://docs.sglang.ai/start/install.html
  /(^|\/)openmmlab\/lmdeploy$/, // https://lmdeploy.readthedocs.io
];
/** https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/ */
const RESOURCE =
  /^((nvidia|amd)\.com\/|gpu\.intel\.com\/|aliyun\.com\/gpu|habana\.ai\/|google\.com\/tpu|aws\.amazon\.com\/neuron)/;

/** A program for GPUs asks for one. */
export const gpusRequested: Rule = {
  id: 'gpus-requested',
  answer: 'risk',
  why: 'a container sees the devices that it asks for, and no others: a program for GPUs finds none on a node that is full of them, and stops',
  example:
    'Deployment default/llm: spec.template.spec.containers[llm].resources.limits: expected nvidia.com/gpu, without which vllm/vllm-openai does not start, received none [gpus-requested]',
  about: ['vllm-openai', 'text-generation-inference', 'nim/', 'sglang', 'lmdeploy', '.com/gpu'],
  check: ({ templates }) =>
    templates
      .filter((template) => !hasDevice(template))
      .flatMap((template): Finding[] => {
        const { owner, path, containers } = template;
        const running = containers.filter(({ init }) => !init);
        const server = running.find(
          (each) => IMAGES.some((image) => image.test(imageName(each))) && !/\bcpu\b/.test(commandLine(each).join(' ')),
        );
        if (server !== undefined) {
          const expected = `nvidia.com/gpu, without which ${imageName(server)} does not start`;
          return [{ object: owner, field: `${server.path}.resources.limits`, expected, received: 'none' }];
        }
        const taint = taintOf(template);
        if (taint === undefined || owner.kind === 'DaemonSet') return [];
        const expected = `${taint} in a container, since the pod goes to nodes that are kept for it`;
        return [{ object: owner, field: `${path}.containers`, expected, received: 'no request for a GPU' }];
      }),
};

function hasDevice({ spec, containers }: PodTemplate): boolean {
  const asked = [spec, ...containers.map((each) => each.spec)].flatMap((holder) =>
    ['requests', 'limits'].flatMap((field) => entriesAt(holder, 'resources', field).map(([name]) => name)),
  );
  const isGiven = containers.some((each) =>
    listAt(each.spec, 'env').some((entry) => stringAt(entry, 'name') === 'NVIDIA_VISIBLE_DEVICES'),
  );
  return (
    asked.some((name) => RESOURCE.test(name) || /gpu|mig-/.test(name)) ||
    isGiven ||
    listAt(spec, 'resourceClaims').length > 0 ||
    valueAt(spec, 'runtimeClassName') !== undefined
  );
}

/** The taint of GPU nodes, if the pod both tolerates the taint and chooses nodes by a label for GPUs. */
function taintOf({ spec }: PodTemplate): string | undefined {
  const chosen = entriesAt(spec, 'nodeSelector').some(([key, value]) => /gpu|accelerator/i.test(`${key} ${value}`));
  const tolerated = listAt(spec, 'tolerations').map((each) => stringAt(each, 'key') ?? '');
  return chosen ? tolerated.find((key) => /^(nvidia|amd)\.com\/gpu$/.test(key)) : undefined;
}
