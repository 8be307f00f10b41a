/** The memory of a runtime before the application starts, and signs of the runtime in a manifest. */
export const RUNTIMES = [
  {
    name: 'Java',
    floor: '512Mi',
    image: /\b(java|openjdk|jdk|jre|temurin|spring)(\d|\b)/,
    program: /^java$/,
    programsOnly: false,
    variable: /^(JAVA_OPTS|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS)$/,
  },
  {
    name: 'Python',
    floor: '256Mi',
    image: /\b(python|uvicorn|gunicorn|fastapi|django|flask)(\d|\b)/,
    program: /^(python[\d.]*|uvicorn|gunicorn|fastapi|flask|django-admin|manage\.py)$/,
    programsOnly: false,
    variable: /^(UVICORN_|GUNICORN_|PYTHON)/,
  },
  {
    name: 'Node',
    floor: '256Mi',
    // Much is called "node" because it runs on each of them: calico/node, prom/node-exporter.
    image: /^((.*\/)?library\/|bitnami\/)?node$|\bnodejs(\d|\b)/,
    program: /^(node|nodejs|npm|npx|pnpm|yarn)$/,
    // As an argument, it is a word like any other: `ebs-csi-driver node`, `kubectl get node`.
    programsOnly: true,
    variable: /^NODE_(ENV|OPTIONS)$/,
  },
];
