import { ApiError, NetworkError } from "./errors.js";

export interface RetryPolicy {
  /** The maximum number of attempts; default 5. */
  attempts?: number;
  /** Milliseconds before the second attempt, doubled for each further one, with jitter; default 200. */
  delay?: number;
  /** The maximum wait in milliseconds; a longer `Retry-After` is left to the caller. Default 10,000. */
  longest?: number;
}

const IN_THE_WAY = new Set(["idempotency-key-in-flight", "conflict"]);

/**
 * Whether another attempt may succeed. Always safe: queries change nothing, and commands carry their key. Without a key,
 * a command must not be repeated after 504 `outcome-unknown` (after 503 `not-carried-out` it may be).
 */
export function isPassing(error: unknown): error is ApiError | NetworkError {
  if (error instanceof NetworkError) return true;
  if (!(error instanceof ApiError)) return false;
  return error.status === 409 ? IN_THE_WAY.has(error.code) : [429, 502, 503, 504].includes(error.status);
}

/** Milliseconds to wait after this attempt (from 1); undefined to give up. */
export function pause(error: ApiError | NetworkError, attempt: number, policy: RetryPolicy): number | undefined {
  const { attempts = 5, delay = 200, longest = 10_000 } = policy;
  if (attempt >= attempts) return undefined;
  const backoff = Math.min(longest, delay * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
  if (!(error instanceof ApiError) || error.retryAfter === undefined) return backoff;
  const told = error.retryAfter * 1000;
  return told > longest ? undefined : told + Math.random() * delay; // never early, and not all clients at once
}

export async function sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    await abortable(new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds))), signal);
  } finally {
    clearTimeout(timer);
  }
}

/** The promise, or the signal's reason if that comes first. */
export function abortable<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
