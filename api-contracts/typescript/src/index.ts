import { Client } from "./client.js";
import type { ClientOptions } from "./transport.js";

/** One client serves one user at a time: one in a browser, one for each request on a server. */
export function createClient(options: ClientOptions): Client {
  return new Client(options);
}

export { ApiError, NetworkError, type RetryWith } from "./errors.js";
export { rememberToken } from "./token.js";
export type { Client, ClientOptions };
export type { RetryPolicy } from "./retry.js";
export type * from "./types.js";
export type { components, operations, paths } from "./api.js";
