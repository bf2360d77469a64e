import { AppError, kernelError } from '../errors.ts';

/** What a driver or Node put on the error; `''` where there is none. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : '';
}

/** No room: PostgreSQL's disk_full, or Node's own. */
function isDiskFull(error: unknown): boolean {
  return /^(53100|ENOSPC|EDQUOT)$/.test(codeOf(error));
}

/** The connection broke or was never made: SQLSTATE 08xxx and 57Pxx, socket errors, and pg's own words without a code. */
function isConnectionLost(error: unknown): boolean {
  return (
    /^(08...|57P0.|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT|EHOSTUNREACH)$/.test(codeOf(error)) ||
    (error instanceof Error &&
      /Connection terminated|is not queryable|timeout e(xceeded|xpired)/.test(error.message))
  );
}

/** Too contended, or out of connections. */
function isBusy(error: unknown): boolean {
  return /^(40P01|40001|53300|55P03)$/.test(codeOf(error));
}

/** The plain answer to a fault below us: nothing was done, it may be sent again. Undefined for any other error. */
export function faultOf(error: unknown): AppError | undefined {
  if (isDiskFull(error)) return kernelError('disk_full');
  return isConnectionLost(error) || isBusy(error) ? kernelError('unavailable') : undefined;
}

/**
 * What to say when `error` came after the work was done, while it was committed: a connection lost at that moment leaves
 * open whether it is saved. Only the same idempotency key finds out.
 */
export function faultOfCommit(error: unknown): unknown {
  return isConnectionLost(error) ? kernelError('outcome_unknown') : error;
}

/** Seconds for the `Retry-After` header; undefined where waiting helps nothing. */
export function retryAfterOf({ code }: AppError): number | undefined {
  if (code === 'kernel.disk_full') return 60;
  return code === 'kernel.unavailable' || code === 'kernel.outcome_unknown' ? 3 : undefined;
}
