import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { promisify } from "node:util";
import type { Client } from "@taskledger/client";
import { fake, ID } from "./fake.js";

const OPENAPI = "../src/main/resources/openapi.yaml";

test("the types are what openapi.yaml generates", async () => {
  await promisify(execFile)("node_modules/.bin/openapi-typescript", [OPENAPI, "--output", "src/api.ts", "--check"]);
});

const CALLS: Record<string, (client: Client) => Promise<unknown>> = {
  createTask: (client) => client.createTask({ title: "Water the plants" }),
  listTasks: (client) => client.listTasks(),
  batchTasks: (client) => client.batchTasks([{ command: "start", id: ID }]),
  getTaskStats: (client) => client.getTaskStats(),
  getTask: (client) => client.getTask(ID),
  editTask: (client) => client.editTask(ID, { due: null }),
  replaceTask: (client) =>
    client.replaceTask(ID, { title: "Sow", description: "", priority: "none", due: null, tags: [] }),
  deleteTask: (client) => client.deleteTask(ID),
  startTask: (client) => client.startTask(ID),
  completeTask: (client) => client.completeTask(ID),
  reopenTask: (client) => client.reopenTask(ID),
  restoreTask: (client) => client.restoreTask(ID),
  getTaskHistory: (client) => client.getTaskHistory(ID),
  batchGetUsers: (client) => client.batchGetUsers([ID]),
  getMe: (client) => client.getMe(),
  updateMe: (client) => client.updateMe({ displayName: "Alice", timeZone: "Europe/Berlin" }),
  getUser: (client) => client.getUser(ID),
  updateUser: (client) => client.updateUser(ID, { displayName: "Alice", timeZone: "Europe/Berlin" }),
};

/** Which operation has which method and path, read from the document itself. */
async function documented(): Promise<Record<string, string>> {
  const operations: Record<string, string> = {};
  let path = "";
  let method = "";
  for (const line of (await readFile(OPENAPI, "utf8")).split("\n")) {
    path = /^ {2}(\/\S+):$/.exec(line)?.[1] ?? path;
    method = /^ {4}(get|put|post|patch|delete):$/.exec(line)?.[1] ?? method;
    const operation = /^ {6}operationId: (\w+)$/.exec(line)?.[1];
    if (operation) operations[operation] = `${method.toUpperCase()} ${path.replace("{id}", ID)}`;
  }
  return operations;
}

test("every operation of the API has a method that sends it", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  const sent: Record<string, string> = {};
  for (const [operation, call] of Object.entries(CALLS)) {
    await call(client);
    sent[operation] = `${requests.at(-1)?.method} ${requests.at(-1)?.url}`;
  }
  assert.deepEqual(sent, await documented());
});

test("an edit is a merge patch in which null clears", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  await client.editTask(ID, { due: null });
  assert.equal(requests[0]?.headers["content-type"], "application/merge-patch+json");
  assert.equal(requests[0]?.body, '{"due":null}');
});

test("a filter with several values repeats its name, one without a value is left out", async (t) => {
  const { client, requests } = await fake(t, [{ body: { tasks: [], next: null } }]);
  await client.listTasks({ status: ["open", "completed"], tag: ["a&b"], q: undefined, overdue: true, limit: 3 });
  assert.equal(requests[0]?.url, "/api/tasks?status=open&status=completed&tag=a%26b&overdue=true&limit=3");
});

test("counts are asked for with the days that completions are told of", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  await client.getTaskStats({ from: "2026-01-01", to: "2026-12-31" });
  assert.equal(requests[0]?.url, "/api/tasks/stats?from=2026-01-01&to=2026-12-31");
});

test("an id cannot lead to another route", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  await client.getUser("a/b?c#d");
  assert.equal(requests[0]?.url, "/api/users/a%2Fb%3Fc%23d");
  for (const id of ["", ".", ".."]) assert.throws(() => client.startTask(id), RangeError);
});

test("a base URL without an origin is refused where there is no page", async (t) => {
  await assert.rejects(fake(t, [{}], { baseUrl: "/backend" }), /baseUrl must be absolute/);
});

test("a patient query says how long the server may wait", async (t) => {
  const { client, requests } = await fake(t, [{}]);
  await client.getTaskStats({}, { wait: 10 });
  assert.equal(requests[0]?.headers["prefer"], "wait=10");
});

test("what is shipped imports nothing but itself", async () => {
  for (const file of await readdir("dist")) {
    for (const [, from] of (await readFile(`dist/${file}`, "utf8")).matchAll(/ from "([^"]+)"/g)) {
      assert.match(from ?? "", /^\.\/\w+\.js$/, file);
    }
  }
});
