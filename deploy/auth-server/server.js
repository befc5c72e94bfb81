// A complete Better Auth server. Users are kept in memory: enough to try the compose file, not for real accounts.
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";
import { bearer, jwt } from "better-auth/plugins";

const { BETTER_AUTH_URL, BETTER_AUTH_SECRET, PORT = "3000", FRONTEND_URL = "http://localhost:3000" } = process.env;
if (!BETTER_AUTH_URL || !BETTER_AUTH_SECRET) {
  console.error("Set BETTER_AUTH_URL (the public origin) and BETTER_AUTH_SECRET (32 random characters or more).");
  process.exit(1);
}

const auth = betterAuth({
  baseURL: BETTER_AUTH_URL,
  secret: BETTER_AUTH_SECRET,
  trustedOrigins: FRONTEND_URL.split(","),
  database: memoryAdapter({ user: [], session: [], account: [], verification: [], jwks: [] }),
  emailAndPassword: { enabled: true },
  plugins: [jwt(), bearer()],
});

createServer(toNodeHandler(auth)).listen(Number(PORT), () => console.log(`Auth server on port ${PORT}`));
