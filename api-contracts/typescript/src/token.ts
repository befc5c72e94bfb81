import type { TokenSupplier } from "./types.js";

interface Claims {
  sub?: string;
  iat?: number;
  exp?: number;
}

/** The claims of a JWT, unverified; empty for any other token. */
export function claims(token: string): Claims {
  try {
    const payload = (token.split(".")[1] ?? "").replace(/-/g, "+").replace(/_/g, "/");
    const bytes = Uint8Array.from(atob(payload), (char) => char.charCodeAt(0));
    return (JSON.parse(new TextDecoder().decode(bytes)) as Claims | null) ?? {};
  } catch {
    return {};
  }
}

/** The user of a token. A token that cannot be read counts as its own user, because another token may belong to another user. */
export function userOf(token: string): string {
  const { sub } = claims(token);
  return sub === undefined ? `token:${token}` : `sub:${sub}`;
}

/**
 * A token supplier that loads a JWT once and keeps it until shortly before it expires, by its own lifetime and not by the
 * clock of this device. Call `forget` when the user signs in or out.
 */
export function rememberToken(load: () => Promise<string | null>): TokenSupplier & { forget(): void } {
  let held: { token: string; until: number } | undefined;
  let loading: Promise<string | null> | undefined;

  const loadOnce = async (): Promise<string | null> => {
    const asked = Date.now();
    const mine = load();
    loading = mine;
    try {
      const token = await mine;
      const { iat = asked / 1000, exp = 0 } = claims(token ?? "");
      if (loading === mine) held = token ? { token, until: asked + (exp - iat - 30) * 1000 } : undefined;
      return token;
    } finally {
      if (loading === mine) loading = undefined;
    }
  };
  const supplier: TokenSupplier = async ({ refresh = false } = {}) => {
    if (loading) return loading;
    return held && !refresh && Date.now() < held.until ? held.token : loadOnce();
  };
  return Object.assign(supplier, {
    forget: () => {
      held = loading = undefined;
    },
  });
}
