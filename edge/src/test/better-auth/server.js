// A Better Auth server with the plugins that a frontend team would use, and a door for what tests do to it:
// POST /control/ban {"email"}, /control/expire-key (the next token is signed with a new one), /control/forget-keys.
import { createServer } from "node:http";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";
import { admin, bearer, jwt } from "better-auth/plugins";

const { PORT = "0", ALG = "EdDSA", ORIGIN } = process.env;
const db = { user: [], session: [], account: [], verification: [], jwks: [] };

const server = createServer((request, response) => handle(request, response));
server.listen(Number(PORT), "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
let handler;

function start() {
  const auth = betterAuth({
    baseURL: ORIGIN ?? `http://127.0.0.1:${server.address().port}`,
    secret: "a secret for tests, of more than 32 characters",
    database: memoryAdapter(db),
    emailAndPassword: { enabled: true },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [jwt({ jwks: { keyPairConfig: { alg: ALG } } }), bearer(), admin()],
  });
  return toNodeHandler(auth);
}

function handle(request, response) {
  if (!request.url.startsWith("/control/")) {
    handler ??= start();
    return handler(request, response);
  }
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    control(request.url.slice("/control/".length), body && JSON.parse(body));
    response.end("{}");
  });
}

function control(action, body) {
  const user = () => db.user.find((some) => some.email === body.email);
  switch (action) {
    case "ban":
      Object.assign(user(), { banned: true, banReason: "spam" });
      break;
    case "make-admin":
      Object.assign(user(), { role: "admin" });
      break;
    case "end-sessions":
      db.session.splice(0);
      break;
    case "expire-key":
      db.jwks.forEach((key) => (key.expiresAt = new Date(Date.now() - 1000)));
      break;
    case "forget-keys":
      db.jwks.splice(0, db.jwks.length - 1);
      break;
  }
}
