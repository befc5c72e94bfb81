import type { components, operations } from "./api.js";

type Schemas = components["schemas"];

export type Task = Schemas["TaskView"];
export type ListedTask = Schemas["ListedTask"];
export type Status = Schemas["Status"];
export type Priority = Schemas["Priority"];
export type CreateTask = Schemas["CreateTask"];
export type EditTask = Schemas["EditTask"];
export type ReplaceTask = Schemas["ReplaceTask"];
export type BatchItem = Schemas["BatchItem"];
export type BatchResult = Schemas["BatchResult"];
export type TaskPage = Schemas["TaskPage"];
export type HistoryPage = Schemas["HistoryPage"];
export type HistoryEntry = Schemas["HistoryEntry"];
export type Stats = Schemas["Stats"];
export type UpdateUser = Schemas["UpdateUser"];
export type UserRead = Schemas["UserRead"];
export type UsersRead = Schemas["UsersRead"];
export type UserUpdated = Schemas["UserUpdated"];
export type Problem = Schemas["Problem"];
export type ProblemCode = Schemas["ProblemCode"];
export type TaskFilter = NonNullable<operations["listTasks"]["parameters"]["query"]>;
export type StatsRange = NonNullable<operations["getTaskStats"]["parameters"]["query"]>;
export type PageOf = NonNullable<operations["getTaskHistory"]["parameters"]["query"]>;

/**
 * Where tokens come from; asked before every request, so keep them there (see `rememberToken`).
 * Null means that nobody is signed in. `refresh` asks for a token that was not handed out before.
 */
export type TokenSupplier = (wanted?: { refresh?: boolean }) => Promise<string | null>;

export interface QueryOptions {
  signal?: AbortSignal | undefined;
  /** How many seconds the server may wait until it can show what this client wrote; 2 unless told, at most 10. */
  wait?: number | undefined;
}

export interface CommandOptions {
  signal?: AbortSignal | undefined;
  /** Names this command, so that it is done once however often it is sent; made up if left out. */
  idempotencyKey?: string | undefined;
}

export interface ChangeOptions extends CommandOptions {
  /**
   * The version the change was made for, as `If-Match`: by default the last one this client saw, none if it saw none;
   * a number for the one that a form was filled from; false for whatever it is by now.
   */
  ifMatch?: number | false | undefined;
}
