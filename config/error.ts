/** An invalid environment setting; the one-line message names it and says what it should be. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly variable: string;

  constructor(variable: string, should: string) {
    super(`${variable} ${should}`);
    this.variable = variable;
  }
}
