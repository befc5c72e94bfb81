import { NetworkError, refusal, ApiError } from "./errors.js";
import { abortable, isPassing, pause, sleep, type RetryPolicy } from "./retry.js";
import { type Memory, type Session, Sessions } from "./session.js";
import type { ChangeOptions, QueryOptions, TokenSupplier } from "./types.js";

export interface ClientOptions {
  /** Origin of the API, with a path if a gateway adds one; empty for the page's own origin. */
  baseUrl: string;
  token: TokenSupplier;
  /** Called when a token, and its replacement, were refused: the user must sign in. */
  onUnauthorized?: (error: ApiError) => void;
  fetch?: typeof globalThis.fetch;
  retry?: RetryPolicy;
  /** Milliseconds after which an attempt counts as lost; default 30,000. */
  timeout?: number;
}

export interface Call {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  path: string;
  /** JSON, written at the call, so that every attempt sends the same, even if the object changes. */
  body?: string | undefined;
  /** What the command changes, by its name in `Memory`. */
  resource?: string;
  options: QueryOptions & ChangeOptions;
}

interface Shown {
  id?: string;
  version?: number;
}

/** Sends calls: queries at once, commands one after another. */
export class Transport {
  readonly #options: ClientOptions;
  readonly #base: string;
  readonly #sessions: Sessions;
  #lastCommand: Promise<unknown> = Promise.resolve();

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#base = options.baseUrl.replace(/\/+$/, "");
    if (!/^https?:\/\//.test(this.#base) && typeof location === "undefined") {
      throw new Error("baseUrl must be absolute outside of a browser, for example https://api.example.org");
    }
    this.#sessions = new Sessions(options.token, options.onUnauthorized);
  }

  query<T>(call: Call): Promise<T> {
    const opened = this.#sessions.open();
    return abortable(
      opened.then((session) => this.#query<T>(call, session)),
      call.options.signal,
    );
  }

  /** A token of another ledger is dropped, and the query is sent once more without it. */
  async #query<T>(call: Call, session: Session): Promise<T> {
    const { memory } = session;
    const token = memory.consistencyToken;
    try {
      return await this.#attempts<T>(call, basis(call, token), session);
    } catch (error) {
      if (!token || !(error instanceof ApiError) || error.code !== "bad-consistency-token") throw error;
      if (memory.consistencyToken === token) memory.consistencyToken = null;
      return await this.#attempts<T>(call, basis(call, memory.consistencyToken), session);
    }
  }

  /**
   * Commands are sent one at a time, in the order of the calls. So the last consistency token covers all earlier ones
   * (tokens cannot be compared), and a command knows the version that the previous one made.
   */
  command<T>(call: Call): Promise<T> {
    const opened = this.#sessions.open(); // now, so that the command is sent as the user who called
    const before = this.#lastCommand;
    const done = Promise.all([opened, before]).then(([session]) => this.#command<T>(call, session));
    this.#lastCommand = Promise.allSettled([before, done]);
    return abortable(done, call.options.signal);
  }

  async #command<T>(call: Call, session: Session): Promise<T> {
    const { idempotencyKey = newKey(), ifMatch = session.memory.version(call.resource ?? "") ?? false } = call.options;
    // Both stay the same for all attempts: the server treats a key with another condition as another command.
    const headers: Record<string, string> = { "Idempotency-Key": `"${idempotencyKey}"` };
    if (call.resource && ifMatch !== false) headers["If-Match"] = `"${ifMatch}"`;
    try {
      return await this.#attempts<T>(call, headers, session);
    } catch (error) {
      if (isPassing(error)) error.retryWith = { idempotencyKey, ifMatch };
      throw error;
    }
  }

  async #attempts<T>(call: Call, headers: Record<string, string>, session: Session): Promise<T> {
    const { signal } = call.options;
    let { token } = session;
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted();
      try {
        return await this.#attempt<T>(call, { ...headers, Authorization: `Bearer ${token}` }, session.memory);
      } catch (error) {
        signal?.throwIfAborted();
        if (error instanceof ApiError && error.status === 401) {
          if (token !== session.token) throw this.#sessions.refuse(token, error);
          ({ token } = await this.#sessions.renew(session, error));
          continue;
        }
        const wait = isPassing(error) ? pause(error, attempt, this.#options.retry ?? {}) : undefined;
        if (wait === undefined) throw error;
        await sleep(wait, signal);
      }
    }
  }

  async #attempt<T>(call: Call, headers: Record<string, string>, memory: Memory): Promise<T> {
    const { response, text } = await this.#exchange(call, headers);
    const body = parsed(text);
    if (!response.ok || body === undefined) throw refusal(response, body);
    if (call.method !== "GET") {
      memory.consistencyToken = response.headers.get("Consistency-Token") ?? memory.consistencyToken;
    }
    remember(memory, body as object);
    return body as T;
  }

  /** One request and its complete response. */
  async #exchange(call: Call, headers: Record<string, string>): Promise<{ response: Response; text: string }> {
    const { fetch = globalThis.fetch, timeout = 30_000 } = this.#options;
    const limit = new AbortController();
    const stop = () => limit.abort(call.options.signal?.reason);
    const timer = setTimeout(() => limit.abort(new Error(`No answer within ${timeout} ms`)), timeout);
    call.options.signal?.addEventListener("abort", stop);
    const init: RequestInit = { method: call.method, headers, cache: "no-store", signal: limit.signal };
    if (call.body !== undefined) {
      headers["Content-Type"] = call.method === "PATCH" ? "application/merge-patch+json" : "application/json";
      init.body = call.body;
    }
    try {
      const response = await fetch(this.#base + call.path, init);
      return { response, text: await response.text() };
    } catch (error) {
      throw new NetworkError(error);
    } finally {
      clearTimeout(timer);
      call.options.signal?.removeEventListener("abort", stop);
    }
  }
}

/** How new the data of a query must be, and how long the query may wait for it. */
function basis({ options: { wait } }: Call, token: string | null): Record<string, string> {
  const headers: Record<string, string> = {};
  if (token) headers["Consistency-Token"] = token;
  if (wait !== undefined) headers["Prefer"] = `wait=${wait}`;
  return headers;
}

/** Not `randomUUID`, because browsers have it only on https and localhost. */
function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An ETag is the version in quotes, so every response with a version, also a list, shows the ETag. A `user` is the caller. */
function remember(memory: Memory, body: { tasks?: Shown[]; user?: Shown } & Shown): void {
  for (const { id, version } of body.tasks ?? [body.user ?? body]) {
    if (id !== undefined && version !== undefined) memory.saw(body.user ? "me" : `task ${id}`, version);
  }
}
