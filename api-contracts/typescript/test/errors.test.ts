import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "@taskledger/client";
import { fake, ID, problem } from "./fake.js";

async function errorOf(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.catch((error: unknown) => error);
  assert.ok(error instanceof ApiError);
  return error;
}

test("an error says what is wrong with which field of which item", async (t) => {
  const details = [{ field: "commands[3].title", message: "must not be blank" }];
  const { client } = await fake(t, [problem(422, "validation-failed", {}, { details, index: 3 })]);
  const error = await errorOf(client.batchTasks([{ command: "create", title: " " }]));
  assert.equal(error.message, "Because of validation-failed");
  assert.deepEqual(error.details, details);
  assert.equal(error.index, 3);
});

test("an error without fields has no details, index or wait", async (t) => {
  const { client } = await fake(t, [problem(500, "internal-error", {}, { errorId: "e-1" })]);
  const error = await errorOf(client.getTask(ID));
  assert.deepEqual([error.details, error.index, error.retryAfter, error.errorId], [[], undefined, undefined, "e-1"]);
});

for (const [what, body] of [
  ["a page of a proxy", "<html>Forbidden</html>"],
  ["JSON of somebody else", { code: 7, message: 8 }],
] as const) {
  test(`${what} is an error of unknown code`, async (t) => {
    const { client } = await fake(t, [{ status: 403, body }]);
    const error = await errorOf(client.getTask(ID));
    assert.deepEqual([error.status, error.code, error.details], [403, "unknown", []]);
    assert.match(error.message, /403/);
  });
}

test("a page where an answer should be is an error even with status 200", async (t) => {
  const { client } = await fake(t, [{ headers: { "Content-Type": "text/html" }, body: "<html>Sign in to the Wi-Fi" }]);
  assert.equal((await errorOf(client.getTask(ID))).code, "unknown");
});
