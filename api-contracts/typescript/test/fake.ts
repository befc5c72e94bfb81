import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { type ClientOptions, createClient, type Client } from "@taskledger/client";

export interface Request {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
  at: number;
}

/** `lost` takes the request and hangs up, `cut` hangs up within the answer, `silent` never answers. */
export type Answer = "lost" | "cut" | "silent" | { status?: number; headers?: Record<string, string>; body?: unknown };

/** A server that gives these answers in turn, the last one for ever, and a client of it. */
export async function fake(
  t: TestContext,
  answers: (Answer | ((request: Request) => Answer | Promise<Answer>))[],
  options: Partial<ClientOptions> = {},
): Promise<{ client: Client; requests: Request[] }> {
  const requests: Request[] = [];
  const server = createServer(async (incoming, outgoing) => {
    let body = "";
    for await (const chunk of incoming) body += chunk;
    const { method = "", url = "", headers } = incoming;
    const request = { method, url, headers, body, at: performance.now() };
    requests.push(request);
    const next = answers.length > 1 ? answers.shift() : answers[0];
    const answer = (typeof next === "function" ? await next(request) : next) ?? {};
    if (answer === "lost") incoming.socket.destroy();
    else if (answer === "cut") outgoing.writeHead(200).write("{", () => incoming.socket.destroy());
    else if (answer !== "silent") {
      const json = typeof answer.body === "string" ? answer.body : JSON.stringify(answer.body ?? task(1));
      outgoing.writeHead(answer.status ?? 200, { "Content-Type": "application/json", ...answer.headers }).end(json);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const token = () => Promise.resolve(jwt("alice"));
  return { client: createClient({ baseUrl, token, retry: { delay: 1 }, ...options }), requests };
}

export const ID = "0199a1d2-8c00-7000-8000-000000000001";

export function task(version: number, id = ID): object {
  return { id, version, title: "Water the plants" };
}

/** The answer to a command. */
export function done(version: number, token: string): Answer {
  return { headers: { "Consistency-Token": token, ETag: `"${version}"` }, body: task(version) };
}

export function problem(status: number, code: string, headers: Record<string, string> = {}, more = {}): Answer {
  const body = { type: `urn:taskledger:problem:${code}`, status, code, message: `Because of ${code}`, ...more };
  return { status, headers: { "Content-Type": "application/problem+json", ...headers }, body };
}

let made = 0;

/** A token like Better Auth's, but for the signature; no two are alike. */
export function jwt(sub: string, claims: object = {}): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString("base64url");
  return `${part({ alg: "EdDSA" })}.${part({ sub, ...claims, jti: ++made })}.c2lnbmF0dXJl`;
}

/** Until the condition holds. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
