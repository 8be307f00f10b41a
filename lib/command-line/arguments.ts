import { type ParseArgsConfig, parseArgs } from 'node:util';
import { problem, Unquoted, unknownWord } from '../checker/problem';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ args: string[]; allowPositionals: true; options: O }>>;

/** The words and options of a command line. Throws a TypeError with a sentence for an option that nobody knows or that lacks its value. */
export function parsed<const O extends Options>(argv: readonly string[], options: O): Parsed<O> {
  try {
    return parseArgs({ args: [...argv], allowPositionals: true, options });
  } catch (error) {
    throw new TypeError(optionProblem(error as NodeJS.ErrnoException, Object.keys(options)));
  }
}

/** Node.js names the option between the first quotes, with the form of its value behind. */
function optionProblem({ code, message }: NodeJS.ErrnoException, known: readonly string[]): string {
  const [, option = ''] = /'(-[^' ,]*)/.exec(message) ?? [];
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    return unknownWord(
      'option',
      known.map((name) => `--${name}`),
      option,
    );
  }
  const takesNone = message.includes('does not take an argument');
  return problem(
    option,
    takesNone ? 'no value' : 'a value behind the option',
    new Unquoted(takesNone ? 'one' : 'none'),
  );
}
