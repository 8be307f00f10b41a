/** A collector that is told the format of Docker for the logs of containers. Other runtimes write the format of CRI. */
export interface LogFormat {
  readonly image: RegExp;
  /** The parts of a configuration. Each is read alone. */
  readonly part: RegExp;
  /** Stands in each part that reads the logs of containers. */
  readonly reads: RegExp;
  readonly docker: RegExp;
  /** A part that knows another format, too. */
  readonly except: RegExp;
  readonly expected: string;
}

const LOGS = /\/var\/log\/(containers|pods)/;

export const LOG_FORMATS: readonly LogFormat[] = [
  // https://docs.fluentbit.io/manual/data-pipeline/inputs/tail#multiline-support
  {
    image: /^fluent-bit/,
    part: /^\s*\[(?=\w+\]\s*$)|^\s*-\s+(?=name:)/im,
    reads: LOGS,
    docker: /^\s*(multiline\.parser|parser)\s*:?\s+docker\s*$/im,
    except: /\bcri\b/i,
    expected: 'multiline.parser cri',
  },
  // https://grafana.com/docs/loki/latest/send-data/promtail/stages/
  {
    image: /^promtail/,
    part: /^\s*-\s+(?=job_name:)/m,
    reads: /kubernetes_sd_configs|\/var\/log\/(containers|pods)/,
    docker: /^\s*-?\s*docker:\s*(\{\s*\})?\s*$/m,
    except: /^\s*-?\s*cri:/m,
    expected: 'the stage cri',
  },
  // https://docs.fluentd.org/parser/json, https://github.com/fluent/fluent-plugin-parser-cri
  {
    image: /^fluentd/,
    part: /<source>/,
    reads: LOGS,
    docker: /<parse>\s*@type\s+"?json"?\s/,
    except: /\b(cri|multi_format|regexp|none)\b/,
    expected: 'a parser for cri',
  },
  // https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/pkg/stanza/docs/operators/container.md
  {
    image: /^opentelemetry-collector/,
    part: /^\s*(?=filelog[\w/]*:)/m,
    reads: LOGS,
    docker: /^\s*format:\s*["']?docker["']?\s*$/m,
    except: /containerd|crio/,
    expected: 'the format containerd, or none',
  },
];

/** The folders in which Docker keeps the logs: a collector without them reads nothing of Docker either. */
export const DOCKER_FOLDER = /^\/(var(\/lib(\/docker(\/.*)?)?)?)?$/;
