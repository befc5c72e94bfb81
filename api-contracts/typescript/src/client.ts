import type { operations } from "./api.js";
import { type Call, type ClientOptions, Transport } from "./transport.js";
import type * as T from "./types.js";

/** One method for each operation of the API; otherwise it does not compile. */
type Operations = { [O in keyof operations]: (...given: never[]) => Promise<unknown> };

export class Client implements Operations {
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    this.#transport = new Transport(options);
  }

  createTask(task: T.CreateTask, options: T.CommandOptions = {}): Promise<T.Task> {
    return this.#transport.command({ method: "POST", path: "/api/tasks", body: JSON.stringify(task), options });
  }

  /** Several commands, all or none. Conditions are in the items: `ifMatch`. */
  batchTasks(commands: T.BatchItem[], options: T.CommandOptions = {}): Promise<T.BatchResult> {
    return this.#transport.command({
      method: "POST",
      path: "/api/tasks/batch",
      body: JSON.stringify({ commands }),
      options,
    });
  }

  /** Changes only the given fields; null removes a value. */
  editTask(id: string, changes: T.EditTask, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("PATCH", id, "", options, changes);
  }

  replaceTask(id: string, task: T.ReplaceTask, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("PUT", id, "", options, task);
  }

  startTask(id: string, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("POST", id, "/start", options);
  }

  completeTask(id: string, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("POST", id, "/complete", options);
  }

  reopenTask(id: string, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("POST", id, "/reopen", options);
  }

  deleteTask(id: string, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("DELETE", id, "", options);
  }

  restoreTask(id: string, options: T.ChangeOptions = {}): Promise<T.Task> {
    return this.#change("POST", id, "/restore", options);
  }

  getTask(id: string, options: T.QueryOptions = {}): Promise<T.Task> {
    return this.#read(`/api/tasks/${segment(id)}`, options);
  }

  /** One page; `allTasks` iterates over all pages. */
  listTasks(filter: T.TaskFilter = {}, options: T.QueryOptions = {}): Promise<T.TaskPage> {
    return this.#read(`/api/tasks${search(filter)}`, options);
  }

  /** Fetches the next page when the previous one is consumed. */
  async *allTasks(filter: T.TaskFilter = {}, options: T.QueryOptions = {}): AsyncGenerator<T.ListedTask, void, void> {
    yield* turning(filter, (page) => this.listTasks(page, options), "tasks");
  }

  /** Completions of the given days, at most 366; default: the last 30 days. */
  getTaskStats(days: T.StatsRange = {}, options: T.QueryOptions = {}): Promise<T.Stats> {
    return this.#read(`/api/tasks/stats${search(days)}`, options);
  }

  /** One page, oldest first; `allHistory` iterates over all pages. */
  getTaskHistory(id: string, page: T.PageOf = {}, options: T.QueryOptions = {}): Promise<T.HistoryPage> {
    return this.#read(`/api/tasks/${segment(id)}/history${search(page)}`, options);
  }

  async *allHistory(id: string, options: T.QueryOptions = {}): AsyncGenerator<T.HistoryEntry, void, void> {
    yield* turning({}, (page) => this.getTaskHistory(id, page, options), "entries");
  }

  /** The caller's own profile. */
  getMe(options: T.QueryOptions = {}): Promise<T.UserRead> {
    return this.#read("/api/users/me", options);
  }

  /** Sets the caller's own profile. */
  updateMe(user: T.UpdateUser, options: T.ChangeOptions = {}): Promise<T.UserUpdated> {
    const body = JSON.stringify(user);
    return this.#transport.command({ method: "PUT", path: "/api/users/me", body, resource: "me", options });
  }

  /** `getMe` by id. @param id the caller's own `sub` */
  getUser(id: string, options: T.QueryOptions = {}): Promise<T.UserRead> {
    return this.#read(`/api/users/${segment(id)}`, options);
  }

  /** `updateMe` by id. @param id the caller's own `sub` */
  updateUser(id: string, user: T.UpdateUser, options: T.ChangeOptions = {}): Promise<T.UserUpdated> {
    const path = `/api/users/${segment(id)}`;
    const body = JSON.stringify(user);
    return this.#transport.command({ method: "PUT", path, body, resource: "me", options });
  }

  /** Profiles of up to 100 users, for callers with the role `admin`. */
  batchGetUsers(ids: string[], options: T.QueryOptions = {}): Promise<T.UsersRead> {
    const body = JSON.stringify({ ids });
    return this.#transport.query({ method: "POST", path: "/api/users/batch-get", body, options });
  }

  #change(method: Call["method"], id: string, move: string, options: T.ChangeOptions, what?: object): Promise<T.Task> {
    const path = `/api/tasks/${segment(id)}${move}`;
    const resource = `task ${id.toLowerCase()}`; // as responses write it
    return this.#transport.command({ method, path, body: JSON.stringify(what), resource, options });
  }

  #read<A>(path: string, options: T.QueryOptions): Promise<A> {
    return this.#transport.query({ method: "GET", path, options });
  }
}

type Page<K extends string, I> = Record<K, I[]> & { next: string | null };

async function* turning<K extends string, I>(
  first: { cursor?: string },
  load: (page: { cursor?: string }) => Promise<Page<K, I>>,
  items: K,
): AsyncGenerator<I, void, void> {
  for (let page = await load(first); ; page = await load({ ...first, cursor: page.next })) {
    yield* page[items];
    if (page.next === null) return;
  }
}

/** Dots would lead to another route, even if they are escaped. */
function segment(id: string): string {
  if (/^\.{0,2}$/.test(id)) throw new RangeError(`Not an id: "${id}"`);
  return encodeURIComponent(id);
}

function search(given: Record<string, unknown>): string {
  const search = new URLSearchParams();
  for (const [name, values] of Object.entries(given)) {
    for (const value of [values ?? []].flat()) search.append(name, String(value));
  }
  return search.toString() && `?${search}`;
}
