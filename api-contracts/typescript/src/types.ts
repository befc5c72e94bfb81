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
 * The source of tokens; called before every request, so it should cache them (see `rememberToken`).
 * Null means that no user is signed in. `refresh` asks for a token that was not returned before.
 */
export type TokenSupplier = (wanted?: { refresh?: boolean }) => Promise<string | null>;

export interface QueryOptions {
  signal?: AbortSignal | undefined;
  /** How many seconds the server may wait until it can show what this client wrote; default 2, at most 10. */
  wait?: number | undefined;
}

export interface CommandOptions {
  signal?: AbortSignal | undefined;
  /** Names this command, so that it is carried out once however often it is sent; generated if left out. */
  idempotencyKey?: string | undefined;
}

export interface ChangeOptions extends CommandOptions {
  /**
   * The version that the change is based on, as `If-Match`. Default: the last version that this client saw, if any;
   * a number: the version that a form was filled from; false: any version.
   */
  ifMatch?: number | false | undefined;
}
