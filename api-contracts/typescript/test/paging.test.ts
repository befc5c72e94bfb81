import assert from "node:assert/strict";
import { test } from "node:test";
import { fake, ID, problem, task } from "./fake.js";

const FIRST = { body: { tasks: [task(1, "a"), task(1, "b")], next: "c 1" } };
const LAST = { body: { tasks: [task(1, "c")], next: null } };

test("all tasks are those of every page, in order, under one filter", async (t) => {
  const { client, requests } = await fake(t, [FIRST, LAST]);
  const ids = [];
  for await (const { id } of client.allTasks({ sort: "due", limit: 2 })) ids.push(id);
  assert.deepEqual(ids, ["a", "b", "c"]);
  assert.deepEqual(
    requests.map(({ url }) => url),
    ["/api/tasks?sort=due&limit=2", "/api/tasks?sort=due&limit=2&cursor=c+1"],
  );
});

test("a page that nobody gets to is not asked for", async (t) => {
  const { client, requests } = await fake(t, [FIRST, LAST]);
  for await (const { id } of client.allTasks()) if (id === "b") break;
  assert.equal(requests.length, 1);
});

test("an empty page before the last one does not end the listing", async (t) => {
  const { client } = await fake(t, [{ body: { tasks: [], next: "n" } }, LAST]);
  const ids = [];
  for await (const { id } of client.allTasks()) ids.push(id);
  assert.deepEqual(ids, ["c"]);
});

test("a history turns its pages too", async (t) => {
  const pages = [
    { body: { entries: [{ version: 1 }], next: "n" } },
    { body: { entries: [{ version: 2 }], next: null } },
  ];
  const { client, requests } = await fake(t, pages);
  const versions = [];
  for await (const { version } of client.allHistory(ID)) versions.push(version);
  assert.deepEqual(versions, [1, 2]);
  assert.equal(requests[1]?.url, `/api/tasks/${ID}/history?cursor=n`);
});

test("a page that fails fails the loop", async (t) => {
  const { client } = await fake(t, [FIRST, problem(400, "bad-cursor")]);
  await assert.rejects(async () => {
    for await (const { id } of client.allTasks()) assert.ok(id);
  }, /bad-cursor/);
});
