import assert from "node:assert/strict";
import { test } from "node:test";
import { rememberToken } from "@taskledger/client";
import { jwt } from "./fake.js";

const now = () => Math.floor(Date.now() / 1000);
const lasting = (seconds: number, since = now()) => jwt("alice", { iat: since, exp: since + seconds });

/** Loads these in turn. */
function loading(...tokens: (string | null)[]) {
  return rememberToken(async () => tokens.shift() ?? null);
}

test("a token is loaded once for as long as it lasts", async () => {
  const token = loading(lasting(900), lasting(900));
  assert.equal(await token(), await token());
});

test("a token that is about to end is loaded anew", async () => {
  const token = loading(lasting(20), lasting(900));
  assert.notEqual(await token(), await token());
});

test("a clock that is an hour ahead does not end a token", async () => {
  const token = loading(lasting(900, now() - 3600), lasting(900));
  assert.equal(await token(), await token());
});

test("a token that cannot be read is never kept", async () => {
  const token = loading("session-1", "session-2");
  assert.deepEqual([await token(), await token()], ["session-1", "session-2"]);
});

test("a fresh token takes the place of the one that was kept", async () => {
  const token = loading(lasting(900), lasting(900));
  const old = await token();
  const fresh = await token({ refresh: true });
  assert.notEqual(fresh, old);
  assert.equal(await token(), fresh);
});

test("those who ask at once share one load", async () => {
  const token = loading(lasting(900));
  const [first, second] = await Promise.all([token(), token()]);
  assert.ok(first);
  assert.equal(first, second);
});

test("what is loaded for a user who has left is not kept", async () => {
  const [alice, bob] = [lasting(900), jwt("bob", { iat: now(), exp: now() + 900 })];
  let arrive = (_: string) => {};
  const loads = [new Promise<string>((resolve) => (arrive = resolve)), Promise.resolve(bob)];
  const token = rememberToken(() => loads.shift()!);
  const before = token();
  token.forget();
  assert.equal(await token(), bob);
  arrive(alice);
  assert.equal(await before, alice);
  assert.equal(await token(), bob);
});

test("a load that fails is tried again", async () => {
  const answers = [() => Promise.reject(new Error("away")), () => Promise.resolve("session-1")];
  const token = rememberToken(() => answers.shift()!());
  await assert.rejects(token(), /away/);
  assert.equal(await token(), "session-1");
});
