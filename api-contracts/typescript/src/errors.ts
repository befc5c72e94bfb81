import type { ChangeOptions, Problem, ProblemCode } from "./types.js";

/** Options to send the same command again; it is carried out at most once. */
export type RetryWith = Pick<ChangeOptions, "idempotencyKey" | "ifMatch">;

/** The server refused the request. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** Identifies the failure; `unknown` if the response came from something between here and the server. */
  readonly code: ProblemCode | "unknown";
  /** One for each invalid field or parameter. */
  readonly details: readonly { field: string; message: string }[];
  /** The item of a batch that was refused, counted from 0. */
  readonly index?: number;
  /** Seconds after which to try again. */
  readonly retryAfter?: number;
  /** The id of this failure in the server's logs. */
  readonly errorId?: string;
  /** Set if a command may have been carried out nevertheless. */
  retryWith?: RetryWith;

  constructor(status: number, problem: Partial<Problem>, retryAfter?: number) {
    super(problem.message ?? `The server answered ${status} and nothing readable`);
    this.status = status;
    this.code = problem.code ?? "unknown";
    this.details = problem.details ?? [];
    if (problem.index !== undefined) this.index = problem.index;
    if (problem.errorId !== undefined) this.errorId = problem.errorId;
    if (retryAfter !== undefined) this.retryAfter = retryAfter;
  }
}

/** No response arrived; `cause` says why. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  /** Set if a command may have been carried out nevertheless. */
  retryWith?: RetryWith;

  constructor(cause: unknown) {
    super("No response from the server", { cause });
  }
}

/** The content of a failure response: a problem of this API, or any response of a proxy. */
export function refusal(response: Response, body: unknown): ApiError {
  const ours = response.headers.get("Content-Type")?.startsWith("application/problem+json") && body;
  return new ApiError(response.status, ours || {}, seconds(response.headers.get("Retry-After")));
}

/** `Retry-After` is a number of seconds or, from a proxy, a date. */
function seconds(retryAfter: string | null): number | undefined {
  if (!retryAfter) return undefined;
  const wait = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - Date.now()) / 1000;
  return Number.isNaN(wait) ? undefined : Math.max(0, wait);
}
