import { createContext, Script } from 'node:vm';

const script = new Script('work()');

/** Made once: a context costs a millisecond, and a large app is judged in thousands of portions. */
const box: { work: () => unknown } = { work: () => undefined };
const context = createContext(box);

/** Work that took longer than it may. */
export class TooLongError extends Error {
  constructor(milliseconds: number) {
    super(`it did not end within ${milliseconds / 1000} s`);
    this.name = 'TooLongError';
  }
}

/**
 * Runs work that nobody else can be made to wait for: a loop without end is stopped, which only V8 itself can do.
 * @throws TooLongError, or whatever the work throws
 */
export function within<T>(milliseconds: number, work: () => T): T {
  const before = box.work;
  box.work = work;
  try {
    // the script only calls the function, so its answer is that of the function
    return script.runInContext(context, { timeout: milliseconds }) as T;
  } catch (error) {
    const { code } = Object(error) as { code?: unknown };
    throw code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? new TooLongError(milliseconds) : error;
  } finally {
    box.work = before;
  }
}
