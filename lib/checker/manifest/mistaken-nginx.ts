/** Directives that begin a line in earnest: in the middle of another directive, the semicolon before is missing. */
const DIRECTIVES = new Set([
  ...['access_log', 'add_header', 'alias', 'client_max_body_size', 'default_type', 'error_log', 'error_page', 'events'],
  ...['expires', 'gzip', 'gzip_types', 'http', 'include', 'index', 'internal', 'keepalive_timeout', 'limit_req'],
  ...['listen', 'location', 'map', 'pid', 'proxy_buffering', 'proxy_http_version', 'proxy_pass', 'proxy_read_timeout'],
  ...['proxy_redirect', 'proxy_set_header', 'resolver', 'return', 'rewrite', 'root', 'sendfile', 'server'],
  ...['server_name', 'server_tokens', 'ssl_certificate', 'ssl_certificate_key', 'ssl_protocols', 'stub_status'],
  ...['tcp_nopush', 'try_files', 'types', 'upstream', 'user', 'worker_connections', 'worker_processes'],
]);

/** The line of the first mistake in a configuration of nginx: a missing semicolon, or a brace without its other half. */
export function mistakenLineOfNginx(text: string): number | undefined {
  let [depth, open, line] = [0, '', 1];
  for (const [token] of text.matchAll(
    /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\$\{\w+\}|[;{}\n]|[^\s;{}"'#$]+|\$|\s/g,
  )) {
    if (token === '\n') line++;
    else if (token === ';' || token === '{') {
      depth += token === '{' ? 1 : 0;
      open = '';
    } else if (token === '}') {
      if (open !== '' || --depth < 0) return line;
    } else if (!/^[#\s]/.test(token)) {
      if (open !== '' && DIRECTIVES.has(token) && startsLine(text, line, token)) return line - 1;
      open = token;
      line += token.split('\n').length - 1;
    }
  }
  return depth === 0 && open === '' ? undefined : line;
}

const startsLine = (text: string, line: number, token: string): boolean =>
  (text.split('\n')[line - 1] ?? '').trimStart().startsWith(token);
