/** Why no test was run, and what to do. */
export class AlertTestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AlertTestError';
  }
}
