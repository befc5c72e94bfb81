import type { ChangeOptions, Problem, ProblemCode } from "./types.js";

/** Options that send the same command again: it is done once, even if it was done already. */
export type RetryWith = Pick<ChangeOptions, "idempotencyKey" | "ifMatch">;

/** The server said no. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  /** What to branch on; `unknown` if something between here and the server answered. */
  readonly code: ProblemCode | "unknown";
  /** One for each wrong field or parameter. */
  readonly details: readonly { field: string; message: string }[];
  /** Which item of a batch was refused, counted from 0. */
  readonly index?: number;
  /** Seconds after which another try makes sense. */
  readonly retryAfter?: number;
  /** What the server's logs know this failure by. */
  readonly errorId?: string;
  /** Set if a command may have been done nevertheless. */
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

/** No answer arrived; `cause` says why. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";
  /** Set if a command may have been done nevertheless. */
  retryWith?: RetryWith;

  constructor(cause: unknown) {
    super("No answer from the server", { cause });
  }
}

/** What an answer says that is not the one asked for: a problem of ours, or whatever a proxy thought of. */
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
