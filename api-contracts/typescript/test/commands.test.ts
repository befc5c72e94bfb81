import assert from "node:assert/strict";
import { test } from "node:test";
import { NetworkError } from "@taskledger/client";
import { type Answer, done, fake, ID, problem, type Request, task, until } from "./fake.js";

const keyOf = (request?: Request) => request?.headers["idempotency-key"];
const conditionOf = (request?: Request) => request?.headers["if-match"];

test("every command carries a key of its own, a query none", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  await client.startTask(ID);
  await client.startTask(ID);
  await client.getTask(ID);
  assert.match(String(keyOf(requests[0])), /^"[0-9a-f]{32}"$/);
  assert.notEqual(keyOf(requests[0]), keyOf(requests[1]));
  assert.equal(keyOf(requests[2]), undefined);
});

for (const lost of ["lost", "cut"] as const) {
  test(`a command whose answer is ${lost} is sent again as it was`, async (t) => {
    const changes = { title: "Sow" };
    const again = () => ((changes.title = "Reap"), lost);
    const { client, requests } = await fake(t, [done(3, "p1-3"), again, done(4, "p1-4")]);
    await client.startTask(ID);
    assert.equal((await client.editTask(ID, changes)).version, 4);
    assert.equal(keyOf(requests[1]), keyOf(requests[2]));
    assert.equal(conditionOf(requests[2]), '"3"');
    assert.equal(requests[2]?.body, '{"title":"Sow"}');
  });
}

for (const code of ["idempotency-key-in-flight", "conflict"]) {
  test(`a command that meets ${code} is sent again with its key`, async (t) => {
    const { client, requests } = await fake(t, [problem(409, code), done(2, "p1-2")]);
    assert.equal((await client.completeTask(ID)).version, 2);
    assert.equal(keyOf(requests[0]), keyOf(requests[1]));
  });
}

test("a refusal of the domain is not sent again", async (t) => {
  const { client, requests } = await fake(t, [problem(409, "task-completed")]);
  await assert.rejects(client.startTask(ID), { name: "ApiError", status: 409, code: "task-completed" });
  assert.equal(requests.length, 1);
});

test("a command without any answer says how to send it again, and is done once", async (t) => {
  const { client, requests } = await fake(t, ["lost", "lost", done(2, "p1-2")], { retry: { attempts: 2, delay: 1 } });
  const error = await client.completeTask(ID, { ifMatch: 7 }).catch((error: unknown) => error);
  assert.ok(error instanceof NetworkError);
  await client.completeTask(ID, error.retryWith);
  assert.equal(keyOf(requests[2]), keyOf(requests[0]));
  assert.equal(conditionOf(requests[2]), '"7"');
});

test("a change is conditional on the version seen last, be it in a task, a list or an answer", async (t) => {
  const page = { body: { tasks: [task(3), task(8, "b")], next: null } };
  const { client, requests } = await fake(t, [{ body: task(2) }, done(3, "p1-3"), page, { body: task(9, "b") }]);
  await client.getTask(ID);
  await client.startTask(ID);
  assert.equal(conditionOf(requests[1]), '"2"');
  await client.listTasks();
  await client.deleteTask("b");
  assert.equal(conditionOf(requests[3]), '"8"');
  await client.completeTask(ID.toUpperCase());
  assert.equal(conditionOf(requests[4]), '"3"');
});

test("a profile has a version of its own", async (t) => {
  const user = { body: { user: { id: ID, version: 5 }, accessedBy: ID } };
  const { client, requests } = await fake(t, [user, user, {}]);
  await client.getUser(ID);
  await client.updateUser(ID, { displayName: "Alice", timeZone: "UTC" });
  assert.equal(conditionOf(requests[1]), '"5"');
  await client.startTask(ID);
  assert.equal(conditionOf(requests[2]), undefined);
});

test("a profile is one profile, whichever route shows or changes it", async (t) => {
  const user = { body: { user: { id: "a/b", version: 5 }, accessedBy: "a/b" } };
  const updated = { body: { user: { id: "a/b", version: 6 }, updatedBy: "a/b" } };
  const { client, requests } = await fake(t, [user, updated, updated]);
  await client.getMe();
  await client.updateMe({ displayName: "Alice", timeZone: "UTC" });
  await client.updateUser("a/b", { displayName: "Bob", timeZone: "UTC" });
  assert.deepEqual(requests.map(conditionOf), [undefined, '"5"', '"6"']);
});

test("an answer that was overtaken does not bring an older version back", async (t) => {
  const { client, requests } = await fake(t, [done(4, "p1-4"), { body: task(3) }, {}]);
  await client.startTask(ID);
  await client.getTask(ID);
  await client.completeTask(ID);
  assert.equal(conditionOf(requests[2]), '"4"');
});

test("the caller chooses the version, or none", async (t) => {
  const { client, requests } = await fake(t, [done(4, "p1-4")]);
  await client.startTask(ID);
  await client.editTask(ID, { title: "Sow" }, { ifMatch: 2 });
  await client.editTask(ID, { title: "Reap" }, { ifMatch: false });
  assert.deepEqual(requests.map(conditionOf), [undefined, '"2"', undefined]);
});

test("a version that is no longer there is told, not retried", async (t) => {
  const { client, requests } = await fake(t, [problem(412, "version-mismatch")]);
  await assert.rejects(client.editTask(ID, { title: "Sow" }, { ifMatch: 2 }), {
    status: 412,
    code: "version-mismatch",
  });
  assert.equal(requests.length, 1);
});

test("commands take turns, so the second is conditional on what the first made", async (t) => {
  const { client, requests } = await fake(t, ["lost", done(2, "p1-2"), done(3, "p1-3")]);
  await Promise.all([client.startTask(ID), client.completeTask(ID)]);
  assert.deepEqual(
    requests.map(({ url }) => url.split("/").at(-1)),
    ["start", "start", "complete"],
  );
  assert.equal(conditionOf(requests[2]), '"2"');
});

test("a command that fails does not hold up the next", async (t) => {
  const { client } = await fake(t, [problem(404, "task-not-found"), done(2, "p1-2")]);
  const [first, second] = await Promise.allSettled([client.startTask(ID), client.completeTask(ID)]);
  assert.deepEqual([first.status, second.status], ["rejected", "fulfilled"]);
});

test("a command that is aborted before its turn is never sent", async (t) => {
  let answer: (held: Answer) => void = () => {};
  const held = new Promise<Answer>((resolve) => (answer = resolve));
  const { client, requests } = await fake(t, [() => held, done(3, "p1-3")]);
  const turn = new AbortController();
  const first = client.startTask(ID);
  const second = client.completeTask(ID, { signal: turn.signal });
  await until(() => requests.length === 1);
  turn.abort();
  await assert.rejects(second, { name: "AbortError" });
  answer(done(2, "p1-2"));
  await first;
  await client.reopenTask(ID);
  assert.deepEqual(
    requests.map(({ url }) => url.split("/").at(-1)),
    ["start", "reopen"],
  );
});
