import assert from "node:assert/strict";
import { test } from "node:test";
import { ApiError } from "@taskledger/client";
import { done, fake, ID, jwt, problem, type Request } from "./fake.js";

const EXPIRED = problem(401, "unauthorized", { "WWW-Authenticate": "Bearer" });
const bearer = ({ headers }: Request) => headers.authorization;
const tokenOf = ({ headers }: Request) => headers["consistency-token"];

/** A supplier with a fixed token and, when asked for, fresh ones; counts how often. */
function supplier(held: string | null, ...fresh: (string | null)[]) {
  const asked = { fresh: 0 };
  const token = async ({ refresh = false } = {}) => (refresh ? (fresh[asked.fresh++] ?? null) : held);
  return { asked, token };
}

test("a query shows what the last command did, because it carries its token", async (t) => {
  const { client, requests } = await fake(t, [done(1, "p1-1"), done(2, "p1-2"), {}]);
  await client.createTask({ title: "Sow" });
  await client.startTask(ID);
  await client.getTask(ID);
  await client.getTaskStats();
  assert.deepEqual(requests.map(tokenOf), [undefined, undefined, "p1-2", "p1-2"]);
});

test("a command that answers no token leaves the one before", async (t) => {
  const { client, requests } = await fake(t, [done(1, "p1-1"), {}]);
  await client.createTask({ title: "Sow" });
  await client.startTask(ID);
  await client.getTask(ID);
  assert.equal(tokenOf(requests[2]!), "p1-1");
});

test("a token that the service does not know any more is dropped, and the query sent once more", async (t) => {
  const bad = problem(400, "bad-consistency-token");
  const { client, requests } = await fake(t, [done(1, "p2-0-a"), bad, {}, {}]);
  await client.createTask({ title: "Sow" });
  await client.getTask(ID);
  await client.getTask(ID);
  assert.deepEqual(requests.map(tokenOf), [undefined, "p2-0-a", undefined, undefined]);
});

test("a refusal of the second try, without a token, is told", async (t) => {
  const { client, requests } = await fake(t, [done(1, "p2-0-a"), problem(400, "bad-consistency-token")]);
  await client.createTask({ title: "Sow" });
  await assert.rejects(client.getTask(ID), { status: 400, code: "bad-consistency-token" });
  assert.equal(requests.length, 3);
});

test("another user starts from nothing", async (t) => {
  let user = "alice";
  const { client, requests } = await fake(t, [done(3, "p1-1")], { token: async () => jwt(user) });
  await client.startTask(ID);
  user = "bob";
  await client.getTask("b");
  await client.completeTask(ID);
  assert.equal(tokenOf(requests[1]!), undefined);
  assert.equal(requests[2]?.headers["if-match"], '"3"', "seen as bob, in the answer to getTask");
  user = "alice";
  await client.getTaskStats();
  assert.equal(tokenOf(requests[3]!), undefined);
});

test("an answer that arrives after the user changed is not remembered for the new one", async (t) => {
  let user = "alice";
  const whileAway = () => ((user = "bob"), done(3, "p1-1"));
  const { client, requests } = await fake(t, [whileAway, done(3, "p1-2")], { token: async () => jwt(user) });
  await client.startTask(ID);
  await client.startTask(ID);
  assert.equal(requests[1]?.headers["if-match"], undefined);
});

test("tokens of one user share what was seen", async (t) => {
  const { client, requests } = await fake(t, [done(3, "p1-1")], { token: async () => jwt("älice ☃") });
  await client.startTask(ID);
  await client.getTask(ID);
  assert.notEqual(bearer(requests[0]!), bearer(requests[1]!));
  assert.equal(tokenOf(requests[1]!), "p1-1");
});

test("an opaque token stands for its own user", async (t) => {
  let token = "session-1";
  const { client, requests } = await fake(t, [done(3, "p1-1")], { token: async () => token });
  await client.startTask(ID);
  await client.getTask(ID);
  token = "session-2";
  await client.getTask(ID);
  assert.deepEqual(requests.map(tokenOf), [undefined, "p1-1", undefined]);
});

test("401 asks for a fresh token once and sends the same command with it", async (t) => {
  const [old, fresh] = [jwt("alice"), jwt("alice")];
  const { asked, token } = supplier(old, fresh);
  const { client, requests } = await fake(t, [EXPIRED, done(1, "p1-1")], { token });
  await client.createTask({ title: "Sow" });
  assert.deepEqual(requests.map(bearer), [`Bearer ${old}`, `Bearer ${fresh}`]);
  assert.equal(requests[0]?.headers["idempotency-key"], requests[1]?.headers["idempotency-key"]);
  assert.equal(asked.fresh, 1);
});

test("401 to the fresh token too is told to the application, then to the caller", async (t) => {
  const told: ApiError[] = [];
  const { token } = supplier(jwt("alice"), jwt("alice"));
  const onUnauthorized = (error: ApiError) => void told.push(error);
  const { client, requests } = await fake(t, [EXPIRED], { token, onUnauthorized });
  const error = await client.getTask(ID).catch((error: unknown) => error);
  assert.equal((error as ApiError).status, 401);
  assert.deepEqual(told, [error]);
  assert.equal(requests.length, 2);
});

test("several that are refused at once share one fresh token, and one notice if that is refused", async (t) => {
  let told = 0;
  const { asked, token } = supplier(jwt("alice"), jwt("alice"));
  const { client } = await fake(t, [EXPIRED], { token, onUnauthorized: () => void told++ });
  const all = await Promise.allSettled([client.getTask(ID), client.getTaskStats(), client.listTasks()]);
  assert.ok(all.every(({ status }) => status === "rejected"));
  assert.deepEqual([asked.fresh, told], [1, 1]);
});

for (const [what, fresh] of [
  ["of another user", jwt("bob")],
  ["that does not exist", null],
] as const) {
  test(`a fresh token ${what} never gets what was begun before`, async (t) => {
    let told = 0;
    const { token } = supplier(jwt("alice"), fresh);
    const { client, requests } = await fake(t, [EXPIRED], { token, onUnauthorized: () => void told++ });
    await assert.rejects(client.createTask({ title: "Sow" }), { status: 401 });
    assert.deepEqual([requests.length, told], [1, 1]);
  });
}

test("a supplier that has no other token is taken at its word", async (t) => {
  const same = jwt("alice");
  const { token } = supplier(same, same);
  const { client, requests } = await fake(t, [EXPIRED], { token });
  await assert.rejects(client.getTask(ID), { status: 401 });
  assert.equal(requests.length, 1);
});

test("a command that waits for its turn is sent as the user who called it", async (t) => {
  let user = "alice";
  const signOut = () => ((user = "bob"), done(1, "p1-1"));
  const tokens: string[] = [];
  const token = async () => tokens[tokens.push(jwt(user)) - 1]!;
  const { client, requests } = await fake(t, [signOut, done(2, "p1-2")], { token });
  await Promise.all([client.createTask({ title: "Sow" }), client.startTask(ID)]);
  assert.equal(bearer(requests[1]!), `Bearer ${tokens[1]}`);
  assert.equal(JSON.parse(atob(tokens[1]!.split(".")[1]!)).sub, "alice");
});

test("nobody signed in means no request, and the application is told each time it happens", async (t) => {
  let told = 0;
  let held: string | null = null;
  const { client, requests } = await fake(t, [{}], { token: async () => held, onUnauthorized: () => void told++ });
  await assert.rejects(client.getTask(ID), { status: 401, code: "unauthorized" });
  held = jwt("alice");
  await client.getTask(ID);
  held = null;
  await assert.rejects(client.getTask(ID), { status: 401, code: "unauthorized" });
  assert.deepEqual([requests.length, told], [1, 2]);
});

test("a supplier that fails fails the call, not the next one", async (t) => {
  let failing = true;
  const token = async () => {
    if (failing) throw new Error("The auth server is away");
    return jwt("alice");
  };
  const { client } = await fake(t, [done(1, "p1-1")], { token });
  await assert.rejects(client.createTask({ title: "Sow" }), /The auth server is away/);
  failing = false;
  await client.createTask({ title: "Sow" });
});
