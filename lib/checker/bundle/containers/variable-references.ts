/** The names in `$NAME` and `${NAME}`. */
export const shellNames = (text: string): string[] =>
  [...text.matchAll(/(?<!\$)\$(?:\{(\w+)\}|(\w+)\b)/g)].map(([, one, other]) => one ?? other ?? '');

/** The names in `$(NAME)`. */
export const kubernetesNames = (text: string): string[] =>
  [...text.matchAll(/(?<!\$)\$\((\w+)\)/g)].map(([, name = '']) => name);
