// Fills the page: a token from the development issuer, curl lines that use it, and the explorer that carries it.
const byId = (id) => document.getElementById(id);
const say = (text) => { byId("said").textContent = text; };

const explorer = SwaggerUIBundle({
  dom_id: "#explorer",
  url: "/openapi.yaml",
  presets: [SwaggerUIBundle.presets.apis],
  docExpansion: "list",
  defaultModelsExpandDepth: -1,
  persistAuthorization: false,
  validatorUrl: null,
  onComplete: () => issue(),
});

async function issue() {
  const answer = await fetch("/dev/token", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ sub: byId("sub").value, role: "user" }),
  });
  const body = await answer.json();
  if (!answer.ok) {
    say(body.message);
    return;
  }
  byId("token").textContent = body.token;
  explorer.preauthorizeApiKey("bearerAuth", body.token);
  say("The explorer below uses it.");
}

byId("issue").addEventListener("click", issue);
byId("copy").addEventListener("click", async () => {
  await navigator.clipboard.writeText(byId("token").textContent);
  say("Copied.");
});
fetch("/curl.txt").then((answer) => answer.text()).then((lines) => { byId("curl").textContent = lines; });
