import assert from "node:assert/strict";
import { test } from "node:test";
import { fake, ID, problem, until } from "./fake.js";

for (const [status, code] of [
  [503, "read-model-behind"],
  [429, "rate-limited"],
] as const) {
  test(`${status} is asked again, not before Retry-After`, async (t) => {
    const { client, requests } = await fake(t, [problem(status, code, { "Retry-After": "1" }), {}]);
    await client.getTask(ID);
    const [first, second] = requests;
    assert.ok(second!.at - first!.at >= 1000, `${second!.at - first!.at} ms`);
  });
}

test("a wait that is longer than wanted is left to the caller", async (t) => {
  const { client, requests } = await fake(t, [problem(429, "rate-limited", { "Retry-After": "60" })]);
  await assert.rejects(client.startTask(ID), { status: 429, code: "rate-limited", retryAfter: 60 });
  assert.equal(requests.length, 1);
});

test("a date in Retry-After counts from now", async (t) => {
  const inAnHour = new Date(Date.now() + 3_600_000).toUTCString();
  const { client } = await fake(t, [problem(503, "shutting-down", { "Retry-After": inAnHour })]);
  const error = await client.getTask(ID).catch((error: unknown) => error);
  assert.ok(Math.abs((error as { retryAfter: number }).retryAfter - 3600) < 5);
});

for (const status of [502, 503, 504]) {
  test(`${status} of a gateway is asked again`, async (t) => {
    const { client, requests } = await fake(t, [{ status, body: "<html>" }, {}]);
    await client.getTask(ID);
    assert.equal(requests.length, 2);
  });
}

test("a command whose outcome is unknown is repeated with the key it had", async (t) => {
  const { client, requests } = await fake(t, [problem(504, "outcome-unknown", { "Retry-After": "0" }), {}]);
  await client.startTask(ID);
  assert.equal(requests.length, 2);
  assert.ok(requests[0]?.headers["idempotency-key"]);
  assert.equal(requests[1]?.headers["idempotency-key"], requests[0]?.headers["idempotency-key"]);
});

test("attempts are bounded, and the last answer is what the caller gets", async (t) => {
  const { client, requests } = await fake(t, [problem(503, "not-carried-out", { "Retry-After": "0" })]);
  const error = await client.startTask(ID).catch((error: unknown) => error);
  const { code, retryWith } = error as { code: string; retryWith: { idempotencyKey: string } };
  assert.equal(code, "not-carried-out");
  assert.equal(`"${retryWith.idempotencyKey}"`, requests[4]?.headers["idempotency-key"]);
  assert.equal(requests.length, 5);
});

for (const [status, code] of [
  [400, "bad-request"],
  [403, "forbidden"],
  [404, "task-not-found"],
  [422, "validation-failed"],
  [500, "internal-error"],
] as const) {
  test(`${status} is final`, async (t) => {
    const { client, requests } = await fake(t, [problem(status, code)]);
    await assert.rejects(client.startTask(ID), { status, code, retryWith: undefined });
    assert.equal(requests.length, 1);
  });
}

test("an answer that does not come in time is asked for again", async (t) => {
  const { client, requests } = await fake(t, ["silent", {}], { timeout: 500 });
  await client.getTask(ID);
  assert.ok(requests.length > 1);
});

test("a server that cannot be reached is a network error with its cause", async (t) => {
  const options = { baseUrl: "http://127.0.0.1:1", retry: { attempts: 2, delay: 1 } };
  const { client } = await fake(t, [{}], options);
  const error = (await client.getTask(ID).catch((error: unknown) => error)) as Error;
  assert.equal(error.name, "NetworkError");
  assert.ok(error.cause instanceof Error);
});

test("an abort ends a request under way with the caller's own reason", async (t) => {
  const { client, requests } = await fake(t, ["silent"]);
  const page = new AbortController();
  const asked = client.getTask(ID, { signal: page.signal });
  await until(() => requests.length === 1);
  page.abort(new Error("The page was left"));
  await assert.rejects(asked, /The page was left/);
  assert.equal(requests.length, 1);
});

test("an abort ends a wait", async (t) => {
  const { client, requests } = await fake(t, [problem(503, "shutting-down", { "Retry-After": "9" })]);
  const started = performance.now();
  await assert.rejects(client.getTask(ID, { signal: AbortSignal.timeout(100) }), { name: "TimeoutError" });
  assert.ok(performance.now() - started < 5000);
  assert.equal(requests.length, 1);
});

test("what was aborted before it began is not sent", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  const signal = AbortSignal.abort();
  await assert.rejects(client.getTask(ID, { signal }), { name: "AbortError" });
  await assert.rejects(client.startTask(ID, { signal }), { name: "AbortError" });
  await client.getTaskStats();
  assert.equal(requests.length, 1);
});
