/** A setting of the environment that can't be used; the message is one line that names it and says what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly variable: string;

  constructor(variable: string, should: string) {
    super(`${variable} ${should}`);
    this.variable = variable;
  }
}
