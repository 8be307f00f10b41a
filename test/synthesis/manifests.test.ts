import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch, Lazy, type ResolutionContext } from 'cdk8s';
import { identity } from '../../lib/checker/manifest/manifest';
import { k8s } from '../../lib/kubernetes';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { toYaml } from '../../lib/synthesis/yaml-writer';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { environments } from '../../lib/wealist/environments/index';

function chartOf(app: App, id: string, kinds: (chart: Chart) => void = (chart) => configMap(chart, 'only')): Chart {
  const chart = new Chart(app, id);
  kinds(chart);
  return chart;
}

const configMap = (chart: Chart, name: string, id = name) => new k8s.KubeConfigMap(chart, id, { metadata: { name } });

describe('file order is apply order', () => {
  test('a chart lies behind everything it depends on', () => {
    const app = new App();
    const [web, api, database] = ['web', 'api', 'database'].map((id) => chartOf(app, id)) as [Chart, Chart, Chart];
    web.addDependency(api);
    api.addDependency(database);
    const files = manifestsOf({ web, api, database });
    expect([...files.keys()]).toEqual(['0-database.k8s.yaml', '1-api.k8s.yaml', '2-web.k8s.yaml']);
  });

  test('a new chart renames no file of another', () => {
    const app = new App();
    const database = chartOf(app, 'database');
    const before = [...manifestsOf({ database }).keys()];
    const added = chartOf(app, 'added');
    expect([...manifestsOf({ added, database }).keys()]).toEqual(expect.arrayContaining(before));
  });

  test('in a file, what others need comes before them, whatever the order in code', () => {
    const metadata = { name: 'x' };
    const chart = chartOf(new App(), 'chart', (scope) => {
      new k8s.KubeIngress(scope, 'a', { metadata });
      new k8s.KubeDeployment(scope, 'b', { metadata });
      new k8s.KubeService(scope, 'c', { metadata });
      new k8s.KubeSecret(scope, 'd', { metadata });
      new k8s.KubeNamespace(scope, 'e', { metadata });
    });
    const kinds = manifestsOf({ chart })
      .get('0-chart.k8s.yaml')
      ?.map(({ kind }) => kind);
    expect(kinds).toEqual(['Namespace', 'Secret', 'Service', 'Deployment', 'Ingress']);
  });

  test('a kind that has no place of its own comes last', () => {
    const chart = chartOf(new App(), 'chart', (scope) => {
      new k8s.KubeLease(scope, 'a', { metadata: { name: 'x' } });
      new k8s.KubeIngress(scope, 'b', { metadata: { name: 'x' } });
    });
    const kinds = manifestsOf({ chart })
      .get('0-chart.k8s.yaml')
      ?.map(({ kind }) => kind);
    expect(kinds).toEqual(['Ingress', 'Lease']);
  });

  test('objects of one kind stand in the order of their names, not of their constructs', () => {
    const names = (ids: [string, string]) => {
      const chart = chartOf(new App(), 'chart', (scope) => ids.map((id, i) => configMap(scope, `name-${i}`, id)));
      return manifestsOf({ chart })
        .get('0-chart.k8s.yaml')
        ?.map(({ metadata }) => metadata.name);
    };
    expect(names(['z', 'a'])).toEqual(names(['a', 'z']));
  });

  test('charts that need each other are refused', () => {
    const app = new App();
    const [a, b] = [chartOf(app, 'a'), chartOf(app, 'b')];
    a.addDependency(b);
    b.addDependency(a);
    const sentence = 'a: dependencies: expected charts of which one can be applied first, received a circle';
    expect(() => manifestsOf({ a, b })).toThrow(sentence);
  });

  test('a chart without objects is refused', () => {
    const chart = chartOf(new App(), 'empty', () => {});
    expect(() => manifestsOf({ chart })).toThrow('empty: expected at least one object, received none');
  });
});

describe('an object is written as cdk8s renders the object', () => {
  const render = (app: App, props: k8s.KubeServiceProps, change: (service: k8s.KubeService) => void = () => {}) => {
    const chart = new Chart(app, 'chart', { labels: { team: 'shop' } });
    const service = new k8s.KubeService(chart, 'service', { metadata: { name: 'api' }, ...props });
    change(service);
    const [manifest] = manifestsOf({ chart }).get('0-chart.k8s.yaml') ?? [];
    expect(manifest).toEqual(service.toJson());
    return manifest;
  };
  const ports = [{ port: 80, targetPort: k8s.IntOrString.fromString('http') }];

  test.each(Object.entries<Environment>(environments))('in the environment %s', (name, environment) => {
    const charts = assemble(name, environment);
    const objects = Object.values(charts).flatMap(({ node }) => node.findAll().filter(ApiObject.isApiObject));
    const rendered = objects.map((object) => object.toJson()).map((manifest) => [identity(manifest), manifest]);
    const written = [...manifestsOf(charts).values()].flat().map((manifest) => [identity(manifest), manifest]);
    expect(Object.fromEntries(written)).toEqual(Object.fromEntries(rendered));
  });

  test('with a label and an annotation that were added later', () => {
    const written = render(new App(), { spec: { ports } }, ({ metadata }) => {
      metadata.addLabel('app', 'api');
      metadata.addAnnotation('example.com/owner', 'shop');
    });
    expect(written?.metadata).toMatchObject({
      labels: { team: 'shop', app: 'api' },
      annotations: { 'example.com/owner': 'shop' },
    });
  });

  test('with a patch', () => {
    const written = render(new App(), { spec: { ports } }, (service) =>
      service.addJsonPatch(JsonPatch.replace('/spec/ports/0/port', 8080)),
    );
    expect(written?.spec).toEqual({ ports: [{ port: 8080, targetPort: 'http' }] });
  });

  test('with a value that is known last', () => {
    const selector: Record<string, string> = {};
    const written = render(new App(), { spec: { selector: Lazy.any({ produce: () => selector }) } }, () => {
      selector.app = 'api';
    });
    expect(written?.spec).toEqual({ selector: { app: 'api' } });
  });

  test('with a resolver of the App', () => {
    const resolve = (context: ResolutionContext) => context.value === 'None' && context.replaceValue('10.0.0.1');
    const written = render(new App({ resolvers: [{ resolve }] }), { spec: { clusterIp: 'None' } });
    expect(written?.spec).toEqual({ clusterIP: '10.0.0.1' });
  });

  test('without a field that is null', () => {
    expect(render(new App(), { spec: { clusterIp: null, ports } } as object)?.spec).not.toHaveProperty('clusterIP');
  });
});

test('a problem stands behind the path of its construct', () => {
  const app = new App();
  const chart = chartOf(app, 'chart');
  chart.node.addValidation({ validate: () => ['name: expected this, received that'] });
  expect(problemsOf(app)).toEqual(['chart: name: expected this, received that']);
});

describe('YAML', () => {
  test.each(['-_3', '+_6', '0o17', '1_000', '12:30:45', '0x1F', 'yes', 'off', 'null', '~', '1e3', '.5', '1.0', ''])(
    'quotes the string %j, which a reader of YAML 1.1 may take for something else',
    (value) => {
      expect(toYaml([{ value }])).toBe(`value: "${value}"\n`);
    },
  );

  test.each(['16-alpine', 'wealist', '100m', '1Gi', 'http', '/health', 'v1.34'])('leaves %j plain', (value) => {
    expect(toYaml([{ value }])).toBe(`value: ${value}\n`);
  });

  test.each(['a', '0'])('quotes a digest, though this one begins with %s', (first) => {
    const digest = first.repeat(64);
    expect(toYaml([{ digest }])).toBe(`digest: "${digest}"\n`);
  });

  test('numbers and booleans are no strings', () => {
    expect(toYaml([{ a: 80, b: true }])).toBe('a: 80\nb: true\n');
  });

  test('what tells an object from its neighbours stands first, the rest in alphabetical order', () => {
    const keys = {
      spec: 1,
      kind: 'Pod',
      env: 1,
      apiVersion: 'v1',
      args: 1,
      metadata: { labels: 1, namespace: 1, name: 1 },
    };
    expect(toYaml([keys])).toBe(
      'apiVersion: v1\nkind: Pod\nmetadata:\n  name: 1\n  namespace: 1\n  labels: 1\nargs: 1\nenv: 1\nspec: 1\n',
    );
  });

  test.each(['\x7f', '\x85', '\u2028', '\uffff'])(
    'escapes %j in a key, at which kubectl refuses a file',
    (character) => {
      const code = character.charCodeAt(0).toString(16).padStart(8, '0');
      expect(toYaml([{ [`a${character}`]: 1 }])).toBe(`"a\\U${code}": 1\n`);
    },
  );

  test('objects are separated as documents', () => {
    expect(toYaml([{ a: 1 }, { b: 2 }])).toBe('a: 1\n---\nb: 2\n');
  });
});
