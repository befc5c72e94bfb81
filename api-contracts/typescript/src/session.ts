import { ApiError } from "./errors.js";
import { userOf } from "./token.js";
import type { TokenSupplier } from "./types.js";

const MOST_VERSIONS = 10_000;

/** What was seen for one user; never used for the next user. */
export class Memory {
  consistencyToken: string | null = null;
  readonly #versions = new Map<string, number>();

  constructor(readonly user: string) {}

  version(resource: string): number | undefined {
    return this.#versions.get(resource);
  }

  /** Versions only grow: a response that arrives late changes nothing. */
  saw(resource: string, version: number): void {
    const seen = Math.max(version, this.#versions.get(resource) ?? 0);
    this.#versions.delete(resource);
    this.#versions.set(resource, seen);
    for (const oldest of this.#versions.keys()) {
      if (this.#versions.size <= MOST_VERSIONS) break;
      this.#versions.delete(oldest);
    }
  }
}

export interface Session {
  token: string;
  memory: Memory;
}

/** Gets tokens and notices when they belong to another user. */
export class Sessions {
  #memory = new Memory("nobody");
  #renewal: { of: string; fresh: Promise<string | null> } | undefined;
  #refused: string | undefined;

  constructor(
    private readonly supplier: TokenSupplier,
    private readonly onUnauthorized: (error: ApiError) => void = () => {},
  ) {}

  async open(): Promise<Session> {
    const token = await this.supplier();
    if (!token) throw this.refuse("", new ApiError(401, { code: "unauthorized", message: "No user is signed in" }));
    if (this.#refused !== undefined && this.#refused !== token) this.#refused = this.#renewal = undefined;
    const user = userOf(token);
    if (user !== this.#memory.user) this.#memory = new Memory(user);
    return { token, memory: this.#memory };
  }

  /**
   * Another token of the same user after one was refused; the supplier is called once for all requests with that token.
   *
   * @throws the refusal, if there is none: a call of one user is never sent as another user
   */
  async renew({ token, memory }: Session, refusal: ApiError): Promise<Session> {
    if (this.#renewal?.of !== token) this.#renewal = { of: token, fresh: this.supplier({ refresh: true }) };
    try {
      const fresh = await this.#renewal.fresh;
      if (fresh && fresh !== token && userOf(fresh) === memory.user) return { token: fresh, memory };
    } catch (error) {
      this.#renewal = undefined;
      throw error;
    }
    this.#renewal = undefined;
    throw this.refuse(token, refusal);
  }

  /** Notifies the application, once for each token. */
  refuse(token: string, refusal: ApiError): ApiError {
    if (this.#refused !== token) {
      this.#refused = token;
      this.onUnauthorized(refusal);
    }
    return refusal;
  }
}
