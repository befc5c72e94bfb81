/** Drives the backend at TASKLEDGER_URL, whose development issuer gives the tokens; skipped without one. */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { test } from "node:test";
import { createClient, type Client, NetworkError, rememberToken } from "@taskledger/client";

const url = process.env["TASKLEDGER_URL"];
const skip = url ? false : "TASKLEDGER_URL names no running backend";

async function issued(sub: string): Promise<string> {
  const headers = { Accept: "text/plain" };
  const answer = await fetch(`${url}/dev/token`, { method: "POST", headers, body: JSON.stringify({ sub }) });
  assert.equal(answer.status, 200);
  return (await answer.text()).trim();
}

/** A user nobody has been before. */
function newcomer(fetch = globalThis.fetch): { client: Client; sub: string } {
  const sub = `ts-${randomUUID()}`;
  return { client: createClient({ baseUrl: url!, token: rememberToken(() => issued(sub)), fetch }), sub };
}

async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected = [];
  for await (const item of items) collected.push(item);
  return collected;
}

test("what was just created and edited is read back", { skip }, async () => {
  const { client } = newcomer();
  const created = await client.createTask({ title: "Sow", due: "2030-01-31", tags: ["garden"] });
  assert.equal(created.due, "2030-01-31T23:59:59.999Z");
  const edited = await client.editTask(created.id, { title: "Reap", due: null });
  assert.deepEqual(await client.getTask(created.id), edited);
  assert.deepEqual([edited.version, edited.title, edited.due], [2, "Reap", null]);
});

test("an edit of a version that another device changed is refused", { skip }, async () => {
  const { client } = newcomer();
  const { id, version } = await client.createTask({ title: "Sow" });
  await client.startTask(id);
  await assert.rejects(client.editTask(id, { title: "Reap" }, { ifMatch: version }), {
    status: 412,
    code: "version-mismatch",
  });
  assert.equal((await client.editTask(id, { title: "Reap" })).version, 3);
});

test("a task goes through its whole life, and its history shows it", { skip }, async () => {
  const { client, sub } = newcomer();
  const { id } = await client.createTask({ title: "Sow" });
  const whole = { title: "Sow rye", description: "", priority: "high", due: null, tags: [] } as const;
  await client.replaceTask(id, { ...whole, tags: [] });
  for (const move of ["start", "complete", "reopen", "delete", "restore"] as const) await client[`${move}Task`](id);
  const entries = await all(client.allHistory(id));
  assert.deepEqual(
    entries.map(({ type }) => type.replace("Task", "")),
    ["Created", "DetailsEdited", "Started", "Completed", "Reopened", "Deleted", "Restored"],
  );
  assert.ok(entries.every(({ actor }) => actor === sub));
});

test("a task that is completed cannot be started", { skip }, async () => {
  const { client } = newcomer();
  const { id } = await client.createTask({ title: "Sow" });
  await client.completeTask(id);
  await assert.rejects(client.startTask(id), { status: 409, code: "task-completed" });
});

test("a batch is all or nothing, and says which item was refused", { skip }, async () => {
  const { client } = newcomer();
  const id = randomUUID();
  const refused = client.batchTasks([
    { command: "create", id, title: "Sow" },
    { command: "edit", id, title: " " },
  ]);
  await assert.rejects(refused, { status: 422, code: "validation-failed", index: 1 });
  await assert.rejects(client.getTask(id), { status: 404, code: "task-not-found" });
  const { tasks } = await client.batchTasks([
    { command: "create", id, title: "Sow" },
    { command: "start", id, ifMatch: 1 },
  ]);
  assert.deepEqual(
    tasks.map(({ status }) => status),
    ["open", "in_progress"],
  );
});

test("pages of a filter hold every task once, and the counts agree", { skip }, async () => {
  const { client } = newcomer();
  const titles = Array.from({ length: 25 }, (_, i) => `Row ${String(i).padStart(2, "0")}`);
  const { tasks } = await client.batchTasks(titles.map((title) => ({ command: "create", title })));
  await client.completeTask(tasks[0]!.id);
  const open = await all(client.allTasks({ status: ["open"], sort: "title", limit: 10 }));
  assert.deepEqual(
    open.map(({ title }) => title),
    titles.slice(1),
  );
  const stats = await client.getTaskStats();
  assert.deepEqual([stats.byStatus.open, stats.byStatus.completed], [24, 1]);
});

test("a profile is set, read, and nobody else's", { skip }, async () => {
  const { client, sub } = newcomer();
  await assert.rejects(client.getMe(), { status: 404, code: "profile-not-found" });
  await client.updateMe({ displayName: "Alice", timeZone: "Europe/Berlin" });
  const { user } = await client.getUser(sub);
  assert.deepEqual([user.displayName, user.timeZone, user.version], ["Alice", "Europe/Berlin", 1]);
  assert.deepEqual((await client.getMe()).user, user);
  await assert.rejects(client.getUser("somebody-else"), { status: 403, code: "forbidden" });
});

test("a command whose answer is lost on the way is done once", { skip }, async () => {
  let lost = 0;
  const { client } = newcomer(async (input, init) => {
    const answer = await fetch(input, init);
    if (lost++ === 0) throw new TypeError("Connection reset");
    return answer;
  });
  await client.createTask({ title: "Sow" });
  assert.equal((await all(client.allTasks())).length, 1);
  assert.ok(lost >= 3);
});

test("a command given up and sent again later is done once", { skip }, async () => {
  let away = true;
  const sub = `ts-${randomUUID()}`;
  const client = createClient({
    baseUrl: url!,
    token: () => issued(sub),
    retry: { attempts: 1 },
    fetch: async (input, init) => {
      const answer = await fetch(input, init);
      if (away) throw new TypeError("Connection reset");
      return answer;
    },
  });
  const error = await client.createTask({ title: "Sow" }).catch((error: unknown) => error);
  assert.ok(error instanceof NetworkError);
  away = false;
  await client.createTask({ title: "Sow" }, error.retryWith);
  assert.equal((await client.listTasks()).tasks.length, 1);
});

test("a token that is no good is refused and told", { skip }, async () => {
  let told = 0;
  const client = createClient({ baseUrl: url!, token: async () => "not-a-token", onUnauthorized: () => void told++ });
  await assert.rejects(client.listTasks(), { status: 401, code: "unauthorized" });
  assert.equal(told, 1);
});
