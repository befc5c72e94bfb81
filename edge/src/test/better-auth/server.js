// Better Auth servers with the plugins that a frontend team would use, all in one process, which ends with its input.
// A line "start PORT ALGORITHM [ORIGIN]" starts one, without users and keys, and is answered with "listening on PORT";
// "stop PORT" ends it, and is answered with "stopped". Each has a door for what tests do to it:
// POST /control/ban {"email"}, /control/expire-key (the next token is signed with a new one), /control/forget-keys.
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { toNodeHandler } from "better-auth/node";
import { admin, bearer, jwt } from "better-auth/plugins";

const servers = new Map();

createInterface({ input: process.stdin })
  .on("line", (line) => {
    const [verb, port, algorithm, origin] = line.split(" ");
    verb === "start" ? start(Number(port), algorithm, origin) : stop(Number(port));
  })
  .on("close", () => process.exit());

function start(port, algorithm, origin) {
  const db = { user: [], session: [], account: [], verification: [], jwks: [] };
  let handler;
  const server = createServer((request, response) => {
    if (request.url.startsWith("/control/")) {
      receive(request, response, db);
    } else {
      handler ??= auth(db, algorithm, origin ?? `http://127.0.0.1:${server.address().port}`);
      handler(request, response);
    }
  });
  server.listen(port, "127.0.0.1", () => {
    servers.set(server.address().port, server);
    console.log(`listening on ${server.address().port}`);
  });
}

function stop(port) {
  const server = servers.get(port);
  servers.delete(port);
  server.close(() => console.log("stopped"));
  server.closeAllConnections();
}

function auth(db, algorithm, baseURL) {
  return toNodeHandler(
    betterAuth({
      baseURL,
      secret: "a secret for tests, of more than 32 characters",
      database: memoryAdapter(db),
      emailAndPassword: { enabled: true },
      rateLimit: { enabled: false },
      telemetry: { enabled: false },
      plugins: [jwt({ jwks: { keyPairConfig: { alg: algorithm } } }), bearer(), admin()],
    }),
  );
}

function receive(request, response, db) {
  let body = "";
  request.on("data", (chunk) => (body += chunk));
  request.on("end", () => {
    control(db, request.url.slice("/control/".length), body && JSON.parse(body));
    response.end("{}");
  });
}

function control(db, action, body) {
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
